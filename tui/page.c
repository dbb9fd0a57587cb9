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
	{ .number = 7, .title = N_("Summary"), .open = screen_figures },
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

/* "2推进计划", or the number alone where the line is too short for all titles. */
static int tab_text(const struct page *page, bool titles, char *text, size_t size)
{
	if (titles)
		snprintf(text, size, " %d %s ", page->number, page_title(page));
	else
		snprintf(text, size, " %d ", page->number);
	return ky_text_columns(text);
}

static bool titles_fit(void)
{
	/* Asked at every key; the answer changes with the window and the language only. */
	static struct {
		int cols;
		const char *language;
		bool fit;
	} last;
	char text[128];
	int all = 0;
	if (last.cols == term_cols() && last.language == language_now())
		return last.fit;
	for (size_t i = 0; i < PAGES; i++)
		all += tab_text(&pages[i], true, text, sizeof(text));
	last.cols = term_cols();
	last.language = language_now();
	last.fit = all <= term_cols();
	return last.fit;
}

int page_at_column(int col)
{
	char text[128];
	bool titles = titles_fit();
	int at = 0;
	for (size_t i = 0; i < PAGES; i++) {
		at += tab_text(&pages[i], titles, text, sizeof(text));
		if (col < at)
			return pages[i].number;
	}
	return 0;
}

void page_draw_tabs(int row, int current)
{
	char text[128];
	bool titles = titles_fit();
	int at = 0;
	for (size_t i = 0; i < PAGES; i++) {
		bool here = pages[i].number == current;
		int width = tab_text(&pages[i], titles || here, text, sizeof(text));
		term_put(row, at, width, here ? LOOK_CURSOR : LOOK_PLAIN, text);
		at += width;
	}
	term_put(row, at, term_cols() - at, LOOK_PLAIN, "");
}
