/* The page 更多: the lists that have no page of their own, and the tools. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/record.h"
#include "screen/rows.h"

static bool is_tool(const struct place *place)
{
	return !place->page && place->title;
}

static void add_kind(struct app *app, struct rows *rows, const struct ky_kind *kind)
{
	struct ky_list *list = NULL;
	struct ky_error err = { 0 };
	if (ky_list_open(app->wb, kind, &list, &err)) {
		app_fail(app, &err);
		return;
	}
	rows_add(rows, LOOK_PLAIN, kind->name, "", "%8lld\t%s\t%s", (long long)ky_list_total(list),
		 ky_kind_title(kind), kind->ledger ? kind->ledger : "");
	ky_list_close(list);
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	const struct ky_kind **kinds = place_kinds(app->places, place_of_page(app->places, 8));
	(void)about;
	for (size_t i = 0; kinds[i]; i++)
		add_kind(app, rows, kinds[i]);
	free(kinds);
	for (const struct place *place = app->places; place->open; place++)
		if (is_tool(place))
			rows_add(rows, LOOK_BOLD, "", place->name, "%8s\t%s",
				 place->action ? action_key(place->action, 0) : "", place_title(place));
}

/* A list's line has its kind, a tool's the name of its screen. */
static void open(struct app *app, const char *kind, const char *id)
{
	if (kind[0])
		screen_list_of(app, ky_kind_find(kind));
	for (const struct place *place = app->places; !kind[0] && place->open; place++)
		if (is_tool(place) && strcmp(place->name, id) == 0) {
			place->open(app, place->page);
			return;
		}
}

static const struct rows_source source = {
	.help = N_("Every other list with the number of its records, and what works on the whole workbook. "
		   "{ENTER} opens it; {ESCAPE} comes back here."),
	.head = N_("{ENTER} opens a list. The number before it is how many records it has."),
	.fill = fill,
	.open = open,
	.empty = "",
};

void screen_more(struct app *app, int page)
{
	screen_rows(app, page, _("More"), &source, "");
}
