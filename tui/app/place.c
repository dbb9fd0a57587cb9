/* Finds places in their table, and paints the line of tabs. */
#include "app/place.h"

#include <stdio.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/kind.h"
#include "kuayue/text.h"
#include "terminal/i18n.h"
#include "terminal/term.h"

const struct place *place_of_page(const struct place *places, int page)
{
	for (; places->open; places++)
		if (places->page && places->page == page)
			return places;
	return NULL;
}

const struct place *place_of_action(const struct place *places, enum action action)
{
	for (; action != ACT_NONE && action != ACT_PAGE && places->open; places++)
		if (places->action == action)
			return places;
	return NULL;
}

const char *place_title(const struct place *place)
{
	return _(place->title);
}

int page_of_kind(const struct place *places, const char *kind)
{
	int rest = 1;
	for (; places->open; places++) {
		for (size_t i = 0; places->kinds[i]; i++)
			if (strcmp(places->kinds[i], kind) == 0)
				return places->page;
		if (places->rest)
			rest = places->page;
	}
	return rest;
}

const struct ky_kind **place_kinds(const struct place *places, const struct place *place)
{
	size_t all = 0, count = 0;
	while (ky_kind_at(all))
		all++;
	const struct ky_kind **kinds = xalloc((all + 1) * sizeof(*kinds));
	for (; place->kinds[count]; count++)
		kinds[count] = ky_kind_find(place->kinds[count]);
	size_t named = count;
	for (size_t i = 0; i < all; i++) {
		const struct ky_kind *kind = ky_kind_at(i);
		bool is_named = false;
		for (size_t j = 0; j < named; j++)
			is_named = is_named || kinds[j] == kind;
		if (!is_named && page_of_kind(places, kind->name) == place->page)
			kinds[count++] = kind;
	}
	return kinds;
}

/* How much of a tab's title there is room for. */
enum tabs { TABS_WIDE, TABS_TIGHT, TABS_NUMBERS };

static int tab_text(const struct place *page, enum tabs tabs, char *text, size_t size)
{
	static const char *const forms[] = { [TABS_WIDE] = " %d %s ", [TABS_TIGHT] = "%d%s " };
	if (tabs == TABS_NUMBERS)
		snprintf(text, size, " %d ", page->page);
	else
		snprintf(text, size, forms[tabs], page->page, place_title(page));
	return ky_text_columns(text);
}

static int width_of_all(const struct place *places, enum tabs tabs)
{
	char text[128];
	int all = 0;
	for (; places->open; places++)
		if (places->page)
			all += tab_text(places, tabs, text, sizeof(text));
	return all;
}

static enum tabs tabs_that_fit(const struct place *places)
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
	while (last.fit < TABS_NUMBERS && width_of_all(places, last.fit) > term_cols())
		last.fit++;
	return last.fit;
}

int tabs_at_column(const struct place *places, int col)
{
	char text[128];
	enum tabs tabs = tabs_that_fit(places);
	int at = 0;
	for (; places->open; places++) {
		if (!places->page)
			continue;
		at += tab_text(places, tabs, text, sizeof(text));
		if (col < at)
			return places->page;
	}
	return 0;
}

void tabs_draw(const struct place *places, int row, int current)
{
	char text[128];
	enum tabs tabs = tabs_that_fit(places);
	int at = 0;
	for (; places->open; places++) {
		if (!places->page)
			continue;
		bool here = places->page == current;
		enum tabs form = here && tabs == TABS_NUMBERS ? TABS_WIDE : tabs;
		int width = tab_text(places, form, text, sizeof(text));
		term_put(row, at, width, here ? LOOK_CURSOR : LOOK_PLAIN, text);
		at += width;
	}
	term_put(row, at, term_cols() - at, LOOK_PLAIN, "");
}
