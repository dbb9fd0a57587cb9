/* A spreadsheet's rows: UTF-8, GB18030 or UTF-16, with commas, tabs or semicolons. */
#include "exchange/table.h"
#include "fuzz/fuzz.h"

#define MOST (1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ky_error err = { 0 };
	FILE *file = fuzz_file(data, size);
	struct table *table = table_new(file, "fuzz.csv");
	MUST(table);
	enum ky_code code = table_begin(table, MOST, &err);
	fuzz_check(code, &err);
	size_t count = code ? 0 : table_count(table);
	/* Forward, and then the first again, for which it has to go back. */
	for (size_t i = 0; i <= count && count; i++) {
		struct cells cells;
		size_t row = i % count, seen = 0;
		code = table_read(table, row, &cells, &err);
		fuzz_check(code, &err);
		MUST(table_line(table, row) > 0);
		for (size_t at = 0; !code && at < cells.len; at += strlen(cells.text + at) + 1)
			seen++;
		MUST(code || seen == cells.count);
	}
	table_free(table);
	fclose(file);
	return 0;
}
