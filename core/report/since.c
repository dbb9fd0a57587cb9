/* Works out what changed since the last report, by taking the operations of the history back (kuayue/since.h). */
#include "kuayue/since.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/ledger.h"
#include "record/internal.h"
#include "record/shown.h"
#include "texts.h"

static const struct {
	const char *name, *label, *zh;
} words[KY_SINCE_COUNT] = {
	{ "added", N_("added"), "新增" },         { "deleted", N_("deleted"), "删除" },
	{ "closed", N_("closed"), "办结" },       { "reopened", N_("reopened"), "重新启动" },
	{ "moved", N_("moved on"), "状态变化" },  { "filled", N_("filled in"), "补充填写" },
	{ "corrected", N_("corrected"), "更正" },
};

const char *ky_since_name(enum ky_since_what what)
{
	assert((size_t)what < KY_SINCE_COUNT);
	return words[what].name;
}

const char *ky_since_title(enum ky_since_what what)
{
	return _(words[what].label);
}

const char *ky_since_zh(enum ky_since_what what)
{
	return words[what].zh;
}

/* The operation that made the newest entry of the list that is still there. */
#define LAST_OP                                                                                                   \
	"(SELECT max(o.n) FROM op o JOIN handin h ON h.id = o.record WHERE o.kind = 'handin' AND o.field IS NULL" \
	" AND o.value IS NOT NULL)"

static int take_report(void *data, const struct db_row *row)
{
	struct ky_since_handin *report = data;
	report->any = true;
	snprintf(report->date, sizeof(report->date), "%.10s", db_text(row, 0));
	report->version = db_int(row, 1);
	snprintf(report->file, sizeof(report->file), "%s", db_text(row, 2));
	snprintf(report->recipient, sizeof(report->recipient), "%s", db_text(row, 3));
	return 1;
}

enum ky_code ky_since_last(struct ky_workbook *wb, struct ky_since_handin *report, struct ky_error *err)
{
	*report = (struct ky_since_handin){ .any = false };
	return db_run(wb,
		      "SELECT h.date, h.version, h.file, h.recipient FROM op o JOIN handin h ON h.id = o.record"
		      " WHERE o.n = " LAST_OP,
		      NULL, 0, take_report, report, err);
}

/* A record as it was and as it is: NULL where it was not there. */
struct pair {
	const struct ky_kind *kind;
	struct ky_record *before, *now;
	const char *id;
	enum ky_code code;
	struct ky_error *err;
};

/* Takes one operation back; the newest comes first. Columns: field, old, value. */
static int take_back(void *data, const struct db_row *row)
{
	struct pair *pair = data;
	if (db_is_null(row, 0)) {
		ky_record_free(pair->before);
		pair->before = NULL;
		if (!db_is_null(row, 1))
			pair->code = record_unpack(pair->kind, db_text(row, 1), &pair->before, pair->err);
		return pair->code != KY_OK;
	}
	int field = ky_field_find(pair->kind, db_text(row, 0));
	if (pair->before && field >= 0)
		cell_from_row(&pair->before->cells[field], row, 1, true);
	if (pair->before && !record_is_whole(pair->before))
		return DB_NO_MEMORY;
	return 0;
}

struct telling {
	struct ky_workbook *wb;
	const struct ky_kind *kind;
	int (*each)(void *data, const struct ky_since_change *change);
	void *data;
	bool stopped;
	enum ky_code code;
	struct ky_error *err;
};

/* A stored value; of a state that nobody set, that the records say it. */
static char *value_text(const struct telling *telling, const struct ky_record *record, int field)
{
	if (!record || field < 0)
		return memory_text("");
	bool by_records = shown_is_of(record->kind) && field == ky_field_of(record->kind, KY_ROLE_STATE) &&
			  record->cells[field].is == CELL_BLANK;
	return by_records ? memory_text(ZH_BY_RECORDS) : ky_record_text(telling->wb, record, field);
}

static void tell(struct telling *telling, const struct pair *pair, enum ky_since_what what, int field)
{
	const struct ky_record *shown = pair->now ? pair->now : pair->before;
	if (telling->stopped)
		return;
	char *title = ky_record_text(telling->wb, shown, ky_title_field(pair->kind));
	char *old = value_text(telling, pair->before, field), *new = value_text(telling, pair->now, field);
	if (!title || !old || !new)
		telling->code = memory_out(telling->err);
	telling->stopped =
		telling->code ||
		telling->each(telling->data,
			      &(struct ky_since_change){ .what = what,
							 .kind = pair->kind,
							 .id = pair->id,
							 .number = ky_record_number(shown),
							 .title = title,
							 .field = field >= 0 ? &pair->kind->fields[field] : NULL,
							 .old_text = old,
							 .new_text = new }) != 0;
	free(title);
	free(old);
	free(new);
}

/* True in the last state of the campaign's list, in which nothing is left to do. */
static bool is_closed(const struct telling *telling, const struct ky_record *record)
{
	return record && ky_record_finished(telling->wb, record);
}

static void compare(struct telling *telling, const struct pair *pair)
{
	int state = ky_field_of(pair->kind, KY_ROLE_STATE);
	bool was = is_closed(telling, pair->before), is = is_closed(telling, pair->now);
	if (!pair->before && !pair->now)
		return;
	if (!pair->before)
		tell(telling, pair, KY_SINCE_ADDED, -1);
	if (!pair->now)
		tell(telling, pair, KY_SINCE_DELETED, -1);
	else if (was != is)
		tell(telling, pair, is ? KY_SINCE_CLOSED : KY_SINCE_REOPENED, state);
	for (size_t i = 0; pair->before && pair->now && i < pair->kind->field_count; i++) {
		if (cell_equal(&pair->before->cells[i], &pair->now->cells[i]) || (was != is && (int)i == state) ||
		    shown_says_who(pair->kind, (int)i))
			continue;
		bool blank = pair->before->cells[i].is == CELL_BLANK;
		tell(telling, pair,
		     (int)i == state ? KY_SINCE_MOVED
		     : blank         ? KY_SINCE_FILLED
				     : KY_SINCE_CORRECTED,
		     (int)i);
	}
}

static int take_now(void *data, const struct db_row *row)
{
	struct pair *pair = data;
	pair->now = record_from_row(pair->kind, row, true);
	return pair->now ? 1 : DB_NO_MEMORY;
}

/* Columns: the record, the operation from which on it counts. */
static int take_record(void *data, const struct db_row *row)
{
	struct telling *telling = data;
	struct pair pair = { .kind = telling->kind, .id = db_text(row, 0), .err = telling->err };
	struct db_arg args[] = { DB_T(pair.id), DB_I(db_int(row, 1)) };
	telling->code = db_run(telling->wb, table_sql(pair.kind)->by_id, args, 1, take_now, &pair, telling->err);
	if (pair.now)
		pair.before = record_copy(pair.now);
	if (pair.now && !pair.before)
		telling->code = memory_out(telling->err);
	if (!telling->code)
		telling->code =
			db_run(telling->wb,
			       "SELECT field, old, value FROM op WHERE record = ?1 AND n > ?2 ORDER BY n DESC",
			       args, 2, take_back, &pair, telling->err);
	telling->code = telling->code ? telling->code : pair.code;
	if (!telling->code)
		compare(telling, &pair);
	ky_record_free(pair.before);
	ky_record_free(pair.now);
	return telling->code || telling->stopped;
}

enum ky_code ky_since_each(struct ky_workbook *wb, int (*each)(void *data, const struct ky_since_change *change),
			   void *data, struct ky_error *err)
{
	struct telling telling = { .wb = wb, .each = each, .data = data, .err = err };
	for (size_t i = 0; !telling.code && !telling.stopped && (telling.kind = ky_kind_at(i)) != NULL; i++) {
		if (telling.kind->local)
			continue;
		enum ky_code code =
			db_run(wb,
			       "SELECT record, " LAST_OP " FROM op WHERE kind = ?1 AND n > " LAST_OP
			       " GROUP BY record ORDER BY min(n)",
			       (struct db_arg[]){ DB_T(telling.kind->name) }, 1, take_record, &telling, err);
		telling.code = telling.code ? telling.code : code;
	}
	return telling.code;
}

struct figures {
	char *reported; /* "title\ttext\n" for each column */
	int (*each)(void *data, const char *title, const char *old_text, const char *text);
	void *data;
	bool no_memory;
};

/* The text behind "title\t" in what was reported, malloc'd; NULL where it has no such line. */
static char *reported_text(struct figures *figures, const char *title)
{
	size_t len = strlen(title);
	for (const char *line = figures->reported; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		if (strncmp(line, title, len) != 0 || line[len] != '\t')
			continue;
		const char *text = line + len + 1;
		char *copy = memory_part(text, strcspn(text, "\n"));
		figures->no_memory = figures->no_memory || !copy;
		return copy;
	}
	return NULL;
}

static int take_column(void *data, const char *title, const char *text)
{
	struct figures *figures = data;
	char *old = reported_text(figures, title);
	int stop = old && strcmp(old, text) != 0 ? figures->each(figures->data, title, old, text) : 0;
	free(old);
	return stop;
}

enum ky_code ky_since_figures(struct ky_workbook *wb,
			      int (*each)(void *data, const char *title, const char *old_text, const char *text),
			      void *data, struct ky_error *err)
{
	struct figures figures = { .each = each, .data = data };
	enum ky_code code =
		db_text_of(wb, "SELECT h.reported FROM op o JOIN handin h ON h.id = o.record WHERE o.n = " LAST_OP,
			   NULL, &figures.reported, err);
	if (!code && figures.reported)
		code = ky_progress_each(wb, take_column, &figures, err);
	if (!code && figures.no_memory)
		code = memory_out(err);
	free(figures.reported);
	return code;
}
