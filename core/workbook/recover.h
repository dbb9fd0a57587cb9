/* Saving what can be read of a damaged workbook. */
#ifndef CORE_WORKBOOK_RECOVER_H
#define CORE_WORKBOOK_RECOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "kuayue/error.h"
#include "workbook/schema.h"

struct recovered {
	int64_t rows;      /* that were saved */
	int damaged;       /* tables of which some rows are lost */
	bool unreadable;   /* nothing could be read of it, not even what tables it has */
	bool stick;        /* and that because the device failed */
	bool written;      /* the new file could be */
	bool no_memory;    /* for its schema, or for what copies it */
	struct strbuf odd; /* what is refused in its schema, see schema_check; the caller frees it */
};

/*
 * Reads the workbook behind source, which nobody writes, without what lies beside it, and fills the empty file
 * behind target with the tables of its version: a process without rights does it. scripts: what makes those (SQL
 * texts up to NULL). shown: the workbook for sentences. KY_OK also where nothing could be read or written.
 */
enum ky_code recover_confined(int source, int target, const char *shown, const char *const *scripts,
			      struct schema *own, struct recovered *out, struct ky_error *err);

/* What it does there, under these names. */
#define RECOVER_SOURCE "damaged"
#define RECOVER_TARGET "saved"
void recover_rows(const char *const *scripts, struct schema *own, struct recovered *out);

#endif
