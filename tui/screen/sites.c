/* Chooses whose records lists and figures are about: the school's own, a teaching point's, or of all together. */
#include <stdio.h>
#include <string.h>

#include "kuayue/site.h"
#include "screen/rows.h"

struct painter {
	struct rows *rows;
	const char *scope;
	int count;
};

static void add_line(struct painter *painter, const char *scope, const char *name, const char *note)
{
	bool here = strcmp(painter->scope, scope) == 0;
	if (here)
		rows_here(painter->rows);
	rows_add(painter->rows, here ? LOOK_BOLD : LOOK_PLAIN, "", scope, "%s\t%s\t%s", here ? "(*)" : "( )", name,
		 note);
}

static int take_site(void *data, const struct ky_site *site)
{
	struct painter *painter = data;
	painter->count++;
	add_line(painter, site->own ? KY_SITE_OWN : site->code, site->name,
		 site->own                             ? site->code
		 : strcmp(site->in_parent, "yes") == 0 ? _("its people are counted in the school's")
		 : strcmp(site->in_parent, "no") == 0
			 ? _("its people are counted beside the school's")
			 : _("whether its people are in the school's numbers: not said"));
	return 0;
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	struct ky_error err = { 0 };
	struct painter painter = { .rows = rows, .scope = ky_site_scoped(app->wb) };
	(void)about;
	if (ky_site_each(app->wb, take_site, &painter, &err))
		app_fail(app, &err);
	if (painter.count > 1)
		add_line(&painter, KY_SITE_ALL, _("all together"), "");
}

static void choose(struct app *app, const char *kind, const char *id)
{
	struct ky_error err = { 0 };
	(void)kind;
	if (ky_site_scope(app->wb, id, &err)) {
		app_fail(app, &err);
		return;
	}
	app_go(app, 1);
	app->framed++;
}

static const struct rows_source source = {
	.help = N_("Whose records the lists, figures and findings are about, until the program ends or another is "
		   "chosen. What is added is always this school's own; the report too."),
	.head = N_("{ENTER} chooses whose records are shown and counted."),
	.fill = fill,
	.open = choose,
	.empty = "",
};

void screen_sites(struct app *app, int page)
{
	screen_rows(app, page, _("School or teaching point"), &source, "");
}
