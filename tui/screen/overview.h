/* The data of the overview. It is worked out once for each state of the workbook, and kept in its cache. */
#ifndef TUI_SCREEN_OVERVIEW_H
#define TUI_SCREEN_OVERVIEW_H

#include "kuayue/guide.h"
#include "screen/screens.h"

enum overview_state {
	OVERVIEW_PLAIN,
	OVERVIEW_BLANK,   /* nothing was entered that it counts */
	OVERVIEW_SHORT,   /* below its target */
	OVERVIEW_REACHED, /* at its target or past it */
	OVERVIEW_STATES
};

struct overview_figure {
	const char *label, *value;
	enum overview_state state;
	bool always; /* also where there is no room for all */
};

struct overview_step {
	enum ky_urgency urgency;
	ky_day due; /* or KY_NO_DAY */
	const char *kind, *id, *title, *reason;
};

struct overview_data {
	struct overview_figure *figures;
	struct overview_step *steps; /* the first of all that there are */
	size_t figure_count, step_count;
	const char *school;
	long long counts[KY_STEP_OPEN + 1]; /* of all steps, by urgency */
	char *text;                         /* what the texts above are parts of */
};

/* What was kept. fresh: of this very state. NULL if there is none yet. The caller frees it. */
struct overview_data *overview_load(struct app *app, bool *fresh);
/* Works it out anew and keeps it. NULL if a key interrupted it, or with the error said. */
struct overview_data *overview_compute(struct app *app);
void overview_free(struct overview_data *data);

/* The line that says in which phase the campaign is. */
void overview_phase(const struct app *app, char *text, size_t size);

#endif
