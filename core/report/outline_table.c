/* The report's tables: which there are, and their columns. outline_rows.c gives their rows. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "kuayue/ledger.h"
#include "kuayue/record.h"
#include "report/cell.h"
#include "report/outline.h"
#include "report/punctuate.h"
#include "report/reader.h"
#include "texts.h"

#define SLOT_TABLE "table_"

struct ky_table *outline_table(struct ky_report *report, const struct ky_kind *kind)
{
	struct ky_table *table = memory_new(sizeof(*table));
	if (!table || !memory_grow(&report->tables, report->table_count, sizeof(*report->tables))) {
		free(table);
		outline_no_memory(report);
		return NULL;
	}
	table->report = report;
	table->kind = kind;
	table->pick = (struct pick){ .kind = kind, .field = -1 };
	report->tables[report->table_count++] = table;
	return table;
}

/* The public is not told who. */
static bool is_for_reader(const struct ky_table *table, const char *text)
{
	int field = 0;
	for (size_t i = 0; table->kind && (field = cell_field(table->kind, text, i)) != -2; i++)
		if (field >= 0 && !reader_has_field(table->report->wb, &table->kind->fields[field]))
			return false;
	return true;
}

void outline_column(struct ky_table *table, const char *zh, const char *text, bool sum)
{
	if (!is_for_reader(table, text))
		return;
	bool centred = table->kind && cell_is_short(table->kind, text);
	if (table->count < KY_DECLARED_MAX)
		table->columns[table->count++] =
			(struct table_column){ .zh = zh, .text = text, .sum = sum, .centred = centred };
}

void outline_open_problems(struct ky_report *report)
{
	static const struct {
		const char *zh, *text;
	} columns[] = {
		{ ZH_NUMBER, "{number}" }, { ZH_PROBLEM, "{text}" }, { ZH_DUE, "{due}" }, { ZH_OWNER, "{owner}" }
	};
	const struct ky_figure_value *open = slots_value(&report->slots, "unclosed", strlen("unclosed"));
	if (!open || open->number <= 0)
		return;
	struct ky_table *table = outline_table(report, ky_kind_find("problem"));
	if (!table)
		return;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		outline_column(table, columns[i].zh, columns[i].text, false);
	table->open_only = true;
	outline_block(report, KY_BLOCK_TABLE)->table = table;
	if (open->number <= OPEN_MOST)
		return;
	outline_block(report, KY_BLOCK_TEXT);
	report->rest = report->block_count;
}

void outline_attach(struct ky_report *report, const char *title, int number, const char *slot, size_t len)
{
	assert(number > 0);
	const struct ky_kind *kind = NULL;
	char *copy = memory_part(slot, len);
	if (copy && strncmp(copy, SLOT_TABLE, strlen(SLOT_TABLE)) == 0)
		kind = ky_kind_find(copy + strlen(SLOT_TABLE));
	if (kind && !reader_has_records(report->wb, kind)) {
		free(copy);
		return;
	}
	if (!copy || !memory_grow(&report->annexes, report->annex_count, sizeof(*report->annexes))) {
		free(copy);
		outline_no_memory(report);
		return;
	}
	report->annexes[report->annex_count++] = (struct annex){ .title = title, .number = number, .slot = copy };
	outline_block(report, KY_BLOCK_ATTACHMENT)->number = number;
	outline_run(report, title);
}

/* Those that the template chooses; without any, the ledger's own. */
static void add_columns(struct ky_report *report, struct ky_table *table)
{
	struct ky_ledger_column own[KY_DECLARED_MAX];
	size_t count = 0;
	const struct ky_annex_column *columns =
		ky_campaign_annex(ky_workbook_campaign(report->wb), table->kind->name, &count);
	for (size_t i = 0; i < count; i++)
		if (columns[i].title[0])
			outline_column(table, columns[i].title, columns[i].text, columns[i].sum);
	count = table->count || !table->kind->ledger ? 0 : ky_ledger_columns(report->wb, table->kind, own);
	for (size_t i = 0; i < count; i++) {
		/* Paper is narrow: it has what the paper form has. */
		if (own[i].field == KY_COLUMN_ALONG ||
		    (own[i].field >= 0 && table->kind->fields[own[i].field].beside))
			continue;
		const char *name = own[i].field >= 0               ? table->kind->fields[own[i].field].name
				   : own[i].field == KY_COLUMN_ROW ? "row"
								   : "number";
		outline_column(table, own[i].zh, outline_keep(report, memory_print("{%s}", name)), false);
	}
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
	struct ky_table *table = outline_table(report, kind);
	if (!table)
		return NULL;
	if (kind) {
		add_columns(report, table);
	} else {
		outline_column(table, ZH_ITEM, "", false);
		outline_column(table, ZH_VALUE, "", false);
		table->columns[1].centred = true;
	}
	return table;
}

/* What stands below the table, where the template has it. */
static void add_remark(struct ky_report *report, const struct ky_kind *kind)
{
	size_t count = 0;
	const struct ky_annex_column *columns =
		kind ? ky_campaign_annex(ky_workbook_campaign(report->wb), kind->name, &count) : NULL;
	for (size_t i = 0; i < count; i++)
		if (!columns[i].title[0]) {
			outline_block(report, KY_BLOCK_REMARK);
			outline_text(report, columns[i].text, 0);
		}
}

/* The other open problems are in the annex with the ledger, if there is one. */
static void say_rest(struct ky_report *report, bool single)
{
	const struct ky_figure_value *open = slots_value(&report->slots, "unclosed", strlen("unclosed"));
	int number = 0;
	for (size_t i = 0; i < report->annex_count && !number; i++)
		if (strcmp(report->annexes[i].slot, SLOT_TABLE "problem") == 0)
			number = report->annexes[i].number;
	if (!report->rest || report->code)
		return;
	long long rest = (long long)open->number - OPEN_MOST;
	char *text = !number  ? memory_print(ZH_REST_IN_LEDGER, OPEN_MOST, rest)
		     : single ? memory_print(ZH_REST_IN_ONE, OPEN_MOST, rest)
			      : memory_print(ZH_REST_IN_ANNEX, OPEN_MOST, rest, number);
	outline_run_in(report, &report->blocks[report->rest - 1], text);
}

/* Where an annex has all problems with numbers of its own, the open ones have those, and not the numbers of their
 * records, so that a reader finds them there. */
static void number_as_in_annex(struct ky_report *report)
{
	const struct table_column *number = NULL;
	for (size_t i = 0; i < report->table_count && !number; i++) {
		const struct ky_table *table = report->tables[i];
		bool all = table->kind == ky_kind_find("problem") && !table->open_only;
		for (size_t j = 0; all && j < table->count && !number; j++)
			if (strcmp(table->columns[j].text, "{row}") == 0)
				number = &table->columns[j];
	}
	for (size_t i = 0; i < report->table_count && number; i++)
		if (report->tables[i]->open_only)
			report->tables[i]->columns[0] = *number;
}

void outline_annexes(struct ky_report *report)
{
	bool single = report->annex_count == 1;
	for (size_t i = 0; single && i < report->block_count; i++)
		report->blocks[i].number = 0;
	say_rest(report, single);
	for (size_t i = 0; i < report->annex_count; i++) {
		const struct annex *annex = &report->annexes[i];
		struct ky_table *table = table_of(report, annex->slot);
		if (!table)
			continue;
		outline_block(report, KY_BLOCK_ANNEX)->number = single ? 0 : annex->number;
		outline_run(report, annex->title);
		outline_block(report, KY_BLOCK_TABLE)->table = table;
		add_remark(report, table->kind);
	}
	number_as_in_annex(report);
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

bool ky_table_centred(const struct ky_table *table, size_t column)
{
	assert(column < table->count);
	return table->columns[column].centred;
}

bool ky_table_names(const struct ky_table *table, size_t column)
{
	assert(column < table->count);
	return table->columns[column].names;
}

/* A Chinese word between two numbers, as between the days from which and to which something lasts. */
static bool begins_number(const char *text, size_t at)
{
	size_t before = at;
	while (before > 0 && (unsigned char)text[before - 1] >= 0x80)
		before--;
	return text[at] >= '0' && text[at] <= '9' && before < at && at - before <= strlen("　") && before > 0 &&
	       text[before - 1] >= '0' && text[before - 1] <= '9';
}

size_t ky_name_end(const char *text)
{
	static const char *const marks[] = { "、", "，", "；", "　", ",", ";", " ", "/" };
	for (size_t at = 0; text[at]; at++) {
		if (begins_number(text, at))
			return at;
		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
			if (strncmp(text + at, marks[i], strlen(marks[i])) == 0)
				return at + strlen(marks[i]);
	}
	return strlen(text);
}
