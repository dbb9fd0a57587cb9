/* Gives the rows of the report's tables one after the other. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "kuayue/record.h"
#include "report/cell.h"
#include "report/outline.h"
#include "report/punctuate.h"
#include "texts.h"

#define BEGINS "{begins:"
#define AT_ONCE 32 /* rows fetched with one query */

struct ky_rows {
	const struct ky_table *table;
	struct ky_list *list; /* NULL: of the progress table */
	struct ky_record *batch[AT_ONCE];
	struct ky_record *after; /* the last of the batch before */
	size_t got, at;
	long row;   /* that was given last, from 1 */
	long place; /* of the record that was read last, among those that the whole table has */
	bool ended, summed;
	int64_t sums[KY_DECLARED_MAX]; /* times the column's divisor */
	bool added[KY_DECLARED_MAX];   /* a number to it */
	bool lost[KY_DECLARED_MAX];    /* of a column of pages: somebody above did not say how many */
	char *cells[KY_DECLARED_MAX];
};

enum ky_code ky_rows_open(const struct ky_table *table, struct ky_rows **out, struct ky_error *err)
{
	struct ky_rows *rows = memory_new(sizeof(*rows));
	if (!rows)
		return memory_out(err);
	rows->table = table;
	enum ky_code code = table->kind ? ky_list_open(table->report->wb, table->kind, &rows->list, err) : KY_OK;
	if (!code && table->pick.is != PICK_KEYS)
		ky_list_whole(rows->list); /* links are long */
	if (code)
		ky_rows_close(rows);
	else
		*out = rows;
	return code;
}

static void drop_cells(struct ky_rows *rows)
{
	for (size_t i = 0; i < rows->table->count; i++) {
		free(rows->cells[i]);
		rows->cells[i] = NULL;
	}
}

void ky_rows_close(struct ky_rows *rows)
{
	if (!rows)
		return;
	drop_cells(rows);
	for (size_t i = rows->at; i < rows->got; i++)
		ky_record_free(rows->batch[i]);
	ky_record_free(rows->after);
	if (rows->list)
		ky_list_close(rows->list);
	free(rows);
}

static enum ky_code next_row(struct ky_rows *rows, struct ky_record **row, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	bool more = false;
	*row = NULL;
	if (rows->at == rows->got && !rows->ended) {
		rows->at = rows->got = 0;
		code = ky_list_fetch(rows->list, &(struct ky_stretch){ .after = rows->after, .count = AT_ONCE },
				     rows->batch, &rows->got, &more, err);
		rows->ended = code || rows->got < AT_ONCE;
	}
	if (code || rows->at == rows->got)
		return code;
	ky_record_free(rows->after);
	rows->after = rows->batch[rows->at++];
	*row = rows->after;
	return KY_OK;
}

/* Dropped and merged records are in no table: their row would count twice. The table of open problems also leaves
 * out finished ones, and numbers its rows as the annex with all of them does. */
static bool is_wanted(struct ky_rows *rows, const struct ky_record *row)
{
	struct ky_workbook *wb = rows->table->report->wb;
	if (!pick_takes(wb, &rows->table->pick, row))
		return false;
	rows->place++;
	return !rows->table->open_only || !ky_record_finished(wb, row);
}

/* "{begins:pages}": the page on which a record begins, where those above take as many as they say. Behind one that
 * does not say, nobody knows. */
static bool begins(const char *text)
{
	return strncmp(text, BEGINS, strlen(BEGINS)) == 0;
}

static enum ky_code page_cell(struct ky_rows *rows, size_t column, const struct ky_record *record,
			      struct ky_error *err)
{
	int field = cell_field(rows->table->kind, rows->table->columns[column].text, 0);
	const struct ky_value pages = ky_record_get(record, field);
	rows->cells[column] =
		rows->lost[column] ? memory_text("") : memory_print("%lld", (long long)rows->sums[column] + 1);
	rows->lost[column] = rows->lost[column] || pages.is != KY_INT ||
			     __builtin_add_overflow(rows->sums[column], pages.number, &rows->sums[column]);
	return rows->cells[column] ? KY_OK : memory_out(err);
}

static enum ky_code record_cells(struct ky_rows *rows, const struct ky_record *row, struct ky_error *err)
{
	const struct ky_table *table = rows->table;
	struct ky_record *record = NULL;
	/* Long texts are cut in lists: each record is loaded whole. */
	enum ky_code code = ky_record_load(table->report->wb, ky_record_id(row), &record, err);
	const struct cell_row cells = { .wb = table->report->wb,
					.record = record,
					.row = table->open_only ? rows->place : rows->row,
					.whole = table->whole };
	for (size_t i = 0; !code && i < table->count; i++) {
		int64_t number = 0;
		code = begins(table->columns[i].text)
			       ? page_cell(rows, i, record, err)
			       : cell_fill(&cells, table->columns[i].text, &rows->cells[i], err);
		bool adds = !code && table->columns[i].sum && cell_number(&cells, table->columns[i].text, &number);
		rows->added[i] = rows->added[i] || adds;
		if (adds && __builtin_add_overflow(rows->sums[i], number, &rows->sums[i]))
			code = ky_fail(err, KY_INPUT,
				       _("The numbers of %s add up to more than a sum can be; correct them."),
				       table->columns[i].zh);
	}
	ky_record_free(record);
	return code;
}

/* The last row has the sums, where a column is added up. *more: it is that row. */
static enum ky_code sum_cells(struct ky_rows *rows, bool *more, struct ky_error *err)
{
	const struct ky_table *table = rows->table;
	bool whole = true;
	*more = false;
	for (size_t i = 0; i < table->count; i++)
		*more = *more || (table->columns[i].sum && rows->row && !rows->summed);
	rows->summed = true;
	for (size_t i = 0; *more && i < table->count; i++) {
		rows->cells[i] = rows->added[i]
					 ? cell_quotient(rows->sums[i], cell_divisor(table->columns[i].text))
					 : memory_text(i ? "" : ZH_TOTAL);
		whole = whole && rows->cells[i];
	}
	return whole ? KY_OK : memory_out(err);
}

/* *more: there was another row. */
static enum ky_code progress_cells(struct ky_rows *rows, bool *more, struct ky_error *err)
{
	const struct ky_report *report = rows->table->report;
	size_t count = 0;
	const struct ky_column *columns = ky_campaign_progress(ky_workbook_campaign(report->wb), &count);
	*more = rows->row < (long)count;
	if (!*more)
		return KY_OK;
	enum ky_code code = slots_fill(&report->slots, columns[rows->row].text, &rows->cells[1], err);
	if (!code)
		rows->cells[0] = punctuate(columns[rows->row].title);
	if (!code && !rows->cells[0])
		code = memory_out(err);
	rows->row++;
	return code;
}

enum ky_code ky_rows_next(struct ky_rows *rows, const char *const **cells, struct ky_error *err)
{
	struct ky_record *row = NULL;
	enum ky_code code = KY_OK;
	bool more = true;
	drop_cells(rows);
	*cells = NULL;
	if (!rows->table->kind) {
		code = progress_cells(rows, &more, err);
	} else {
		do
			code = next_row(rows, &row, err);
		while (!code && row && !is_wanted(rows, row));
		if (row && rows->table->open_only && rows->row == OPEN_MOST)
			row = NULL;
		if (!code && row) {
			rows->row++;
			code = record_cells(rows, row, err);
		} else if (!code) {
			code = sum_cells(rows, &more, err);
		}
	}
	if (!code && more)
		*cells = (const char *const *)rows->cells;
	return code;
}
