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

/* What an operation takes the place of, where that is not what stood there before it in the file. */
struct change_over {
	int64_t base;       /* row of the operation that it was made from; 0: none */
	const int64_t *old; /* and of others */
	size_t count;
	int how; /* these: data/sql/schema-6.sql */
};
/* The same, of a record of which something came from elsewhere. */
enum ky_code change_note_over(struct ky_workbook *wb, const char *kind, const char *record, const char *field,
			      struct db_arg old, struct db_arg value, const struct change_over *over,
			      struct ky_error *err);
/* The row of the change under way (0: nothing was noted in it yet), and the one that it takes back (0: none). */
void change_where(const struct ky_workbook *wb, int64_t *change, int64_t *undoes);

/* Leaves a change whose last step failed. A step that refused its input (KY_INPUT) has written nothing, so a
 * change around it may go on; after any other failure the whole change is rolled back. */
void change_leave(struct ky_workbook *wb, enum ky_code why);

/* Marks the change under way as the one that takes back change n. */
void change_undoes(struct ky_workbook *wb, int64_t n);

/* Marks the change under way as made under that template, which must outlive it: the one that is about to be
 * in force. */
void change_under(struct ky_workbook *wb, const struct ky_campaign *campaign);

#endif
