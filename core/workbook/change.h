/* The append-only history under every change. */
#ifndef CORE_WORKBOOK_CHANGE_H
#define CORE_WORKBOOK_CHANGE_H

#include "kuayue/workbook.h"
#include "workbook/db.h"

/* What undo does when it comes to a change. */
enum change_undo { UNDO_TAKES_BACK, UNDO_PASSES_OVER, UNDO_STOPS };
enum change_undo change_undo_of(enum ky_change change);
const char *change_word(enum ky_change change);
/* The change that a word of the file means. An unknown word is taken for an edit, since the operations beside it
 * say what was changed. */
enum ky_change change_of_word(const char *word);

/* Notes one operation in the change under way. field NULL: the record was made (value is its
 * JSON) or deleted (old is its JSON). */
enum ky_code change_note(struct ky_workbook *wb, const char *kind, const char *record, const char *field,
			 struct db_arg old, struct db_arg value, struct ky_error *err);

/* Leaves a change whose last step failed. A step that refused its input (KY_INPUT) has written nothing, so a
 * change around it may go on; after any other failure the whole change is rolled back. */
void change_leave(struct ky_workbook *wb, enum ky_code why);

/* Marks the change under way as the one that takes back change n. */
void change_undoes(struct ky_workbook *wb, int64_t n);

/* Marks the change under way as made under that template, which must outlive it: the one that is about to be
 * in force. */
void change_under(struct ky_workbook *wb, const struct ky_campaign *campaign);

#endif
