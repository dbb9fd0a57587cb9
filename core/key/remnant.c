/* Looks through the files beside a workbook for a secret that was replaced. */
#include "key/remnant.h"

#include <assert.h>
#include <dirent.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"

#define PIECE 65536
#define SECRET_MOST 64

static bool is_in(const unsigned char *bytes, size_t len, const unsigned char *secret, size_t size)
{
	const unsigned char *at = bytes, *end = bytes + len;
	while ((size_t)(end - at) >= size && (at = memchr(at, secret[0], (size_t)(end - at) - size + 1)) != NULL) {
		if (memcmp(at, secret, size) == 0)
			return true;
		at++;
	}
	return false;
}

/* A row of 32 bytes is never cut by SQLite into two pages, but may be by our reading: pieces overlap. */
static bool holds(const char *path, const unsigned char *secret, size_t size)
{
	FILE *file = NULL;
	if (file_open(path, &file, NULL))
		return false;
	unsigned char *bytes = memory_new(PIECE + SECRET_MOST);
	if (!bytes) {
		fclose(file);
		return false;
	}
	size_t kept = 0, got;
	bool found = false;
	while (!found && (got = fread(bytes + kept, 1, PIECE, file)) > 0) {
		size_t len = kept + got;
		found = is_in(bytes, len, secret, size);
		kept = len < size ? len : size - 1;
		memmove(bytes, bytes + len - kept, kept);
	}
	sodium_memzero(bytes, PIECE + SECRET_MOST);
	free(bytes);
	fclose(file);
	return found;
}

void remnant_each(const char *workbook, const unsigned char *secret, size_t size,
		  int (*each)(void *data, const char *file), void *data)
{
	assert(workbook && secret && size > 0 && size <= SECRET_MOST);
	char *dir = file_folder(workbook);
	const char *base = file_name(workbook);
	DIR *folder = dir ? opendir(dir) : NULL;
	int stop = 0;
	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry && !stop; entry = readdir(folder)) {
		if (strncmp(entry->d_name, base, strlen(base)) != 0 || strcmp(entry->d_name, base) == 0)
			continue;
		char *path = memory_print("%s/%s", dir, entry->d_name);
		if (path && holds(path, secret, size))
			stop = each(data, path);
		free(path);
	}
	if (folder)
		closedir(folder);
	free(dir);
}
