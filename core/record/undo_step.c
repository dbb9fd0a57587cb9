/* Says what an undo or a redo does (kuayue/undo.h), from the operations that it takes back. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/text.h"
#include "record/internal.h"
#include "record/undo.h"
#include "workbook/change.h"

#define SHOWN_COLUMNS 28 /* of a value in the text */

void ky_undo_step_clear(struct ky_undo_step *step)
{
	free(step->author);
	free(step->now);
	free(step->then);
	free(step->text);
	*step = (struct ky_undo_step){ .field = -1 };
}

struct origin {
	int64_t undoes;
	enum ky_change what;
	char *day, *author;
};

static int take_origin(void *data, const struct db_row *row)
{
	struct origin *origin = data;
	origin->undoes = db_int(row, 0);
	origin->what = change_of_word(db_text(row, 1));
	if (origin->day)
		return 1; /* that of the newest of the chain */
	origin->day = memory_text(db_text(row, 2));
	origin->author = memory_text(db_text(row, 3));
	return origin->day && origin->author ? 1 : DB_NO_MEMORY;
}

/* Goes from a redo to the undo that it took back, and so on to the change that it all began with. */
static enum ky_code find_origin(struct ky_workbook *wb, int64_t n, struct origin *origin, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	while (!code && n) {
		int64_t at = n;
		origin->undoes = 0;
		code = db_run(wb, "SELECT undoes, what, day, author FROM change WHERE n = ?1",
			      (struct db_arg[]){ DB_I(at) }, 1, take_origin, origin, err);
		/* Only a file that somebody tampered with names a change that is newer. */
		n = origin->undoes < at ? origin->undoes : 0;
	}
	return code;
}

static int take_record(void *data, const struct db_row *row)
{
	struct ky_undo_step *step = data;
	const struct ky_kind *kind = ky_kind_find(db_text(row, 0));
	if (step->records < KY_UNDO_RECORDS) {
		struct ky_undo_record *record = &step->record[step->records];
		record->kind = kind;
		snprintf(record->id, sizeof(record->id), "%s", db_text(row, 1));
	}
	step->records += kind != NULL; /* an unknown one stops the step itself */
	return 0;
}

/* What the operations on one record say; for the first record also of what is shown. */
struct telling {
	struct ky_workbook *wb;
	struct ky_undo_step *step;
	struct ky_undo_record *record;
	struct ky_record *whole; /* as it was when it was deleted */
	bool first;
	enum ky_code code;
	struct ky_error *err;
};

/* The state tells most, then what people filled in. */
static int rank(const struct ky_field *field)
{
	return field->role == KY_ROLE_STATE ? 2 : !field->computed;
}

static int take_field(struct telling *telling, const struct db_row *row)
{
	struct ky_undo_step *step = telling->step;
	const struct ky_kind *kind = telling->record->kind;
	const char *name = db_text(row, 0);
	int field = ky_field_find(kind, name);
	if (!telling->first || field < 0)
		return 0;
	step->fields++;
	if (step->field >= 0 && rank(&kind->fields[step->field]) >= rank(&kind->fields[field]))
		return 0;
	free(step->now);
	free(step->then);
	step->field = field;
	step->now = history_text(telling->wb, kind, name, row, 2);
	step->then = history_text(telling->wb, kind, name, row, 1);
	return step->now && step->then ? 0 : DB_NO_MEMORY;
}

/* columns: field, old, value; the newest operation first, as it is taken back */
static int take_op(void *data, const struct db_row *row)
{
	struct telling *telling = data;
	if (!db_is_null(row, 0))
		return take_field(telling, row);
	if (telling->record->does != KY_EVENT_FIELD)
		return 0;
	telling->record->does = db_is_null(row, 1) ? KY_EVENT_DELETED : KY_EVENT_MADE;
	if (!db_is_null(row, 1))
		telling->code =
			record_unpack(telling->record->kind, db_text(row, 1), &telling->whole, telling->err);
	return telling->code != KY_OK;
}

static const char *shown(const char *text, char out[SHOWN_COLUMNS * 4])
{
	ky_text_visible(text, SHOWN_COLUMNS, out, (size_t)SHOWN_COLUMNS * 4);
	return text[0] ? out : _("not filled in");
}

/* undo: whether the step takes the change back, or does it again */
static char *text_of_record(const struct ky_undo_step *step, const char *title, bool undo)
{
	const struct ky_undo_record *record = &step->record[0];
	const char *kind = ky_kind_title(record->kind);
	char a[SHOWN_COLUMNS * 4], b[SHOWN_COLUMNS * 4];
	if (record->does == KY_EVENT_FIELD && step->field < 0)
		return memory_print("%s %s", kind, record->number);
	if (record->does == KY_EVENT_FIELD)
		return memory_print("%s %s %s %s -> %s", kind, record->number,
				    ky_field_title(&record->kind->fields[step->field]), shown(step->now, a),
				    shown(step->then, b));
	bool made = (record->does == KY_EVENT_MADE) != undo;
	return memory_print(made ? _("new: %s %s %s") : _("deleted: %s %s %s"), kind, record->number,
			    shown(title, a));
}

static char *text_of_step(const struct ky_undo_step *step, const char *title, bool undo)
{
	if (step->what == KY_CHANGE_IMPORT)
		return memory_print(_("import: %s, %zu records"), ky_kind_title(step->record[0].kind),
				    step->records);
	char *first = text_of_record(step, title, undo), *text = NULL;
	if (first && step->records > 1)
		text = memory_print(_("%s, and %zu more records"), first, step->records - 1);
	else if (first && step->fields > 1)
		text = memory_print(_("%s, and %zu more fields"), first, step->fields - 1);
	else
		return first;
	free(first);
	return text;
}

/* Fills in a record of the step, and gives its title; "" where it is not there. */
static enum ky_code describe_record(struct telling *telling, int64_t n, char **title, struct ky_error *err)
{
	struct ky_workbook *wb = telling->wb;
	struct ky_undo_record *record = telling->record;
	struct ky_record *live = NULL;
	record->does = KY_EVENT_FIELD;
	enum ky_code code = db_run(wb,
				   "SELECT field, old, value FROM op WHERE record = ?1 AND +change = ?2"
				   " ORDER BY n DESC",
				   (struct db_arg[]){ DB_T(record->id), DB_I(n) }, 2, take_op, telling, err);
	code = code ? code : telling->code;
	if (!code && !telling->whole)
		code = store_find(wb, record->kind, record->id, &live, err);
	const struct ky_record *known = telling->whole ? telling->whole : live;
	if (!code) {
		snprintf(record->number, sizeof(record->number), "%s", known ? known->number : "");
		*title = known ? ky_record_text(wb, known, ky_title_field(record->kind)) : memory_text("");
		code = *title ? KY_OK : memory_out(err);
	}
	if (telling->first && record->does != KY_EVENT_FIELD)
		telling->step->fields = 0;
	ky_record_free(telling->whole);
	ky_record_free(live);
	return code;
}

static enum ky_code describe_records(struct ky_workbook *wb, int64_t n, bool undo, struct ky_undo_step *step,
				     char **title, struct ky_error *err)
{
	/* An undo has them in the opposite order. */
	enum ky_code code =
		db_run(wb,
		       undo ? "SELECT kind, record FROM op WHERE change = ?1 GROUP BY record, kind ORDER BY min(n)"
			    : "SELECT kind, record FROM op WHERE change = ?1 GROUP BY record, kind"
			      " ORDER BY max(n) DESC",
		       (struct db_arg[]){ DB_I(n) }, 1, take_record, step, err);
	for (size_t i = 0; !code && i < step->records && i < KY_UNDO_RECORDS; i++) {
		char *of_this = NULL;
		struct telling telling = {
			.wb = wb, .step = step, .record = &step->record[i], .first = i == 0, .err = err
		};
		code = describe_record(&telling, n, &of_this, err);
		if (i == 0)
			*title = of_this;
		else
			free(of_this);
	}
	return code;
}

enum ky_code undo_describe(struct ky_workbook *wb, int64_t n, bool undo, struct ky_undo_step *step,
			   struct ky_error *err)
{
	assert(n > 0);
	struct origin origin = { .undoes = 0 };
	char *title = NULL;
	ky_undo_step_clear(step);
	enum ky_code code = find_origin(wb, n, &origin, err);
	step->what = origin.what;
	step->author = origin.author;
	if (!origin.day || ky_day_parse(origin.day, KY_NO_DAY, &step->day, NULL))
		step->day = KY_NO_DAY;
	if (!code)
		code = describe_records(wb, n, undo, step, &title, err);
	if (!code) {
		if (step->record[0].does != KY_EVENT_FIELD)
			step->field = -1;
		step->text = step->records ? text_of_step(step, title ? title : "", undo)
					   : memory_text(ky_change_title(step->what));
		code = step->text ? KY_OK : memory_out(err);
	}
	free(title);
	free(origin.day);
	if (code)
		ky_undo_step_clear(step);
	return code;
}
