/* A cell of a table that goes with the report: a text with fields of the row's record in it. */
#ifndef CORE_REPORT_CELL_H
#define CORE_REPORT_CELL_H

#include "kuayue/record.h"
#include "report/wording.h"

struct cell_row {
	struct ky_workbook *wb;
	const struct ky_record *record;
	long row;   /* from 1 */
	bool whole; /* no long text is cut: there is no ledger that has it whole */
	bool prose; /* it stands in a paragraph: days are in Chinese */
};

/* The text of a field as a document has it: a link is the title of the record that it leads to, where that is
 * short, such as a name. malloc'd; NULL: no memory. */
char *cell_field_text(const struct cell_row *row, int field);
/* *out: the text with its wordings chosen and its {field}s filled in, on one line, and cut where it is too long
 * for a table on paper; "" where none of its fields is filled in. malloc'd. */
enum ky_code cell_fill(const struct cell_row *row, const char *text, char **out, struct ky_error *err);
/* What the field called name is, for the choice between wordings; false where the kind has none of that name. */
bool cell_state(const struct cell_row *row, const char *name, size_t len, struct wording_state *state);
/* False where it has no number. *number: what the first slot of the text comes to, times cell_divisor. */
bool cell_number(const struct cell_row *row, const char *text, int64_t *number);
/* What a product of fields is divided by: "{weight*self/3}". */
int cell_divisor(const char *text);
/* "12", or with two decimals where it does not divide. malloc'd. */
char *cell_quotient(int64_t number, int divisor);
/* Whether every {slot} of the text is a number, a day or a choice of the kind, or a code. */
bool cell_is_short(const struct ky_kind *kind, const char *text);
/* The field of the index-th {slot} of the text, -1 where that is none, -2 behind the last. */
int cell_field(const struct ky_kind *kind, const char *text, size_t index);

#endif
