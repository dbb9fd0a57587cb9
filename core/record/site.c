/* Sites and the scope of what is read (kuayue/site.h): over each kind's table lies a view in memory, which SQLite
 * finds by the table's name before the table. A file with records of one site only has none. */
#include "kuayue/site.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "record/identity.h"
#include "record/kinds/kinds.h"
#include "record/site.h"

/* Adds a text as SQL has it between quotes: a code comes from outside. */
static void add_quoted(struct strbuf *sb, const char *text)
{
	strbuf_add(sb, "'");
	for (; *text; text++)
		strbuf_add_len(sb, *text == '\'' ? "''" : text, *text == '\'' ? 2 : 1);
	strbuf_add(sb, "'");
}

static bool is_all(const char *scope)
{
	return strcmp(scope, KY_SITE_ALL) == 0;
}

/* The school of all sites together is our own, with the people of points that are not counted in its numbers.
 * Where nobody said whether they are, they are taken for counted: no sum is larger than what was stated. */
static void add_sums(struct strbuf *sb, const struct ky_kind *kind)
{
	strbuf_addf(sb, "CREATE TEMP VIEW \"%s\" AS SELECT seq, id, number, ord", kind->name);
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		if (field->type == KY_NUMBER)
			strbuf_addf(sb,
				    ", CASE WHEN \"%s\" IS NULL OR typeof(\"%s\") = 'text' THEN \"%s\" ELSE "
				    "\"%s\" + (SELECT"
				    " ifnull(sum(p.\"%s\"), 0) FROM main.\"%s\" p WHERE p." RECORD_SITE
				    " IS NOT NULL AND"
				    " p.\"" SITE_IN_PARENT "\" = 'no') END AS \"%s\"",
				    field->name, field->name, field->name, field->name, field->name, kind->name,
				    field->name);
		else
			strbuf_addf(sb, ", \"%s\"", field->name);
	}
	strbuf_addf(sb, ", " RECORD_SITE " FROM main.\"%s\" WHERE " RECORD_SITE " IS NULL;", kind->name);
}

static void add_view(struct strbuf *sb, const struct ky_kind *kind, const char *scope)
{
	strbuf_addf(sb, "DROP VIEW IF EXISTS temp.\"%s\";", kind->name);
	if (is_all(scope) && kind->single) {
		add_sums(sb, kind);
		return;
	}
	if (is_all(scope))
		return;
	strbuf_addf(sb, "CREATE TEMP VIEW \"%s\" AS SELECT * FROM main.\"%s\" WHERE " RECORD_SITE, kind->name,
		    kind->name);
	if (strcmp(scope, KY_SITE_OWN) == 0) {
		strbuf_add(sb, " IS NULL;");
		return;
	}
	strbuf_add(sb, " = ");
	add_quoted(sb, scope);
	strbuf_add(sb, ";");
}

static enum ky_code set_scope(struct ky_workbook *wb, const char *scope, struct ky_error *err)
{
	struct strbuf sb;
	const struct ky_kind *kind;
	strbuf_init(&sb, STRBUF_TEXT);
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++)
		add_view(&sb, kind, scope);
	enum ky_code code = strbuf_check(&sb, scope, err);
	if (!code)
		code = db_script(wb, sb.text, err);
	strbuf_free(&sb);
	if (!code)
		db_set_scope(wb, scope);
	return code;
}

enum ky_code site_settle(struct ky_workbook *wb, struct ky_error *err)
{
	int64_t others = 0;
	enum ky_code code =
		db_number(wb, "SELECT EXISTS (SELECT 1 FROM main.school WHERE " RECORD_SITE " IS NOT NULL)", NULL,
			  0, 0, &others, err);
	if (code || (!others && !db_scope(wb)[0]))
		return code;
	return set_scope(wb, db_scope(wb)[0] && others ? db_scope(wb) : KY_SITE_OWN, err);
}

struct each_site {
	int (*each)(void *data, const struct ky_site *site);
	void *data;
	const char *own; /* its code */
	bool stopped;
};

/* columns: site, name, people_in_parent */
static int take_site(void *data, const struct db_row *row)
{
	struct each_site *all = data;
	bool own = db_is_null(row, 0);
	all->stopped = all->each(all->data, &(struct ky_site){ .code = own ? all->own : db_text(row, 0),
							       .name = db_text(row, 1),
							       .own = own,
							       .in_parent = db_text(row, 2) }) != 0;
	return all->stopped;
}

enum ky_code ky_site_each(struct ky_workbook *wb, int (*each)(void *data, const struct ky_site *site), void *data,
			  struct ky_error *err)
{
	static const char all_sql[] =
		"SELECT " RECORD_SITE ", name, \"" SITE_IN_PARENT "\" FROM main.school ORDER BY"
		" " RECORD_SITE " IS NOT NULL, " RECORD_SITE;
	static const char own_sql[] = "SELECT NULL, name, NULL FROM school ORDER BY seq LIMIT 1";
	struct each_site all = { .each = each, .data = data };
	char *own = NULL;
	enum ky_code code = identity_site(wb, &own, err);
	all.own = own;
	/* An old file that is only read has neither column. */
	if (!code)
		code = db_run(wb, db_scope(wb)[0] ? all_sql : own_sql, NULL, 0, take_site, &all, err);
	free(own);
	return code;
}

struct wanted_site {
	const char *which;
	char found[KY_SITE];
};

static int match_site(void *data, const struct ky_site *site)
{
	struct wanted_site *wanted = data;
	if (strcmp(site->code, wanted->which) != 0)
		return 0;
	snprintf(wanted->found, sizeof(wanted->found), "%s", site->own ? KY_SITE_OWN : site->code);
	return 1;
}

enum ky_code ky_site_scope(struct ky_workbook *wb, const char *which, struct ky_error *err)
{
	assert(which);
	struct wanted_site wanted = { .which = which };
	bool word = is_all(which) || strcmp(which, KY_SITE_OWN) == 0;
	enum ky_code code = word ? KY_OK : ky_site_each(wb, match_site, &wanted, err);
	if (!code && !word && !wanted.found[0])
		code = ky_fail(err, KY_INPUT, _("No records of a site %.60s are in this workbook."), which);
	if (code || (!db_scope(wb)[0] && (word || strcmp(wanted.found, KY_SITE_OWN) == 0)))
		return code;
	return set_scope(wb, word ? which : wanted.found, err);
}

const char *ky_site_scoped(const struct ky_workbook *wb)
{
	return db_scope(wb)[0] ? db_scope(wb) : KY_SITE_OWN;
}
