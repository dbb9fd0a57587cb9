/* The screens. Called with a terminal on both ends; returns the exit status. */
#ifndef TUI_INTERFACE_H
#define TUI_INTERFACE_H

#include "kuayue/date.h"

/* path: the workbook, which need not exist yet (then the first-run page makes it). today:
 * KY_NO_DAY for the clock. lang: as asked for by option, or NULL for the workbook's setting. */
int interface_run(const char *path, ky_day today, const char *lang);

#endif
