#include "page.h"

#include <stdio.h>
#include <string.h>

#include "kuayue/text.h"

static const struct page pages[] = {
	{ .number = 1, .title = N_("Overview"), .open = screen_overview },
	{ .number = 2, .title = N_("Plan"), .kinds = { "task" } },
	{ .number = 3, .title = N_("Study log"), .kinds = { "session", "note", "study", "document" } },
	{ .number = 4, .title = N_("Opinions and visits"), .kinds = { "opinion", "visit", "card" } },
	{ .number = 5, .title = N_("Self-inspection"), .kinds = { "rating", "score", "satisfaction" } },
	{ .number = 6, .title = N_("Rectification"), .kinds = { "problem", "notice", "publication" } },
	{ .number = 7, .title = N_("Summary"), .kinds = { "section" }, .open = screen_figures },
	{ .number = 8,
	  .title = N_("More"),
	  .kinds = { "person", "school", "activity", "bulletin", "media", "spirit", "institution", "model", "body",
		     "archive", "handover", "goal", "project", "suggestion", "reward", "handin" },
	  .open = screen_more },
	{ .number = 9, .title = N_("Settings"), .open = screen_settings },
};
#define PAGES (sizeof(pages) / sizeof(pages[0]))

const struct page *page_at(int number)
{
	for (size_t i = 0; i < PAGES; i++)
		if (pages[i].number == number)
			return &pages[i];
	return NULL;
}

const char *page_title(const struct page *page)
{
	return _(page->title);
}

int page_of_kind(const char *kind)
{
	for (size_t i = 0; i < PAGES; i++)
		for (size_t j = 0; pages[i].kinds[j]; j++)
			if (strcmp(pages[i].kinds[j], kind) == 0)
				return pages[i].number;
	return 1;
}

/* How much of a tab's title there is room for. */
enum tabs { TABS_WIDE, TABS_TIGHT, TABS_NUMBERS };

static int tab_text(const struct page *page, enum tabs tabs, char *text, size_t size)
{
	static const char *const forms[] = { [TABS_WIDE] = " %d %s ", [TABS_TIGHT] = "%d%s " };
	if (tabs == TABS_NUMBERS)
		snprintf(text, size, " %d ", page->number);
	else
		snprintf(text, size, forms[tabs], page->number, page_title(page));
	return ky_text_columns(text);
}

static int width_of_all(enum tabs tabs)
{
	char text[128];
	int all = 0;
	for (size_t i = 0; i < PAGES; i++)
		all += tab_text(&pages[i], tabs, text, sizeof(text));
	return all;
}

static enum tabs tabs_that_fit(void)
{
	/* Asked at every key; the answer changes with the window and the language only. */
	static struct {
		int cols;
		const char *language;
		enum tabs fit;
	} last;
	if (last.cols == term_cols() && last.language == language_now())
		return last.fit;
	last.cols = term_cols();
	last.language = language_now();
	last.fit = TABS_WIDE;
	while (last.fit < TABS_NUMBERS && width_of_all(last.fit) > term_cols())
		last.fit++;
	return last.fit;
}

int page_at_column(int col)
{
	char text[128];
	enum tabs tabs = tabs_that_fit();
	int at = 0;
	for (size_t i = 0; i < PAGES; i++) {
		at += tab_text(&pages[i], tabs, text, sizeof(text));
		if (col < at)
			return pages[i].number;
	}
	return 0;
}

void page_draw_tabs(int row, int current)
{
	char text[128];
	enum tabs tabs = tabs_that_fit();
	int at = 0;
	for (size_t i = 0; i < PAGES; i++) {
		bool here = pages[i].number == current;
		enum tabs form = here && tabs == TABS_NUMBERS ? TABS_WIDE : tabs;
		int width = tab_text(&pages[i], form, text, sizeof(text));
		term_put(row, at, width, here ? LOOK_CURSOR : LOOK_PLAIN, text);
		at += width;
	}
	term_put(row, at, term_cols() - at, LOOK_PLAIN, "");
}
