/* What the overview shows, worked out once for each state of the workbook and kept with it. */
#ifndef TUI_SCREEN_OVERVIEW_H
#define TUI_SCREEN_OVERVIEW_H

#include <jansson.h>

#include "screen/screens.h"

/*
 * {"figures": [[label, value, state], ...], "steps": [[urgency, kind, id, title, reason, due], ...],
 *  "overdue": n, "due": n, "open": n}. fresh: of this very state. NULL if there is none yet.
 */
json_t *overview_load(struct app *app, bool *fresh);
/* Works it out anew and keeps it. NULL if a key interrupted it, or with the error said. */
json_t *overview_compute(struct app *app);

#endif
