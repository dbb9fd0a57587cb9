/* What the index's files share. A record's entry has the number of its last op, so that entries are in the order
 * of time, and one that has been changed since is known as stale by it. */
#ifndef CORE_SEARCH_INDEX_H
#define CORE_SEARCH_INDEX_H

#include <sqlite3.h>

#include "kuayue/search.h"
#include "record/internal.h"

struct ky_index {
	struct ky_workbook *wb;
	sqlite3 *db; /* NULL: it could not be made, and all is looked through */
	sqlite3_stmt *insert, *find;
	int64_t upto;      /* the op up to which it has all records */
	unsigned rewrites; /* of the history, when it was begun */
};

/* Numbers of ops that are read in one go. */
#define OPS_AT_ONCE 256
struct slice {
	int64_t n[OPS_AT_ONCE];
	size_t count;
};
/* For db_run: adds the number in a row's first column. */
int slice_take(void *data, const struct db_row *row);

/* It is there no more: all is looked through. */
void index_drop(struct ky_index *index);
/* Begins anew where history was taken out of the workbook since. */
void index_check(struct ky_index *index);

/* The record that op n is about, where that is its last one and the record is there; else *out is NULL. day: of
 * the change, 11 bytes. */
enum ky_code index_record(struct ky_workbook *wb, int64_t n, struct ky_record **out, char day[11],
			  struct ky_error *err);
/* A field's own text as people see it, malloc'd; NULL: it has none, as a link, or *code says why. */
char *index_text(struct ky_workbook *wb, const struct ky_record *record, int field, enum ky_code *code,
		 struct ky_error *err);

#endif
