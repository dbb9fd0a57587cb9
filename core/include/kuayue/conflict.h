/*
 * What waits for a person once copies of a workbook became one: places of which two people said different things
 * without knowing of each other. One of these is shown meanwhile, and figures count that; to decide is a change
 * like any other, and undo brings the question back.
 */
#ifndef KUAYUE_CONFLICT_H
#define KUAYUE_CONFLICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/api.h"
#include "kuayue/error.h"
#include "kuayue/kind.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_CONFLICT_RECORD (-1) /* in place of a field: one deleted the record, another went on with it */

struct ky_conflict_side {
	const char *text;   /* as people read it; "" 未填; of fields that move together, those that differ */
	const char *author; /* "": not known */
	const char *day;
	const char *from; /* the package's file that brought it, NULL: it was done here */
	bool doubtful;    /* the clock was wrong on that day */
	bool deletes;     /* the record is gone by it */
};

struct ky_conflict {
	const struct ky_kind *kind;
	const char *id, *number, *title;
	int field;                            /* of fields that move together the first; or KY_CONFLICT_RECORD */
	const struct ky_conflict_side *sides; /* two at least; the first is shown */
	size_t count;
};

/* How many there are. */
KY_API enum ky_code ky_conflict_count(struct ky_workbook *wb, int64_t *count, struct ky_error *err);
/* Calls each for all of them: deleted records and states first, then by kind and number. Non-zero stops. */
KY_API enum ky_code ky_conflict_each(struct ky_workbook *wb,
				     int (*each)(void *data, const struct ky_conflict *conflict), void *data,
				     struct ky_error *err);
/* Decides for one side, from 0 in their order. KY_NO: nothing waits there. KY_INPUT: the rules of the kind refuse
 * it, or there is no such side. Nothing is changed then. */
KY_API enum ky_code ky_conflict_take(struct ky_workbook *wb, const char *ref, int field, size_t side,
				     struct ky_error *err);
/* Decides for another value, as people write it. Of fields that move together the rest stays as it is shown. */
KY_API enum ky_code ky_conflict_state(struct ky_workbook *wb, const char *ref, int field, const char *text,
				      struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
