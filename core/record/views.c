/* Makes the temporary views that record/views.h describes, from the declarations of the kinds. */
#include "record/views.h"

#include "base/strbuf.h"
#include "record/internal.h"
#include "record/kinds/kinds.h"
#include "kuayue/zero.h"

extern const unsigned char data_views[]; /* data/sql/views.sql */

static const struct ky_field *field_of(const struct ky_kind *kind, enum ky_field_role role)
{
	int at = ky_field_of(kind, role);
	return at < 0 ? NULL : &kind->fields[at];
}

/* A kind whose forms have no 登记日期 takes the day of the change that made the record. */
static void add_entered(struct strbuf *sb, const struct ky_kind *kind)
{
	const struct ky_field *stamp = field_of(kind, KY_ROLE_STAMP);
	if (stamp)
		strbuf_addf(sb, "\"%s\"", stamp->name);
	else
		strbuf_addf(sb,
			    "(SELECT change.day FROM op JOIN change ON change.n = op.change WHERE op.record = "
			    "\"%s\".id ORDER BY op.n LIMIT 1)",
			    kind->name);
}

/* Its day is one of the campaign's, up to the SQL expression last; a record without a day, or of which it says
 * 不适用, has one. Of a kind whose day says nothing of the sort all have. */
static void add_within(struct strbuf *sb, const struct ky_field *day, const char *last)
{
	const char *name = day->name;
	strbuf_addf(sb, "((\"%s\" < campaign_from() OR \"%s\" > %s) IS NOT 1", name, name, last);
	if (day->may_be_na)
		strbuf_addf(sb, " OR \"%s\" = '" KY_NA_TEXT "'", name);
	strbuf_add(sb, ")");
}

static void add_and_within(struct strbuf *sb, const struct ky_field *day)
{
	if (!day->happened)
		return;
	strbuf_add(sb, " AND ");
	add_within(sb, day, "campaign_to()");
}

/* Every kind that people enter and that has a day on which it happened. */
static void add_dated(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	const struct ky_field *day = field_of(kind, KY_ROLE_HAPPENED);
	if (!day || !ky_zero_asked(kind))
		return;
	strbuf_addf(sb,
		    "%s SELECT *, days > late_days('%s') AS late FROM (SELECT *, CAST(julianday(entered) - "
		    "julianday(day) AS "
		    "INTEGER) AS days FROM (SELECT '%s' AS kind, id, number, \"%s\" AS title, \"%s\" AS day, ",
		    (*count)++ ? " UNION ALL" : "", kind->name, kind->name, kind->title, day->name);
	add_entered(sb, kind);
	strbuf_addf(sb, " AS entered, ord, seq FROM \"%s\"", kind->name);
	if (day->happened) {
		strbuf_add(sb, " WHERE ");
		add_within(sb, day, "campaign_to()");
	}
	strbuf_add(sb, "))");
}

/* Records of a day on which the campaign was not on. */
static void add_outside(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	const struct ky_field *day = field_of(kind, KY_ROLE_HAPPENED);
	if (!day || !day->happened)
		return;
	strbuf_addf(
		sb,
		"%s SELECT '%s' AS kind, id, number, \"%s\" AS title, \"%s\" AS day, ord, seq FROM \"%s\" WHERE "
		"NOT ",
		(*count)++ ? " UNION ALL" : "", kind->name, kind->title, day->name, kind->name);
	add_within(sb, day, "campaign_to()");
}

/* One row a kind: how many of its records have both days. Of a million rows the view
 * dated takes three times as long, for it hands on what nobody counts. */
static void add_both(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	const struct ky_field *day = field_of(kind, KY_ROLE_HAPPENED);
	if (!day || !ky_zero_asked(kind))
		return;
	strbuf_addf(sb, "%s SELECT count(*) AS both FROM \"%s\" WHERE \"%s\" IS NOT NULL AND ",
		    (*count)++ ? " UNION ALL" : "", kind->name, day->name);
	add_entered(sb, kind);
	strbuf_add(sb, " IS NOT NULL");
	add_and_within(sb, day);
}

/* The same of those that were entered late. */
static void add_late(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	const struct ky_field *day = field_of(kind, KY_ROLE_HAPPENED);
	if (!day || !ky_zero_asked(kind))
		return;
	strbuf_addf(sb, "%s SELECT count(*) AS late FROM \"%s\" WHERE CAST(julianday(",
		    (*count)++ ? " UNION ALL" : "", kind->name);
	add_entered(sb, kind);
	strbuf_addf(sb, ") - julianday(\"%s\") AS INTEGER) > late_days('%s')", day->name, kind->name);
	add_and_within(sb, day);
}

/* A record that was merged into one which is gone stands for itself again. */
static void add_merged(struct strbuf *sb, const struct ky_kind *kind, const struct ky_field *merged)
{
	strbuf_addf(sb, "EXISTS (SELECT 1 FROM \"%s\" AS target WHERE target.id = \"%s\".\"%s\")", kind->name,
		    kind->name, merged->name);
}

/* The records of a kind that count: not what was merged into another, or is of no day of the campaign. */
static void add_standing(struct strbuf *sb)
{
	const struct ky_kind *kind;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		const struct ky_field *merged = field_of(kind, KY_ROLE_MERGED),
				      *day = field_of(kind, KY_ROLE_HAPPENED);
		if (!merged)
			continue;
		strbuf_addf(sb, "CREATE TEMP VIEW IF NOT EXISTS standing_%s AS SELECT * FROM \"%s\" WHERE NOT ",
			    kind->name, kind->name);
		add_merged(sb, kind, merged);
		if (day)
			add_and_within(sb, day);
		strbuf_add(sb, ";");
	}
}

/* Records with a link that leads nowhere, by any of their fields. */
static void add_dangling(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	bool any = false;
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		if (field->type != KY_LINK && field->type != KY_LINKS)
			continue;
		if (any)
			strbuf_add(sb, " OR ");
		else
			strbuf_addf(
				sb,
				"%s SELECT '%s' AS kind, id, number, \"%s\" AS title, ord, seq FROM \"%s\" WHERE ",
				(*count)++ ? " UNION ALL" : "", kind->name, kind->title, kind->name);
		any = true;
		/* A set holds ids and blanks, so that it is a list of JSON once it has its commas. */
		if (field->type == KY_LINKS)
			strbuf_addf(
				sb,
				"EXISTS (SELECT 1 FROM json_each('[\"' || replace(\"%s\", ' ', '\",\"') || '\"]') "
				"WHERE value NOT IN (SELECT id FROM \"%s\"))",
				field->name, field->link);
		else
			strbuf_addf(sb, "(\"%s\" IS NOT NULL AND \"%s\" NOT IN (SELECT id FROM \"%s\"))",
				    field->name, field->name, field->link);
	}
}

/* Every field of a kind that links to others, with the ids in it. */
static void add_pointing(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		if (field->type == KY_LINK || field->type == KY_LINKS)
			strbuf_addf(sb,
				    "%s SELECT '%s' AS kind, id, number, '%s' AS field, \"%s\" AS ids, ord, seq "
				    "FROM \"%s\" WHERE \"%s\" IS NOT NULL",
				    (*count)++ ? " UNION ALL" : "", kind->name, field->name, field->name,
				    kind->name, field->name);
	}
}

/* As it is shown: of a kind that says who set it, worked out where nobody did. */
static void add_state(struct strbuf *sb, const struct ky_kind *kind, const struct ky_field *state)
{
	const char *by = kind_decl_of(kind)->state_by;
	if (by)
		strbuf_addf(sb, "shown_state(id, \"%s\", \"%s\", '%s')", state->name, by, state->choices);
	else
		strbuf_addf(sb, "\"%s\"", state->name);
}

/* Met: by the field that answers it, or by the last state; what was merged into another is the other's. */
static void add_met(struct strbuf *sb, const struct ky_kind *kind, const struct ky_field *due)
{
	const struct ky_field *state = field_of(kind, KY_ROLE_STATE), *merged = field_of(kind, KY_ROLE_MERGED),
			      *dropped = field_of(kind, KY_ROLE_DROPPED);
	if (due->met_by)
		strbuf_addf(sb, "\"%s\" IS NOT NULL", due->met_by);
	else if (state) {
		add_state(sb, kind, state);
		strbuf_addf(sb, " IS (SELECT key FROM choice WHERE list = '%s' ORDER BY pos DESC LIMIT 1)",
			    state->choices);
	} else {
		strbuf_add(sb, "0");
	}
	if (merged) {
		strbuf_add(sb, " OR ");
		add_merged(sb, kind, merged);
	}
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

static void add_demand(struct strbuf *sb, const struct ky_kind *kind, const struct kind_demand *demand,
		       bool unmerged, int *count)
{
	const struct ky_field *merged = field_of(kind, KY_ROLE_MERGED),
			      *identity = field_of(kind, KY_ROLE_IDENTITY);
	strbuf_addf(sb,
		    "%s SELECT '%s' AS kind, id, number, \"%s\" AS title, %s AS ref, '%s' AS is_now, '%s' AS "
		    "field, ord,"
		    " seq FROM \"%s\" WHERE \"%s\" = '%s' AND NOT answered(\"%s\")",
		    (*count)++ ? " UNION ALL" : "", kind->name, kind->title, identity ? identity->name : "NULL",
		    demand->is, demand->field, kind->name, demand->when, demand->is, demand->field);
	if (demand->unless)
		strbuf_addf(sb, " AND \"%s\" IS NOT '%s'", demand->unless, demand->unless_is);
	if (unmerged && merged) {
		strbuf_add(sb, " AND NOT ");
		add_merged(sb, kind, merged);
	}
}

static void add_lacking(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	const struct kind_decl *decl = kind_decl_of(kind);
	for (size_t i = 0; i < decl->demand_count; i++)
		add_demand(sb, kind, &decl->demands[i], decl->merged_needs_none, count);
}

static void add_confirmed(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	if (!ky_zero_asked(kind))
		return;
	strbuf_addf(sb,
		    "%s SELECT id, number, name, date AS day, ledger, EXISTS (SELECT 1 FROM \"%s\") AS void, %d "
		    "AS pos,"
		    " ord, seq FROM zero WHERE ledger = '%s' AND date IS NOT NULL AND " RECORD_SITE " IS NULL",
		    *count ? " UNION ALL" : "", kind->name, *count, kind->name);
	(*count)++;
}

/* The records of a kind that have taken place, or say no day; and those of the campaign's days, also to come. */
static void add_past(struct strbuf *sb)
{
	const struct ky_kind *kind;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		const struct ky_field *day = field_of(kind, KY_ROLE_HAPPENED);
		if (!day)
			continue;
		strbuf_addf(sb, "CREATE TEMP VIEW IF NOT EXISTS past_%s AS SELECT * FROM \"%s\" WHERE ",
			    kind->name, kind->name);
		if (day->happened)
			add_within(sb, day, "min(today(), campaign_to())");
		else
			strbuf_addf(sb, "(\"%s\" > today()) IS NOT 1%s%s%s", day->name,
				    day->may_be_na ? " OR \"" : "", day->may_be_na ? day->name : "",
				    day->may_be_na ? "\" = '" KY_NA_TEXT "'" : "");
		strbuf_addf(sb, ";CREATE TEMP VIEW IF NOT EXISTS within_%s AS SELECT * FROM \"%s\" WHERE ",
			    kind->name, kind->name);
		if (day->happened)
			add_within(sb, day, "campaign_to()");
		else
			strbuf_add(sb, "1");
		strbuf_add(sb, ";");
	}
}

/* Records that say of something that it took place on a day to come: one row each, of the first such day. */
static void add_to_come(struct strbuf *sb, const struct ky_kind *kind, int *count)
{
	size_t before = sb->len;
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		if (field->type != KY_DATE || field->ahead || field->computed || field->role == KY_ROLE_DEADLINE)
			continue;
		if (sb->len == before)
			strbuf_addf(
				sb,
				"%s SELECT * FROM (SELECT '%s' AS kind, id, number, \"%s\" AS title, nullif(min(",
				(*count)++ ? " UNION ALL" : "", kind->name, kind->title);
		strbuf_addf(sb,
			    "CASE WHEN \"%s\" > today() AND \"%s\" <> '" KY_NA_TEXT "' THEN \"%s\" ELSE '~' END, ",
			    field->name, field->name, field->name);
	}
	if (sb->len > before)
		strbuf_addf(sb, "'~'), '~') AS day, ord, seq FROM \"%s\") WHERE day IS NOT NULL", kind->name);
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
	add_view(&sb, "both_tally", add_both);
	add_view(&sb, "late_tally", add_late);
	add_view(&sb, "deadline", add_deadline);
	add_view(&sb, "lacking", add_lacking);
	add_view(&sb, "dangling", add_dangling);
	add_view(&sb, "pointing", add_pointing);
	add_view(&sb, "confirmed", add_confirmed);
	add_view(&sb, "to_come", add_to_come);
	add_view(&sb, "outside", add_outside);
	add_past(&sb);
	add_standing(&sb);
	strbuf_add(&sb, (const char *)data_views);
	enum ky_code code = strbuf_check(&sb, "dated", err);
	if (!code)
		code = db_script(wb, sb.text, err);
	strbuf_free(&sb);
	return code;
}

void views_promise(struct ky_workbook *wb)
{
	db_on_missing(wb, make_views);
}
