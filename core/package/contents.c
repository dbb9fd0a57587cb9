/* What reading a package and checking it share: its entries, its texts, and the list of what is wrong. */
#include "package/contents.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void contents_complain(struct contents *contents, const char *fmt, ...)
{
	char text[700];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	struct ky_package_report *report = contents->report;
	if (report->problem_count < KY_PACKAGE_PROBLEMS)
		report->problems[report->problem_count] = xstrdup(text);
	report->problem_count++;
}

const char *contents_shown(const char *path)
{
	return strncmp(path, "data/", 5) == 0 ? path + 5 : path;
}

struct entry *contents_find(struct contents *contents, const char *path)
{
	assert(path);
	for (size_t i = 0; i < contents->count; i++)
		if (strcmp(contents->entries[i].path, path) == 0)
			return &contents->entries[i];
	return NULL;
}

char *contents_tag(struct contents *contents, const char *path)
{
	struct entry *entry = contents_find(contents, path);
	if (!entry || entry->size > BAG_TAG_MAX)
		return NULL;
	char *full = xprintf("%s%s", contents->top, path);
	zip_file_t *file = zip_fopen(contents->zip, full, 0);
	free(full);
	if (!file)
		return NULL;
	char *text = xalloc((size_t)entry->size + 1);
	zip_int64_t got = zip_fread(file, text, (zip_uint64_t)entry->size);
	zip_fclose(file);
	text[got > 0 ? got : 0] = '\0';
	return text;
}
