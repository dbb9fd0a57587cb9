/* 零报告: who said, and when, that a ledger has nothing in it. kuayue/zero.h makes each; one a ledger and site. */
#include "kuayue/zero.h"

#include <assert.h>

#include "base/memory.h"
#include "record/internal.h"
#include "record/kinds/kinds.h"
#include "record/rule_help.h"
#include "record/zero.h"

static const struct ky_field fields[] = {
	{ .name = "ledger",
	  .label = "Ledger's name",
	  .zh = "台账代码",
	  .type = KY_TEXT,
	  .computed = true,
	  .role = KY_ROLE_IDENTITY,
	  .beside = true,
	  .why = N_("As commands name the ledger.") },
	{ .name = "name",
	  .label = "Ledger",
	  .zh = "台账",
	  .type = KY_TEXT,
	  .computed = true,
	  .list = { KY_LIST_ALWAYS, 20 },
	  .why = N_("The ledger that has nothing in it. Confirm it in that ledger, while it is empty.") },
	{ .name = "date",
	  .label = "Confirmed on",
	  .zh = "确认日期",
	  .type = KY_DATE,
	  .computed = true,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("The day on which somebody said so; blank: it was taken back.") },
	{ .name = "by",
	  .label = "Confirmed by",
	  .zh = "确认人",
	  .type = KY_TEXT,
	  .computed = true,
	  .list = { KY_LIST_ALWAYS, 10 },
	  .why = N_("Who said so.") },
	NOTE_FIELD(.list = { KY_LIST_ROOM, 20 }),
};

/* Only ky_zero_set makes such a record, and only of a ledger that is empty then. */
static enum ky_code rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			 int *field, struct ky_error *err)
{
	const struct ky_kind *kind = ky_kind_find(rule_text(after, "ledger"));
	int64_t rows = 0;
	if (!kind || !ky_zero_asked(kind))
		return rule_fail(after, "name", field, err,
				 _("a ledger is confirmed as empty on its own page, or with: kuayue set LEDGER "
				   "zero=yes"));
	if (!rule_is_set(after, "date") || (before && rule_unchanged(before, after, "date")))
		return KY_OK;
	enum ky_code code = zero_rows(wb, kind, &rows, err);
	if (!code && rows)
		code = rule_fail(after, "name", field, err,
				 _("%s has records, so it cannot be confirmed as empty."), ky_kind_title(kind));
	return code;
}

const struct kind_decl kind_zero = {
	.kind = { .name = "zero",
		  .label = "Confirmed as none",
		  .zh = "零报告",
		  .prefix = "ZB",
		  .title = "name",
		  FIELDS(fields) },
	.rule = rule,
};

/* Taking it back clears what was said and leaves the record, so that the ledger has one in every copy. */
static enum ky_code save(struct ky_workbook *wb, const struct ky_kind *kind, bool none, struct ky_error *err)
{
	struct ky_record *record = ky_record_new(ky_kind_find("zero")), *standing = NULL;
	const char *author = ky_workbook_author(wb);
	if (!record)
		return memory_out(err);
	enum ky_code code = ky_record_put(wb, record, ky_field_find(record->kind, "ledger"), kind->name, err);
	if (!code)
		code = store_find_identity(wb, record, &standing, err);
	if (standing) {
		ky_record_free(record);
		record = standing;
	}
	if (!code)
		code = ky_record_put(wb, record, ky_field_find(record->kind, "name"), kind->zh, err);
	if (!code)
		code = ky_record_put(wb, record, ky_field_find(record->kind, "by"), none && author ? author : "",
				     err);
	if (none)
		rule_put_date(record, "date", ky_workbook_today(wb));
	else
		rule_clear(record, "date");
	if (!code)
		code = ky_record_save(wb, record, NULL, err);
	ky_record_free(record);
	return code;
}

enum ky_code ky_zero_set(struct ky_workbook *wb, const struct ky_kind *kind, bool none, struct ky_error *err)
{
	assert(kind);
	struct ky_zero zero;
	if (!ky_zero_asked(kind))
		return ky_fail(err, KY_INPUT,
			       _("%s is filled by the program, so it cannot be confirmed as empty."),
			       ky_kind_title(kind));
	enum ky_code code = ky_zero_of(wb, kind, &zero, err);
	if (!code && none && zero.state == KY_FIGURE_FILLED)
		return ky_fail(err, KY_INPUT, _("%s has records, so it cannot be confirmed as empty."),
			       ky_kind_title(kind));
	return code || none == zero.said ? code : save(wb, kind, none, err);
}
