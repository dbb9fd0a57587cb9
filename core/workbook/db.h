/*
 * The one place that talks to SQLite. Statements are prepared once per workbook and
 * kept, keyed by the address of their text: pass string constants or other stable text.
 */
#ifndef CORE_WORKBOOK_DB_H
#define CORE_WORKBOOK_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/workbook.h"

/* Bound arguments ?1, ?2, ... */
struct db_arg {
	enum { DB_NULL, DB_INT, DB_TEXT, DB_BYTES } type;
	int64_t number;   /* of DB_BYTES: how many */
	const char *text; /* must live until the call returns; NULL binds NULL */
};
#define DB_I(n) ((struct db_arg){ .type = DB_INT, .number = (n) })
#define DB_T(s) ((struct db_arg){ .type = DB_TEXT, .text = (s) })
#define DB_B(bytes, n) ((struct db_arg){ .type = DB_BYTES, .number = (n), .text = (const char *)(bytes) })
#define DB_N ((struct db_arg){ .type = DB_NULL })

struct db_row; /* valid inside the callback only */
bool db_is_null(const struct db_row *row, int column);
bool db_is_int(const struct db_row *row, int column);
int64_t db_int(const struct db_row *row, int column);
const char *db_text(const struct db_row *row, int column); /* "" for NULL */
const void *db_bytes(const struct db_row *row, int column, size_t *size);
/* Where each of the named columns stands in the row; -1: the statement gives none of that name. */
void db_find_columns(const struct db_row *row, const char *const names[], size_t count, int at[]);

/* What a callback returns that has no memory for a row: the run fails with memory_out. */
#define DB_NO_MEMORY (-1)

/* Runs one statement. each may be NULL; it returns more than 0 to stop early (still KY_OK). */
enum ky_code db_run(struct ky_workbook *wb, const char *sql, const struct db_arg *args, size_t count,
		    int (*each)(void *data, const struct db_row *row), void *data, struct ky_error *err);

/* Runs a statement whose text does not stay in memory: it is prepared for this one run. */
enum ky_code db_once(struct ky_workbook *wb, const char *sql, const struct db_arg *args, size_t count,
		     int (*each)(void *data, const struct db_row *row), void *data, struct ky_error *err);

/* First column of the first row as a number, or missing where there is no row or it is NULL. */
enum ky_code db_number(struct ky_workbook *wb, const char *sql, const struct db_arg *args, size_t count,
		       int64_t missing, int64_t *out, struct ky_error *err);

/* First column of the first row as text, which the caller frees; NULL where there is no row or it is NULL. arg is
 * ?1, or NULL where the statement has none. */
enum ky_code db_text_of(struct ky_workbook *wb, const char *sql, const char *arg, char **out,
			struct ky_error *err);

/* The same for a text that does not live on; 0 where there is none. arg as in db_text_of. */
enum ky_code db_once_number(struct ky_workbook *wb, const char *sql, const char *arg, int64_t *out,
			    struct ky_error *err);

/* A place for what is worked out once while nothing changes; NULL at first. The caller that sets it must clear
 * it. */
void **db_kept(struct ky_workbook *wb);

/* For whom what is read is written down (report/reader.h); NULL at first. The caller that sets it must clear it.
 */
struct reader;
const struct reader **db_reader(struct ky_workbook *wb);

/* What is kept with an open workbook until it is closed, by whoever stands above records; free is called then.
 * NULL at first. */
struct db_companion {
	void (*free)(struct db_companion *companion);
};
struct db_companion **db_companion(struct ky_workbook *wb);
/* History was taken out of the workbook, so that numbers of ops may come again: what was worked out of it is void.
 * db_rewrites() gives another number from then on. */
void db_rewritten(struct ky_workbook *wb);
unsigned db_rewrites(const struct ky_workbook *wb);

/* Which site's records are read (kuayue/site.h); "" where the file has those of one only. */
const char *db_scope(const struct ky_workbook *wb);
void db_set_scope(struct ky_workbook *wb, const char *scope);
/* Two readings with the same mark found the same records: it differs with each change, each row that is written in
 * a change under way, the day worked as, and the campaign. */
struct db_mark {
	int64_t change, rows, scopes;
	ky_day day;
	const struct ky_campaign *campaign;
};
bool db_mark_same(const struct db_mark *a, const struct db_mark *b);
enum ky_code db_mark(struct ky_workbook *wb, struct db_mark *out, struct ky_error *err);

/* Sets the function that makes temporary views which few uses of a workbook need. It is called when a statement
 * first names one that is not there. */
void db_on_missing(struct ky_workbook *wb, enum ky_code (*make)(struct ky_workbook *wb, struct ky_error *err));

/* Several statements separated by ';' with no arguments (schema). */
enum ky_code db_script(struct ky_workbook *wb, const char *sql, struct ky_error *err);

#endif
