/* What the files of core/record/ about the history share (kuayue/undo.h). */
#ifndef CORE_RECORD_UNDO_H
#define CORE_RECORD_UNDO_H

#include "kuayue/undo.h"
#include "workbook/db.h"

/* A stored value as people read it, by the field's type. The caller frees it. NULL: no memory. */
char *history_text(struct ky_workbook *wb, const struct ky_kind *kind, const char *name, const struct db_row *row,
		   int column);

/* Says what it is to take change n back; undo: n is the change itself, else it is the undo of one. */
enum ky_code undo_describe(struct ky_workbook *wb, int64_t n, bool undo, struct ky_undo_step *step,
			   struct ky_error *err);

#endif
