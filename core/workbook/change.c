/* Changes: their list, and how one is begun, noted operation by operation, and committed or rolled back. */
#include "workbook/change.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "workbook/internal.h"

static const struct {
	const char *word; /* in the file */
	const char *label;
	enum change_undo undo;
} changes[KY_CHANGE_COUNT] = {
	[KY_CHANGE_WORKBOOK] = { "new workbook", N_("new workbook"), UNDO_PASSES_OVER },
	/* Undo passes over what the program itself filled in: nobody typed it. */
	[KY_CHANGE_PROGRAM] = { "newer program", N_("newer program"), UNDO_PASSES_OVER },
	/* Undo stops here, because the history does not keep the older template. */
	[KY_CHANGE_TEMPLATE] = { "template", N_("newer template"), UNDO_STOPS },
	[KY_CHANGE_ADD] = { "add", N_("add"), UNDO_TAKES_BACK },
	[KY_CHANGE_EDIT] = { "edit", N_("edit"), UNDO_TAKES_BACK },
	[KY_CHANGE_DELETE] = { "delete", N_("delete"), UNDO_TAKES_BACK },
	[KY_CHANGE_IMPORT] = { "import", N_("import"), UNDO_TAKES_BACK },
	[KY_CHANGE_KEY] = { "key", N_("keys"), UNDO_PASSES_OVER },
	/* Undo passes over an export, because the package has left the school. */
	[KY_CHANGE_EXPORT] = { "export", N_("export"), UNDO_PASSES_OVER },
	[KY_CHANGE_UNDO] = { "undo", N_("undo"), UNDO_PASSES_OVER },
	[KY_CHANGE_REDO] = { "redo", N_("redo"), UNDO_TAKES_BACK },
};

const char *ky_change_title(enum ky_change change)
{
	return _(changes[change].label);
}

enum change_undo change_undo_of(enum ky_change change)
{
	return changes[change].undo;
}

const char *change_word(enum ky_change change)
{
	return changes[change].word;
}

enum ky_change change_of_word(const char *word)
{
	for (int i = 0; i < KY_CHANGE_COUNT; i++)
		if (strcmp(changes[i].word, word) == 0)
			return (enum ky_change)i;
	return KY_CHANGE_EDIT;
}

/* Does nothing inside a change, or where the lock cannot be had: then each query takes the lock by itself. */
void ky_read_begin(struct ky_workbook *wb)
{
	if (wb->reading++ == 0 && sqlite3_get_autocommit(wb->db))
		db_run(wb, "BEGIN DEFERRED", NULL, 0, NULL, NULL, NULL);
}

void ky_read_end(struct ky_workbook *wb)
{
	assert(wb->reading > 0);
	if (--wb->reading == 0 && wb->depth == 0 && !sqlite3_get_autocommit(wb->db))
		db_run(wb, "COMMIT", NULL, 0, NULL, NULL, NULL);
}

enum ky_code ky_change_begin(struct ky_workbook *wb, enum ky_change what, struct ky_error *err)
{
	if (wb->read_only)
		return ky_workbook_read_only_error(wb, err);
	assert(wb->depth >= 0);
	if (wb->depth++ > 0)
		return KY_OK;
	wb->change = 0;
	wb->undoes = 0;
	wb->name.seq = 0;
	wb->under = NULL;
	wb->what = what;
	if (wb->reading && !sqlite3_get_autocommit(wb->db))
		db_run(wb, "COMMIT", NULL, 0, NULL, NULL, NULL);
	enum ky_code code = db_make_missing(wb, err);
	if (!code)
		code = db_run(wb, "BEGIN IMMEDIATE", NULL, 0, NULL, NULL, err);
	if (code)
		wb->depth = 0;
	return code;
}

enum ky_code ky_change_commit(struct ky_workbook *wb, struct ky_error *err)
{
	assert(wb->depth > 0);
	if (wb->depth > 1) {
		wb->depth--;
		return KY_OK;
	}
	enum ky_code code = db_run(wb, "COMMIT", NULL, 0, NULL, NULL, err);
	if (code)
		ky_change_rollback(wb);
	else if (wb->change)
		run_kept(&wb->run, wb->change);
	wb->depth = 0;
	return code;
}

void ky_change_rollback(struct ky_workbook *wb)
{
	wb->depth = 0;
	run_lost(&wb->run);
	/* SQLite has already rolled back after some failures. Where it cannot for want of memory it may at the
	 * second call; and a change that is left open would keep a backup waiting for ever. */
	for (int tries = 0; tries < 2 && !sqlite3_get_autocommit(wb->db); tries++)
		sqlite3_exec(wb->db, "ROLLBACK", NULL, NULL, NULL);
}

void change_leave(struct ky_workbook *wb, enum ky_code why)
{
	if (why == KY_INPUT && wb->depth > 1)
		wb->depth--;
	else
		ky_change_rollback(wb);
}

static enum ky_code open_change(struct ky_workbook *wb, struct ky_error *err)
{
	struct stand stand;
	enum ky_code code = run_stand(wb, &wb->name, &stand, err);
	if (code)
		return code;
	char day[KY_DAY_TEXT];
	const struct ky_campaign *campaign = wb->under ? wb->under : wb->campaign;
	char *template =
		campaign ? memory_print("%s/%s", ky_campaign_id(campaign), ky_campaign_version(campaign)) : NULL;
	if (campaign && !template)
		return memory_out(err);
	code = db_run(
		wb,
		"INSERT INTO change (device, seq, clock, wall, doubtful, day, author, what, undoes, template)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
		(struct db_arg[]){ DB_I(stand.device), DB_I(stand.seq), DB_I(stand.clock),
				   DB_I((int64_t)time(NULL)), DB_I(workbook_day_doubted(wb)),
				   DB_T(ky_day_format(wb->today, day)), DB_T(ky_workbook_author(wb)),
				   DB_T(changes[wb->what].word), wb->undoes ? DB_I(wb->undoes) : DB_N,
				   DB_T(template) },
		10, NULL, NULL, err);
	wb->change = code ? 0 : sqlite3_last_insert_rowid(wb->db);
	free(template);
	return code;
}

static enum ky_code note(struct ky_workbook *wb, const char *kind, const char *record, const char *field,
			 struct db_arg old, struct db_arg value, int64_t base, struct ky_error *err)
{
	wb->changed++;
	return db_run(
		wb, "INSERT INTO op (change, kind, record, field, old, value, base) VALUES (?1,?2,?3,?4,?5,?6,?7)",
		(struct db_arg[]){ DB_I(wb->change), DB_T(kind), DB_T(record), DB_T(field), old, value,
				   base ? DB_I(base) : DB_N },
		7, NULL, NULL, err);
}

enum ky_code change_note(struct ky_workbook *wb, const char *kind, const char *record, const char *field,
			 struct db_arg old, struct db_arg value, struct ky_error *err)
{
	assert(wb->depth > 0 && !wb->read_only); /* inside a change */
	enum ky_code code = wb->change ? KY_OK : open_change(wb, err);
	if (code)
		return code;
	int64_t base = 0;
	if (field || old.type == DB_TEXT)
		code = db_number(
			wb,
			"SELECT max(n) FROM op WHERE record = ?1 AND (field IS NULL OR field = ?2 OR ?2 IS NULL)",
			(struct db_arg[]){ DB_T(record), DB_T(field) }, 2, 0, &base, err);
	return code ? code : note(wb, kind, record, field, old, value, base, err);
}

enum ky_code change_note_over(struct ky_workbook *wb, const char *kind, const char *record, const char *field,
			      struct db_arg old, struct db_arg value, const struct change_over *over,
			      struct ky_error *err)
{
	assert(wb->depth > 0 && !wb->read_only);
	enum ky_code code = wb->change ? KY_OK : open_change(wb, err);
	if (!code)
		code = note(wb, kind, record, field, old, value, over->base, err);
	int64_t op = sqlite3_last_insert_rowid(wb->db);
	for (size_t i = 0; !code && i < over->count; i++)
		code = db_run(wb, "INSERT OR IGNORE INTO over (op, old, how) VALUES (?1, ?2, ?3)",
			      (struct db_arg[]){ DB_I(op), DB_I(over->old[i]), DB_I(over->how) }, 3, NULL, NULL,
			      err);
	return code;
}

void change_where(const struct ky_workbook *wb, int64_t *change, int64_t *undoes)
{
	*change = wb->change;
	*undoes = wb->undoes;
}

void change_under(struct ky_workbook *wb, const struct ky_campaign *campaign)
{
	assert(wb->depth > 0 && !wb->change);
	wb->under = campaign;
}

void change_undoes(struct ky_workbook *wb, int64_t n)
{
	assert(wb->depth > 0);
	wb->undoes = n;
}
