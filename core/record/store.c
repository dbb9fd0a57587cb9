/* Finds, numbers, writes and removes records as rows of their tables. The rules of saving are left to save.c. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "record/identity.h"
#include "record/internal.h"
#include "record/shown.h"
#include "workbook/meta.h"

struct wanted {
	const struct ky_kind *kind;
	struct ky_record *record;
};

static int take_record(void *data, const struct db_row *row)
{
	struct wanted *wanted = data;
	wanted->record = record_from_row(wanted->kind, row, true);
	return wanted->record ? 1 : DB_NO_MEMORY;
}

/* Lays what is shown over what was loaded. */
static enum ky_code show(struct ky_workbook *wb, struct ky_record **out, enum ky_code code, struct ky_error *err)
{
	if (!code && *out)
		code = shown_fill(wb, *out, err);
	if (code) {
		ky_record_free(*out);
		*out = NULL;
	}
	return code;
}

/* Looks into the table of one kind, or of every kind where that is NULL. It uses an index, so the time does not
 * depend on the size of the workbook. any: whatever the scope is. */
static enum ky_code look_into(struct ky_workbook *wb, const struct ky_kind *one, const char *key, bool by_id,
			      bool any, struct ky_record **out, struct ky_error *err)
{
	const struct ky_kind *kind;
	struct db_arg args[] = { DB_T(key) };
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && !*out && (kind = ky_kind_at(i)) != NULL; i++) {
		if (one && kind != one)
			continue;
		const struct table_sql *sql = table_sql(kind);
		const char *text =
			by_id ? (any ? sql->any_by_id : sql->by_id) : (any ? sql->any_by_number : sql->by_number);
		struct wanted wanted = { .kind = kind };
		code = db_run(wb, text, args, 1, take_record, &wanted, err);
		*out = wanted.record;
	}
	return code;
}

/* A record is found by its name wherever it came from: the scope is about lists and figures. */
static enum ky_code look_up(struct ky_workbook *wb, const struct ky_kind *one, const char *key, bool by_id,
			    struct ky_record **out, struct ky_error *err)
{
	*out = NULL;
	enum ky_code code = look_into(wb, one, key, by_id, db_scope(wb)[0] != '\0', out, err);
	return code ? code : show(wb, out, KY_OK, err);
}

enum ky_code store_find(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, struct ky_record **out,
			struct ky_error *err)
{
	return look_up(wb, kind, id, true, out, err);
}

enum ky_code ky_record_load(struct ky_workbook *wb, const char *key, struct ky_record **out, struct ky_error *err)
{
	enum ky_code code = look_up(wb, NULL, key, true, out, err);
	if (!code && !*out)
		code = look_up(wb, NULL, key, false, out, err);
	if (!code && !*out)
		code = ky_fail(err, KY_INPUT, _("There is no record %.60s here; its list shows the numbers."),
			       key);
	return code;
}

enum ky_code ky_record_load_single(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_record **out,
				   struct ky_error *err)
{
	struct wanted wanted = { .kind = kind };
	enum ky_code code = db_run(wb, db_scope(wb)[0] ? table_sql(kind)->own_first : table_sql(kind)->first, NULL,
				   0, take_record, &wanted, err);
	*out = wanted.record;
	if (!code && !*out)
		code = ky_fail(err, KY_INPUT, _("The workbook has no %s; it is damaged."), ky_kind_title(kind));
	return code;
}

enum ky_code ky_school_text(struct ky_workbook *wb, const char *field, char **out, struct ky_error *err)
{
	const struct ky_kind *kind = ky_kind_find("school");
	struct ky_record *school = NULL;
	enum ky_code code = ky_record_load_single(wb, kind, &school, err);
	*out = code ? NULL : memory_text(ky_record_get(school, ky_field_find(kind, field)).text);
	if (!code && !*out)
		code = memory_out(err);
	ky_record_free(school);
	return code;
}

enum ky_code ky_record_load_newest(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_record **out,
				   struct ky_error *err)
{
	struct wanted wanted = { .kind = kind };
	enum ky_code code = db_run(wb, table_sql(kind)->newest, NULL, 0, take_record, &wanted, err);
	*out = wanted.record;
	return show(wb, out, code, err);
}

static enum ky_code give_id(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	char *id = NULL;
	enum ky_code code = identity_of_new(wb, record, record->id, err);
	if (code || record->id[0])
		return code;
	code = db_text_of(wb, "SELECT lower(hex(randomblob(10)))", NULL, &id, err);
	snprintf(record->id, sizeof(record->id), "%s", id ? id : "");
	free(id);
	return code;
}

/* The school's own number is its code. All others are counted, and rows of one day stand in the order of their
 * numbers: a row has its number's place, which no other gets when the record is deleted. */
enum ky_code store_give_number(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	assert(!record->seq);
	const struct ky_kind *kind = record->kind;
	char *school = NULL, *letters = NULL;
	enum ky_code code = give_id(wb, record, err);
	if (code)
		return code;
	if (kind->single) {
		snprintf(record->number, sizeof(record->number), "%.60s",
			 ky_record_get(record, ky_field_of(kind, KY_ROLE_NUMBER)).text);
		return KY_OK;
	}
	int64_t last = 0;
	code = ky_school_text(wb, "code", &school, err);
	if (!code)
		code = meta_get(wb, META_PC, &letters, err);
	if (!code)
		code = db_number(wb, "UPDATE tally SET last = last + 1 WHERE kind = ?1 RETURNING last",
				 (struct db_arg[]){ DB_T(kind->name) }, 1, 1, &last, err);
	if (!code)
		snprintf(record->number, sizeof(record->number), "%s%s-%s%03lld", school, letters ? letters : "",
			 kind->prefix, (long long)last);
	record->seq = code ? 0 : last;
	free(letters);
	free(school);
	return code;
}

static bool set_ord(struct ky_record *record)
{
	const struct ky_kind *kind = record->kind;
	if (!kind->order)
		return true;
	char *ord = memory_text(ky_record_get(record, ky_field_find(kind, kind->order)).text);
	if (!ord)
		return false;
	free(record->ord);
	record->ord = ord;
	return true;
}

/* NULL: no memory. */
static struct db_arg *row_args(struct ky_record *record)
{
	size_t count = record->kind->field_count;
	struct db_arg *args = set_ord(record) && record_is_whole(record)
				      ? memory_new((count + RECORD_FIXED_COLUMNS + 1) * sizeof(*args))
				      : NULL;
	if (!args)
		return NULL;
	args[0] = record->seq ? DB_I(record->seq) : DB_N;
	args[1] = DB_T(record->id);
	args[2] = DB_T(record->number);
	args[3] = DB_T(record->ord);
	for (size_t i = 0; i < count; i++)
		args[i + RECORD_FIXED_COLUMNS] = cell_arg(&record->cells[i]);
	args[count + RECORD_FIXED_COLUMNS] = record->site[0] ? DB_T(record->site) : DB_N;
	return args;
}

enum ky_code store_insert_row(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	assert(wb && record->kind);
	struct db_arg *args = row_args(record);
	if (!args)
		return memory_out(err);
	enum ky_code code = db_run(wb, table_sql(record->kind)->insert, args,
				   record->kind->field_count + RECORD_FIXED_COLUMNS + 1, NULL, NULL, err);
	free(args);
	if (!code && !record->seq)
		code = db_number(wb, "SELECT last_insert_rowid()", NULL, 0, 0, &record->seq, err);
	if (!code)
		code = db_run(wb, "UPDATE tally SET live = live + 1 WHERE kind = ?1",
			      (struct db_arg[]){ DB_T(record->kind->name) }, 1, NULL, NULL, err);
	return code;
}

enum ky_code store_return_row(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	int64_t taken = 0;
	enum ky_code code = KY_OK;
	if (record->seq)
		code = db_number(wb, table_sql(record->kind)->by_seq, (struct db_arg[]){ DB_I(record->seq) }, 1, 0,
				 &taken, err);
	if (taken)
		record->seq = 0;
	return code ? code : store_insert_row(wb, record, err);
}

enum ky_code store_update_row(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	assert(wb && record->kind);
	struct db_arg *args = row_args(record);
	if (!args)
		return memory_out(err);
	enum ky_code code = db_run(wb, table_sql(record->kind)->update, args,
				   record->kind->field_count + RECORD_FIXED_COLUMNS, NULL, NULL, err);
	free(args);
	return code;
}

enum ky_code store_remove_row(struct ky_workbook *wb, const struct ky_record *record, struct ky_error *err)
{
	assert(wb && record->kind);
	enum ky_code code = db_run(wb, table_sql(record->kind)->remove, (struct db_arg[]){ DB_I(record->seq) }, 1,
				   NULL, NULL, err);
	if (!code)
		code = db_run(wb, "UPDATE tally SET live = live - 1 WHERE kind = ?1",
			      (struct db_arg[]){ DB_T(record->kind->name) }, 1, NULL, NULL, err);
	return code;
}

enum ky_code store_live(struct ky_workbook *wb, const struct ky_kind *kind, int64_t *live, struct ky_error *err)
{
	if (!db_scope(wb)[0])
		return db_number(wb, "SELECT live FROM tally WHERE kind = ?1",
				 (struct db_arg[]){ DB_T(kind->name) }, 1, 0, live, err);
	char *sql = memory_print("SELECT count(*) FROM \"%s\"", kind->name);
	enum ky_code code = sql ? db_once_number(wb, sql, NULL, live, err) : memory_out(err);
	free(sql);
	return code;
}

enum ky_code store_find_identity(struct ky_workbook *wb, const struct ky_record *record, struct ky_record **out,
				 struct ky_error *err)
{
	const struct ky_kind *kind = record->kind;
	int i = ky_field_of(kind, KY_ROLE_IDENTITY);
	if (i < 0 || record->cells[i].is == CELL_BLANK)
		return KY_OK;
	struct wanted wanted = { .kind = kind };
	struct db_arg args[] = { cell_arg(&record->cells[i]) };
	enum ky_code code = db_run(wb, table_sql(kind)->by_identity, args, 1, take_record, &wanted, err);
	*out = wanted.record;
	return show(wb, out, code, err);
}
