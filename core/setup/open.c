/*
 * Opens a workbook. A file of an earlier version gets the tables and columns that were declared since; a file that
 * cannot be written gets them in memory, so that it can be read.
 */
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "figure/plan.h"
#include "key/keyring.h"
#include "record/internal.h"
#include "record/site.h"
#include "record/views.h"
#include "setup/rename.h"
#include "setup/setup.h"
#include "setup/template.h"
#include "workbook/meta.h"
#include "workbook/names.h"

struct columns {
	const struct ky_kind *kind;
	bool table, site;
	bool *has; /* one a field */
};

static int take_column(void *data, const struct db_row *row)
{
	struct columns *columns = data;
	int field = ky_field_find(columns->kind, db_text(row, 0));
	columns->table = true;
	columns->site = columns->site || strcmp(db_text(row, 0), RECORD_SITE) == 0;
	/* The first columns are fixed ones, and may be called like a field. */
	if (field >= 0 && db_int(row, 1) >= RECORD_FIXED_COLUMNS)
		columns->has[field] = true;
	return 0;
}

static enum ky_code look_at(struct ky_workbook *wb, struct columns *columns, struct ky_error *err)
{
	return db_run(wb, "SELECT name, cid FROM pragma_table_info(?1)",
		      (struct db_arg[]){ DB_T(columns->kind->name) }, 1, take_column, columns, err);
}

static enum ky_code add_columns(struct ky_workbook *wb, const struct columns *columns, struct ky_error *err)
{
	const struct ky_kind *kind = columns->kind;
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	for (size_t i = 0; i < kind->field_count; i++)
		if (!columns->has[i])
			strbuf_addf(&sb, "ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s;", kind->name,
				    kind->fields[i].name, table_affinity(&kind->fields[i]));
	if (!columns->site)
		strbuf_addf(&sb, "ALTER TABLE \"%s\" ADD COLUMN \"" RECORD_SITE "\" TEXT;", kind->name);
	enum ky_code code = strbuf_check(&sb, kind->name, err);
	if (!code && sb.len)
		code = db_script(wb, sb.text, err);
	strbuf_free(&sb);
	return code;
}

/* Adds the columns in memory, for reading only: SQLite takes an unqualified name from there first. */
static enum ky_code add_in_memory(struct ky_workbook *wb, const struct columns *columns, struct ky_error *err)
{
	const struct ky_kind *kind = columns->kind;
	struct strbuf sb;
	bool lacks = !columns->table || !columns->site;
	strbuf_init(&sb, STRBUF_LINE);
	strbuf_addf(&sb,
		    columns->table ? "CREATE TEMP VIEW \"%s\" AS SELECT *"
				   : "CREATE TEMP TABLE \"%s\" (seq, id, number, ord",
		    kind->name);
	for (size_t i = 0; i < kind->field_count; i++) {
		if (columns->has[i])
			continue;
		lacks = true;
		strbuf_addf(&sb, columns->table ? ", NULL AS \"%s\"" : ", \"%s\"", kind->fields[i].name);
	}
	if (!columns->site)
		strbuf_add(&sb, columns->table ? ", NULL AS \"" RECORD_SITE "\"" : ", \"" RECORD_SITE "\"");
	strbuf_add(&sb, columns->table ? " FROM main." : ")");
	if (columns->table)
		strbuf_addf(&sb, "\"%s\"", kind->name);
	enum ky_code code = strbuf_check(&sb, kind->name, err);
	if (!code && lacks)
		code = db_script(wb, sb.text, err);
	strbuf_free(&sb);
	return code;
}

static enum ky_code grow_kind(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_error *err)
{
	struct columns columns = { .kind = kind, .has = memory_new(kind->field_count * sizeof(bool)) };
	enum ky_code code = columns.has ? look_at(wb, &columns, err) : memory_out(err);
	if (!code && ky_workbook_read_only(wb))
		code = add_in_memory(wb, &columns, err);
	else if (!code && columns.table)
		code = add_columns(wb, &columns, err);
	else if (!code)
		code = table_create(wb, kind, err);
	if (!code && !ky_workbook_read_only(wb))
		code = table_choices(wb, kind, err);
	free(columns.has);
	return code;
}

static enum ky_code grow_kinds(struct ky_workbook *wb, struct ky_error *err)
{
	const struct ky_kind *kind;
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && (kind = ky_kind_at(i)) != NULL; i++)
		code = grow_kind(wb, kind, err);
	return code;
}

/* Whether the file was made with other kinds or fields than this program declares. */
static enum ky_code compare_shape(struct ky_workbook *wb, const char *shape, bool *other, struct ky_error *err)
{
	char *has = NULL;
	enum ky_code code = meta_get(wb, "shape", &has, err);
	*other = !has || strcmp(has, shape) != 0;
	free(has);
	return code;
}

static enum ky_code grow(struct ky_workbook *wb, int version, const char *shape, struct ky_error *err)
{
	struct ky_error why = { 0 };
	/* What cannot be kept as it was is read as it is. */
	if (!ky_workbook_read_only(wb) && version < WORKBOOK_VERSION && workbook_back_up(wb, &why) != KY_OK)
		workbook_only_read(wb, &why);
	if (ky_workbook_read_only(wb))
		return grow_kinds(wb, err);
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_PROGRAM, err);
	if (code)
		return code;
	code = workbook_step(wb, version, err);
	if (!code)
		code = grow_kinds(wb, err);
	if (!code && version < NAMES_VERSION)
		code = setup_rename(wb, err);
	if (!code && version < CONFIRMED_VERSION)
		code = key_renew_fingerprints(wb, err);
	if (!code)
		code = setup_sections(wb, err);
	if (!code)
		code = meta_set(wb, "shape", shape, err);
	if (!code)
		return ky_change_commit(wb, err);
	ky_change_rollback(wb);
	return code;
}

struct opening {
	char shape[TABLE_SHAPE_SIZE];
	bool other_shape;
	char template_key[TEMPLATE_KEY_SIZE];
};

/* Reads what every use of a workbook needs, under one lock. */
static enum ky_code read_in(struct ky_workbook *wb, struct opening *opening, struct ky_error *err)
{
	table_shape(opening->shape);
	ky_read_begin(wb);
	enum ky_code code = workbook_check_schema(wb, table_scripts(), err);
	if (!code)
		code = template_load(wb, opening->template_key, err);
	if (!code)
		code = workbook_settle_today(wb, err);
	if (!code)
		code = compare_shape(wb, opening->shape, &opening->other_shape, err);
	ky_read_end(wb);
	return code;
}

enum ky_code ky_workbook_open(const char *path, enum ky_mode mode, ky_day today, struct ky_workbook **out,
			      struct ky_error *err)
{
	return ky_workbook_open_wait(path, mode, today, 0, out, err);
}

enum ky_code ky_workbook_open_wait(const char *path, enum ky_mode mode, ky_day today, int seconds,
				   struct ky_workbook **out, struct ky_error *err)
{
	const struct workbook_ask ask = { .path = path, .mode = mode, .today = today, .seconds = seconds };
	struct ky_workbook *wb = NULL;
	struct opening opening = { .template_key = "" };
	int version = 0;
	const char *const *scripts = table_scripts();
	enum ky_code code = scripts ? workbook_open(&ask, scripts, &wb, &version, err) : memory_out(err);
	if (!code)
		code = functions_add(wb, err);
	if (!code)
		code = read_in(wb, &opening, err);
	if (!code && version <= WORKBOOK_VERSION && (version < WORKBOOK_VERSION || opening.other_shape))
		code = grow(wb, version, opening.shape, err);
	if (code) {
		ky_workbook_close(wb);
		return code;
	}
	/* A failure to keep it does not matter: it is read again the next time. */
	(void)template_keep(wb, opening.template_key, NULL);
	views_promise(wb);
	code = plan_promise(wb, err);
	/* An old file that cannot be written has records of one site. */
	if (!code && !(ky_workbook_read_only(wb) && opening.other_shape))
		code = site_settle(wb, err);
	if (code)
		ky_workbook_close(wb);
	else
		*out = wb;
	return code;
}

enum ky_code ky_workbook_recover(const char *damaged, const char *path, int64_t *rows, int *tables_damaged,
				 struct ky_error *err)
{
	const char *const *scripts = table_scripts();
	return scripts ? workbook_recover(damaged, path, scripts, rows, tables_damaged, err) : memory_out(err);
}
