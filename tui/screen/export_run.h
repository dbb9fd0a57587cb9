/* What the files of the running export share: the screen (export_run.c), what it paints (export_run_draw.c), and
 * the command line of the process that does the work (export_start.c). */
#ifndef TUI_SCREEN_EXPORT_RUN_H
#define TUI_SCREEN_EXPORT_RUN_H

#include "screen/export.h"

enum export_step { WRITING, UNMOUNTING, POWERING_OFF, ENDED };

struct export_run {
	struct screen screen;
	enum export_step step;
	struct job *job;
	bool stopping;
	int done; /* of a thousand */
	char document[128];
	char *dir, *what, *recipient;
	char *path; /* of the package, once it is there */
	char device[80], disk[80], label[128];
	char sealed[KY_KEY_NAME + 80]; /* for whom, as a sentence */
	char outcome[512];             /* of the stick */
	bool may_be_pulled;
};

void export_run_draw(struct app *app, struct screen *screen, int top, int bottom);

/* Starts `kuayue export` for the order; NULL where no process can be started. The caller frees the job. */
struct job *export_start(const struct app *app, const struct export_order *order);
/* Starts `udisksctl VERB` for the device; likewise. */
struct job *export_start_udisks(const char *verb, const char *device);

#endif
