/* Reads what measures a task, and asks the records for it. A figure has its queries in data/figures.sql; those of
 * when= are made here from the declaration of its kind. */
#include "figure/measure.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "figure/value.h"
#include "kuayue/record.h"
#include "kuayue/zero.h"

/* ?2: how many. What has no day comes behind all that has one, and is the last to be asked for. */
#define FIRST_BY_DAY " ORDER BY day IS NULL, day, number LIMIT ?2"
#define LAST_BY_DAY " ORDER BY day DESC, number DESC LIMIT ?2"

const char *const figure_reached_columns[REACHED_COLUMNS] = { "id", "number", "day" };

const struct figure_decl *measure_declaration(const char *id)
{
	for (size_t i = 0; i < figure_decls_count; i++)
		if (strcmp(figure_decls[i].figure.id, id) == 0)
			return figure_decls[i].value || figure_decls[i].rate || figure_decls[i].least
				       ? &figure_decls[i]
				       : NULL;
	return NULL;
}

static bool has_choice(const struct ky_campaign *campaign, const struct ky_field *field, const char *key)
{
	size_t count = 0;
	const struct ky_choice *choices =
		field->type == KY_CHOICE ? ky_campaign_choices(campaign, field->choices, &count) : NULL;
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].id, key) == 0)
			return true;
	return false;
}

bool measure_parse(const struct ky_campaign *campaign, const char *text, struct measure *out)
{
	char kind[64], field[64];
	*out = (struct measure){ .field = -1, .all = strncmp(text, "all ", 4) == 0 };
	text += out->all ? 4 : 0;
	size_t len = strcspn(text, ".");
	snprintf(kind, sizeof(kind), "%.*s", (int)len, text);
	out->kind = ky_kind_find(kind);
	if (!out->kind || out->kind->local)
		return false;
	if (!text[len])
		return !out->all;
	text += len + 1;
	len = strcspn(text, "=");
	snprintf(field, sizeof(field), "%.*s", (int)len, text);
	out->field = ky_field_find(out->kind, field);
	out->choice = text[len] ? text + len + 1 : NULL;
	return out->field >= 0 &&
	       (!out->choice || has_choice(campaign, &out->kind->fields[out->field], out->choice));
}

bool measure_find(const struct ky_campaign *campaign, const char *figure, const char *when, struct measure *out)
{
	*out = (struct measure){ .field = -1, .figure = figure && figure[0] ? measure_declaration(figure) : NULL };
	return out->figure || (when && measure_parse(campaign, when, out));
}

bool measure_is_in_steps(const struct measure *measure)
{
	return measure->figure ? measure->figure->steps : !measure->all;
}

/* The pieces of a query for the records of when=. */
struct pieces {
	char from[560]; /* the records of the kind that count: none that was merged or dropped, or is of a day to
			   come or outside of the campaign */
	char is[240];   /* whether one of them is as it says */
	char day[400];
};

static void write_source(struct pieces *out, const struct measure *measure)
{
	const struct ky_kind *kind = measure->kind;
	const struct ky_field *asked = measure->field >= 0 ? &kind->fields[measure->field] : NULL;
	const char *field = asked ? asked->name : "";
	int dropped = ky_field_of(kind, KY_ROLE_DROPPED), day = ky_field_of(kind, KY_ROLE_HAPPENED);
	char counts[160] = "", past[240] = "";
	if (dropped >= 0)
		snprintf(counts, sizeof(counts), "\"%s\" IS NULL AND ", kind->fields[dropped].name);
	if (day >= 0)
		snprintf(past, sizeof(past), "(\"%s\" IS NULL OR (\"%s\" <= today()%s%s%s)) AND ",
			 kind->fields[day].name, kind->fields[day].name,
			 kind->fields[day].happened ? " AND \"" : "",
			 kind->fields[day].happened ? kind->fields[day].name : "",
			 kind->fields[day].happened ? "\" BETWEEN campaign_from() AND campaign_to()" : "");
	snprintf(out->from, sizeof(out->from), "\"%s%s\" WHERE %s%s1",
		 ky_field_of(kind, KY_ROLE_MERGED) >= 0 ? "standing_" : "", kind->name, counts, past);
	if (measure->field < 0)
		snprintf(out->is, sizeof(out->is), "1");
	else if (measure->choice)
		snprintf(out->is, sizeof(out->is), asked->several ? "has_link(\"%s\", '%s')" : "\"%s\" IS '%s'",
			 field, measure->choice);
	else if (asked->type == KY_DATE)
		snprintf(out->is, sizeof(out->is), "answered(\"%s\") AND \"%s\" <= today()", field, field);
	else
		snprintf(out->is, sizeof(out->is), "answered(\"%s\")", field);
}

/* The field with the day of a kind's records: when it took place, was entered, or the first day that is asked for
 * and is no deadline; -1: they have none. */
static int day_field(const struct ky_kind *kind)
{
	int day = ky_field_of(kind, KY_ROLE_HAPPENED);
	if (day < 0)
		day = ky_field_of(kind, KY_ROLE_STAMP);
	for (size_t i = 0; day < 0 && !kind->single && i < kind->field_count; i++)
		if (kind->fields[i].type == KY_DATE && kind->fields[i].role == KY_ROLE_NONE)
			day = (int)i;
	return day;
}

/* The day of such a record: that of the field itself, or its kind's; of one that has none, the day on which the
 * field was filled. */
static void write_day(struct pieces *out, const struct measure *measure)
{
	const struct ky_kind *kind = measure->kind;
	bool own = measure->field >= 0 && kind->fields[measure->field].type == KY_DATE;
	int day = own ? measure->field : day_field(kind);
	if (day >= 0)
		snprintf(out->day, sizeof(out->day), "\"%s\"", kind->fields[day].name);
	else
		snprintf(out->day, sizeof(out->day),
			 "(SELECT c.day FROM op o JOIN change c ON c.n = o.change WHERE o.record = \"%s\".id"
			 " AND (o.field IS NULL OR o.field = '%s') ORDER BY o.n DESC LIMIT 1)",
			 kind->name, measure->field >= 0 ? kind->fields[measure->field].name : "");
}

static enum ky_code run(struct ky_workbook *wb, struct strbuf *sb, int64_t most,
			int (*each)(void *data, const struct db_row *row), void *data, struct ky_error *err)
{
	char today[KY_DAY_TEXT];
	ky_day_format(ky_workbook_today(wb), today);
	enum ky_code code = strbuf_check(sb, "when", err);
	if (!code)
		code = db_once(wb, sb->text, (struct db_arg[]){ DB_T(today), DB_I(most) }, 2, each, data, err);
	strbuf_free(sb);
	return code;
}

static int take_values(void *data, const struct db_row *row)
{
	struct measured *out = data;
	out->value = db_int(row, 0);
	out->any = db_int(row, 1) != 0;
	return 1;
}

static enum ky_code value_of_records(struct ky_workbook *wb, const struct measure *measure, int64_t most,
				     struct measured *out, struct ky_error *err)
{
	struct pieces p = { .from = "" };
	struct strbuf sb;
	write_source(&p, measure);
	strbuf_init(&sb, STRBUF_LINE);
	if (measure->all)
		strbuf_addf(&sb,
			    "SELECT CASE WHEN present AND NOT EXISTS (SELECT 1 FROM %s AND NOT (%s)) THEN ?2 ELSE "
			    "0 END,"
			    " present FROM (SELECT EXISTS (SELECT 1 FROM %s AND %s) AS present)",
			    p.from, p.is, p.from, p.is);
	else
		strbuf_addf(&sb,
			    "SELECT n, n > 0 FROM (SELECT count(*) AS n FROM (SELECT 1 FROM %s AND %s LIMIT ?2))",
			    p.from, p.is);
	return run(wb, &sb, most, take_values, out, err);
}

static int take_one(void *data, const struct db_row *row)
{
	(void)row;
	*(bool *)data = true;
	return 1;
}

/* The ledger of a rate that has nothing to divide by; NULL: it has several, or needs no word. */
static const struct ky_kind *ledger_of(const struct measure *measure)
{
	const struct figure_decl *decl = measure->figure;
	return decl && !decl->steps && decl->ledgers ? ky_kind_find(decl->ledgers) : NULL;
}

/* Where somebody said that there was nothing to do, all of it is done. */
static enum ky_code value_of_nothing(struct ky_workbook *wb, const struct measure *measure, int64_t most,
				     struct measured *out, struct ky_error *err)
{
	struct ky_zero zero = { .state = KY_FIGURE_BLANK };
	const struct ky_kind *ledger = ledger_of(measure);
	enum ky_code code = ledger ? ky_zero_of(wb, ledger, &zero, err) : KY_OK;
	out->any = zero.state == KY_FIGURE_ZERO;
	out->value = out->any ? most : 0;
	return code;
}

/* Whether what a rate divides is more than nothing: then there are records that work towards it, and none is asked
 * for. Of the smaller of two figures that is the first, also where nobody said the second. */
static enum ky_code is_begun(struct ky_workbook *wb, const struct figure_decl *decl, bool *begun,
			     struct ky_error *err)
{
	struct ky_figure_value value = { .is_number = false };
	const struct ky_figure *part, *whole;
	*begun = false;
	if (!decl->rate)
		return KY_OK;
	figure_pair(decl->rate, &part, &whole);
	if (measure_declaration(part->id)->least)
		figure_pair(measure_declaration(part->id)->least, &part, &whole);
	enum ky_code code = ky_figure_compute(wb, part, &value, err);
	*begun = value.is_number && value.number > 0;
	return code;
}

/* A figure that is a day or a text is one thing that is there. A rate of 0 may have records that work towards it;
 * what it is only divided by, such as the school's page with its staff, begins nothing. */
static enum ky_code value_of_figure(struct ky_workbook *wb, const struct measure *measure, int64_t most,
				    struct measured *out, struct ky_error *err)
{
	const struct figure_decl *decl = measure->figure;
	struct ky_figure_value value;
	enum ky_code code = ky_figure_compute(wb, &decl->figure, &value, err);
	if (!code && value.state == KY_FIGURE_NO_RATE)
		code = value_of_nothing(wb, measure, most, out, err);
	else
		out->value = value.is_number ? value.number : value.state == KY_FIGURE_FILLED;
	out->any = out->value > 0;
	if (!code && !out->any)
		code = is_begun(wb, decl, &out->any, err);
	return code || out->any || decl->steps ? code : measure_reached(wb, measure, 1, take_one, &out->any, err);
}

enum ky_code measure_value(struct ky_workbook *wb, const struct measure *measure, int64_t most,
			   struct measured *out, struct ky_error *err)
{
	*out = (struct measured){ .value = 0 };
	return measure->figure ? value_of_figure(wb, measure, most, out, err)
			       : value_of_records(wb, measure, most, out, err);
}

/* The kind whose records stand behind a figure; NULL: they come from a view. */
static const struct ky_kind *kind_of(const char *from)
{
	static const char *const views[] = { "standing_", "past_", "within_" };
	char name[64];
	for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++)
		if (strncmp(from, views[i], strlen(views[i])) == 0)
			from += strlen(views[i]);
	snprintf(name, sizeof(name), "%.*s", (int)strspn(from, "abcdefghijklmnopqrstuvwxyz_"), from);
	return ky_kind_find(name);
}

static void add_of_figure(struct strbuf *sb, const struct figure_decl *decl)
{
	const struct ky_kind *kind = decl->day ? NULL : kind_of(decl->from);
	int at = kind ? day_field(kind) : -1;
	const char *day = decl->day ? decl->day : at >= 0 ? kind->fields[at].name : "NULL";
	/* Of different things that are counted, the first record of each. */
	if (decl->thing)
		strbuf_addf(sb,
			    "SELECT id, number, day FROM (SELECT id, number, %s AS day, row_number() OVER "
			    "(PARTITION BY"
			    " \"%s\" ORDER BY %s IS NULL, %s, number) AS copy FROM %s) WHERE copy = 1%s",
			    day, decl->thing, day, day, decl->from, FIRST_BY_DAY);
	else
		strbuf_addf(sb, "SELECT id, number, day FROM (SELECT id, number, %s AS day FROM %s)%s", day,
			    decl->from, decl->steps ? FIRST_BY_DAY : LAST_BY_DAY);
}

static void add_of_records(struct strbuf *sb, const struct measure *measure)
{
	struct pieces p = { .from = "" };
	write_source(&p, measure);
	write_day(&p, measure);
	strbuf_addf(sb, "SELECT id, number, %s AS day FROM %s AND %s%s", p.day, p.from, p.is,
		    measure->all ? LAST_BY_DAY : FIRST_BY_DAY);
}

enum ky_code measure_reached(struct ky_workbook *wb, const struct measure *measure, int64_t count,
			     int (*each)(void *data, const struct db_row *row), void *data, struct ky_error *err)
{
	const struct figure_decl *decl = measure->figure;
	struct strbuf sb;
	if (decl && !decl->from && !decl->reached)
		return KY_OK;
	strbuf_init(&sb, STRBUF_LINE);
	if (decl && decl->reached)
		strbuf_add(&sb, decl->reached);
	else if (decl)
		add_of_figure(&sb, decl);
	else
		add_of_records(&sb, measure);
	return run(wb, &sb, count, each, data, err);
}

enum ky_code measure_confirmed(struct ky_workbook *wb, const struct measure *measure,
			       int (*each)(void *data, const struct db_row *row), void *data, struct ky_error *err)
{
	const struct ky_kind *ledger = ledger_of(measure);
	if (!ledger)
		return KY_OK;
	return db_run(wb,
		      "SELECT id, number, date AS day FROM zero WHERE ledger = ?1 AND date IS NOT NULL"
		      " AND site IS NULL ORDER BY date, number LIMIT 1",
		      (struct db_arg[]){ DB_T(ledger->name) }, 1, each, data, err);
}
