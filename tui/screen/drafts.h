/* The drafts that wait to be saved: the overview counts them, and a list marks their records. */
#ifndef TUI_SCREEN_DRAFTS_H
#define TUI_SCREEN_DRAFTS_H

#include "screen/screens.h"

struct drafts {
	struct draft {
		const struct ky_kind *kind;
		char id[48];   /* of the record; "" for a new one */
		char from[48]; /* of a new one: the record that it follows from, or "" */
	} * all;
	int count;
};

/* Reads them anew: those that a record can be opened with. */
void drafts_load(struct app *app, struct drafts *drafts);
void drafts_free(struct drafts *drafts);
bool drafts_of(const struct drafts *drafts, const char *id); /* whether there is one of this record */
/* How many a list of the kind has: of its records, and of the new one that its key begins. */
int drafts_count(const struct drafts *drafts, const struct ky_kind *kind);
/* ", 2 not saved: Problems G01-003", or "" where there is none. */
void drafts_say(struct app *app, const struct drafts *drafts, char *out, size_t size);

#endif
