/* Lists the packages that were taken in, and takes one back (kuayue/merge.h). */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "kuayue/merge.h"
#include "merge/take.h"
#include "record/site.h"
#include "workbook/db.h"

struct each_merged {
	int (*each)(void *data, const struct ky_merged *merged);
	void *data;
};

static int give_merged(void *data, const struct db_row *row)
{
	const struct each_merged *all = data;
	return all->each(all->data, &(struct ky_merged){ .n = db_int(row, 0),
							 .site = db_text(row, 1),
							 .day = db_text(row, 2),
							 .file = db_text(row, 3),
							 .taken_back = db_is_null(row, 4) ? NULL : db_text(row, 4),
							 .changes = db_int(row, 5) });
}

enum ky_code ky_merged_each(struct ky_workbook *wb, int (*each)(void *data, const struct ky_merged *merged),
			    void *data, struct ky_error *err)
{
	struct each_merged all = { each, data };
	return db_run(wb,
		      "SELECT n, site, day, path, undone, (SELECT count(*) FROM change WHERE received = r.n)"
		      " FROM received r ORDER BY n",
		      NULL, 0, give_merged, &all, err);
}

#define NAMED 12 /* records that a refusal names */

/* The numbers of what stands on an import; NULL: no memory. */
static char *name_records(struct ky_workbook *wb, const struct kept *on)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	for (size_t i = 0; i < on->count && i < NAMED; i++) {
		char *number = NULL;
		db_text_of(wb,
			   "SELECT json_extract(value, '$.number') FROM op WHERE record = ?1 AND field IS NULL AND"
			   " json_valid(value) ORDER BY n DESC LIMIT 1",
			   on->texts[i], &number, NULL);
		strbuf_addf(&sb, "%s%s", sb.len ? _(", ") : "", number ? number : on->texts[i]);
		free(number);
	}
	if (on->count > NAMED)
		strbuf_addf(&sb, _(" and %zu more"), on->count - NAMED);
	char *text = strbuf_take(&sb);
	strbuf_free(&sb);
	return text;
}

static enum ky_code stands(struct ky_workbook *wb, const struct kept *on, struct ky_error *err)
{
	char *names = name_records(wb, on);
	if (!names)
		return memory_out(err);
	ky_fail(err, KY_NO,
		_("It cannot be taken back any more, and nothing was changed; worked on since: %.600s. The backup "
		  "that was made before it was taken in is PATH.~1~ or an older one."),
		names);
	free(names);
	return KY_NO;
}

enum ky_code ky_merge_take_back(struct ky_workbook *wb, int64_t n, struct ky_error *err)
{
	char day[KY_DAY_TEXT];
	struct kept on = { 0 };
	int64_t found = 0;
	enum ky_code code = db_number(wb, "SELECT 1 FROM received WHERE n = ?1 AND undone IS NULL",
				      (struct db_arg[]){ DB_I(n) }, 1, 0, &found, err);
	if (!code && !found)
		return ky_fail(err, KY_INPUT, _("There is no such import here that could be taken back."));
	if (!code)
		code = ky_change_begin(wb, KY_CHANGE_IMPORT, err);
	if (code)
		return code;
	code = taken_back(wb, n, &on, err);
	if (!code)
		code = db_run(wb, "UPDATE received SET undone = ?2 WHERE n = ?1",
			      (struct db_arg[]){ DB_I(n), DB_T(ky_day_format(ky_workbook_today(wb), day)) }, 2,
			      NULL, NULL, err);
	if (!code) {
		code = ky_change_commit(wb, err);
		return code ? code : site_settle(wb, err);
	}
	ky_change_rollback(wb);
	if (on.count)
		code = stands(wb, &on, err);
	kept_free(&on);
	return code;
}
