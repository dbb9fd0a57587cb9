/* Works out the value of a figure by running its declaration of data/figures.sql. No figure's own rule stands
 * here. */
#include "figure/value.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/percent.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "kuayue/record.h"
#include "workbook/db.h"
#include "texts.h"

/* Cut at a character, so that a long text stays valid UTF-8. */
static void copy_text(char *out, size_t size, const char *text)
{
	size_t len = strlen(text);
	if (len >= size)
		len = utf8_cut(text, size - 1);
	memcpy(out, text, len);
	out[len] = '\0';
}

const char *const figure_columns[5] = { "value", "shown", "held", "known", "note" };

struct taking {
	const struct figure_decl *decl;
	struct ky_figure_value *value;
};

/* What is said beside it: where it comes from, or that it is a sum of some of its rows only. */
static void take_note(const struct taking *taking, const struct db_row *row, const int *at)
{
	struct ky_figure_value *value = taking->value;
	int64_t held = at[2] < 0 ? 0 : db_int(row, at[2]), known = at[3] < 0 ? 0 : db_int(row, at[3]);
	if (known < held && known > 0)
		snprintf(value->note, sizeof(value->note), ZH_KNOWN_OF, (long long)held, taking->decl->row,
			 (long long)known, taking->decl->row);
	else if (at[4] >= 0)
		copy_text(value->note, sizeof(value->note), db_text(row, at[4]));
}

static int take_value(void *data, const struct db_row *row)
{
	struct taking *taking = data;
	struct ky_figure_value *value = taking->value;
	int at[5];
	db_find_columns(row, figure_columns, 5, at);
	take_note(taking, row, at);
	if (db_is_null(row, at[0]))
		return 1;
	if (db_is_int(row, at[0])) {
		value->is_number = true;
		value->number = db_int(row, at[0]);
		value->state = KY_FIGURE_FILLED;
		snprintf(value->text, sizeof(value->text), "%" PRId64, value->number);
		return 1;
	}
	const char *text = db_text(row, at[0]);
	if (!*text)
		return 1;
	value->state = strcmp(text, KY_NA_TEXT) == 0 ? KY_FIGURE_NA : KY_FIGURE_FILLED;
	copy_text(value->raw, sizeof(value->raw), text);
	copy_text(value->text, sizeof(value->text), at[1] >= 0 ? db_text(row, at[1]) : text);
	return 1;
}

struct targets {
	const struct ky_campaign *campaign;
	struct ky_figure_value *value;
};

static int take_target(void *data, const struct db_row *row)
{
	struct targets *targets = data;
	const struct ky_task *task = ky_campaign_task(targets->campaign, db_text(row, 0));
	targets->value->has_target = true;
	targets->value->target += db_int(row, 1);
	targets->value->target_inferred |= task && task->target_inferred;
	return 0;
}

/* Adds up the targets of the tasks that the figure measures, as the school's plan has them. The campaign says
 * whether such a target is stated or inferred. */
static enum ky_code add_task_targets(struct ky_workbook *wb, const char *figure, struct ky_figure_value *value,
				     struct ky_error *err)
{
	return db_run(
		wb,
		"SELECT task_id, target FROM task WHERE figure = ?1 AND dropped IS NULL AND target IS NOT NULL",
		(struct db_arg[]){ DB_T(figure) }, 1, take_target,
		&(struct targets){ ky_workbook_campaign(wb), value }, err);
}

static void leave_blank(const struct figure_decl *decl, struct ky_figure_value *value)
{
	bool rate = strcmp(decl->blank, "—") == 0;
	value->state = rate ? KY_FIGURE_NO_RATE : KY_FIGURE_BLANK;
	value->is_number = false;
	value->number = 0;
	copy_text(value->text, sizeof(value->text), decl->blank);
	copy_text(value->raw, sizeof(value->raw), rate ? decl->blank : "");
}

/* How the ledgers that a figure counts stand, together: filled where any has a record, else as the one of which
 * the least was said. */
static enum ky_code stand(struct ky_workbook *wb, const char *ledgers, enum ky_filling *out, struct ky_error *err)
{
	char name[32];
	enum ky_code code = KY_OK;
	*out = KY_FIGURE_ZERO;
	for (size_t len = 0; !code && *ledgers && *out != KY_FIGURE_FILLED;
	     ledgers += len + (ledgers[len] == ' ')) {
		struct ky_zero zero;
		len = strcspn(ledgers, " ");
		assert(len < sizeof(name));
		snprintf(name, sizeof(name), "%.*s", (int)len, ledgers);
		code = ky_zero_of(wb, ky_kind_find(name), &zero, err);
		if (zero.state != KY_FIGURE_ZERO)
			*out = zero.state == KY_FIGURE_FILLED ? KY_FIGURE_FILLED : KY_FIGURE_BLANK;
	}
	return code;
}

/* 0 without a record behind it is what somebody said, or nothing. What the school typed, it said itself. */
static enum ky_code settle_zero(struct ky_workbook *wb, const struct figure_decl *decl,
				struct ky_figure_value *value, struct ky_error *err)
{
	bool nought = value->is_number ? value->number == 0 : value->raw[strspn(value->raw, "0/")] == '\0';
	if (value->state != KY_FIGURE_FILLED || !nought)
		return KY_OK;
	if (decl->origin == KY_ORIGIN_SCHOOL)
		value->state = KY_FIGURE_ZERO;
	if (!decl->ledgers)
		return KY_OK;
	enum ky_code code = stand(wb, decl->ledgers, &value->state, err);
	if (!code && value->state == KY_FIGURE_BLANK)
		leave_blank(decl, value);
	return code;
}

/* Each part in its place; nothing where all are 未填. */
static enum ky_code join_parts(struct ky_workbook *wb, const char *parts, struct ky_figure_value *value,
			       struct ky_error *err)
{
	struct strbuf text;
	char id[64];
	enum ky_filling all = KY_FIGURE_BLANK;
	enum ky_code code = KY_OK;
	strbuf_init(&text, STRBUF_TEXT);
	for (size_t len = 0; !code && *parts; parts += len + (parts[len] == ' ')) {
		struct ky_figure_value part = { .state = KY_FIGURE_BLANK };
		len = strcspn(parts, " ");
		snprintf(id, sizeof(id), "%.*s", (int)len, parts);
		assert(ky_figure_find(id));
		code = ky_figure_compute(wb, ky_figure_find(id), &part, err);
		all = !text.len || all == part.state ? part.state : KY_FIGURE_FILLED;
		strbuf_addf(&text, "%s%s", text.len ? "/" : "", part.text);
	}
	if (!code && text.no_memory)
		code = memory_out(err);
	value->state = all;
	if (!code && all != KY_FIGURE_BLANK) {
		copy_text(value->raw, sizeof(value->raw), text.text);
		copy_text(value->text, sizeof(value->text), text.text);
	}
	strbuf_free(&text);
	return code;
}

static enum ky_code read_target(struct ky_workbook *wb, const struct figure_decl *decl,
				struct ky_figure_value *value, struct ky_error *err)
{
	int target = 0;
	if (!decl->target ||
	    !ky_campaign_target(ky_workbook_campaign(wb), decl->target, &target, &value->target_inferred))
		return add_task_targets(wb, decl->measures, value, err);
	value->has_target = true;
	value->target = target;
	return KY_OK;
}

void figure_pair(const char *ids, const struct ky_figure **first, const struct ky_figure **second)
{
	size_t len = strcspn(ids, " ");
	char id[64];
	assert(len < sizeof(id) && ids[len]);
	snprintf(id, sizeof(id), "%.*s", (int)len, ids);
	*first = ky_figure_find(id);
	*second = ky_figure_find(ids + len + 1);
	assert(*first && *second);
}

/* Its two figures say what it divides; a part is never more than the whole. */
static enum ky_code divide(struct ky_workbook *wb, const struct figure_decl *decl, struct ky_figure_value *value,
			   struct ky_error *err)
{
	struct ky_figure_value part = { .is_number = false }, whole = part;
	const struct ky_figure *dividend, *divisor;
	figure_pair(decl->rate, &dividend, &divisor);
	enum ky_code code = ky_figure_compute(wb, dividend, &part, err);
	if (!code)
		code = ky_figure_compute(wb, divisor, &whole, err);
	if (code || !part.is_number || !whole.is_number || part.number < 0 || whole.number <= 0)
		return code;
	value->state = KY_FIGURE_FILLED;
	value->is_number = true;
	value->number = percent_of(part.number < whole.number ? part.number : whole.number, whole.number);
	snprintf(value->text, sizeof(value->text), "%" PRId64, value->number);
	value->raw[0] = '\0';
	snprintf(value->note, sizeof(value->note), "%" PRId64 "/%" PRId64 "%s", part.number, whole.number,
		 divisor->unit);
	return code;
}

/* The first figure, but no more than the second. */
static enum ky_code take_least(struct ky_workbook *wb, const struct figure_decl *decl,
			       struct ky_figure_value *value, struct ky_error *err)
{
	struct ky_figure_value first = { .is_number = false }, second = first;
	const struct ky_figure *of, *most;
	figure_pair(decl->least, &of, &most);
	enum ky_code code = ky_figure_compute(wb, of, &first, err);
	if (!code)
		code = ky_figure_compute(wb, most, &second, err);
	if (code)
		return code;
	copy_text(value->note, sizeof(value->note), first.note);
	if (!first.is_number || !second.is_number)
		return KY_OK;
	value->state = KY_FIGURE_FILLED;
	value->is_number = true;
	value->number = first.number < second.number ? first.number : second.number;
	snprintf(value->text, sizeof(value->text), "%" PRId64, value->number);
	value->raw[0] = '\0';
	return settle_zero(wb, decl, value, err);
}

enum ky_code figure_value(struct ky_workbook *wb, const struct figure_decl *decl, struct ky_figure_value *value,
			  struct ky_error *err)
{
	*value = (struct ky_figure_value){ .origin = decl->origin };
	leave_blank(decl, value);
	enum ky_code code = read_target(wb, decl, value, err);
	if (code)
		return code;
	if (decl->parts)
		return join_parts(wb, decl->parts, value, err);
	if (decl->rate)
		return divide(wb, decl, value, err);
	if (decl->least)
		return take_least(wb, decl, value, err);
	char today[KY_DAY_TEXT];
	ky_day_format(ky_workbook_today(wb), today);
	struct db_arg args[] = { DB_T(today) };
	struct taking taking = { decl, value };
	code = db_run(wb, decl->value, args, 1, take_value, &taking, err);
	return code ? code : settle_zero(wb, decl, value, err);
}
