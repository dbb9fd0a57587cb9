/* Notes what is done to a record, and shows what its history says of it. */
#ifndef CORE_RECORD_HEADS_NOTE_H
#define CORE_RECORD_HEADS_NOTE_H

#include "record/heads/heads.h"

/* Whether something of the record came from another copy of the workbook. Else its row is what its last operations
 * say, and need not be worked out. */
enum ky_code heads_are_mixed(struct ky_workbook *wb, const char *id, bool *mixed, struct ky_error *err);

/* Notes one operation in the change under way: it takes the place of all heads that the place has in this file.
 * Where the change takes another one back, the operation takes that one's back. KY_NO: something that came from
 * elsewhere stands on it. field: an index, or OP_EXISTENCE; old and value as in change_note. */
enum ky_code heads_note(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, int field,
			struct db_arg old, struct db_arg value, struct ky_error *err);

/* Notes every field in which a record differs from what is stored, and writes its row. */
enum ky_code heads_save(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *record,
			struct ky_error *err);

/* What became of a record's row. */
enum heads_shown {
	SHOWN_SAME,
	SHOWN_MADE,
	SHOWN_CHANGED,
	SHOWN_REMOVED,
	SHOWN_NOTHING /* no row, before or after */
};
/* Makes the record's row what its history says. rivals: how many of its places wait for a decision. */
enum ky_code heads_show(struct ky_workbook *wb, const struct ky_kind *kind, const char *id,
			enum heads_shown *shown, size_t *rivals, struct ky_error *err);

#endif
