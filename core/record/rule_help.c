/* What the rules of kinds ask and say (record/rule_help.h). */
#include "record/rule_help.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "kuayue/text.h"
#include "record/internal.h"

static struct cell *cell_of(const struct ky_record *record, const char *name)
{
	int field = ky_field_find(record->kind, name);
	assert(field >= 0); /* declared */
	return &record->cells[field];
}

bool rule_is_set(const struct ky_record *record, const char *field)
{
	return cell_of(record, field)->is != CELL_BLANK;
}

bool rule_was_stated(const struct ky_record *record)
{
	return record->stated;
}

bool rule_is_answered(const struct ky_record *record, const char *field)
{
	const struct cell *cell = cell_of(record, field);
	return cell->is == CELL_STR || cell->is == CELL_INT;
}

bool rule_equals(const struct ky_record *record, const char *field, const char *text)
{
	return strcmp(rule_text(record, field), text) == 0;
}

bool rule_is_number(const struct ky_record *record, const char *field)
{
	return cell_of(record, field)->is == CELL_INT;
}

const char *rule_text(const struct ky_record *record, const char *field)
{
	const struct cell *cell = cell_of(record, field);
	return cell->is == CELL_STR ? cell->text : "";
}

int64_t rule_number(const struct ky_record *record, const char *field)
{
	const struct cell *cell = cell_of(record, field);
	return cell->is == CELL_INT ? cell->number : 0;
}

ky_day rule_date(const struct ky_record *record, const char *field)
{
	ky_day day = KY_NO_DAY;
	const struct cell *cell = cell_of(record, field);
	if (cell->is == CELL_STR)
		ky_day_parse(cell->text, KY_NO_DAY, &day, NULL);
	return day;
}

bool rule_unchanged(const struct ky_record *a, const struct ky_record *b, const char *field)
{
	return cell_equal(cell_of(a, field), cell_of(b, field));
}

void rule_put_number(struct ky_record *record, const char *field, int64_t number)
{
	struct cell *cell = cell_of(record, field);
	cell_clear(cell);
	*cell = (struct cell){ .is = CELL_INT, .number = number };
}

void rule_put_text(struct ky_record *record, const char *field, const char *text)
{
	cell_set_text(cell_of(record, field), text);
}

void rule_put_date(struct ky_record *record, const char *field, ky_day day)
{
	char text[KY_DAY_TEXT];
	cell_set_text(cell_of(record, field), ky_day_format(day, text));
}

void rule_clear(struct ky_record *record, const char *field)
{
	cell_clear(cell_of(record, field));
}

char *bare_text(const char *text)
{
	char *folded = ky_text_fold(text);
	char *to = folded;
	if (!folded)
		return NULL;
	for (const char *from = folded; *from; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	return folded;
}

bool rule_same_person(const char *a, const char *b, bool *same)
{
	*same = false;
	if (cell_reads(a) != CELL_STR || cell_reads(b) != CELL_STR)
		return true;
	char *left = bare_text(a), *right = bare_text(b);
	bool ok = left && right;
	*same = ok && left[0] && strcmp(left, right) == 0;
	free(left);
	free(right);
	return ok;
}

bool rule_exceeds(const struct ky_record *record, const char *field)
{
	const char *most = record->kind->fields[ky_field_find(record->kind, field)].at_most;
	const struct cell *cell = cell_of(record, field), *limit = cell_of(record, most);
	return cell->is == CELL_INT && limit->is == CELL_INT && cell->number > limit->number;
}

int64_t rule_count(const struct ky_record *record, const char *field)
{
	const char *text = rule_text(record, field);
	int64_t count = *text ? 1 : 0;
	for (; *text; text++)
		count += *text == ' ';
	return count;
}

/* One or two digits; -1 where there is none. */
static int read_two(const char **at)
{
	int number = -1;
	for (int i = 0; i < 2 && **at >= '0' && **at <= '9'; i++)
		number = (number < 0 ? 0 : number) * 10 + (*(*at)++ - '0');
	return number;
}

int rule_clock_minutes(const char *text)
{
	char *bare = bare_text(text);
	const char *at = bare;
	if (!bare)
		return RULE_NO_MEMORY;
	int hour = read_two(&at), minute = *at == ':' ? (at++, read_two(&at)) : -1;
	bool good = !*at && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
	free(bare);
	return good ? hour * 60 + minute : -1;
}

enum ky_code rule_time(struct ky_record *record, const char *name, int *field, struct ky_error *err)
{
	char written[16];
	int minutes = rule_clock_minutes(rule_text(record, name));
	if (!rule_is_answered(record, name))
		return KY_OK;
	if (minutes == RULE_NO_MEMORY)
		return memory_out(err);
	if (minutes < 0)
		return rule_fail(record, name, field, err,
				 _("write the time as hours and minutes, such as 14:30."));
	snprintf(written, sizeof(written), "%02d:%02d", minutes / 60, minutes % 60);
	cell_set_text(cell_of(record, name), written);
	return KY_OK;
}

enum ky_code rule_check_past(struct ky_workbook *wb, const struct ky_record *record, const char *name, int *field,
			     struct ky_error *err)
{
	if (!rule_is_answered(record, name) || rule_date(record, name) <= ky_workbook_today(wb))
		return KY_OK;
	return rule_fail(record, name, field, err,
			 _("the day is still to come; enter it when it has taken place."));
}

enum ky_code rule_no_circle(struct ky_workbook *wb, const struct ky_record *record, const char *name, int *field,
			    struct ky_error *err)
{
	assert(field && name);
	char id[RECORD_ID_SIZE];
	snprintf(id, sizeof(id), "%s", rule_text(record, name));
	for (int hops = 0; id[0] && hops < 1000; hops++) {
		struct ky_record *next = NULL;
		if (strcmp(id, record->id) == 0)
			return rule_fail(record, name, field, err,
					 _("it would lead back to this record itself; choose another one."));
		enum ky_code code = store_find(wb, record->kind, id, &next, err);
		if (code)
			return code;
		snprintf(id, sizeof(id), "%s", next ? rule_text(next, name) : "");
		ky_record_free(next);
	}
	return KY_OK;
}

char *rule_fold_code(const char *text)
{
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t made = utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded,
					     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
						     UTF8PROC_COMPOSE | UTF8PROC_IGNORE);
	char *code = memory_text(made < 0 ? text : (const char *)folded), *to = code;
	free(folded);
	if (!code)
		return NULL;
	for (const char *at = code; *at; at++)
		if (*at != ' ' && *at != '\t')
			*to++ = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
	*to = '\0';
	return code;
}

enum ky_code rule_check_code(const char *text, struct ky_error *err)
{
	size_t len = strlen(text);
	if (len > 0 && len <= 16 &&
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == len)
		return KY_OK;
	return ky_fail(err, KY_INPUT,
		       _("The school code \"%.40s\" does not fit: 1 to 16 letters and digits, such as G01."),
		       text);
}

enum ky_code rule_fail(const struct ky_record *record, const char *name, int *field, struct ky_error *err,
		       const char *fmt, ...)
{
	assert(field && name && fmt);
	char sentence[512];
	va_list args;
	va_start(args, fmt);
	vsnprintf(sentence, sizeof(sentence), fmt, args);
	va_end(args);
	*field = ky_field_find(record->kind, name);
	return field_fail(&record->kind->fields[*field], err, "%s", sentence);
}

enum ky_code rule_take_level(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	struct ky_record *document = NULL;
	if (!rule_is_answered(record, "against"))
		return KY_OK;
	enum ky_code code = store_find(wb, ky_kind_find("document"), rule_text(record, "against"), &document, err);
	if (!code && document && rule_is_answered(document, "level"))
		rule_put_text(record, "against_level", rule_text(document, "level"));
	ky_record_free(document);
	return code;
}
