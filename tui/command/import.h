/* What the files of `kuayue import` share: import.c takes the arguments and tells files apart, import_table.c
 * takes a table and says what becomes of it, import_package.c a hand-over package. */
#ifndef TUI_COMMAND_IMPORT_H
#define TUI_COMMAND_IMPORT_H

#include "command/command.h"
#include "kuayue/import.h"

#define IMPORT_MAPS_MAX 32

struct import_options {
	const struct ky_kind *kind;
	const char *maps[IMPORT_MAPS_MAX];
	int map_count;
	long sheet;
	enum ky_known known;
	const char *left_to; /* the file for rows that are left out; NULL: none is */
	bool dry_run, unsigned_too;
	bool yes;      /* a package is taken in and nobody asked */
	json_t *files; /* NULL: printed for people */
};

/* 0, or the exit status with the sentence said. */
int import_package(struct ky_workbook *wb, const char *path, const struct import_options *options);
int import_table(struct ky_workbook *wb, const char *path, const struct import_options *options);

#endif
