/* Works out how wide the columns of a ledger's sheet are: as on the paper form, narrower where that is not needed
 * and the paper is too small, and wider where texts are long. */
#include "report/xlsx/widths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/report.h"
#include "kuayue/text.h"
#include "report/ledger_records.h"
#include "report/ledger_width.h"
#include "report/xlsx/book.h"
#include "workbook/db.h"

#define MOST 150     /* of a column whose texts are very long */
#define NARROWEST 12 /* of one with long texts, on a sheet that is full */
#define NAME 12      /* of the longest name, in halves of a character */
#define NAMES 24     /* of several, beside each other */
#define NUMBERS 4    /* of records, below each other */
#define BESIDE 8     /* of them, beside each other */
#define LINES 4      /* of the texts in a row, from which their column takes what room is left */
#define LENGTH 2000  /* of a text, that is looked at */

/* What is found out about the columns on the way. */
struct finding {
	struct xlsx_widths *out;
	int least[KY_DECLARED_MAX];    /* that each can be narrowed to without one more line in a row */
	int64_t text[KY_DECLARED_MAX]; /* in halves, of those that take more than a line */
	bool names[KY_DECLARED_MAX];
	int64_t rows;
	bool filled[KY_DECLARED_MAX];
	size_t from, to; /* the columns that share a page */
};

/* A number that does not fit shows as ###. */
static void widen_to(int *width, int64_t number)
{
	char text[24];
	int needed = snprintf(text, sizeof(text), "%lld", (long long)number) + 2;
	if (needed > *width)
		*width = needed;
}

/* A column is wider than on paper where a text would not fit into the highest row. One that would not fit into the
 * widest column either is read in its cell. */
static void widen_for(int *width, const char *text)
{
	int wanted = *width;
	if (strnlen(text, (size_t)MOST * XLSX_LINES_MAX * 4) == (size_t)MOST * XLSX_LINES_MAX * 4)
		return;
	while (wanted < MOST && xlsx_lines(text, wanted - 1) > XLSX_LINES_MAX)
		wanted = wanted + wanted / 3 < MOST ? wanted + wanted / 3 : MOST;
	if (wanted > *width && xlsx_lines(text, wanted - 1) <= XLSX_LINES_MAX)
		*width = wanted;
}

/* Whether the text is one of names, and short enough for none of them to be broken. */
static bool are_names(const char *text)
{
	if (strnlen(text, LENGTH) > NAMES * 2 || ky_text_columns(text) > NAMES)
		return false;
	for (size_t len; *text; text += len) {
		char name[NAMES * 2 + 1];
		len = ky_name_end(text);
		snprintf(name, sizeof(name), "%.*s", (int)len, text);
		if (ky_text_columns(name) > NAME)
			return false;
	}
	return true;
}

/* Columns in which none of several numbers of records is broken at its hyphen: so many fit beside each other, and
 * no part of one more. 0: the text is none of these. */
static int for_numbers(const char *text)
{
	int longest = 0, count = 0;
	for (size_t len; *text; text += len, count++) {
		char number[NAME * 2 + 1];
		len = ky_name_end(text);
		if ((unsigned char)*text >= 0x80 || len >= sizeof(number))
			return 0;
		snprintf(number, sizeof(number), "%.*s", (int)len, text);
		if (ky_text_columns(number) > longest)
			longest = ky_text_columns(number);
	}
	int beside = (count + NUMBERS - 1) / NUMBERS;
	if (count < 2 || longest > NAME || beside > BESIDE)
		return 0;
	return beside == 1 ? longest + 1 : (beside * longest * 24 + 24) / 25;
}

/* A text of one line asks for a column in which it stays one, and so do names; a longer one, that its column stays
 * as it is. */
static void look_at(struct finding *finding, size_t column, const char *text)
{
	int *width = &finding->out->widths[column], *least = &finding->least[column];
	int64_t len = (int64_t)strnlen(text, LENGTH);
	enum ky_type type = finding->out->kind->fields[finding->out->columns[column].field].type;
	bool prose = type == KY_LONG || type == KY_LOG;
	int columns = prose ? 0 : for_numbers(text);
	if (!columns && !prose && are_names(text))
		columns = ky_text_columns(text) + 1;
	finding->names[column] = finding->names[column] || columns;
	if (columns > *width)
		*width = columns;
	if (columns > *least)
		*least = columns;
	while (!columns && *least < *width && (len > 4 * *width || xlsx_lines(text, *least - 1) > 1))
		++*least;
	if (!columns && *least == *width)
		finding->text[column] += len * 2 / 3;
}

/* Only texts can be told in a narrower column. */
static bool is_text(const struct xlsx_widths *out, size_t column)
{
	int field = out->columns[column].field;
	enum ky_type type = field < 0 ? KY_NUMBER : out->kind->fields[field].type;
	return type == KY_LONG || type == KY_LOG || type == KY_TEXT || type == KY_LINKS;
}

/* *shown: what is shown of links, or of a field that the records fill, which is not what is kept; NULL where it
 * is. malloc'd. False: no memory. */
static bool shown_text(const struct xlsx_widths *out, const struct ky_record *record, size_t column, char **shown)
{
	int field = out->columns[column].field;
	bool kept = out->kind->fields[field].type != KY_LINKS && ky_record_get(record, field).is == KY_STR;
	*shown = kept || !is_text(out, column) ? NULL : ky_record_text(out->wb, record, field);
	return *shown || kept || !is_text(out, column);
}

static bool measure_field(struct finding *finding, const struct ky_record *record, size_t column)
{
	char *shown = NULL;
	const struct ky_value value = ky_record_get(record, finding->out->columns[column].field);
	if (!shown_text(finding->out, record, column, &shown))
		return false;
	if (shown ? shown[0] != '\0' : value.is != KY_BLANK)
		finding->filled[column] = true;
	if (is_text(finding->out, column))
		look_at(finding, column, shown ? shown : value.text);
	else if (value.is != KY_BLANK)
		finding->least[column] = finding->out->widths[column];
	free(shown);
	return true;
}

static int measure(void *data, const struct ky_record *record, int64_t row)
{
	struct finding *finding = data;
	for (size_t i = 0; i < finding->out->count; i++) {
		int field = finding->out->columns[i].field;
		if (field >= 0 && !measure_field(finding, record, i))
			return DB_NO_MEMORY;
	}
	finding->rows = row;
	return 0;
}

static int widen(void *data, const struct ky_record *record, int64_t row)
{
	struct xlsx_widths *out = data;
	(void)row;
	for (size_t i = 0; i < out->count; i++) {
		int field = out->columns[i].field;
		if (field < 0 || !out->widths[i])
			continue;
		const struct ky_value value = ky_record_get(record, field);
		const char *text = value.is == KY_STR ? value.text : "";
		char *shown = NULL;
		if (value.is == KY_INT)
			widen_to(&out->widths[i], value.number);
		if (!shown_text(out, record, i, &shown))
			return DB_NO_MEMORY;
		widen_for(&out->widths[i], shown ? shown : text);
		free(shown);
	}
	return 0;
}

/* The column whose texts take the most lines. *lines: how many, in a row. */
static size_t longest(const struct finding *finding, double *lines)
{
	size_t most = finding->from;
	*lines = 0;
	for (size_t i = finding->from; i < finding->to && finding->rows; i++) {
		double mean = (double)finding->text[i] / (double)finding->rows / (finding->out->widths[i] - 1);
		if (mean > *lines) {
			*lines = mean;
			most = i;
		}
	}
	return most;
}

/* The column with the most room that it does not need; the end where none has any. */
static size_t roomiest(const struct finding *finding)
{
	const int *widths = finding->out->widths, *least = finding->least;
	size_t best = finding->to;
	for (size_t i = finding->from; i < finding->to; i++)
		if (widths[i] > least[i] &&
		    (best == finding->to || widths[i] - least[i] > widths[best] - least[best]))
			best = i;
	return best;
}

/* Hands out the room on the paper, and what others do not need, among the columns with more lines than that. */
static void use_room(struct finding *finding, double allowed, bool larger)
{
	int *widths = finding->out->widths;
	double lines = 0;
	for (;;) {
		size_t most = longest(finding, &lines);
		if (lines <= allowed)
			return;
		finding->least[most] = widths[most];
		bool fits = xlsx_fits(widths + finding->from, finding->to - finding->from, 1, larger);
		size_t from = fits ? most : roomiest(finding);
		if (from == finding->to)
			return;
		/* What was taken is not given back, or two would take from each other for ever. */
		widths[from] -= !fits;
		finding->least[most] = ++widths[most];
	}
}

static bool fit(const struct finding *finding, const int *least)
{
	return xlsx_narrow(finding->out->widths + finding->from, least + finding->from,
			   finding->to - finding->from);
}

/* Columns with short texts, or with nothing in them, make room first; then columns with long texts; then those
 * with names. */
static void narrow(struct finding *finding)
{
	int least[KY_DECLARED_MAX];
	bool fits = fit(finding, finding->least);
	for (int names = 0; names < 2 && !fits; names++) {
		for (size_t i = finding->from; i < finding->to; i++) {
			bool breaks = is_text(finding->out, i) && (names || !finding->names[i]);
			least[i] = breaks && finding->least[i] > NARROWEST ? NARROWEST : finding->least[i];
		}
		fits = fit(finding, least);
	}
}

static void share_page(struct finding *finding)
{
	narrow(finding);
	use_room(finding, LINES, false);
	use_room(finding, 2 * LINES, true);
}

/* Whether the columns behind a paper form have room beside it, and nothing is so long that it had better have a
 * page of its own. */
static bool share_one_page(struct finding *finding)
{
	struct finding before = *finding;
	int widths[KY_DECLARED_MAX];
	double lines = 0;
	memcpy(widths, finding->out->widths, finding->out->count * sizeof(*widths));
	finding->to = finding->out->count;
	bool fits = fit(finding, finding->least);
	if (fits)
		share_page(finding);
	longest(finding, &lines);
	if (!finding->out->form || (fits && lines <= 4 * LINES))
		return true;
	*finding = before;
	memcpy(finding->out->widths, widths, finding->out->count * sizeof(*widths));
	return false;
}

/* Those behind a paper form in which nobody has written anything are hidden. */
static void hide_empty(struct finding *finding)
{
	for (size_t i = finding->out->form; i < finding->out->count && finding->out->form; i++)
		if (!finding->filled[i])
			finding->out->widths[i] = finding->least[i] = 0;
}

enum ky_code xlsx_widths(struct xlsx_widths *out, const struct ky_range *range, struct ky_error *err)
{
	struct finding finding = { .out = out };
	for (size_t i = 0; i < out->count; i++) {
		out->widths[i] = ledger_width(out->wb, out->kind, &out->columns[i]);
		finding.least[i] =
			out->columns[i].field < 0 ? out->widths[i] : ledger_width_of_heading(out->columns[i].zh);
	}
	enum ky_code code = ledger_records(out->wb, out->kind, range, measure, &finding, err);
	hide_empty(&finding);
	if (!share_one_page(&finding)) {
		finding.to = out->form;
		share_page(&finding);
		finding.from = out->form;
		finding.to = out->count;
		share_page(&finding);
	}
	return code ? code : ledger_records(out->wb, out->kind, range, widen, out, err);
}
