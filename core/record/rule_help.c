#include "record/rule_help.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"
#include "record/internal.h"

static struct cell *cell_of(const struct ky_record *record, const char *name)
{
	int field = ky_field_find(record->kind, name);
	if (field < 0)
		abort();
	return &record->cells[field];
}

bool rule_has(const struct ky_record *record, const char *field)
{
	return cell_of(record, field)->is != CELL_BLANK;
}

bool rule_is(const struct ky_record *record, const char *field, const char *text)
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

bool rule_equal(const struct ky_record *a, const struct ky_record *b, const char *field)
{
	return cell_equal(cell_of(a, field), cell_of(b, field));
}

void rule_put_number(struct ky_record *record, const char *field, int64_t number)
{
	struct cell *cell = cell_of(record, field);
	cell_clear(cell);
	*cell = (struct cell){ .is = CELL_INT, .number = number };
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

/* Folded, without blanks of either width. */
static char *bare_name(const char *name)
{
	char *folded = ky_text_fold(name);
	if (!folded)
		abort();
	char *to = folded;
	for (const char *from = folded; *from; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	return folded;
}

bool rule_same_person(const char *a, const char *b)
{
	char *left = bare_name(a), *right = bare_name(b);
	bool same = left[0] && strcmp(left, right) == 0;
	free(left);
	free(right);
	return same;
}

enum ky_code rule_fail(const struct ky_record *record, const char *name, int *field, struct ky_error *err,
		       const char *fmt, ...)
{
	char sentence[512];
	va_list args;
	va_start(args, fmt);
	vsnprintf(sentence, sizeof(sentence), fmt, args);
	va_end(args);
	*field = ky_field_find(record->kind, name);
	return field_fail(&record->kind->fields[*field], err, "%s", sentence);
}
