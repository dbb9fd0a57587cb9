/* Counts those who signed in, and those of the roster who should have (record/attendance.h). */
#include "record/attendance.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "record/internal.h"
#include "record/rule_help.h"
#include "texts.h"

#define NAMED_MOST 5 /* of those who are absent */

/* ?1: the day. Who joined later was not there yet; who left is not there from that day on. */
#define THERE                                                                                                     \
	" FROM person WHERE site IS NULL AND (joined IS NULL OR joined <= ?1) AND (leave IS NULL OR leave > ?1)"

struct absent {
	const struct ky_record *record;
	struct strbuf *names;
	int count;
};

static int take_person(void *data, const struct db_row *row)
{
	struct absent *absent = data;
	if (links_have(rule_text(absent->record, "attendance"), db_text(row, 0)))
		return 0;
	if (absent->count++ < NAMED_MOST)
		strbuf_addf(absent->names, "%s%s", absent->names->len ? "、" : "", db_text(row, 1));
	return 0;
}

enum ky_code attendance_absent(struct ky_workbook *wb, const struct ky_record *record, char **names,
			       struct ky_error *err)
{
	struct strbuf sb;
	struct absent absent = { .record = record, .names = &sb };
	strbuf_init(&sb, STRBUF_TEXT);
	enum ky_code code =
		db_run(wb, "SELECT id, name" THERE " ORDER BY ord, seq",
		       (struct db_arg[]){ DB_T(rule_text(record, "date")) }, 1, take_person, &absent, err);
	if (absent.count > NAMED_MOST)
		strbuf_add(&sb, ZH_AND_OTHERS);
	if (!code)
		code = strbuf_check(&sb, "absent", err);
	*names = code ? NULL : strbuf_take(&sb);
	strbuf_free(&sb);
	return code;
}

void attendance_count(struct ky_record *record)
{
	if (rule_is_set(record, "attendance") && !rule_is_answered(record, "present_by"))
		rule_put_number(record, "present", rule_count(record, "attendance"));
}

/* Nothing is known of those who should have come: the roster does. */
static enum ky_code fill_should(struct ky_workbook *wb, struct ky_record *after, struct ky_error *err)
{
	int64_t there = 0, count = rule_count(after, "attendance");
	if (rule_is_set(after, "should"))
		return KY_OK;
	enum ky_code code = db_number(wb, "SELECT count(*)" THERE,
				      (struct db_arg[]){ DB_T(rule_text(after, "date")) }, 1, 0, &there, err);
	if (!code && there >= count)
		rule_put_number(after, "should", there);
	return code;
}

/* Whether somebody asked now for a number to be kept. */
static bool asks_to_keep(const struct ky_record *before, const struct ky_record *after)
{
	return rule_is_answered(after, "present_by") && (!before || !rule_unchanged(before, after, "present_by"));
}

/* Whether what was kept on purpose is what stands there now. */
static bool is_kept(const struct ky_record *before, const struct ky_record *after, const char *mark)
{
	return asks_to_keep(before, after) || rule_equals(after, "present_by", mark);
}

/* The field that is counted, and may be kept as it was typed. */
static const struct ky_field *counted(const struct ky_kind *kind)
{
	size_t i = 0;
	while (i < kind->field_count && !kind->fields[i].kept_by)
		i++;
	assert(i < kind->field_count); /* declared */
	return &kind->fields[i];
}

/* The title of the field that keeps a number as it was typed. */
static const char *kept_in(const struct ky_kind *kind)
{
	return ky_field_title(&kind->fields[ky_field_find(kind, counted(kind)->kept_by)]);
}

bool ky_record_may_keep(const struct ky_record *record, int field)
{
	assert(field >= 0 && (size_t)field < record->kind->field_count);
	if (!record->kind->fields[field].kept_by || counted(record->kind) != &record->kind->fields[field])
		return false;
	return rule_is_set(record, "attendance") && !rule_is_answered(record, "present_by") &&
	       rule_number(record, "present") != rule_count(record, "attendance");
}

static enum ky_code settle_present(const struct ky_record *before, struct ky_record *after, int *field,
				   struct ky_error *err)
{
	int64_t count = rule_count(after, "attendance"), typed = rule_number(after, "present");
	bool was_counted = before && rule_unchanged(before, after, "present") &&
			   !rule_is_set(before, "present_by") && rule_is_set(before, "attendance");
	if (!rule_is_set(after, "present") || was_counted) {
		rule_put_number(after, "present", count);
		typed = count;
	}
	if (typed == count && rule_is_number(after, "present")) {
		rule_clear(after, "present_by");
		return KY_OK;
	}
	char *mark = memory_print(ZH_PRESENT_BY_HAND, (long long)count, (long long)typed);
	enum ky_code code = mark ? KY_OK : memory_out(err);
	if (!code && is_kept(before, after, mark))
		rule_put_text(after, "present_by", mark);
	else if (!code)
		code = rule_fail(
			after, "present", field, err,
			_("%lld are ticked and %lld is typed. Correct one of the two; if it is right so, %s "
			  "has to be %s."),
			(long long)count, (long long)typed, kept_in(after->kind), ZH_BY_HAND);
	free(mark);
	return code;
}

enum ky_code attendance_rule(struct ky_workbook *wb, const struct ky_record *before, struct ky_record *after,
			     int *field, struct ky_error *err)
{
	if (asks_to_keep(before, after) &&
	    strncmp(rule_text(after, "present_by"), ZH_BY_HAND, strlen(ZH_BY_HAND)) != 0)
		return rule_fail(after, "present_by", field, err,
				 _("%s or nothing stands here; a number goes into %s."), ZH_BY_HAND,
				 ky_field_title(counted(after->kind)));
	if (!rule_is_set(after, "attendance")) {
		rule_clear(after, "present_by");
		return KY_OK;
	}
	enum ky_code code = fill_should(wb, after, err);
	return code ? code : settle_present(before, after, field, err);
}
