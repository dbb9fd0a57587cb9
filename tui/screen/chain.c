/* Shows the chain of a record: where it came from, and at which step it stops. */
#include <stdio.h>
#include <string.h>

#include "kuayue/chain.h"
#include "screen/rows.h"

struct painter {
	struct app *app;
	struct rows *rows;
};

/* The number of the record that a link field names. */
static void merged_number(struct app *app, const struct ky_record *record, int field, char *out, size_t size)
{
	struct ky_record *other = NULL;
	snprintf(out, size, "%s", "");
	if (ky_record_load(app->wb, ky_record_get(record, field).text, &other, NULL))
		return;
	snprintf(out, size, "%s", ky_record_number(other));
	ky_record_free(other);
}

static int take_link(void *data, const struct ky_chain_link *link)
{
	struct painter *painter = data;
	const struct ky_record *record = link->record;
	const struct ky_kind *kind = ky_record_kind(record);
	char title[200], where[200] = "", value[120];
	ky_record_show(painter->app->wb, record, ky_title_field(kind), title, sizeof(title));
	if (link->merged_into >= 0) {
		merged_number(painter->app, record, link->merged_into, value, sizeof(value));
		snprintf(where, sizeof(where), _("merged into %s"), value);
	} else if (link->stops_at >= 0) {
		snprintf(where, sizeof(where), _("stops at: %s"), ky_field_title(&kind->fields[link->stops_at]));
	} else if (link->reached >= 0) {
		snprintf(where, sizeof(where), "%s", _("complete"));
	}
	if (link->here)
		rows_here(painter->rows);
	rows_add(painter->rows, link->stops_at >= 0 ? LOOK_WARN : LOOK_PLAIN, kind->name, ky_record_id(record),
		 "%*s%s%s\t%s\t%s\t%s", (int)link->stage * 2, "", link->stage ? "└ " : "",
		 ky_record_number(record), where, ky_kind_title(kind), title);
	return 0;
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	struct ky_error err = { 0 };
	if (ky_chain(app->wb, about, take_link, &(struct painter){ app, rows }, &err))
		app_fail(app, &err);
}

static const struct rows_source source = {
	.help = N_("Where a problem came up, what became of it, and when it was made known. Each line says at "
		   "which step it stops; {ENTER} opens it."),
	.head = N_("From where it came up to where it was made known; a line that stops says where."),
	.fill = fill,
	.empty = N_("This record is gone."),
};

void screen_chain(struct app *app, const char *id)
{
	screen_rows(app, 0, _("Chain"), &source, id);
}
