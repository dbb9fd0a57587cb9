/*
 * Lets SQLite use files that were opened for it, in a process without rights (confine/confine.h), which can open
 * none. It replaces the file system for all connections of that process: the files below are all that there are.
 * Nobody else has them open, so nothing is locked.
 */
#ifndef CORE_WORKBOOK_GIVEN_H
#define CORE_WORKBOOK_GIVEN_H

#include <stdbool.h>
#include <stddef.h>

struct given_file {
	const char *name;
	int fd;
	bool there; /* one that is not can be made, and is empty then; one that is deleted is empty and not there
		     */
	bool read_only;
};

/* From now on these are the files that SQLite can open. They are the caller's, and stay where they are. */
void given_files(struct given_file *files, size_t count);

#endif
