/*
 * Undo and redo: taking a change back, doing it again, and saying beforehand what that would be.
 *
 * Nothing ever leaves the history. Both are changes like any other, with operations of their own and "undoes", the
 * change that they take back: an undo takes back a change, a redo takes back an undo. So a chain of both reads in
 * the file as what happened, and where workbooks are merged a redo needs no rule of its own: it gives each value
 * back that the undo had replaced.
 *
 * Undo takes the newest change that stands: one that nobody took back, or that was done again. It passes over
 * exports, keys and what the program itself filled in, and stops at a newer template.
 *
 * Redo does the change again that was taken back last, then the one that was taken back before it, and so on. A
 * new change (also an import) ends this: what was taken back before it stays so, and is in the history. Taking the
 * new change back does not bring the older ones back to the list, only itself. An export, which undo passes over,
 * ends nothing. The list is read from the history, so it lasts beyond the end of the program.
 *
 * A change that made or filled many records, such as an import, is one step of either.
 */
#ifndef KUAYUE_UNDO_H
#define KUAYUE_UNDO_H

#include <stddef.h>

#include "kuayue/api.h"
#include "kuayue/date.h"
#include "kuayue/kind.h"
#include "kuayue/record.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_UNDO_RECORDS 8

/* A record that a step changes. */
struct ky_undo_record {
	const struct ky_kind *kind;
	char id[24], number[64];
	enum ky_event_what does; /* what the step does to it: changes fields, makes it (again), deletes it */
};

/* What one undo or redo does. A caller starts with all of it 0 and ends with ky_undo_step_clear. */
struct ky_undo_step {
	enum ky_change what; /* the change that is taken back or done again: KY_CHANGE_EDIT, _IMPORT... */
	ky_day day;          /* on which that was made, done again, or (for a redo) taken back */
	char *author;        /* who did that; "" where it is not known */
	size_t records;      /* how many records it changes; the first of them are in record[] */
	struct ky_undo_record record[KY_UNDO_RECORDS];
	size_t fields;    /* how many fields of the first record it changes: 0 where the record comes or goes */
	int field;        /* the most telling of them, its state before others; -1: the record comes or goes */
	char *now, *then; /* that field before and after the step, as people read it; "" is 未填 */
	char *text; /* all of it for a person, not a sentence: 整改台账 C07-002 状态 已销号 -> 待核验 */
};
KY_API void ky_undo_step_clear(struct ky_undo_step *step);

/* Say what the next undo or redo would do, and change nothing. KY_NO with a sentence: there is none, or it is a
 * change that cannot be taken back. */
KY_API enum ky_code ky_undo_look(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err);
KY_API enum ky_code ky_redo_look(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err);

/* Do it, and say in step (which may be NULL) what was done; KY_NO as above. Where they fail nothing was changed.
 */
KY_API enum ky_code ky_undo(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err);
KY_API enum ky_code ky_redo(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
