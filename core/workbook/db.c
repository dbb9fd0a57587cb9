/* Runs SQL: prepares statements once, binds arguments, gives rows to callbacks, and words SQLite's errors. */
#include "workbook/db.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "workbook/connection.h"
#include "workbook/internal.h"

struct db_row {
	sqlite3_stmt *stmt;
};

bool db_is_null(const struct db_row *row, int column)
{
	assert(column >= 0 && column < sqlite3_column_count(row->stmt));
	return sqlite3_column_type(row->stmt, column) == SQLITE_NULL;
}

bool db_is_int(const struct db_row *row, int column)
{
	return sqlite3_column_type(row->stmt, column) == SQLITE_INTEGER;
}

void db_find_columns(const struct db_row *row, const char *const names[], size_t count, int at[])
{
	for (size_t i = 0; i < count; i++) {
		at[i] = sqlite3_column_count(row->stmt) - 1;
		while (at[i] >= 0 && strcmp(sqlite3_column_name(row->stmt, at[i]), names[i]) != 0)
			at[i]--;
	}
}

int64_t db_int(const struct db_row *row, int column)
{
	assert(column >= 0 && column < sqlite3_column_count(row->stmt));
	return sqlite3_column_int64(row->stmt, column);
}

const void *db_bytes(const struct db_row *row, int column, size_t *size)
{
	assert(column >= 0 && column < sqlite3_column_count(row->stmt));
	const void *bytes = sqlite3_column_blob(row->stmt, column);
	*size = (size_t)sqlite3_column_bytes(row->stmt, column);
	return bytes;
}

const char *db_text(const struct db_row *row, int column)
{
	assert(column >= 0 && column < sqlite3_column_count(row->stmt));
	const unsigned char *text = sqlite3_column_text(row->stmt, column);
	return text ? (const char *)text : "";
}

enum ky_code db_device_failed(struct ky_workbook *wb, struct ky_error *err)
{
	return file_unreadable(wb->path, err);
}

static enum ky_code damaged(const struct ky_workbook *wb, const char *why, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT,
		       _("%s: the file is damaged (%s); keep it, and save what can be read with: kuayue "
			 "recover %s NEW, or take the last backup."),
		       wb->path, why, wb->path);
}

enum ky_code db_fail(struct ky_workbook *wb, struct ky_error *err)
{
	const char *path = wb->path;
	int rc = sqlite3_errcode(wb->db) & 0xff;
	if (rc == SQLITE_CORRUPT && connection_device_failed(wb->db))
		rc = SQLITE_IOERR;
	/* Every statement was tried on a workbook: what it does not find, this one lost. */
	if (rc == SQLITE_ERROR && strncmp(sqlite3_errmsg(wb->db), "no such ", 8) == 0)
		rc = SQLITE_CORRUPT;
	switch (rc) {
	case SQLITE_FULL:
		return ky_fail(err, KY_SYSTEM, _("%s: the disk is full; free some space and save again."), path);
	case SQLITE_READONLY:
		if (sqlite3_extended_errcode(wb->db) == SQLITE_READONLY_ROLLBACK)
			return ky_fail(
				err, KY_SYSTEM,
				_("%s: a save into it was interrupted; open it again, and that is put right."),
				path);
		if (sqlite3_extended_errcode(wb->db) == SQLITE_READONLY_DBMOVED)
			return ky_fail(err, KY_SYSTEM,
				       _("%s was moved, or another file has its name now; nothing was saved. "
					 "Close it and "
					 "open the right one."),
				       path);
		return ky_fail(err, KY_SYSTEM,
			       _("%s: cannot be written here; copy it to a folder you may write to."), path);
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return ky_fail(err, KY_SYSTEM,
			       _("%s: cannot be written here; copy it to a folder you may write to."), path);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ky_fail(err, KY_SYSTEM, _("%s: another program is writing it; try again in a moment."),
			       path);
	case SQLITE_INTERRUPT:
		return wb->endless.odd[0] ? damaged(wb, wb->endless.odd, err) : ky_fail(err, KY_NO, _("Stopped."));
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return damaged(wb, sqlite3_errmsg(wb->db), err);
	case SQLITE_IOERR:
		return sqlite3_extended_errcode(wb->db) == SQLITE_IOERR_NOMEM ? memory_out(err)
									      : db_device_failed(wb, err);
	case SQLITE_NOMEM:
		return memory_out(err);
	default:
		return ky_fail(err, KY_SYSTEM, "%s: %s.", path, sqlite3_errmsg(wb->db));
	}
}

static enum ky_code make_missing(struct ky_workbook *wb, struct ky_error *err)
{
	enum ky_code (*make)(struct ky_workbook * wb, struct ky_error * err) = wb->on_missing;
	wb->on_missing = NULL; /* what it makes is not missed while it is made */
	enum ky_code code = make(wb, err);
	wb->on_missing = make;
	wb->missing_made = code == KY_OK;
	return code;
}

enum ky_code db_make_missing(struct ky_workbook *wb, struct ky_error *err)
{
	return wb->on_missing && !wb->missing_made ? make_missing(wb, err) : KY_OK;
}

/* Prepares a statement. If it names a view that is only made on demand, the view is made and the statement
 * prepared again; so too where the view went with a change that SQLite rolled back for want of memory. */
static enum ky_code prepare(struct ky_workbook *wb, const char *sql, unsigned flags, sqlite3_stmt **stmt,
			    struct ky_error *err)
{
	int rc = sqlite3_prepare_v3(wb->db, sql, -1, flags, stmt, NULL);
	if (rc == SQLITE_ERROR && wb->on_missing && strncmp(sqlite3_errmsg(wb->db), "no such table", 13) == 0) {
		enum ky_code code = make_missing(wb, err);
		if (code)
			return code;
		rc = sqlite3_prepare_v3(wb->db, sql, -1, flags, stmt, NULL);
	}
	return rc == SQLITE_OK ? KY_OK : db_fail(wb, err);
}

static enum ky_code statement(struct ky_workbook *wb, const char *sql, sqlite3_stmt **out, struct ky_error *err)
{
	for (size_t i = 0; i < wb->statement_count; i++) {
		if (wb->statements[i].sql == sql) {
			*out = wb->statements[i].stmt;
			return KY_OK;
		}
	}
	sqlite3_stmt *stmt = NULL;
	/* Where a statement should stand that was to be made, there was no memory for it. */
	enum ky_code code = sql[0] ? prepare(wb, sql, SQLITE_PREPARE_PERSISTENT, &stmt, err) : memory_out(err);
	if (code)
		return code;
	if (!memory_grow(&wb->statements, wb->statement_count, sizeof(*wb->statements))) {
		sqlite3_finalize(stmt);
		return memory_out(err);
	}
	wb->statements[wb->statement_count++] = (struct db_statement){ .sql = sql, .stmt = stmt };
	*out = stmt;
	return KY_OK;
}

/* What is not bound would be stored as nothing. */
static int bind(sqlite3_stmt *stmt, const struct db_arg *args, size_t count)
{
	int rc = SQLITE_OK;
	for (size_t i = 0; rc == SQLITE_OK && i < count; i++) {
		int at = (int)i + 1;
		if (args[i].type == DB_INT)
			rc = sqlite3_bind_int64(stmt, at, args[i].number);
		else if (args[i].type == DB_TEXT && args[i].text)
			rc = sqlite3_bind_text(stmt, at, args[i].text, -1, SQLITE_STATIC);
		else if (args[i].type == DB_BYTES)
			rc = sqlite3_bind_blob64(stmt, at, args[i].text, (sqlite3_uint64)args[i].number,
						 SQLITE_STATIC);
		else
			rc = sqlite3_bind_null(stmt, at);
	}
	return rc;
}

static enum ky_code walk(struct ky_workbook *wb, sqlite3_stmt *stmt, const struct db_arg *args, size_t count,
			 int (*each)(void *data, const struct db_row *row), void *data, struct ky_error *err)
{
	size_t wanted = (size_t)sqlite3_bind_parameter_count(stmt);
	if (bind(stmt, args, count < wanted ? count : wanted) != SQLITE_OK)
		return db_fail(wb, err);
	int watched = wb->watched;
	wb->watched = 0;
	if (wb->walking++ == 0)
		endless_begin(&wb->endless);
	int rc = sqlite3_step(stmt), stop = 0;
	while (rc == SQLITE_ROW) {
		stop = each ? each(data, &(struct db_row){ .stmt = stmt }) : 0;
		/* A column that there was no memory for was given as none. */
		if (sqlite3_errcode(wb->db) == SQLITE_NOMEM)
			stop = DB_NO_MEMORY;
		if (stop)
			break;
		rc = sqlite3_step(stmt);
	}
	wb->walking--;
	wb->watched = watched;
	if (stop < 0)
		return memory_out(err);
	return rc != SQLITE_ROW && rc != SQLITE_DONE ? db_fail(wb, err) : KY_OK;
}

enum ky_code db_once(struct ky_workbook *wb, const char *sql, const struct db_arg *args, size_t count,
		     int (*each)(void *data, const struct db_row *row), void *data, struct ky_error *err)
{
	sqlite3_stmt *stmt = NULL;
	enum ky_code code = sql ? prepare(wb, sql, 0, &stmt, err) : memory_out(err);
	if (code)
		return code;
	code = walk(wb, stmt, args, count, each, data, err);
	sqlite3_finalize(stmt);
	return code;
}

enum ky_code db_run(struct ky_workbook *wb, const char *sql, const struct db_arg *args, size_t count,
		    int (*each)(void *data, const struct db_row *row), void *data, struct ky_error *err)
{
	assert(sql && (args || count == 0));
	sqlite3_stmt *stmt = NULL;
	enum ky_code code = statement(wb, sql, &stmt, err);
	if (code)
		return code;
	/* A callback may run the same statement again; the inner run then gets a copy of its own. */
	bool nested = sqlite3_stmt_busy(stmt);
	if (nested)
		return db_once(wb, sql, args, count, each, data, err);
	code = walk(wb, stmt, args, count, each, data, err);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return code;
}
struct number {
	int64_t *out;
};

static int take_number(void *data, const struct db_row *row)
{
	struct number *number = data;
	if (!db_is_null(row, 0))
		*number->out = db_int(row, 0);
	return 1;
}

enum ky_code db_number(struct ky_workbook *wb, const char *sql, const struct db_arg *args, size_t count,
		       int64_t missing, int64_t *out, struct ky_error *err)
{
	*out = missing;
	return db_run(wb, sql, args, count, take_number, &(struct number){ .out = out }, err);
}

enum ky_code db_once_number(struct ky_workbook *wb, const char *sql, const char *arg, int64_t *out,
			    struct ky_error *err)
{
	*out = 0;
	return db_once(wb, sql, (struct db_arg[]){ DB_T(arg) }, 1, take_number, &(struct number){ .out = out },
		       err);
}

static int take_text(void *data, const struct db_row *row)
{
	char **text = data;
	if (!db_is_null(row, 0))
		*text = memory_text(db_text(row, 0));
	return *text || db_is_null(row, 0) ? 1 : DB_NO_MEMORY;
}

enum ky_code db_text_of(struct ky_workbook *wb, const char *sql, const char *arg, char **out, struct ky_error *err)
{
	*out = NULL;
	return db_run(wb, sql, (struct db_arg[]){ DB_T(arg) }, 1, take_text, out, err);
}

enum ky_code db_script(struct ky_workbook *wb, const char *sql, struct ky_error *err)
{
	if (!sql)
		return memory_out(err);
	return sqlite3_exec(wb->db, sql, NULL, NULL, NULL) == SQLITE_OK ? KY_OK : db_fail(wb, err);
}

void db_on_missing(struct ky_workbook *wb, enum ky_code (*make)(struct ky_workbook *wb, struct ky_error *err))
{
	wb->on_missing = make;
}

/* SQLite counts the steps of a statement over all its runs, so that the first look may come at any step of this
 * one. From the second on it is a long one, and may be stopped; what looks up a record never is, because whoever
 * waits for its answer has no other. */
static int ask(void *data)
{
	struct ky_workbook *wb = data;
	bool is_long = wb->walking && ++wb->watched > 1;
	return (is_long && wb->stop && wb->stop(wb->stop_data)) || !endless_step(&wb->endless, wb->file);
}

void db_watch(struct ky_workbook *wb)
{
	sqlite3_progress_handler(wb->db, ENDLESS_STEPS, ask, wb);
}

void ky_workbook_on_wait(struct ky_workbook *wb, bool (*stop)(void *data), void *data)
{
	wb->stop = stop;
	wb->stop_data = data;
}

void db_close(struct ky_workbook *wb)
{
	for (size_t i = 0; i < wb->statement_count; i++)
		sqlite3_finalize(wb->statements[i].stmt);
	free(wb->statements);
	wb->statements = NULL;
	wb->statement_count = 0;
	sqlite3_close(wb->db);
	wb->db = NULL;
}
