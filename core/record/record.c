#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/near.h"
#include "base/strbuf.h"
#include "kuayue/text.h"
#include "record/internal.h"

#define LONGEST_TEXT 4000000    /* bytes */
#define ROW_TEXT_MAX 300        /* bytes of a text in a list */
#define NUMBER_MAX 999999999999 /* so that no sum of any records, in yuan or in people, overflows */

struct ky_record *ky_record_new(const struct ky_kind *kind)
{
	struct ky_record *record = xalloc(sizeof(*record));
	record->kind = kind;
	record->ord = xstrdup("");
	record->cells = xalloc(kind->field_count * sizeof(*record->cells));
	return record;
}

void ky_record_free(struct ky_record *record)
{
	if (!record)
		return;
	for (size_t i = 0; i < record->kind->field_count; i++)
		cell_clear(&record->cells[i]);
	attachment_free(record->attached);
	free(record->cells);
	free(record->ord);
	free(record);
}

const struct ky_kind *ky_record_kind(const struct ky_record *record)
{
	return record->kind;
}

const char *ky_record_id(const struct ky_record *record)
{
	return record->id;
}

const char *ky_record_number(const struct ky_record *record)
{
	return record->number;
}

struct ky_value ky_record_get(const struct ky_record *record, int field)
{
	const struct cell *cell = &record->cells[field];
	switch (cell->is) {
	case CELL_INT:
		return (struct ky_value){ .is = KY_INT, .number = cell->number, .text = "" };
	case CELL_STR:
		return (struct ky_value){ .is = KY_STR, .text = cell->text };
	case CELL_NA:
		return (struct ky_value){ .is = KY_NA, .text = KY_NA_TEXT };
	case CELL_BLANK:
		break;
	}
	return (struct ky_value){ .is = KY_BLANK, .text = "" };
}

void cell_clear(struct cell *cell)
{
	free(cell->text);
	*cell = (struct cell){ .is = CELL_BLANK };
}

void cell_set_text(struct cell *cell, const char *text)
{
	char *copy = text[0] ? xstrdup(text) : NULL;
	cell_clear(cell);
	if (copy && strcmp(copy, KY_NA_TEXT) == 0) {
		cell->is = CELL_NA;
		free(copy);
	} else if (copy) {
		cell->is = CELL_STR;
		cell->text = copy;
	}
}

/* In lists a long text is cut, so that a row's size does not depend on what was typed. */
static void cell_set_start(struct cell *cell, const char *text)
{
	size_t len = strlen(text);
	if (len <= ROW_TEXT_MAX) {
		cell_set_text(cell, text);
		return;
	}
	cell_clear(cell);
	cell->is = CELL_STR;
	cell->text = xalloc(ROW_TEXT_MAX + 1);
	len = ky_text_prev(text, ROW_TEXT_MAX);
	memcpy(cell->text, text, len);
}

void cell_from_row(struct cell *cell, const struct db_row *row, int column, bool whole)
{
	if (db_is_null(row, column)) {
		cell_clear(cell);
	} else if (db_is_int(row, column)) {
		cell_clear(cell);
		*cell = (struct cell){ .is = CELL_INT, .number = db_int(row, column) };
	} else {
		(whole ? cell_set_text : cell_set_start)(cell, db_text(row, column));
	}
}

struct db_arg cell_arg(const struct cell *cell)
{
	switch (cell->is) {
	case CELL_INT:
		return DB_I(cell->number);
	case CELL_STR:
		return DB_T(cell->text);
	case CELL_NA:
		return DB_T(KY_NA_TEXT);
	case CELL_BLANK:
		break;
	}
	return DB_N;
}

bool cell_equal(const struct cell *a, const struct cell *b)
{
	if (a->is != b->is)
		return false;
	if (a->is == CELL_INT)
		return a->number == b->number;
	return a->is != CELL_STR || strcmp(a->text, b->text) == 0;
}

struct ky_record *record_copy(const struct ky_record *record)
{
	struct ky_record *copy = ky_record_new(record->kind);
	copy->seq = record->seq;
	memcpy(copy->id, record->id, sizeof(copy->id));
	memcpy(copy->number, record->number, sizeof(copy->number));
	free(copy->ord);
	copy->ord = xstrdup(record->ord);
	for (size_t i = 0; i < record->kind->field_count; i++) {
		copy->cells[i] = record->cells[i];
		if (copy->cells[i].text)
			copy->cells[i].text = xstrdup(copy->cells[i].text);
	}
	return copy;
}

struct ky_record *record_from_row(const struct ky_kind *kind, const struct db_row *row, bool whole)
{
	struct ky_record *record = ky_record_new(kind);
	record->seq = db_int(row, 0);
	snprintf(record->id, sizeof(record->id), "%s", db_text(row, 1));
	snprintf(record->number, sizeof(record->number), "%s", db_text(row, 2));
	free(record->ord);
	record->ord = xstrdup(db_text(row, 3));
	for (size_t i = 0; i < kind->field_count; i++)
		cell_from_row(&record->cells[i], row, (int)i + RECORD_FIXED_COLUMNS, whole);
	return record;
}

enum ky_code field_fail(const struct ky_field *field, struct ky_error *err, const char *fmt, ...)
{
	char sentence[768];
	va_list args;
	va_start(args, fmt);
	vsnprintf(sentence, sizeof(sentence), fmt, args);
	va_end(args);
	return ky_fail(err, KY_INPUT, "%s (%s): %s", ky_field_title(field), field->name, sentence);
}

static const struct ky_choice *choices(struct ky_workbook *wb, const struct ky_field *field, size_t *count)
{
	return ky_campaign_choices(ky_workbook_campaign(wb), field->choices, count);
}

static char *linked_numbers(struct ky_workbook *wb, const char *ids)
{
	struct strbuf sb;
	strbuf_init(&sb);
	while (*ids) {
		size_t len = strcspn(ids, " ");
		char id[RECORD_ID_SIZE];
		snprintf(id, sizeof(id), "%.*s", (int)len, ids);
		struct ky_record *target = NULL;
		if (store_find(wb, id, &target, NULL) == KY_OK) {
			strbuf_addf(&sb, "%s%s", sb.len ? " " : "", target ? target->number : id);
			ky_record_free(target);
		}
		ids += len + (ids[len] == ' ');
	}
	return strbuf_take(&sb);
}

char *ky_record_text(struct ky_workbook *wb, const struct ky_record *record, int field)
{
	const struct ky_field *decl = &record->kind->fields[field];
	const struct cell *cell = &record->cells[field];
	char number[24];
	size_t count = 0;
	switch (cell->is) {
	case CELL_BLANK:
		return xstrdup("");
	case CELL_NA:
		return xstrdup(KY_NA_TEXT);
	case CELL_INT:
		snprintf(number, sizeof(number), "%lld", (long long)cell->number);
		return xstrdup(number);
	case CELL_STR:
		break;
	}
	if (decl->type == KY_LINK || decl->type == KY_LINKS)
		return linked_numbers(wb, cell->text);
	if (decl->type == KY_CHOICE) {
		const struct ky_choice *choice = choices(wb, decl, &count);
		for (size_t i = 0; i < count; i++)
			if (strcmp(choice[i].key, cell->text) == 0)
				return xstrdup(choice[i].text);
	}
	return xstrdup(cell->text);
}

static int take_title(void *data, const struct db_row *row)
{
	char **title = data;
	*title = xstrdup(db_text(row, 0));
	return 1;
}

/* Links are shown by what they lead to: one by its title, several by their count. */
static char *linked_titles(struct ky_workbook *wb, const struct ky_field *field, const char *ids)
{
	const char *blank = strchr(ids, ' ');
	char *title = NULL;
	if (!blank)
		db_run(wb, table_sql(ky_kind_find(field->link))->find_title, (struct db_arg[]){ DB_T(ids) }, 1,
		       take_title, &title, NULL);
	if (title)
		return title;
	size_t count = 1;
	for (; blank; blank = strchr(blank + 1, ' '))
		count++;
	struct strbuf sb;
	strbuf_init(&sb);
	strbuf_addf(&sb, _("%zu linked"), count);
	return strbuf_take(&sb);
}

void ky_record_show(struct ky_workbook *wb, const struct ky_record *record, int field, char *out, size_t size)
{
	enum ky_type type = record->kind->fields[field].type;
	const struct cell *cell = &record->cells[field];
	char *text = cell->is == CELL_STR && (type == KY_LINK || type == KY_LINKS)
			     ? linked_titles(wb, &record->kind->fields[field], cell->text)
			     : ky_record_text(wb, record, field);
	size_t len = strlen(text);
	if (len >= size) {
		len = ky_text_prev(text, size);
		text[len] = '\0';
	}
	memcpy(out, text, len + 1);
	free(text);
}

static bool comes_again(const struct ky_field *field)
{
	return field->type != KY_DATE && field->type != KY_LONG && field->type != KY_LOG &&
	       field->type != KY_FILE && !field->computed && !field->state && !field->step && !field->chain &&
	       !field->identity && strcmp(field->name, "evidence") != 0;
}

struct ky_record *ky_record_like(const struct ky_record *record)
{
	struct ky_record *copy = record_copy(record);
	copy->seq = 0;
	copy->id[0] = copy->number[0] = '\0';
	for (size_t i = 0; i < record->kind->field_count; i++)
		if (!comes_again(&record->kind->fields[i]))
			cell_clear(&copy->cells[i]);
	return copy;
}

/* As it was meant: without blanks, and of any width. */
static bool means(const char *text, const char *choice)
{
	char *left = bare_text(text), *right = bare_text(choice);
	bool same = left[0] && strcmp(left, right) == 0;
	free(left);
	free(right);
	return same;
}

static enum ky_code no_choice(const struct ky_field *field, const struct ky_choice *choice, size_t count,
			      const char *text, struct ky_error *err)
{
	struct near_word nearest = { 0 };
	struct strbuf legal;
	strbuf_init(&legal);
	for (size_t i = 0; i < count; i++) {
		strbuf_addf(&legal, "%s%s", i ? ", " : "", choice[i].text);
		near_consider(&nearest, text, choice[i].text, choice[i].text);
		near_consider(&nearest, text, choice[i].key, choice[i].text);
	}
	enum ky_code code =
		nearest.word
			? field_fail(field, err, _("\"%.60s\" is not one of its choices: %s; did you mean %s?"),
				     text, legal.text, nearest.word)
			: field_fail(field, err, _("\"%.60s\" is not one of its choices: %s."), text,
				     legal.text ? legal.text : "-");
	strbuf_free(&legal);
	return code;
}

static enum ky_code put_choice(struct ky_workbook *wb, struct cell *cell, const struct ky_field *field,
			       const char *text, struct ky_error *err)
{
	size_t count = 0, at = 0;
	const struct ky_choice *choice = choices(wb, field, &count);
	while (at < count && strcmp(choice[at].text, text) != 0 && strcmp(choice[at].key, text) != 0)
		at++;
	if (at == count)
		for (at = 0; at < count && !means(text, choice[at].text); at++)
			;
	if (at == count)
		return no_choice(field, choice, count, text, err);
	cell_set_text(cell, choice[at].key);
	return KY_OK;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(a, b);
}

struct titled {
	char id[RECORD_ID_SIZE];
	int count;
};

static int take_titled(void *data, const struct db_row *row)
{
	struct titled *titled = data;
	snprintf(titled->id, sizeof(titled->id), "%s", db_text(row, 0));
	titled->count++;
	return 0;
}

/* People write a name where a number is asked for; it does if only one record has it. */
static enum ky_code resolve_title(struct ky_workbook *wb, const struct ky_field *field, const char *title,
				  char id[RECORD_ID_SIZE], struct ky_error *err)
{
	struct titled titled = { .count = 0 };
	enum ky_code code = db_run(wb, table_sql(ky_kind_find(field->link))->by_title,
				   (struct db_arg[]){ DB_T(title) }, 1, take_titled, &titled, err);
	if (!code && titled.count != 1)
		code = field_fail(field, err,
				  titled.count ? _("more than one %s is called %.60s; write its number.")
					       : _("there is no %s %.60s; `kuayue list %s` shows them."),
				  ky_kind_title(ky_kind_find(field->link)), title, field->link);
	memcpy(id, titled.id, RECORD_ID_SIZE);
	return code;
}

static enum ky_code resolve_link(struct ky_workbook *wb, const struct ky_field *field, const char *key,
				 char id[RECORD_ID_SIZE], struct ky_error *err)
{
	struct ky_record *target = NULL;
	enum ky_code code = ky_record_load(wb, key, &target, err);
	if (code == KY_INPUT)
		return resolve_title(wb, field, key, id, err);
	if (code)
		return code;
	if (strcmp(target->kind->name, field->link) != 0)
		code = field_fail(field, err, _("%.40s is of kind %s; one of kind %s is asked for."), key,
				  target->kind->name, field->link);
	memcpy(id, target->id, RECORD_ID_SIZE);
	ky_record_free(target);
	return code;
}

/* Length of the mark between two links at text: a blank, a comma of any width; 0 if there is none. */
static size_t between_links(const char *text)
{
	static const char *const marks[] = { " ", ",", ";", "\n", "\t", "、", "，", "；", "　" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strncmp(text, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

/* A set: sorted, each id once, so that two orders of ticking are one value. */
static enum ky_code put_links(struct ky_workbook *wb, struct cell *cell, const struct ky_field *field,
			      const char *text, struct ky_error *err)
{
	char(*ids)[RECORD_ID_SIZE] = NULL;
	size_t count = 0;
	enum ky_code code = KY_OK;
	while (!code && *text) {
		char key[256];
		size_t len = 0, mark = between_links(text);
		/* One link is all of the text: a title may have blanks in it. */
		while (text[len] && (field->type == KY_LINK || !between_links(text + len)))
			len++;
		if (len && !mark) {
			snprintf(key, sizeof(key), "%.*s", (int)len, text);
			ids = xrealloc(ids, (count + 1) * sizeof(*ids));
			code = resolve_link(wb, field, key, ids[count++], err);
		}
		text += mark ? mark : len;
	}
	if (!code) {
		struct strbuf sb;
		strbuf_init(&sb);
		if (count)
			qsort(ids, count, sizeof(*ids), compare_ids);
		for (size_t i = 0; i < count; i++)
			if (i == 0 || strcmp(ids[i], ids[i - 1]) != 0)
				strbuf_addf(&sb, "%s%s", i ? " " : "", ids[i]);
		cell_set_text(cell, sb.text ? sb.text : "");
		strbuf_free(&sb);
	}
	free(ids);
	return code;
}

static enum ky_code put_number(struct cell *cell, const struct ky_field *field, const char *text,
			       struct ky_error *err)
{
	int64_t number = 0;
	struct ky_error why = { 0 };
	if (ky_number_parse(text, &number, &why))
		return field_fail(field, err, "%s", why.text);
	if (number > NUMBER_MAX)
		return field_fail(field, err, _("%lld is too large; the largest number is %lld."),
				  (long long)number, (long long)NUMBER_MAX);
	if (number < field->min || (field->max && number > field->max))
		return field->max ? field_fail(field, err, _("%lld is not between %lld and %lld."),
					       (long long)number, (long long)field->min, (long long)field->max)
				  : field_fail(field, err, _("%lld is less than %lld."), (long long)number,
					       (long long)field->min);
	cell_clear(cell);
	*cell = (struct cell){ .is = CELL_INT, .number = number };
	return KY_OK;
}

static enum ky_code put_text(struct cell *cell, const struct ky_field *field, const char *text,
			     struct ky_error *err)
{
	size_t len = strlen(text);
	if (!ky_text_valid(text, len))
		return field_fail(field, err, "%s", _("the text is not UTF-8; save it as UTF-8 and try again."));
	if (len > LONGEST_TEXT)
		return field_fail(field, err, _("the text has %zu bytes; at most %d fit."), len, LONGEST_TEXT);
	cell_set_text(cell, text);
	return KY_OK;
}

/* Nothing but blanks is 未填: it would count as a reason or a proof and say nothing. */
static bool only_blanks(const char *text)
{
	static const char *const blanks[] = { " ", "\t", "\n", "\r", "\xC2\xA0", "\xE3\x80\x80" };
	while (*text) {
		size_t len = 0;
		for (size_t i = 0; !len && i < sizeof(blanks) / sizeof(blanks[0]); i++)
			if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
				len = strlen(blanks[i]);
		if (!len)
			return false;
		text += len;
	}
	return true;
}

/* What the program knows of an attached file stands in the fields of these names. */
static void describe_file(struct ky_record *record, const struct attachment *attachment)
{
	int size = ky_field_find(record->kind, "size"), sha256 = ky_field_find(record->kind, "sha256");
	if (size < 0 || sha256 < 0)
		abort();
	cell_clear(&record->cells[size]);
	cell_set_text(&record->cells[sha256], attachment ? attachment->sha256 : "");
	if (attachment)
		record->cells[size] = (struct cell){ .is = CELL_INT, .number = (int64_t)attachment->size };
}

static enum ky_code put_file(struct ky_record *record, int field, const char *path, struct ky_error *err)
{
	struct cell *cell = &record->cells[field];
	struct attachment *attachment = NULL;
	struct ky_error why = { 0 };
	bool same = cell->is == CELL_STR && strcmp(cell->text, path) == 0;
	if (same && (record->attached || access(path, F_OK) != 0))
		return KY_OK; /* the name that it has already, and no newer file of that name */
	enum ky_code code = path[0] ? attachment_read(path, &attachment, &why) : KY_OK;
	if (code) {
		field_fail(&record->kind->fields[field], err, "%s", why.text);
		return code;
	}
	attachment_free(record->attached);
	record->attached = attachment;
	cell_set_text(cell, attachment ? attachment->name : "");
	describe_file(record, attachment);
	return KY_OK;
}

enum ky_code ky_record_put(struct ky_workbook *wb, struct ky_record *record, int field, const char *text,
			   struct ky_error *err)
{
	const struct ky_field *decl = &record->kind->fields[field];
	struct cell *cell = &record->cells[field];
	if (strcmp(text, KY_NA_TEXT) == 0 && !decl->may_be_na && decl->type != KY_TEXT && decl->type != KY_LONG)
		return field_fail(decl, err, _("cannot be %s."), KY_NA_TEXT);
	if (decl->type == KY_FILE)
		return put_file(record, field, text, err);
	if (only_blanks(text) || strcmp(text, KY_NA_TEXT) == 0) {
		cell_set_text(cell, only_blanks(text) ? "" : text);
		return KY_OK;
	}
	ky_day day = KY_NO_DAY;
	char shown[KY_DAY_TEXT];
	struct ky_error why = { 0 };
	switch (decl->type) {
	case KY_NUMBER:
		return put_number(cell, decl, text, err);
	case KY_DATE:
		if (ky_day_parse(text, ky_workbook_today(wb), &day, &why))
			return field_fail(decl, err, "%s", why.text);
		cell_set_text(cell, ky_day_format(day, shown));
		return KY_OK;
	case KY_CHOICE:
		return put_choice(wb, cell, decl, text, err);
	case KY_LINK:
	case KY_LINKS:
		return put_links(wb, cell, decl, text, err);
	case KY_TEXT:
	case KY_LONG:
	case KY_LOG:
	case KY_FILE:
		break;
	}
	return put_text(cell, decl, text, err);
}
