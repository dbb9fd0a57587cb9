/*
 * Checks the schema of a workbook, which may come from anywhere. Allowed are the program's own tables, indexes and
 * virtual tables exactly as the program makes them, and beside them plain tables and columns that compute nothing,
 * as older and newer programs leave them. Triggers, views, checks, generated columns, computed defaults,
 * collations and other indexes are refused before anything else of the file is read.
 */
#ifndef CORE_WORKBOOK_SCHEMA_H
#define CORE_WORKBOOK_SCHEMA_H

#include <sqlite3.h>

#include "base/strbuf.h"
#include "workbook/schema_parse.h"

#define SCHEMA_SCRIPTS 80

/* The program's own, as the scripts have it that make it; items: what of it was asked for so far. */
struct schema {
	const char *scripts[SCHEMA_SCRIPTS];
	size_t script_count;
	struct schema_item *items;
	size_t count;
	bool no_memory; /* something could not be taken apart, so that nothing can be said */
};

/* Adds SQL texts up to NULL, which must outlive *to; statements that create nothing are passed over. */
void schema_add(const char *const *scripts, struct schema *to);
void schema_free(struct schema *schema);

/* The own item of that name (in small letters), or NULL; good until the next is asked for. */
const struct schema_item *schema_find(struct schema *schema, enum schema_type type, const char *name);
const struct schema_part *schema_column(const struct schema_item *table, const char *name);

/* Compares what is in the file. What is refused is named in fault (the trigger "x"), which stays empty if all
 * is well. Answers as SQLite does: SQLITE_OK also where something is refused. */
int schema_check(sqlite3 *db, struct schema *own, struct strbuf *fault);

#endif
