/*
 * A file whose pages lead to each other over and over is small and has no end: looking at every page at each
 * opening would find it, and would cost everybody the time. So who reads counts the steps, and only where there
 * are more than any workbook of that size needs is the file looked at.
 */
#ifndef CORE_WORKBOOK_ENDLESS_H
#define CORE_WORKBOOK_ENDLESS_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

#define ENDLESS_STEPS 5000 /* of SQLite's, after which endless_step wants to be called */

struct endless {
	int64_t steps; /* since reading began */
	bool sound;    /* it was looked at, or need not be */
	char odd[200]; /* what was found: reading ends. "": nothing */
};

/* Begins to count anew: something else is read. */
void endless_begin(struct endless *endless);
/* Counts that many steps more. False where reading has to end; odd says why. file: the workbook's path. */
bool endless_step(struct endless *endless, const char *file);

#endif
