/* Prints a document of the template into a folder, as a file of its own. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "device/new_file.h"
#include "kuayue/export.h"
#include "kuayue/record.h"
#include "package/bag.h"

#define SAME_NAME_MOST 999

/* DIR/CODE_TITLE_YYYYMMDD.docx, with a number behind it where there is such a file: malloc'd in *path. */
static enum ky_code choose_path(struct ky_workbook *wb, const struct ky_template_document *document,
				const char *dir, char **path, struct ky_error *err)
{
	char *code_text = NULL, day[KY_DAY_TEXT], digits[16];
	enum ky_code code = ky_school_text(wb, "code", &code_text, err);
	if (code)
		return code;
	ky_day_format(ky_workbook_today(wb), day);
	snprintf(digits, sizeof(digits), "%.4s%.2s%.2s", day, day + 5, day + 8);
	char *stem = bag_document_stem(code_text, document->title, digits);
	free(code_text);
	*path = stem ? memory_print("%s/%s.docx", dir, stem) : NULL;
	for (int i = 2; *path && i <= SAME_NAME_MOST && access(*path, F_OK) == 0; i++) {
		free(*path);
		*path = memory_print("%s/%s_%d.docx", dir, stem, i);
	}
	free(stem);
	return *path ? KY_OK : memory_out(err);
}

enum ky_code ky_document_save(struct ky_workbook *wb, const struct ky_template_document *document,
			      const char *which, const char *dir, char **path, struct ky_error *err)
{
	struct new_file file = { 0 };
	*path = NULL;
	enum ky_code code = choose_path(wb, document, dir, path, err);
	if (!code)
		code = new_file_begin(&file, *path, false, err);
	if (!code) {
		code = ky_document_print(wb, document, which, file.out, err);
		if (!code)
			code = new_file_settle(&file, err);
		if (!code)
			code = new_file_name(&file, err);
		new_file_end(&file);
	}
	if (code) {
		free(*path);
		*path = NULL;
	}
	return code;
}
