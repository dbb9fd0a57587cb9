/* Makes twelve workbooks whose figures are those of data/demo/schools.tsv, and their packages. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "demo/county.h"
#include "demo/demo.h"
#include "kuayue/campaign.h"
#include "kuayue/export.h"
#include "terminal/memory.h"

extern const unsigned char data_demo_schools[];
extern const unsigned long data_demo_schools_len;
extern const unsigned char data_demo_lessons[];
extern const unsigned long data_demo_lessons_len;

static int split(char *line, const char *cells[KY_DECLARED_MAX])
{
	int count = 0;
	for (char *at = line; at && count < KY_DECLARED_MAX; count++) {
		char *tab = strchr(at, '\t');
		if (tab)
			*tab++ = '\0';
		cells[count] = at;
		at = tab;
	}
	return count;
}

static enum ky_code make_folder(const char *path, struct ky_error *err)
{
	if (mkdir(path, 0755) == 0 || errno == EEXIST)
		return KY_OK;
	return ky_fail(err, KY_SYSTEM, _("%s: the folder cannot be made (%s)."), path, ky_reason(errno));
}

static enum ky_code export(struct ky_workbook *wb, const char *dir, struct ky_error *err) {
	char packages[1100], *path = NULL; snprintf(packages, sizeof(packages), "%.1000s/packages", dir);
	const struct ky_export_ask ask = { .dir = packages };
	enum ky_code code = ky_export(wb, &ask, &path, err);
	free(path);
	return code;
}

static enum ky_code make_school(const char *dir, const struct demo_school *school, void (*made)(const char *path),
				struct ky_error *err)
{
	char path[2048];
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len), *code_text = demo_text(school, "code"),
		   *name = demo_text(school, "name");
	struct ky_workbook *wb = NULL;
	ky_day start = ky_day_from_ymd(2012, 2, 6);
	snprintf(path, sizeof(path), "%.1000s/%s_%s.kuayue", dir, code_text, name);
	enum ky_code code = ky_workbook_create(&(struct ky_new_workbook){ .path = path,
									  .template_name = "taolun-2012.ini",
									  .ini = ini,
									  .ini_len = len,
									  .code = code_text,
									  .name = name,
									  .kind = demo_text(school, "type"),
									  .today = start },
					       &wb, err);
	if (code)
		return code;
	code = demo_fill(wb, school, err);
	if (!code && demo_text(school, "reported")[0] && !demo_text(school, "lesson")[0])
		code = export(wb, dir, err);
	/* The first school corrected its report and handed it in again. */
	if (!code && strcmp(code_text, "X01") == 0)
		code = export(wb, dir, err);
	if (!code)
		code = demo_finish(wb, school, err);
	ky_workbook_close(wb);
	if (!code)
		made(path);
	return code;
}

/* A workbook in dir for each line of a table. */
static enum ky_code make_schools(const char *dir, const unsigned char *bytes, unsigned long len,
				 void (*made)(const char *path), struct ky_error *err)
{
	struct demo_school school = { 0 };
	char *heading = NULL;
	enum ky_code code = make_folder(dir, err);
	char *table = xstrndup((const char *)bytes, len), *rest = table;
	for (char *line = strtok_r(rest, "\r\n", &rest); !code && line; line = strtok_r(NULL, "\r\n", &rest)) {
		if (!heading) {
			heading = line;
			school.columns = split(line, school.names);
			continue;
		}
		for (int i = 0; i < KY_DECLARED_MAX; i++)
			school.cells[i] = "";
		split(line, school.cells);
		code = make_school(dir, &school, made, err);
		school.index++;
	}
	free(table);
	return code;
}

enum ky_code demo_county(const char *dir, void (*made)(const char *path), struct ky_error *err)
{
	char packages[1100], lessons[1100];
	snprintf(packages, sizeof(packages), "%.1000s/packages", dir);
	snprintf(lessons, sizeof(lessons), "%.1000s/lessons", dir);
	enum ky_code code = make_folder(dir, err);
	if (!code)
		code = make_folder(packages, err);
	if (!code)
		code = make_schools(lessons, data_demo_lessons, data_demo_lessons_len, made, err);
	if (!code)
		code = make_schools(dir, data_demo_schools, data_demo_schools_len, made, err);
	return code;
}
