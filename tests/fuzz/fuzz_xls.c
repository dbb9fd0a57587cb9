/* An .xls. The first byte says how the rest is read: 0 as the file itself, else as the stream of records in one.
 */
#include "fuzz/rows.h"
#include "spreadsheet/xls_internal.h"

#define MOST (1 << 20)

static void read_stream(const uint8_t *data, size_t size)
{
	struct ky_error err = { 0 };
	FILE *none = fuzz_file(data, 0);
	struct xls *xls = xls_new(none, "fuzz.xls");
	unsigned char *bytes = malloc(size + 1);
	MUST(xls && bytes);
	memcpy(bytes, data, size);
	enum ky_code code = xls_begin_stream(xls, bytes, size, &err);
	fuzz_check(code, &err);
	for (size_t i = 0; !code && i < xls_sheets(xls); i++) {
		struct grid *grid = NULL;
		enum ky_code read = xls_read_sheet(xls, i, &grid, &err);
		fuzz_check(read, &err);
		for (size_t row = 0; !read && row < grid_count(grid); row++) {
			struct cells cells = { 0 };
			enum ky_code got = grid_read(grid, row, &cells, &err);
			fuzz_check(got, &err);
			fuzz_cells(got, &cells);
		}
	}
	xls_free(xls);
	fclose(none);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size && data[0]) {
		read_stream(data + 1, size - 1);
		return 0;
	}
	FILE *file = fuzz_file(size ? data + 1 : data, size ? size - 1 : 0);
	fuzz_rows(file, MOST);
	fclose(file);
	return 0;
}
