/* What `verify` has seen of a school's packages, and which of two is the newer. Only what stands inside counts. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "kuayue/package.h"
#include "workbook/db.h"

struct looking {
	struct ky_workbook *wb;
	const struct ky_package_report *report;
	enum ky_order order;
	struct ky_seen *earlier;
	enum ky_code code;
	struct ky_error *err;
};

static bool knows(const struct ky_package_report *report, const char *export)
{
	for (size_t i = 0; i < report->contains.count; i++)
		if (strcmp(report->contains.list[i], export) == 0)
			return true;
	for (size_t i = 0; i < report->replaces.count; i++)
		if (strcmp(report->replaces.list[i], export) == 0)
			return true;
	return false;
}

static int take_supersedes(void *data, const struct db_row *row)
{
	struct looking *looking = data;
	bool found = knows(looking->report, db_text(row, 0));
	looking->order = found ? KY_ORDER_NEWER : looking->order;
	return found;
}

/* One that neither knows, though another that was seen between them may know both. */
static enum ky_order against_stranger(struct looking *looking, const char *export)
{
	struct looking between = { .report = looking->report, .order = KY_ORDER_APART };
	looking->code = db_run(looking->wb,
			       "SELECT s.export FROM seen_knows k JOIN seen s ON s.n = k.seen WHERE k.export = ?1",
			       (struct db_arg[]){ DB_T(export) }, 1, take_supersedes, &between, looking->err);
	return between.order;
}

static enum ky_order against(struct looking *looking, const struct db_row *row)
{
	const struct ky_package_report *report = looking->report;
	const char *export = db_text(row, 1);
	if (!report->export_name[0])
		return export[0] ? KY_ORDER_OLD_FORMAT : KY_ORDER_FIRST;
	if (!export[0])
		return KY_ORDER_FIRST;
	if (strcmp(export, report->export_name) == 0)
		return (db_int(row, 2) != 0) != (report->sealed_for != NULL) ? KY_ORDER_SAME : KY_ORDER_TWO_FACED;
	if (db_int(row, 3))
		return KY_ORDER_OLDER;
	return knows(report, export) ? KY_ORDER_NEWER : against_stranger(looking, export);
}

static void note_earlier(struct ky_seen *earlier, const char *date, const char *day)
{
	snprintf(earlier->date, sizeof(earlier->date), "%s", date);
	snprintf(earlier->day, sizeof(earlier->day), "%s", day);
}

static int take_seen(void *data, const struct db_row *row)
{
	struct looking *looking = data;
	enum ky_order order = against(looking, row);
	if (looking->code)
		return 1;
	if (order < looking->order || (order == looking->order && order == KY_ORDER_FIRST))
		return 0;
	looking->order = order;
	note_earlier(looking->earlier, db_text(row, 4), db_text(row, 5));
	return 0;
}

static int take_same_bytes(void *data, const struct db_row *row)
{
	struct looking *looking = data;
	looking->order = KY_ORDER_AGAIN;
	note_earlier(looking->earlier, db_text(row, 0), db_text(row, 1));
	return 1;
}

/* A file of an earlier version that may only be read has seen nothing. */
static enum ky_code can_see(struct ky_workbook *wb, bool *can, struct ky_error *err)
{
	int64_t count = 0;
	enum ky_code code = db_number(wb, "SELECT count(*) FROM sqlite_schema WHERE name = 'seen_knows'", NULL, 0,
				      0, &count, err);
	*can = count == 1;
	return code;
}

enum ky_code ky_package_order(struct ky_workbook *wb, const struct ky_package_report *report, enum ky_order *order,
			      struct ky_seen *earlier, struct ky_error *err)
{
	assert(wb && report && order && earlier);
	struct looking looking = { .wb = wb, .report = report, .earlier = earlier, .err = err };
	bool can = false;
	*earlier = (struct ky_seen){ .date = "" };
	*order = KY_ORDER_FIRST;
	enum ky_code code = can_see(wb, &can, err);
	if (code || !can)
		return code;
	code = db_run(wb, "SELECT date, day FROM seen WHERE seal = ?1", (struct db_arg[]){ DB_T(report->seal) }, 1,
		      take_same_bytes, &looking, err);
	/* A signed one is not held against what anybody may have written. */
	if (!code && looking.order != KY_ORDER_AGAIN)
		code = db_run(wb,
			      "SELECT n, export, sealed, EXISTS (SELECT 1 FROM seen_knows k WHERE k.seen = seen.n"
			      " AND k.export = ?3), date, day FROM seen"
			      " WHERE site = ?1 AND (signer <> '') = ?2 ORDER BY n",
			      (struct db_arg[]){ DB_T(report->code), DB_I(report->is_signed),
						 DB_T(report->export_name) },
			      3, take_seen, &looking, err);
	*order = looking.order;
	return code ? code : looking.code;
}

static enum ky_code add_known(struct ky_workbook *wb, const struct ky_export_names *names, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < names->count; i++)
		code = db_run(wb, "INSERT OR IGNORE INTO seen_knows SELECT max(n), ?1 FROM seen",
			      (struct db_arg[]){ DB_T(names->list[i]) }, 1, NULL, NULL, err);
	return code;
}

static enum ky_code add(struct ky_workbook *wb, const struct ky_package_report *report, struct ky_error *err)
{
	char day[KY_DAY_TEXT];
	const struct db_arg args[] = {
		DB_T(report->seal),
		DB_T(report->export_name),
		DB_T(report->code ? report->code : ""),
		DB_T(report->is_signed ? report->signer.fingerprint : ""),
		DB_I(report->sealed_for != NULL),
		DB_T(report->date ? report->date : ""),
		DB_T(ky_day_format(ky_workbook_today(wb), day)),
	};
	enum ky_code code = db_run(wb,
				   "INSERT INTO seen (seal, export, site, signer, sealed, date, day)"
				   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
				   args, sizeof(args) / sizeof(args[0]), NULL, NULL, err);
	if (!code)
		code = add_known(wb, &report->contains, err);
	return code ? code : add_known(wb, &report->replaces, err);
}

enum ky_code ky_package_remember(struct ky_workbook *wb, const struct ky_package_report *report,
				 struct ky_error *err)
{
	int64_t there = 0;
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_KEY, err);
	if (code)
		return code;
	code = db_number(wb, "SELECT count(*) FROM seen WHERE seal = ?1", (struct db_arg[]){ DB_T(report->seal) },
			 1, 0, &there, err);
	if (!code && !there)
		code = add(wb, report, err);
	if (!code)
		return ky_change_commit(wb, err);
	ky_change_rollback(wb);
	return code;
}
