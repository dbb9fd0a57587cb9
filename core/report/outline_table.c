/* The report's tables: makes their columns, and gives their rows one after the other. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "kuayue/record.h"
#include "report/outline.h"
#include "report/punctuate.h"
#include "texts.h"

#define AT_ONCE 32 /* rows fetched with one query */
#define SLOT_TABLE "table_"

static struct ky_table *new_table(struct ky_report *report, const struct ky_kind *kind)
{
	struct ky_table *table = memory_new(sizeof(*table));
	if (!table || !memory_grow(&report->tables, report->table_count, sizeof(*report->tables))) {
		free(table);
		outline_no_memory(report);
		return NULL;
	}
	table->report = report;
	table->kind = kind;
	report->tables[report->table_count++] = table;
	return table;
}

void outline_open_problems(struct ky_report *report)
{
	static const struct {
		const char *field, *zh;
	} columns[] = { { "text", ZH_PROBLEM }, { "due", ZH_DUE }, { "owner", ZH_OWNER } };
	struct ky_table *table = new_table(report, ky_kind_find("problem"));
	if (!table)
		return;
	table->columns[table->count++] = (struct ky_ledger_column){ ZH_NUMBER, KY_COLUMN_NUMBER };
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		table->columns[table->count++] =
			(struct ky_ledger_column){ columns[i].zh, ky_field_find(table->kind, columns[i].field) };
	table->open_only = true;
	outline_block(report, KY_BLOCK_TABLE)->table = table;
}

void outline_attach(struct ky_report *report, const char *title, int number, const char *slot, size_t len)
{
	assert(number > 0);
	char *copy = memory_part(slot, len);
	if (!copy || !memory_grow(&report->annexes, report->annex_count, sizeof(*report->annexes))) {
		free(copy);
		outline_no_memory(report);
		return;
	}
	report->annexes[report->annex_count++] = (struct annex){ .title = title, .number = number, .slot = copy };
	outline_block(report, KY_BLOCK_ATTACHMENT)->number = number;
	outline_run(report, title);
}

/* "table_problem" is the ledger of a kind, "table_progress" the progress table. */
static struct ky_table *table_of(struct ky_report *report, const char *slot)
{
	if (strncmp(slot, SLOT_TABLE, strlen(SLOT_TABLE)) != 0)
		return NULL;
	const struct ky_kind *kind = ky_kind_find(slot + strlen(SLOT_TABLE));
	bool progress = strcmp(slot + strlen(SLOT_TABLE), "progress") == 0;
	if (!kind && !progress)
		return NULL;
	struct ky_table *table = new_table(report, kind);
	if (!table)
		return NULL;
	if (kind) {
		table->count = ky_ledger_columns(kind, table->columns);
	} else {
		table->columns[0] = (struct ky_ledger_column){ ZH_ITEM, 0 };
		table->columns[1] = (struct ky_ledger_column){ ZH_VALUE, 1 };
		table->count = 2;
	}
	return table;
}

void outline_annexes(struct ky_report *report)
{
	bool single = report->annex_count == 1;
	for (size_t i = 0; single && i < report->block_count; i++)
		report->blocks[i].number = 0;
	for (size_t i = 0; i < report->annex_count; i++) {
		const struct annex *annex = &report->annexes[i];
		struct ky_table *table = table_of(report, annex->slot);
		if (!table)
			continue;
		outline_block(report, KY_BLOCK_ANNEX)->number = single ? 0 : annex->number;
		outline_run(report, annex->title);
		outline_block(report, KY_BLOCK_TABLE)->table = table;
	}
}

const char *ky_table_title(const struct ky_table *table)
{
	if (table->open_only)
		return ZH_OPEN_PROBLEMS;
	return table->kind ? table->kind->zh : ZH_PROGRESS;
}

size_t ky_table_columns(const struct ky_table *table)
{
	return table->count;
}

const char *ky_table_heading(const struct ky_table *table, size_t column)
{
	assert(column < table->count);
	assert(table->headings[column]); /* it was measured */
	return table->headings[column];
}

struct ky_rows {
	const struct ky_table *table;
	struct ky_list *list; /* NULL: of the progress table */
	struct ky_record *batch[AT_ONCE];
	struct ky_record *after; /* the last of the batch before */
	size_t got, at;
	long row; /* that was given last, from 1 */
	bool ended;
	char *cells[KY_DECLARED_MAX];
};

enum ky_code ky_rows_open(const struct ky_table *table, struct ky_rows **out, struct ky_error *err)
{
	struct ky_rows *rows = memory_new(sizeof(*rows));
	if (!rows)
		return memory_out(err);
	rows->table = table;
	enum ky_code code = table->kind ? ky_list_open(table->report->wb, table->kind, &rows->list, err) : KY_OK;
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

/* Dropped records are in no table. The table of open problems also leaves out finished and merged ones. */
static bool is_wanted(const struct ky_rows *rows, const struct ky_record *row)
{
	if (ky_record_dropped(row))
		return false;
	return !rows->table->open_only || !(ky_record_finished(rows->table->report->wb, row) ||
					    ky_record_merged(rows->table->report->wb, row));
}

static enum ky_code record_cells(struct ky_rows *rows, const struct ky_record *row, struct ky_error *err)
{
	struct ky_workbook *wb = rows->table->report->wb;
	struct ky_record *record = NULL;
	char number[32];
	/* Long texts are cut in lists: each record is loaded whole. */
	enum ky_code code = ky_record_load(wb, ky_record_id(row), &record, err);
	if (code)
		return code;
	snprintf(number, sizeof(number), "%ld", rows->row);
	for (size_t i = 0; i < rows->table->count; i++) {
		int field = rows->table->columns[i].field;
		rows->cells[i] = field >= 0               ? ky_record_text(wb, record, field)
				 : field == KY_COLUMN_ROW ? memory_text(number)
							  : memory_text(ky_record_number(record));
		if (!rows->cells[i])
			code = memory_out(err);
	}
	ky_record_free(record);
	return code;
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
	drop_cells(rows);
	*cells = NULL;
	if (!rows->table->kind) {
		bool more = false;
		code = progress_cells(rows, &more, err);
		*cells = more && !code ? (const char *const *)rows->cells : NULL;
		return code;
	}
	do
		code = next_row(rows, &row, err);
	while (!code && row && !is_wanted(rows, row));
	if (code || !row)
		return code;
	rows->row++;
	code = record_cells(rows, row, err);
	if (!code)
		*cells = (const char *const *)rows->cells;
	return code;
}
