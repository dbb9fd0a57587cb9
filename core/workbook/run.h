/* Gives each change that is made here its name and its place among all changes. */
#ifndef CORE_WORKBOOK_RUN_H
#define CORE_WORKBOOK_RUN_H

#include "workbook/names.h"

struct run {
	char id[RUN_SIZE]; /* "": none drawn yet */
	ky_day day;        /* for which it was drawn */
	int64_t row;       /* of device; 0: not in the file yet */
	bool kept;         /* that row is in the file for good */
	int64_t seq;       /* last given away or set aside */
	int64_t clock;     /* logical, of the newest change seen */
	int64_t newest;    /* row of change when this was the newest: another one now, and somebody else wrote */
};

/* The place of a change that will be written: row of device, seq, clock. */
struct stand {
	int64_t device, seq, clock;
};

/* name: set aside for it, or without a seq. Inside a change. */
enum ky_code run_stand(struct ky_workbook *wb, const struct change_name *name, struct stand *out,
		       struct ky_error *err);
/* After what was written is in the file for good (change: its row), or was taken back. */
void run_kept(struct run *run, int64_t change);
void run_lost(struct run *run);

#endif
