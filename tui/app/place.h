/*
 * Where the program can go: one row a place, from tui/places.h. The pages and their tabs, the keys that mean the
 * same everywhere, and the tools under 更多 are all read from that one table.
 */
#ifndef TUI_APP_PLACE_H
#define TUI_APP_PLACE_H

#include <stdbool.h>

#include "terminal/action.h"

struct app;
struct ky_kind;

struct place {
	enum action action; /* the key that leads there from everywhere; ACT_PAGE: its number; ACT_NONE: none */
	int page;           /* 1..9: it is a page with a tab; 0: it is none */
	const char *title;  /* English: of the tab, or of its line under 更多; NULL: not listed there */
	const char
		*kinds[8]; /* of a page: the kinds whose lists stand on it, in the order of Tab; ended by NULL */
	bool rest;         /* of a page: the kinds that stand on no page follow */
	bool without_workbook;                   /* it also opens while there is no workbook yet */
	bool yields;                             /* while text is typed its key belongs to the text */
	const char *name;                        /* of the screen; the table's row gives it */
	void (*open)(struct app *app, int page); /* gets the row's own page */
};

/* The table ends with a row whose open is NULL. */
const struct place *place_of_page(const struct place *places, int page); /* NULL where there is none */
const struct place *place_of_action(const struct place *places, enum action action);
const char *place_title(const struct place *place); /* in the program's language */
/* The page on which a kind's list stands: the one that names it, else the one that has the rest. */
int page_of_kind(const struct place *places, const char *kind);
/* The kinds whose lists stand on a page, in the order of Tab, ended by NULL. The caller frees the array. */
const struct ky_kind **place_kinds(const struct place *places, const struct place *place);

/* The page whose tab is at column col of the tab line, 0 if none. */
int tabs_at_column(const struct place *places, int col);
void tabs_draw(const struct place *places, int row, int current);

#endif
