/* Reads what people type into a record, by the type of its field. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/near.h"
#include "base/strbuf.h"
#include "kuayue/text.h"
#include "record/internal.h"
#include "record/several.h"
#include "record/shown.h"

#define LONGEST_TEXT 4000000    /* bytes */
#define NUMBER_MAX 999999999999 /* so that no sum of any records, in yuan or in people, overflows */

/* Sets same where the text is the choice but for blanks and width. */
static enum ky_code means(const char *text, const char *choice, bool *same, struct ky_error *err)
{
	char *left = bare_text(text), *right = bare_text(choice);
	*same = left && right && left[0] && strcmp(left, right) == 0;
	enum ky_code code = left && right ? KY_OK : memory_out(err);
	free(left);
	free(right);
	return code;
}

static enum ky_code no_choice(const struct ky_field *field, const struct ky_choice *choice, size_t count,
			      const char *text, struct ky_error *err)
{
	struct near_word nearest = { 0 };
	struct strbuf legal;
	strbuf_init(&legal, STRBUF_LINE);
	for (size_t i = 0; i < count; i++) {
		strbuf_addf(&legal, "%s%s", i ? ", " : "", choice[i].text);
		near_consider(&nearest, text, choice[i].text, choice[i].text);
		near_consider(&nearest, text, choice[i].id, choice[i].text);
	}
	enum ky_code code =
		nearest.word
			? field_fail(field, err, _("\"%.60s\" is not one of its choices: %s; did you mean %s?"),
				     text, legal.text, nearest.word)
			: field_fail(field, err, _("\"%.60s\" is not one of its choices: %s."), text,
				     legal.len ? legal.text : "-");
	strbuf_free(&legal);
	return code;
}

/* What is none of its choices is named as it stands there. */
static enum ky_code put_several(struct cell *cell, const struct ky_field *field, const struct ky_choice *choice,
				size_t count, const char *text, struct ky_error *err)
{
	size_t at = 0, len = 0;
	enum ky_code code = several_put(cell, choice, count, text, &at, &len, err);
	if (code || !len)
		return code;
	char *word = memory_part(text + at, len);
	code = word ? no_choice(field, choice, count, word, err) : memory_out(err);
	free(word);
	return code;
}

static enum ky_code put_choice(struct ky_workbook *wb, struct cell *cell, const struct ky_field *field,
			       const char *text, struct ky_error *err)
{
	size_t count = 0, at = 0;
	const struct ky_choice *choice = ky_campaign_choices(ky_workbook_campaign(wb), field->choices, &count);
	if (field->several)
		return put_several(cell, field, choice, count, text, err);
	while (at < count && strcmp(choice[at].text, text) != 0 && strcmp(choice[at].id, text) != 0)
		at++;
	bool same = at < count;
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && !same && i < count; i++) {
		code = means(text, choice[i].text, &same, err);
		at = i;
	}
	if (code)
		return code;
	if (!same)
		return no_choice(field, choice, count, text, err);
	cell_set_text(cell, choice[at].id);
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

/* Takes a title where a link's number is asked for, if exactly one record has that title. */
static enum ky_code resolve_title(struct ky_workbook *wb, const struct ky_field *field, const char *title,
				  char id[RECORD_ID_SIZE], struct ky_error *err)
{
	struct titled titled = { .count = 0 };
	enum ky_code code = db_run(wb, table_sql(ky_kind_find(field->link))->by_title,
				   (struct db_arg[]){ DB_T(title) }, 1, take_titled, &titled, err);
	if (!code && titled.count != 1)
		code = field_fail(field, err,
				  titled.count ? _("more than one %s is called %.60s; write its number.")
					       : _("there is no %s %.60s; its list shows which there are."),
				  ky_kind_title(ky_kind_find(field->link)), title);
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

size_t link_mark(const char *text)
{
	static const char *const marks[] = { " ", ",", ";", "\n", "\t", "、", "，", "；", "　" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strncmp(text, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

size_t link_len(const struct ky_field *field, const char *text)
{
	size_t len = field->type == KY_LINK ? strlen(text) : 0;
	while (text[len] && !link_mark(text + len))
		len++;
	return len;
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
		size_t len = link_len(field, text), mark = link_mark(text);
		if (len && !mark) {
			snprintf(key, sizeof(key), "%.*s", (int)len, text);
			code = memory_grow(&ids, count, sizeof(*ids)) ? KY_OK : memory_out(err);
			if (!code)
				code = resolve_link(wb, field, key, ids[count++], err);
		}
		text += mark ? mark : len;
	}
	if (!code) {
		struct strbuf sb;
		strbuf_init(&sb, STRBUF_TEXT);
		if (count)
			qsort(ids, count, sizeof(*ids), compare_ids);
		for (size_t i = 0; i < count; i++)
			if (i == 0 || strcmp(ids[i], ids[i - 1]) != 0)
				strbuf_addf(&sb, "%s%s", i ? " " : "", ids[i]);
		code = strbuf_check(&sb, ky_field_title(field), err);
		if (!code)
			cell_set_text(cell, sb.text);
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

/* A text of blanks only is taken for 未填: otherwise it would count as a reason or as proof. */
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

/* What the program knows of an attached file stands in the fields of these roles. */
static void describe_file(struct ky_record *record, const struct attachment *attachment)
{
	int size = ky_field_of(record->kind, KY_ROLE_FILE_SIZE),
	    sha256 = ky_field_of(record->kind, KY_ROLE_FILE_HASH);
	assert(size >= 0 && sha256 >= 0); /* declared with it */
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

static enum ky_code put(struct ky_workbook *wb, struct ky_record *record, int field, const char *text,
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

enum ky_code ky_record_put(struct ky_workbook *wb, struct ky_record *record, int field, const char *text,
			   struct ky_error *err)
{
	assert(field >= 0 && (size_t)field < record->kind->field_count);
	assert(text);
	enum ky_code code = put(wb, record, field, text, err);
	if (!code)
		shown_uncover(record, field);
	if (!code && record->kind->fields[field].role == KY_ROLE_STATE)
		record->stated = record->cells[field].is != CELL_BLANK;
	return !code && !record_is_whole(record) ? memory_out(err) : code;
}

enum ky_code ky_record_state(struct ky_workbook *wb, struct ky_record *record, int field, const char *text,
			     struct ky_error *err)
{
	enum ky_code code = ky_record_put(wb, record, field, text, err);
	if (!code && record->cells[field].is == CELL_BLANK)
		record->cells[field].stated = true;
	return code;
}
