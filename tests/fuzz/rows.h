/* Reads every row of a table, forward and then the first again, for which it may have to go back. */
#ifndef TESTS_FUZZ_ROWS_H
#define TESTS_FUZZ_ROWS_H

#include "exchange/table.h"
#include "fuzz/fuzz.h"

static inline void fuzz_cells(enum ky_code code, const struct cells *cells)
{
	size_t seen = 0;
	for (size_t at = 0; !code && at < cells->len; at += strlen(cells->text + at) + 1)
		seen++;
	MUST(code || (seen == cells->count && seen <= SHEET_COLUMNS));
}

static inline void fuzz_rows(FILE *file, int64_t most)
{
	struct ky_error err = { 0 };
	struct table *table = table_new(file, "fuzz");
	MUST(table);
	enum ky_code code = table_begin(table, most, 0, &err);
	fuzz_check(code, &err);
	size_t count = code ? 0 : table_count(table);
	for (size_t i = 0; i <= count && count; i++) {
		struct cells cells = { 0 };
		size_t row = i % count;
		code = table_read(table, row, &cells, &err);
		fuzz_check(code, &err);
		MUST(table_line(table, row) > 0);
		fuzz_cells(code, &cells);
	}
	for (size_t i = 0; i < table_sheets(table); i++)
		MUST(table_sheet_name(table, i));
	table_free(table);
}

#endif
