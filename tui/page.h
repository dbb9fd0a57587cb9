/* The pages by number (design: 1 overview ... 9 settings). A page without kinds is a screen
 * of its own, and so is one that leads to its lists. */
#ifndef TUI_PAGE_H
#define TUI_PAGE_H

#include "app.h"

struct page {
	int number;
	const char *title;     /* English */
	const char *kinds[20]; /* names, ended by NULL; the lists that Tab goes through */
	void (*open)(struct app *app);
};

const struct page *page_at(int number); /* NULL where there is none */
const char *page_title(const struct page *page);
/* The page on which a kind's list stands. */
int page_of_kind(const char *kind);
/* The page whose tab is at column col of the tab line, 0 if none. */
int page_at_column(int col);
void page_draw_tabs(int row, int current);

#endif
