/*
 * A program of somebody else's: opens a workbook, lists its problems, says what does not agree, and exports. It
 * knows the library by its installed headers only, and is C and C++. usage: example WORKBOOK FOLDER LANGUAGE
 */
#include <kuayue/kuayue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One problem: its number, and what it says as people read it. */
static int print_row(void *data, const struct ky_record *row)
{
	struct ky_workbook *wb = (struct ky_workbook *)data;
	const struct ky_kind *kind = ky_record_kind(row);
	char *text = ky_record_text(wb, row, ky_title_field(kind));
	printf("%s %s: %s%s\n", ky_kind_title(kind), ky_record_number(row), text,
	       ky_record_overdue(wb, row) ? " !" : "");
	free(text);
	return 0;
}

static int print_finding(void *data, const struct ky_finding *finding)
{
	size_t *count = (size_t *)data;
	if (++*count <= 3)
		printf("%s\n", finding->text);
	return 0;
}

static enum ky_code print_problems(struct ky_workbook *wb, struct ky_error *err)
{
	struct ky_list *list = NULL;
	enum ky_code code = ky_list_open(wb, ky_kind_find("problem"), &list, err);
	if (code == KY_OK)
		code = ky_list_each(list, print_row, wb, err);
	ky_list_close(list);
	return code;
}

static enum ky_code write_package(struct ky_workbook *wb, const char *folder, struct ky_error *err)
{
	struct ky_export_ask ask;
	char *path = NULL;
	memset(&ask, 0, sizeof(ask));
	ask.dir = folder;
	ask.documents = "report.html,ledgers.xlsx,figures.json";
	enum ky_code code = ky_export(wb, &ask, &path, err);
	if (path)
		printf("%s\n", path);
	free(path);
	return code;
}

static enum ky_code work(struct ky_workbook *wb, const char *folder, struct ky_error *err)
{
	size_t findings = 0;
	enum ky_code code = print_problems(wb, err);
	if (code == KY_OK)
		code = ky_guide_check(wb, print_finding, &findings, err);
	if (code == KY_OK || code == KY_NO)
		code = write_package(wb, folder, err);
	return code;
}

int main(int argc, char *argv[])
{
	struct ky_error err;
	struct ky_workbook *wb = NULL;
	if (argc != 4 || strcmp(ky_version(), KY_VERSION) != 0)
		return KY_USAGE;
	ky_language_set(argv[3]);
	err.text[0] = '\0';
	enum ky_code code = ky_workbook_open(argv[1], KY_WRITE, ky_day_from_ymd(2012, 6, 15), &wb, &err);
	if (code == KY_OK)
		code = work(wb, argv[2], &err);
	ky_workbook_close(wb);
	if (code != KY_OK)
		fprintf(stderr, "%s\n", err.text);
	return (int)code;
}
