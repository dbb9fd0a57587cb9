/* Tells what a file of rows is, and has it read (exchange/table.h). */
#include "exchange/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "exchange/csv.h"
#include "spreadsheet/compound.h"
#include "spreadsheet/xls.h"
#include "spreadsheet/xlsx.h"

struct table {
	FILE *file;
	char *path;
	/* All are made before anything is known of the file; one reads it. */
	struct csv_table *csv;
	struct xlsx *xlsx;
	struct xls *xls;
	enum { OF_LINES, OF_XLSX, OF_XLS } is;
	struct grid *grid;
	size_t sheet;
};

/* Which kind of file it is, by its first bytes. */
static size_t magic(FILE *file, unsigned char out[COMPOUND_MAGIC])
{
	memset(out, 0, COMPOUND_MAGIC);
	size_t len = fseek(file, 0, SEEK_SET) == 0 ? fread(out, 1, COMPOUND_MAGIC, file) : 0;
	rewind(file);
	return len;
}

static bool is_zip(const unsigned char start[COMPOUND_MAGIC])
{
	return memcmp(start, "PK\003\004", 4) == 0;
}

bool table_needs_libraries(FILE *file)
{
	unsigned char start[COMPOUND_MAGIC];
	return magic(file, start) && is_zip(start);
}

struct table *table_new(FILE *file, const char *path)
{
	struct table *table = memory_new(sizeof(*table));
	if (!table)
		return NULL;
	table->file = file;
	table->path = memory_text(path);
	table->csv = csv_table_new(file, path);
	table->xlsx = xlsx_new(file, path);
	table->xls = xls_new(file, path);
	if (table->path && table->csv && table->xlsx && table->xls)
		return table;
	table_free(table);
	return NULL;
}

void table_free(struct table *table)
{
	if (!table)
		return;
	csv_table_free(table->csv);
	xlsx_free(table->xlsx);
	xls_free(table->xls);
	free(table->path);
	free(table);
}

static enum ky_code read_sheet(struct table *table, size_t sheet, struct ky_error *err)
{
	table->sheet = sheet;
	return table->is == OF_XLSX ? xlsx_read_sheet(table->xlsx, sheet, &table->grid, err)
				    : xls_read_sheet(table->xls, sheet, &table->grid, err);
}

static bool is_hidden(const struct table *table, size_t sheet)
{
	return table->is == OF_XLSX ? xlsx_sheet_is_hidden(table->xlsx, sheet)
				    : xls_sheet_is_hidden(table->xls, sheet);
}

static enum ky_code begin_sheet(struct table *table, size_t wanted, struct ky_error *err)
{
	size_t count = table_sheets(table);
	enum ky_code code = KY_OK;
	if (wanted > count)
		return ky_fail(err, KY_INPUT, _("%.300s has %zu sheets."), table->path, count);
	if (wanted)
		code = read_sheet(table, wanted - 1, err);
	for (size_t i = 0; !code && !wanted && i < count; i++) {
		if (is_hidden(table, i))
			continue;
		code = read_sheet(table, i, err);
		if (!code && grid_count(table->grid) >= 2)
			break;
	}
	if (!code && (!table->grid || grid_count(table->grid) < 2))
		code = ky_fail(err, KY_INPUT, _("%.300s has no rows below a heading."), table->path);
	return code;
}

enum ky_code table_begin(struct table *table, int64_t most, size_t sheet, struct ky_error *err)
{
	unsigned char start[COMPOUND_MAGIC];
	struct stat st;
	size_t len = magic(table->file, start);
	if (ferror(table->file) || fstat(fileno(table->file), &st) != 0)
		return file_unreadable(table->path, err);
	if (len && is_zip(start))
		table->is = OF_XLSX;
	else if (len && compound_begins(start))
		table->is = OF_XLS;
	if (table->is != OF_LINES && st.st_size > most)
		return ky_fail(err, KY_INPUT, _("%.300s has more than %ld MiB; split it."), table->path,
			       (long)(most >> 20));
	if (table->is == OF_LINES)
		return csv_table_begin(table->csv, most, err);
	enum ky_code code = table->is == OF_XLSX ? xlsx_begin(table->xlsx, err) : xls_begin(table->xls, err);
	return code ? code : begin_sheet(table, sheet, err);
}

size_t table_sheets(const struct table *table)
{
	return table->is == OF_XLSX ? xlsx_sheets(table->xlsx) : table->is == OF_XLS ? xls_sheets(table->xls) : 0;
}

const char *table_sheet_name(const struct table *table, size_t sheet)
{
	assert(sheet < table_sheets(table));
	return table->is == OF_XLSX ? xlsx_sheet_name(table->xlsx, sheet) : xls_sheet_name(table->xls, sheet);
}

size_t table_sheet(const struct table *table)
{
	return table->sheet;
}

size_t table_count(const struct table *table)
{
	return table->is == OF_LINES ? csv_table_count(table->csv) : grid_count(table->grid);
}

int table_line(const struct table *table, size_t row)
{
	return table->is == OF_LINES ? csv_table_line(table->csv, row) : grid_line(table->grid, row);
}

enum ky_code table_read(struct table *table, size_t row, struct cells *out, struct ky_error *err)
{
	return table->is == OF_LINES ? csv_table_read(table->csv, row, out, err)
				     : grid_read(table->grid, row, out, err);
}
