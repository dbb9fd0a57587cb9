/* Finds personal data in the texts and file names of all records, so that no package carries it by oversight. */

#include "base/i18n.h"
#include "base/strbuf.h"
#include "guide/scan.h"
#include "kuayue/personal.h"
#include "record/internal.h"

struct search {
	const struct ky_kind *kind;
	guide_each *each;
	void *data;
	bool stopped;
};

static bool is_text(const struct ky_field *field)
{
	return field->type == KY_TEXT || field->type == KY_LONG || field->type == KY_LOG || field->type == KY_FILE;
}

static int count(void *data, enum ky_personal kind)
{
	int *counts = data;
	counts[kind]++;
	return 0;
}

/* "Text (mobile number 2, QQ number)" for each field that holds any. */
static void describe(struct strbuf *sb, const struct ky_field *field, const char *text)
{
	int counts[KY_PERSONAL_KINDS] = { 0 };
	bool any = false;
	ky_personal_each(text, count, counts);
	for (int i = 0; i < KY_PERSONAL_KINDS; i++) {
		if (!counts[i])
			continue;
		strbuf_addf(sb, "%s%s", any ? _(", ") : sb->len ? _("; ") : "", any ? "" : ky_field_title(field));
		strbuf_addf(sb, any ? "%s" : _(" (%s"), ky_personal_title((enum ky_personal)i));
		if (counts[i] > 1)
			strbuf_addf(sb, " %d", counts[i]);
		any = true;
	}
	if (any)
		strbuf_add(sb, _(")"));
}

static int look_at(void *data, const struct db_row *row)
{
	struct search *search = data;
	const struct ky_kind *kind = search->kind;
	int title = ky_title_field(kind) + RECORD_FIXED_COLUMNS;
	struct strbuf found;
	strbuf_init(&found, STRBUF_LINE);
	for (int i = 0; i < (int)kind->field_count; i++)
		if (is_text(&kind->fields[i]) && !kind->fields[i].computed)
			describe(&found, &kind->fields[i], db_text(row, i + RECORD_FIXED_COLUMNS));
	if (found.len)
		search->stopped =
			search->each(search->data,
				     &(struct guide_row){ kind->name, db_text(row, 1), db_text(row, 2),
							  db_text(row, title), "", found.text, "" }) != 0;
	bool no_memory = found.no_memory;
	strbuf_free(&found);
	return no_memory ? DB_NO_MEMORY : search->stopped;
}

enum ky_code scan_numbers(struct ky_workbook *wb, guide_each *each, void *data, struct ky_error *err)
{
	struct search search = { .each = each, .data = data };
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && !search.stopped && (search.kind = ky_kind_at(i)) != NULL; i++)
		code = db_run(wb, table_sql(search.kind)->from_start, NULL, 0, look_at, &search, err);
	return code;
}
