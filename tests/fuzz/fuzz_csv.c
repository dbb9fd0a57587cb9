/* A spreadsheet's rows: UTF-8, GB18030 or UTF-16, with commas, tabs or semicolons. */
#include "fuzz/rows.h"

#define MOST (1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *file = fuzz_file(data, size);
	fuzz_rows(file, MOST);
	fclose(file);
	return 0;
}
