/*
 * INI text: each line is checked here, then libiniparser reads the values.
 *
 * libiniparser turns names into lower case, cuts long lines, takes ';' and '#' for comments, lets the last
 * duplicate win and prints complaints. So it gets a checked text in which none of this can happen: a line for each
 * key, with its value in double quotes. The check also keeps the names as they were written and the numbers of
 * their lines, which the library does not; every value comes from the library.
 *
 * The check of a stranger's text runs in a process without rights, and its result is checked again word by word.
 */
#ifndef CORE_CAMPAIGN_INI_H
#define CORE_CAMPAIGN_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "kuayue/error.h"

#define INI_SIZE (1024 * 1024)
#define INI_LINE 1000     /* libiniparser cuts at 1024, quotes and all */
#define INI_NAME 100      /* "section:key" has to fit into such a line as well */
#define INI_SECTIONS 2000 /* looking for duplicates, here and in libiniparser, is quadratic */
#define INI_ENTRIES 20000

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
	char *text; /* the names are in it, and until libiniparser has read them the values */
	struct _dictionary_ *values;
};

/* Reads len bytes; name is the file's, for messages; own: the text is the program's. On failure nothing is left to
 * free. */
enum ky_code ini_read(struct ini *ini, const char *name, const char *text, size_t len, bool own,
		      struct ky_error *err);
void ini_free(struct ini *ini);

/* The check alone: here, and in a process without rights. */
enum ky_code ini_scan(struct ini *ini, const char *name, const char *text, size_t len, struct ky_error *err);
enum ky_code ini_confined(struct ini *ini, const char *name, const char *text, size_t len, struct ky_error *err);
/* What was found, to another process, and from one that may say anything: all of it came from len bytes. */
struct wire;
void ini_put(const struct ini *ini, struct wire *wire);
void ini_take(struct ini *ini, size_t len, struct wire *wire);
/* Of a section or a key. */
bool ini_name_is_plain(const char *name);
/* Each section gets its entries, of which all sections have one row after the other. */
void ini_place_entries(struct ini *ini);

/* Has libiniparser read what was checked, and gives each entry the value that it read. */
enum ky_code ini_take_values(struct ini *ini, const char *name, struct ky_error *err);

#endif
