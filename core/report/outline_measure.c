/* Measures the columns of a table on its first rows, and divides the width of the paper among them. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "kuayue/record.h"
#include "kuayue/text.h"
#include "report/outline.h"
#include "report/punctuate.h"

#define MEASURED 200 /* rows that the widths go by */
#define CRAMPED 6    /* "2012-" and "10-09" on two lines */

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

/* A day, a number or a code stays in one piece, with room for a wider font; a text can be broken anywhere. */
static int least_width(const struct ky_table *table, size_t column)
{
	assert(column < table->count);
	const struct measure *measure = &table->measures[column];
	int field = table->columns[column].field, heading = ky_text_columns(table->columns[column].zh);
	enum ky_type type = field >= 0 && table->kind ? table->kind->fields[field].type : KY_TEXT;
	int least = heading < 5 ? heading + 1 : 5, piece = 6;
	if (measure->code && measure->longest <= 14)
		piece = measure->longest;
	else if (type == KY_CHOICE)
		piece = 9;
	else if (type == KY_LONG || type == KY_LOG)
		piece = 10;
	if (!measure->code && measure->longest + 1 < piece)
		piece = measure->longest + 1;
	return piece > least ? piece : least;
}

/* For a table without rows, takes the widths that its kind's texts usually need. */
static void expect(struct ky_table *table)
{
	table->rows = 1;
	for (size_t i = 0; i < table->count; i++) {
		int field = table->columns[i].field;
		enum ky_type type = field >= 0 && table->kind ? table->kind->fields[field].type : KY_TEXT;
		table->measures[i].sum = type == KY_LONG || type == KY_LOG ? 40 : 12;
	}
}

static enum ky_code measure(struct ky_table *table, struct ky_error *err)
{
	struct ky_rows *rows = NULL;
	const char *const *cells = NULL;
	enum ky_code code = ky_rows_open(table, &rows, err);
	for (size_t i = 0; i < table->count; i++)
		table->measures[i].code = true;
	while (!code && table->rows < MEASURED && (code = ky_rows_next(rows, &cells, err)) == KY_OK && cells) {
		table->rows++;
		for (size_t i = 0; i < table->count; i++) {
			int width = width_of(cells[i]);
			table->measures[i].sum += width;
			for (const char *at = cells[i]; *at; at++)
				table->measures[i].code = table->measures[i].code && (unsigned char)*at < 0x80;
			if (width > table->measures[i].longest)
				table->measures[i].longest = width;
		}
	}
	for (size_t i = 0; i < table->count; i++)
		table->measures[i].least = least_width(table, i);
	if (!table->rows)
		expect(table);
	ky_rows_close(rows);
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
		int loose = (table->measures[i].longest * 5 + 3) / 4;
		widths[i] = table->measures[i].least;
		if (fit == KY_FIT_CRAMPED && widths[i] > CRAMPED)
			widths[i] = CRAMPED;
		else if (fit == KY_FIT_LOOSE && table->measures[i].code && widths[i] < loose)
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
