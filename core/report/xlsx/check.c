/*
 * Checks that a spreadsheet is whole. libxlsxwriter keeps rows in temporary files and does not notice when the
 * disk is full: it reports no error, and the rows from there on are missing.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "report/xlsx/book.h"

static const char row_end[] = "</row>", sheet_end[] = "</worksheet>";

/* How often mark has been seen, where *at of its bytes were matched at the end of what came before. Marks begin
 * with a sign that is not in their rest. */
static int64_t seen(const char *bytes, size_t count, const char *mark, size_t *at)
{
	int64_t times = 0;
	for (size_t i = 0; i < count; i++) {
		*at = bytes[i] == mark[*at] ? *at + 1 : bytes[i] == mark[0];
		if (!mark[*at]) {
			times++;
			*at = 0;
		}
	}
	return times;
}

/* rows below 0: any number. Reading also compares the part's checksum. */
static bool sheet_is_whole(zip_t *zip, int number, int64_t rows)
{
	char name[64], bytes[16384];
	size_t row_at = 0, sheet_at = 0;
	int64_t row_count = 0, sheet_count = 0;
	zip_int64_t got = 0;
	snprintf(name, sizeof(name), "xl/worksheets/sheet%d.xml", number);
	zip_file_t *file = zip_fopen(zip, name, 0);
	if (!file)
		return false;
	while ((got = zip_fread(file, bytes, sizeof(bytes))) > 0) {
		row_count += seen(bytes, (size_t)got, row_end, &row_at);
		sheet_count += seen(bytes, (size_t)got, sheet_end, &sheet_at);
	}
	zip_fclose(file);
	return got == 0 && sheet_count == 1 && (rows < 0 || row_count == rows);
}

bool xlsx_is_whole(const struct xlsx *xlsx)
{
	zip_error_t error;
	int copy = dup(fileno(xlsx->file));
	FILE *file = copy < 0 ? NULL : fdopen(copy, "rb");
	if (!file)
		return false;
	zip_error_init(&error);
	zip_source_t *source = zip_source_filep_create(file, 0, -1, &error);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
	bool whole = zip != NULL;
	for (int i = 0; whole && i < xlsx->sheets; i++)
		whole = sheet_is_whole(zip, i + 1, xlsx->rows[i]);
	if (!source)
		fclose(file);
	else if (!zip)
		zip_source_free(source);
	else
		zip_discard(zip);
	zip_error_fini(&error);
	return whole;
}
