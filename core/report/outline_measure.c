/* Measures the columns of a table on its first rows, and divides the width of the paper among them. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/record.h"
#include "kuayue/text.h"
#include "report/cell.h"
#include "report/outline.h"
#include "report/punctuate.h"
#include "texts.h"
#include "workbook/db.h"

#define MEASURED 200 /* rows that the widths go by */
#define CRAMPED 6    /* "2012-" and "10-09" on two lines */
#define WHOLE_TOKEN 16
#define LONGEST_NAME 12   /* halves: a post of six characters */
#define LONGEST_PERSON 28 /* 买买提江·阿不都热合曼 has 22 */

/* Columns of the widest line of text. */
static int width_of(const char *text)
{
	int widest = 0;
	while (*text) {
		size_t len = strcspn(text, "\n");
		char line[401];
		snprintf(line, sizeof(line), "%.*s", (int)(len < 400 ? len : 400), text);
		int width = ky_text_columns(line);
		widest = width > widest ? width : widest;
		text += len + (text[len] == '\n');
	}
	return widest;
}

/* The longest piece of letters, digits and the marks between them. */
static int token_of(const char *text)
{
	int longest = 0, now = 0;
	for (; *text; text++) {
		bool inside = (unsigned char)*text < 0x80 && *text > ' ';
		now = inside ? now + 1 : 0;
		longest = now > longest ? now : longest;
	}
	return longest;
}

/* The longest of the names that the text has, with marks between them. What says that it was cut is none. */
static int name_of(const char *text)
{
	int longest = 0;
	while (*text && strncmp(text, ZH_CUT, strlen(ZH_CUT)) != 0) {
		size_t len = ky_name_end(text);
		char name[64];
		snprintf(name, sizeof(name), "%.*s", (int)(len < 60 ? len : 60), text);
		int width = ky_text_columns(name);
		longest = width > longest ? width : longest;
		text += len;
	}
	return longest;
}

/* How long a name may be in that column: where it says who, any that people have. */
static int longest_name(const struct ky_table *table, size_t column)
{
	int field = table->kind ? cell_field(table->kind, table->columns[column].text, 0) : -1;
	return field >= 0 && table->kind->fields[field].personal ? LONGEST_PERSON : LONGEST_NAME;
}

static enum ky_type type_of(const struct ky_table *table, size_t column)
{
	const char *text = table->columns[column].text;
	int field = table->kind ? cell_field(table->kind, text, 0) : -1;
	return field < 0 || cell_field(table->kind, text, 1) != -2 ? KY_TEXT : table->kind->fields[field].type;
}

/* A day, a number, a name or a code stays in one piece; a text can be broken anywhere. */
static int least_width(const struct ky_table *table, size_t column)
{
	assert(column < table->count);
	const struct measure *measure = &table->measures[column];
	int heading = ky_text_columns(table->columns[column].zh);
	enum ky_type type = type_of(table, column);
	int least = heading <= 8 ? heading : 6, piece = 6;
	if (measure->code && measure->longest <= 14)
		piece = measure->longest;
	else if (type == KY_CHOICE)
		piece = 9;
	else if (type == KY_LONG || type == KY_LOG)
		piece = 10;
	if (!measure->code && measure->longest + 1 < piece)
		piece = measure->longest + 1;
	if ((measure->token <= WHOLE_TOKEN || table->columns[column].names) && measure->token > piece)
		piece = measure->token;
	return piece > least ? piece : least;
}

/* For a table without rows, takes the widths that its kind's texts usually need. */
static void expect(struct ky_table *table)
{
	table->rows = 1;
	for (size_t i = 0; i < table->count; i++) {
		enum ky_type type = type_of(table, i);
		table->measures[i].sum = type == KY_LONG || type == KY_LOG ? 40 : 12;
	}
}

static void look_at(struct ky_table *table, size_t column, const char *cell, int *names)
{
	struct measure *measure = &table->measures[column];
	int width = width_of(cell), token = token_of(cell),
	    name = type_of(table, column) == KY_TEXT ? name_of(cell) : 0;
	measure->sum += width;
	measure->empty = measure->empty && !cell[0];
	for (const char *at = cell; *at; at++)
		measure->code = measure->code && (unsigned char)*at < 0x80;
	measure->longest = width > measure->longest ? width : measure->longest;
	measure->token = token > measure->token ? token : measure->token;
	measure->digits = token > measure->digits ? token : measure->digits;
	*names = name > *names ? name : *names;
}

/* Whether no record has any of the fields of the column: those that were measured have not. */
static enum ky_code is_empty(const struct ky_table *table, size_t column, bool *empty, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	const char *text = table->columns[column].text;
	int field = 0;
	for (size_t i = 0; !code && *empty && (field = cell_field(table->kind, text, i)) != -2; i++) {
		int64_t there = 0;
		char *sql = field < 0
				    ? memory_text("SELECT 1")
				    : memory_print("SELECT EXISTS (SELECT 1 FROM \"%s\" WHERE \"%s\" IS NOT NULL)",
						   table->kind->name, table->kind->fields[field].name);
		code = sql ? db_number(table->report->wb, sql, NULL, 0, 0, &there, err) : memory_out(err);
		free(sql);
		*empty = !there;
	}
	return code;
}

/* A column in which nobody has written anything leaves. */
static enum ky_code drop_empty(struct ky_table *table, struct ky_error *err)
{
	size_t kept = 0;
	enum ky_code code = KY_OK;
	for (size_t i = 0; i < table->count; i++) {
		bool empty = table->rows && table->kind && table->measures[i].empty;
		if (empty && table->rows == MEASURED && !code)
			code = is_empty(table, i, &empty, err);
		if (empty)
			continue;
		table->columns[kept] = table->columns[i];
		table->headings[kept] = table->headings[i];
		table->measures[kept++] = table->measures[i];
	}
	table->count = kept;
	return code;
}

static enum ky_code measure(struct ky_table *table, struct ky_error *err)
{
	struct ky_rows *rows = NULL;
	const char *const *cells = NULL;
	int names[KY_DECLARED_MAX] = { 0 };
	enum ky_code code = ky_rows_open(table, &rows, err);
	for (size_t i = 0; i < table->count; i++)
		table->measures[i].code = table->measures[i].empty = true;
	while (!code && table->rows < MEASURED && (code = ky_rows_next(rows, &cells, err)) == KY_OK && cells) {
		table->rows++;
		for (size_t i = 0; i < table->count; i++)
			look_at(table, i, cells[i], &names[i]);
	}
	ky_rows_close(rows);
	for (size_t i = 0; i < table->count; i++) {
		struct measure *measure = &table->measures[i];
		table->columns[i].names = !measure->code && names[i] && names[i] <= longest_name(table, i);
		if (table->columns[i].names && names[i] > measure->token)
			measure->token = names[i];
		measure->least = least_width(table, i);
	}
	if (!code)
		code = drop_empty(table, err);
	if (!table->rows)
		expect(table);
	return code;
}

static void set_headings(struct ky_table *table)
{
	for (size_t i = 0; i < table->count; i++)
		table->headings[i] = outline_keep(table->report, punctuate(table->columns[i].zh));
}

enum ky_code outline_measure(struct ky_report *report, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; i < report->table_count; i++)
		set_headings(report->tables[i]);
	if (report->code)
		return report->code;
	for (size_t i = 0; !code && i < report->table_count; i++)
		code = measure(report->tables[i], err);
	return code;
}

/* The column whose cells would take the most lines; where every cell has one line, whose heading does; then the
 * one to pad. */
static size_t neediest(const struct ky_table *table, const int *widths)
{
	assert(table->count > 0);
	size_t best = 0;
	double most = -1;
	for (size_t i = 0; i < table->count; i++) {
		const struct measure *measure = &table->measures[i];
		double need = (double)measure->sum / (table->rows ? table->rows : 1) / widths[i];
		if (measure->longest > widths[i])
			need += 100 + (double)measure->longest / widths[i] / 20;
		else if (ky_text_columns(table->headings[i]) > widths[i])
			need += 50;
		if (need > most) {
			most = need;
			best = i;
		}
	}
	return best;
}

bool ky_table_fit(const struct ky_table *table, int total, enum ky_fit fit, int *widths)
{
	assert(widths);
	int used = 0;
	for (size_t i = 0; i < table->count; i++) {
		/* Letters and digits may come in a wider font, Chinese does not. */
		const struct measure *measure = &table->measures[i];
		int loose = table->columns[i].names ? measure->token + (measure->digits * 3 + 9) / 10
						    : (measure->token * 6 + 4) / 5;
		widths[i] = table->measures[i].least;
		if (fit == KY_FIT_CRAMPED && widths[i] > CRAMPED)
			widths[i] = CRAMPED;
		else if (fit == KY_FIT_LOOSE && measure->token <= WHOLE_TOKEN && widths[i] < loose)
			widths[i] = loose;
		used += widths[i];
	}
	if (used > total)
		return false;
	for (; used < total; used++)
		widths[neediest(table, widths)]++;
	return true;
}

int ky_table_lines(const struct ky_table *table, const int *widths)
{
	int most = 1;
	for (size_t i = 0; table->rows && i < table->count; i++) {
		int mean = (int)(table->measures[i].sum / table->rows), lines = (mean + widths[i] - 1) / widths[i];
		most = lines > most ? lines : most;
	}
	return most;
}
