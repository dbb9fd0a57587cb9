/* Opens an .xlsx file: which sheets it has, in which part each is, and which cell styles are days (xlsx.h). */
#include "spreadsheet/xlsx_internal.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "spreadsheet/refuse.h"

#define NAME_MOST 512 /* bytes of a sheet's name: Excel has 31 characters */

struct xlsx *xlsx_new(FILE *file, const char *path)
{
	struct xlsx *xlsx = memory_new(sizeof(*xlsx));
	if (!xlsx)
		return NULL;
	/* libzip closes the file that it is given. */
	int fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, 0);
	xlsx->file = fd < 0 ? NULL : fdopen(fd, "rb");
	if (fd >= 0 && !xlsx->file)
		close(fd);
	xlsx->path = memory_text(path);
	xlsx->grid = grid_new(path);
	if (xlsx->file && xlsx->path && xlsx->grid)
		return xlsx;
	xlsx_free(xlsx);
	return NULL;
}

void xlsx_free(struct xlsx *xlsx)
{
	if (!xlsx)
		return;
	parts_close(xlsx->parts);
	if (xlsx->file)
		fclose(xlsx->file);
	for (size_t i = 0; i < xlsx->sheet_count; i++) {
		free(xlsx->sheets[i].name);
		free(xlsx->sheets[i].id);
	}
	grid_free(xlsx->grid);
	free(xlsx->forms);
	free(xlsx->shared);
	free(xlsx->path);
	free(xlsx);
}

int64_t xlsx_whole(const char *text, int64_t not_one)
{
	int64_t number = 0;
	size_t digits = text ? strspn(text, "0123456789") : 0;
	if (!digits || digits > 9 || text[digits])
		return not_one;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (text[i] - '0');
	return number;
}

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), of_end = strlen(end);
	return len >= of_end && strcmp(text + len - of_end, end) == 0;
}

/* The part that a relation of the part in folder leads to; "" where it leads out of the file. */
static void resolve(const char *folder, const char *const *attributes, char out[PARTS_NAME])
{
	const char *target = part_attribute(attributes, "Target"),
		   *mode = part_attribute(attributes, "TargetMode");
	out[0] = '\0';
	if (!target || (mode && strcmp(mode, "External") == 0))
		return;
	while (strncmp(target, "./", 2) == 0)
		target += 2;
	int len = target[0] == '/' ? snprintf(out, PARTS_NAME, "%s", target + 1)
				   : snprintf(out, PARTS_NAME, "%s%s", folder, target);
	if (len >= PARTS_NAME)
		out[0] = '\0';
}

static void on_top_relation(struct part *part, const char *name, const char *const *attributes)
{
	struct xlsx *xlsx = part->data;
	const char *type = part_attribute(attributes, "Type");
	if (strcmp(name, "Relationship") == 0 && type && ends_with(type, "/officeDocument"))
		resolve("", attributes, xlsx->book);
}

/* "xl/" of "xl/workbook.xml". */
static void folder_of(const char *part, char out[PARTS_NAME])
{
	const char *slash = strrchr(part, '/');
	snprintf(out, PARTS_NAME, "%.*s", slash ? (int)(slash - part) + 1 : 0, part);
}

static void on_relation(struct part *part, const char *name, const char *const *attributes)
{
	struct xlsx *xlsx = part->data;
	char folder[PARTS_NAME];
	const char *type = part_attribute(attributes, "Type"), *id = part_attribute(attributes, "Id");
	if (strcmp(name, "Relationship") != 0 || !type || !id)
		return;
	folder_of(xlsx->book, folder);
	if (ends_with(type, "/styles"))
		resolve(folder, attributes, xlsx->styles);
	else if (ends_with(type, "/sharedStrings"))
		resolve(folder, attributes, xlsx->strings);
	/* A chart or an old macro on a sheet of its own has another type. */
	for (size_t i = 0; ends_with(type, "/worksheet") && i < xlsx->sheet_count; i++)
		if (strcmp(xlsx->sheets[i].id, id) == 0)
			resolve(folder, attributes, xlsx->sheets[i].part);
}

static void add_sheet(struct part *part, const char *const *attributes)
{
	struct xlsx *xlsx = part->data;
	const char *name = part_attribute(attributes, "name"), *state = part_attribute(attributes, "state");
	const char *id = NULL;
	for (size_t i = 0; attributes[i]; i += 2)
		if (ends_with(attributes[i], ":id"))
			id = attributes[i + 1];
	if (!id || !name || xlsx->sheet_count == SHEET_SHEETS)
		return;
	struct xlsx_sheet *sheet = &xlsx->sheets[xlsx->sheet_count++];
	sheet->hidden = state && strcmp(state, "visible") != 0;
	sheet->name = memory_part(name, strnlen(name, NAME_MOST));
	sheet->id = memory_part(id, strnlen(id, NAME_MOST));
	if (!sheet->name || !sheet->id)
		part->code = memory_out(part->err);
}

static void on_book(struct part *part, const char *name, const char *const *attributes)
{
	struct xlsx *xlsx = part->data;
	const char *from_1904 = strcmp(name, "workbookPr") == 0 ? part_attribute(attributes, "date1904") : NULL;
	if (strcmp(name, "sheet") == 0)
		add_sheet(part, attributes);
	else if (from_1904 && (strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0))
		grid_count_from_1904(xlsx->grid);
}

/* The formats that the file has texts of, while its styles are read. */
struct styles {
	struct xlsx *xlsx;
	struct value_format *own;
	size_t own_count;
	bool of_cells; /* inside <cellXfs>, and not those that other styles stand on */
};

static void add_style(struct part *part, struct styles *styles, int64_t id)
{
	struct xlsx *xlsx = styles->xlsx;
	if (xlsx->form_count == XLSX_STYLES)
		return;
	if (memory_grow(&xlsx->forms, xlsx->form_count, sizeof(*xlsx->forms)))
		xlsx->forms[xlsx->form_count++] = value_form_of_id(styles->own, styles->own_count, id);
	else
		part->code = memory_out(part->err);
}

static void on_style(struct part *part, const char *name, const char *const *attributes)
{
	struct styles *styles = part->data;
	const char *format = part_attribute(attributes, "formatCode");
	int64_t id = xlsx_whole(part_attribute(attributes, "numFmtId"), 0);
	if (strcmp(name, "cellXfs") == 0)
		styles->of_cells = true;
	else if (strcmp(name, "xf") == 0 && styles->of_cells)
		add_style(part, styles, id);
	else if (strcmp(name, "numFmt") == 0 && format && styles->own_count < 4096) {
		if (memory_grow(&styles->own, styles->own_count, sizeof(*styles->own)))
			styles->own[styles->own_count++] =
				(struct value_format){ id, value_form_of(format, strlen(format)) };
		else
			part->code = memory_out(part->err);
	}
}

static void on_style_end(struct part *part, const char *name)
{
	struct styles *styles = part->data;
	if (strcmp(name, "cellXfs") == 0)
		styles->of_cells = false;
}

static enum ky_code read_styles(struct xlsx *xlsx, struct ky_error *err)
{
	static const struct part_reader reader = { .start = on_style, .end = on_style_end };
	struct styles styles = { .xlsx = xlsx };
	if (!xlsx->styles[0] || !parts_has(xlsx->parts, xlsx->styles))
		return KY_OK;
	enum ky_code code = parts_read(xlsx->parts, xlsx->styles, &reader, &styles, err);
	free(styles.own);
	return code;
}

/* The relations of a part stand beside it, in a folder of their own. */
static enum ky_code read_relations(struct xlsx *xlsx, struct ky_error *err)
{
	static const struct part_reader reader = { .start = on_relation };
	char folder[PARTS_NAME], name[2 * PARTS_NAME];
	folder_of(xlsx->book, folder);
	int len = snprintf(name, sizeof(name), "%s_rels/%s.rels", folder, xlsx->book + strlen(folder));
	assert(len > 0 && (size_t)len < sizeof(name));
	return parts_read(xlsx->parts, name, &reader, xlsx, err);
}

enum ky_code xlsx_begin(struct xlsx *xlsx, struct ky_error *err)
{
	static const struct part_reader top = { .start = on_top_relation }, book = { .start = on_book };
	FILE *file = xlsx->file;
	assert(file);
	xlsx->file = NULL;
	enum ky_code code = parts_open(file, xlsx->path, &xlsx->parts, err);
	if (!code && parts_has(xlsx->parts, "_rels/.rels"))
		code = parts_read(xlsx->parts, "_rels/.rels", &top, xlsx, err);
	if (!code && (!xlsx->book[0] || !parts_has(xlsx->parts, xlsx->book)))
		code = refuse_no_spreadsheet(xlsx->path, err);
	if (!code)
		code = parts_read(xlsx->parts, xlsx->book, &book, xlsx, err);
	if (!code && xlsx->sheet_count)
		code = read_relations(xlsx, err);
	if (!code)
		code = read_styles(xlsx, err);
	if (!code && xlsx->strings[0] && parts_has(xlsx->parts, xlsx->strings))
		code = xlsx_read_shared(xlsx, err);
	if (!code && !xlsx->sheet_count)
		code = refuse_no_spreadsheet(xlsx->path, err);
	return code;
}

size_t xlsx_sheets(const struct xlsx *xlsx)
{
	return xlsx->sheet_count;
}

const char *xlsx_sheet_name(const struct xlsx *xlsx, size_t sheet)
{
	assert(sheet < xlsx->sheet_count);
	return xlsx->sheets[sheet].name;
}

bool xlsx_sheet_is_hidden(const struct xlsx *xlsx, size_t sheet)
{
	assert(sheet < xlsx->sheet_count);
	return xlsx->sheets[sheet].hidden || !xlsx->sheets[sheet].part[0];
}

enum ky_code xlsx_read_sheet(struct xlsx *xlsx, size_t sheet, struct grid **out, struct ky_error *err)
{
	assert(sheet < xlsx->sheet_count);
	grid_clear(xlsx->grid);
	enum ky_code code =
		xlsx->sheets[sheet].part[0] ? xlsx_read_cells(xlsx, xlsx->sheets[sheet].part, err) : KY_OK;
	*out = xlsx->grid;
	return code ? code : grid_finish(xlsx->grid, err);
}
