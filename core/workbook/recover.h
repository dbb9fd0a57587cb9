/* Saving what can be read of a damaged workbook. */
#ifndef CORE_WORKBOOK_RECOVER_H
#define CORE_WORKBOOK_RECOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "workbook/schema.h"

struct recovered {
	int64_t rows;      /* that were saved */
	int damaged;       /* tables of which some rows are lost */
	bool unreadable;   /* nothing could be read of it, not even what tables it has */
	bool stick;        /* and that because the device failed */
	struct strbuf odd; /* what is refused in its schema, see schema_check; the caller frees it */
};

/*
 * Reads the file at source, which nobody writes, and fills the empty one at target, with the tables of its
 * version. scripts: what makes those (SQL texts up to NULL). False if the target cannot be written.
 * It needs no other file.
 */
bool recover_rows(const char *source, const char *target, const char *const *scripts, struct schema *own,
		  struct recovered *out);

#endif
