/*
 * INI text: each line is checked here, then libiniparser reads the values.
 *
 * libiniparser lower-cases names, cuts long lines, takes ';' and '#' for comments, lets the last duplicate
 * win and prints what it does not like. So it is given a checked text in which nothing of that can happen:
 * one line a key, its value in double quotes. Names as they were written and the numbers of their lines,
 * which the library does not keep, come from the check; every value comes from the library.
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
	char *text; /* the names are in it */
	struct _dictionary_ *values;
};

/* Reads len bytes; name is the file's, for messages. On failure nothing is left to free. */
enum ky_code ini_read(struct ini *ini, const char *name, const char *text, size_t len, struct ky_error *err);
void ini_free(struct ini *ini);

/* Has libiniparser read the checked text, and gives each entry its value. */
enum ky_code ini_take_values(struct ini *ini, const char *name, const char *checked, size_t len,
			     struct ky_error *err);

#endif
