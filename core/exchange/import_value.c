/* What a cell of an imported table says: marks of yes and no, words of other forms for a choice, subjects that are
 * groups; and what a spreadsheet made of a value, so that it is one no longer. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "exchange/import.h"
#include "kuayue/campaign.h"
#include "spreadsheet/value.h"

#define ROUNDED_FROM 11 /* digits of a number that a spreadsheet shows with an exponent */
#define WORD_BYTES 100

/* 4.5E+17 is a longer number of which the last digits are gone. */
static bool is_rounded(const char *cell)
{
	size_t digits = strspn(cell, "0123456789"), more = 0;
	if (digits != 1)
		return false;
	const char *at = cell + 1;
	if (*at == '.')
		more = 1 + strspn(at + 1, "0123456789");
	at += more;
	if ((*at != 'E' && *at != 'e') || at[1] != '+')
		return false;
	at += 2;
	char *end = NULL;
	long exponent = strtol(at, &end, 10);
	return end > at && !*end && exponent >= ROUNDED_FROM;
}

static enum ky_code check_cell(const struct ky_field *field, const char *cell, struct ky_error *err)
{
	if (is_rounded(cell))
		return ky_fail(err, KY_INPUT,
			       _("%s: %s is a long number that the spreadsheet has rounded; make the column text "
				 "there and type it again."),
			       ky_field_title(field), cell);
	if (value_is_error(cell))
		return ky_fail(err, KY_INPUT, _("%s: %s is the error of a formula, not a value."),
			       ky_field_title(field), cell);
	return KY_OK;
}

/* A mark for yes, or for no; NULL: none of them. What is folded has no width and no case any more. */
static const char *mark_of(const char *key)
{
	static const char *const yes[] = { "√", "✓", "✔", "☑", "○", "●", "y", "yes", "true", "1" };
	static const char *const no[] = { "×", "✗", "✘", "x", "n", "no", "false", "0" };
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (strcmp(key, yes[i]) == 0)
			return "yes";
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		if (strcmp(key, no[i]) == 0)
			return "no";
	return NULL;
}

/* Of KEY=WORD,WORD;KEY=WORD the key of the word, in out. */
static bool word_of(const char *words, const char *key, char *out, size_t size)
{
	for (const char *at = words; at && *at;) {
		size_t len = strcspn(at, "=");
		const char *choice = at;
		assert(at[len] == '=');
		at += len + 1;
		for (size_t word; (word = strcspn(at, ",;")) > 0; at += word + 1) {
			if (word == strlen(key) && strncmp(at, key, word) == 0) {
				snprintf(out, size, "%.*s", (int)len, choice);
				return true;
			}
			if (at[word] != ',') {
				at += word;
				break;
			}
		}
		at += *at == ';';
	}
	return false;
}

/* How people read the choice; NULL: the campaign's list has none of that key. */
static const char *choice_text(const struct ky_import *import, const struct ky_field *field, const char *id)
{
	size_t count = 0;
	const struct ky_choice *choices =
		ky_campaign_choices(ky_workbook_campaign(import->wb), field->choices, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].id, id) == 0)
			return choices[i].text;
	return NULL;
}

/* The choice that the cell means by a mark or a word, else the cell as it is. */
static enum ky_code read_choice(const struct ky_import *import, const struct ky_field *field, const char *cell,
				char **out, struct ky_error *err)
{
	char id[WORD_BYTES] = "", *key = strnlen(cell, WORD_BYTES) < WORD_BYTES ? import_key(cell) : NULL;
	const char *mark = key ? mark_of(key) : NULL;
	if (key && !word_of(field->words, key, id, sizeof(id)) && mark)
		snprintf(id, sizeof(id), "%s", mark);
	free(key);
	const char *meant = id[0] ? choice_text(import, field, id) : NULL;
	*out = memory_text(meant ? meant : cell);
	return *out ? KY_OK : memory_out(err);
}

/* Whether the end is there already, or the cell has several things of which none gets one. */
static bool needs_end(const char *cell, const char *end, size_t len)
{
	static const char *const several[] = { "、", "，", ",", "/", "；", ";" };
	size_t size = strlen(cell);
	for (size_t i = 0; i < sizeof(several) / sizeof(several[0]); i++)
		if (strstr(cell, several[i]))
			return false;
	return size && (size < len || memcmp(cell + size - len, end, len) != 0);
}

/* A name is written with blanks to be as wide as the others: 罗 敏. Between letters of the alphabet they stay. */
static void join_han(char *name)
{
	char *to = name;
	const char *begin = name;
	for (const char *at = name; *at;) {
		size_t len = 0;
		int32_t point = utf8_read(at, &len);
		size_t next = 0;
		bool blank = point == ' ' || point == 0x3000;
		bool kept = !blank || (at > begin && (unsigned char)to[-1] < 0x80 && to > name &&
				       (unsigned char)at[len] < 0x80 && utf8_read(at + len, &next) != 0);
		if (kept) {
			memmove(to, at, len);
			to += len;
		}
		at += len;
	}
	*to = '\0';
}

enum ky_code import_value(const struct ky_import *import, size_t column, const char *cell, char **out,
			  struct ky_error *err)
{
	assert(column < import->headings.count && import->fields[column] >= 0);
	const struct ky_field *field = &import->kind->fields[import->fields[column]];
	const char *end = import->ends[column];
	size_t len = end ? strcspn(end, ",") : 0;
	*out = NULL;
	enum ky_code code = check_cell(field, cell, err);
	cell = escape_unmark(cell);
	if (code)
		return code;
	if (field->type == KY_CHOICE)
		return read_choice(import, field, cell, out, err);
	if (end && needs_end(cell, end, len))
		*out = memory_print("%s%.*s", cell, (int)len, end);
	else
		*out = memory_text(cell);
	if (*out && import->kind->known_by && strcmp(field->name, import->kind->title) == 0)
		join_han(*out);
	return *out ? KY_OK : memory_out(err);
}

enum ky_code ky_import_value(const struct ky_import *import, size_t row, size_t column, char **out,
			     struct ky_error *err)
{
	const char *sample = ky_import_sample(import, row, column);
	assert(sample);
	return import_value(import, column, sample, out, err);
}
