/* Gives the rows of ledgers, and writes them as CSV that a spreadsheet opens correctly. */
#include "kuayue/ledger.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "report/ledger_records.h"
#include "report/reader.h"
#include "report/slots.h"
#include "texts.h"
#include "workbook/db.h"

/* CSV is for programs, and for reading back. A text that a spreadsheet would run as a formula gets an apostrophe
 * in front, which people see; nothing else of a value is changed. */
void ky_csv_cell(FILE *out, const char *text, bool last)
{
	bool formula = escape_is_marked(text);
	size_t len = strlen(text);
	/* Readers drop blanks around what is not quoted. */
	bool padded = len && (strchr(" \t", text[0]) || strchr(" \t", text[len - 1]));
	bool quoted = formula || padded || strpbrk(text, ",\"\r\n") != NULL;
	if (quoted)
		putc('"', out);
	if (formula)
		putc('\'', out);
	for (; *text; text++) {
		if (*text == '"')
			putc('"', out);
		putc(*text, out);
	}
	fputs(quoted ? "\"" : "", out);
	fputs(last ? "\r\n" : ",", out);
}

struct reading {
	const struct ky_range *range;
	int happened; /* the field with the day, or -1 */
	int64_t row;
	int (*each)(void *data, const struct ky_record *record, int64_t row);
	void *data;
};

static bool in_range(const struct reading *reading, const struct ky_record *record)
{
	const struct ky_range *range = reading->range;
	if (!range || reading->happened < 0 || (range->from == KY_NO_DAY && range->to == KY_NO_DAY))
		return true;
	ky_day day = KY_NO_DAY;
	if (ky_day_parse(ky_record_get(record, reading->happened).text, KY_NO_DAY, &day, NULL))
		return false;
	return (range->from == KY_NO_DAY || day >= range->from) && (range->to == KY_NO_DAY || day <= range->to);
}

static int take_record(void *data, const struct ky_record *record)
{
	struct reading *reading = data;
	return in_range(reading, record) ? reading->each(reading->data, record, ++reading->row) : 0;
}

enum ky_code ledger_records(struct ky_workbook *wb, const struct ky_kind *kind, const struct ky_range *range,
			    int (*each)(void *data, const struct ky_record *record, int64_t row), void *data,
			    struct ky_error *err)
{
	assert(each && kind);
	struct reading reading = {
		.range = range, .happened = ky_field_of(kind, KY_ROLE_HAPPENED), .each = each, .data = data
	};
	struct ky_list *list = NULL;
	enum ky_code code = ky_list_open(wb, kind, &list, err);
	if (code)
		return code;
	ky_list_whole(list);
	ky_list_order(list, ledger_order(wb, kind));
	code = ky_list_each(list, take_record, &reading, err);
	ky_list_close(list);
	return code;
}

struct ledger {
	struct ky_workbook *wb;
	const struct ky_ledger_column *columns;
	size_t count;
	int (*each)(void *data, const char *const *cells, size_t count);
	void *data;
};

static char *cell_text(const struct ledger *ledger, const struct ky_record *record, int field, int64_t row)
{
	assert(field < (int)ky_record_kind(record)->field_count);
	char number[32];
	if (field >= 0)
		return ky_record_text(ledger->wb, record, field);
	if (field == KY_COLUMN_ALONG)
		return memory_text(reader_path(ledger->wb, record));
	snprintf(number, sizeof(number), "%lld", (long long)row);
	return memory_text(field == KY_COLUMN_ROW ? number : ky_record_number(record));
}

static int give_cells(void *data, const struct ky_record *record, int64_t row)
{
	struct ledger *ledger = data;
	char *cells[KY_DECLARED_MAX];
	bool whole = true;
	for (size_t i = 0; i < ledger->count; i++) {
		cells[i] = cell_text(ledger, record, ledger->columns[i].field, row);
		whole = whole && cells[i];
	}
	int stop = !whole ? DB_NO_MEMORY : ledger->each(ledger->data, (const char *const *)cells, ledger->count);
	for (size_t i = 0; i < ledger->count; i++)
		free(cells[i]);
	return stop;
}

enum ky_code ky_ledger_each(struct ky_workbook *wb, const struct ky_kind *kind, const struct ky_range *range,
			    int (*each)(void *data, const char *const *cells, size_t count), void *data,
			    struct ky_error *err)
{
	struct ky_ledger_column columns[KY_DECLARED_MAX];
	struct ledger ledger = { .wb = wb, .columns = columns, .each = each, .data = data };
	ledger.count = ky_ledger_columns(wb, kind, columns);
	return ledger_records(wb, kind, range, give_cells, &ledger, err);
}

static int print_row(void *data, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		ky_csv_cell(data, cells[i], i + 1 == count);
	return 0;
}

static enum ky_code written(FILE *out, struct ky_error *err)
{
	if (fflush(out) == 0 && !ferror(out))
		return KY_OK;
	return ky_fail(err, KY_SYSTEM, _("The ledger could not be written (%s); check the disk and export again."),
		       ky_reason(errno));
}

enum ky_code ky_ledger_csv(struct ky_workbook *wb, const struct ky_kind *kind, const struct ky_range *range,
			   FILE *out, struct ky_error *err)
{
	struct ky_ledger_column columns[KY_DECLARED_MAX];
	size_t count = ky_ledger_columns(wb, kind, columns);
	fputs("\xEF\xBB\xBF", out);
	for (size_t i = 0; i < count; i++)
		ky_csv_cell(out, columns[i].zh, i + 1 == count);
	enum ky_code code = ky_ledger_each(wb, kind, range, print_row, out, err);
	return code ? code : written(out, err);
}

enum ky_code ky_progress_each(struct ky_workbook *wb, int (*each)(void *data, const char *title, const char *text),
			      void *data, struct ky_error *err)
{
	struct slots slots;
	size_t count = 0;
	const struct ky_column *columns = ky_campaign_progress(ky_workbook_campaign(wb), &count);
	enum ky_code code = slots_open(wb, &slots, err);
	bool stop = false;
	for (size_t i = 0; !code && i < count && !stop; i++) {
		char *text = NULL;
		code = slots_fill(&slots, columns[i].text, &text, err);
		stop = !code && each(data, columns[i].title, text) != 0;
		free(text);
	}
	slots_close(&slots);
	return code;
}

/* A cell is ended when the next one comes: which one is the last is known then. */
struct line {
	FILE *out;
	bool titles;
	char *cell; /* that waits */
};

/* The numbers of a pair, 12/1, with a sign between them that no spreadsheet takes for a date: a Chinese one does
 * so with the wide stroke alone, and not where there are blanks. */
static void write_pair(struct strbuf *cell, const char *text)
{
	for (const char *at = text; *at; at++)
		if (*at == '/' && at > text && isdigit((unsigned char)at[-1]) && isdigit((unsigned char)at[1]))
			strbuf_add(cell, ZH_PAIR);
		else
			strbuf_add_len(cell, at, 1);
}

static int print_progress(void *data, const char *title, const char *text)
{
	struct line *line = data;
	struct strbuf cell;
	strbuf_init(&cell, STRBUF_TEXT);
	if (line->cell)
		ky_csv_cell(line->out, line->cell, false);
	free(line->cell);
	write_pair(&cell, line->titles ? title : text);
	line->cell = strbuf_take(&cell);
	return !line->cell;
}

static enum ky_code print_line(struct ky_workbook *wb, bool titles, FILE *out, struct ky_error *err)
{
	struct line line = { .out = out, .titles = titles };
	enum ky_code code = ky_progress_each(wb, print_progress, &line, err);
	if (!code && !line.cell)
		code = memory_out(err);
	if (!code)
		ky_csv_cell(out, line.cell, true);
	free(line.cell);
	return code;
}

enum ky_code ky_progress_csv(struct ky_workbook *wb, FILE *out, struct ky_error *err)
{
	fputs("\xEF\xBB\xBF", out);
	enum ky_code code = print_line(wb, true, out, err);
	if (!code)
		code = print_line(wb, false, out, err);
	return code ? code : written(out, err);
}
