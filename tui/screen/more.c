/* 更多: the lists that have no page of their own, and what else there is to do. */
#include <stdio.h>
#include <string.h>

#include "kuayue/record.h"
#include "page.h"
#include "screen/rows.h"

/* What is no list: "kind" names the screen. */
static const struct {
	const char *name, *key, *title;
	void (*open)(struct app *app);
} tools[] = {
	{ "/check", "t", N_("Truth check"), screen_check },
	{ "/calendar", "m", N_("Calendar"), screen_calendar },
	{ "/import", "i", N_("Import from a spreadsheet, or a newer template"), screen_import },
	{ "/keys", "K", N_("Keys: the school's own, and the groups' to seal for"), screen_keys },
	{ "/since", "", N_("What changed since the last report"), screen_since },
	{ "/handover", "", N_("Handover list, to be printed"), screen_handover },
};
#define TOOLS (sizeof(tools) / sizeof(tools[0]))

static void fill(struct app *app, struct rows *rows, const char *about)
{
	const struct page *page = page_at(8);
	(void)about;
	for (int i = 0; page->kinds[i]; i++) {
		const struct ky_kind *kind = ky_kind_find(page->kinds[i]);
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
	for (size_t i = 0; i < TOOLS; i++)
		rows_add(rows, LOOK_BOLD, tools[i].name, "", "%8s\t%s", tools[i].key, _(tools[i].title));
}

static void open(struct app *app, const char *kind, const char *id)
{
	(void)id;
	for (size_t i = 0; i < TOOLS; i++)
		if (strcmp(tools[i].name, kind) == 0)
			tools[i].open(app);
	if (kind[0] != '/')
		screen_list_of(app, ky_kind_find(kind));
}

static const struct rows_source source = {
	.help = N_("Every other list with the number of its records, and what works on the whole workbook. Enter "
		   "opens it; "
		   "Esc comes back here."),
	.head = N_("Enter opens a list. The number before it is how many records it has."),
	.fill = fill,
	.open = open,
	.empty = "",
};

void screen_more(struct app *app)
{
	screen_rows(app, 8, _("More"), &source, "");
}
