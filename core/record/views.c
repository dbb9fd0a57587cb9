#include "record/views.h"

#include "base/strbuf.h"
#include "record/internal.h"

static const struct ky_field *field_of(const struct ky_kind *kind, enum ky_field_role role)
{
	int at = ky_field_of(kind, role);
	return at < 0 ? NULL : &kind->fields[at];
}

static void add_dated(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	const struct ky_field *day = field_of(kind, KY_ROLE_HAPPENED), *stamp = field_of(kind, KY_ROLE_STAMP);
	if (!day || !stamp)
		return;
	strbuf_addf(
		sb,
		"%s SELECT '%s' AS kind, id, number, \"%s\" AS title, \"%s\" AS day, \"%s\" AS entered, ord, seq"
		" FROM \"%s\"",
		(*count)++ ? " UNION ALL" : "", kind->name, kind->title, day->name, stamp->name, kind->name);
}

/* Met: by the field that answers it, or by the last state; what was merged into another is the other's. */
static void add_met(struct strbuf *sb, const struct ky_kind *kind, const struct ky_field *due)
{
	const struct ky_field *state = field_of(kind, KY_ROLE_STATE), *merged = field_of(kind, KY_ROLE_MERGED),
			      *dropped = field_of(kind, KY_ROLE_DROPPED);
	if (due->met_by)
		strbuf_addf(sb, "\"%s\" IS NOT NULL", due->met_by);
	else if (state)
		strbuf_addf(sb, "\"%s\" IS (SELECT key FROM choice WHERE list = '%s' ORDER BY pos DESC LIMIT 1)",
			    state->name, state->choices);
	else
		strbuf_add(sb, "0");
	if (merged)
		strbuf_addf(sb, " OR \"%s\" IS NOT NULL", merged->name);
	if (dropped)
		strbuf_addf(sb, " OR \"%s\" IS NOT NULL", dropped->name);
}

static void add_deadline(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	const struct ky_field *due = field_of(kind, KY_ROLE_DEADLINE),
			      *identity = field_of(kind, KY_ROLE_IDENTITY);
	if (!due)
		return;
	strbuf_addf(sb, "%s SELECT '%s' AS kind, id, number, \"%s\" AS title, \"%s\" AS due, ",
		    (*count)++ ? " UNION ALL" : "", kind->name, kind->title, due->name);
	add_met(sb, kind, due);
	strbuf_addf(sb, " AS met, %s AS ref, ord, seq FROM \"%s\" WHERE \"%s\" IS NOT NULL",
		    identity ? identity->name : "NULL", kind->name, due->name);
}

static void add_view(struct strbuf *sb, const char *name,
		     void (*add)(struct strbuf *sb, const struct ky_kind *kind, int *count))
{
	const struct ky_kind *kind;
	int count = 0;
	strbuf_addf(sb, "CREATE TEMP VIEW IF NOT EXISTS %s AS", name);
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++)
		add(sb, kind, &count);
	strbuf_add(sb, ";");
}

static enum ky_code make_views(struct ky_workbook *wb, struct ky_error *err)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	add_view(&sb, "dated", add_dated);
	add_view(&sb, "deadline", add_deadline);
	enum ky_code code = db_script(wb, sb.text, err);
	strbuf_free(&sb);
	return code;
}

void views_promise(struct ky_workbook *wb)
{
	db_on_missing(wb, make_views);
}
