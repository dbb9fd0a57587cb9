/* Runs the screens on a terminal until the user quits. Returns the exit status. */
#ifndef TUI_APP_INTERFACE_H
#define TUI_APP_INTERFACE_H

#include "app/place.h"
#include "kuayue/date.h"

struct interface {
	const char *path; /* the workbook, which need not exist yet: then first_run makes it */
	ky_day today;     /* KY_NO_DAY for the clock */
	const char *lang; /* as asked for by option, or NULL for the workbook's setting */
	const struct place *places;
	void (*first_run)(struct app *app);
};
int interface_run(const struct interface *start);

#endif
