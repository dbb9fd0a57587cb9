/* The content of a package that is verified: its entries, its texts, and the list of problems. */
#include "package/contents.h"

#include <assert.h>
#include <errno.h>
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
	char *copy = report->problem_count < KY_PACKAGE_PROBLEMS ? memory_text(text) : NULL;
	if (copy)
		report->problems[report->problem_count] = copy;
	else if (report->problem_count < KY_PACKAGE_PROBLEMS)
		contents->no_memory = true;
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

zip_file_t *contents_open(struct contents *contents, const char *name)
{
	errno = 0;
	zip_file_t *file = zip_fopen(contents->zip, name, 0);
	contents->no_memory = contents->no_memory || (!file && errno == ENOMEM);
	return file;
}

zip_int64_t contents_read(struct contents *contents, zip_file_t *file, void *buffer, size_t size)
{
	errno = 0;
	zip_int64_t got = zip_fread(file, buffer, size);
	contents->no_memory = contents->no_memory || (got < 0 && errno == ENOMEM);
	return got;
}

char *contents_tag(struct contents *contents, const char *path)
{
	struct entry *entry = contents_find(contents, path);
	if (!entry || entry->size > BAG_TAG_MAX)
		return NULL;
	char *full = memory_print("%s%s", contents->top, path), *text = memory_new((size_t)entry->size + 1);
	contents->no_memory = contents->no_memory || !full || !text;
	zip_file_t *file = full && text ? contents_open(contents, full) : NULL;
	free(full);
	if (!file) {
		free(text);
		return NULL;
	}
	zip_int64_t got = contents_read(contents, file, text, (size_t)entry->size);
	zip_fclose(file);
	text[got > 0 ? got : 0] = '\0';
	return text;
}
