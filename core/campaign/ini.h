/*
 * INI text, checked line by line and then read by libiniparser.
 *
 * libiniparser lower-cases names, cuts long lines, takes ';' and '#' for comments, lets the
 * last duplicate win and prints what it does not like. So every line is checked here first
 * and libiniparser gets a copy in which nothing of that can happen.
 */
#ifndef CORE_CAMPAIGN_INI_H
#define CORE_CAMPAIGN_INI_H

#include <stddef.h>

#include "kuayue/error.h"

struct ini_entry {
	const char *key;   /* as written */
	const char *value; /* never NULL */
	int line;
};

struct ini_section {
	const char *name; /* as written */
	int line;
	struct ini_entry *entries;
	size_t count;
};

struct ini {
	struct ini_section *sections;
	size_t count;
	/* owned storage behind the above */
	struct ini_entry *entries;
	char *text;
	struct _dictionary_ **parts;
	size_t part_count;
};

/* Reads len bytes; name is the file's, for messages. On failure nothing is left to free. */
enum ky_code ini_read(struct ini *ini, const char *name, const char *text, size_t len, struct ky_error *err);
void ini_free(struct ini *ini);

#endif
