/* Computes figures by running the declarations of data/figures.sql. No figure's own rule stands here. */
#include "kuayue/figure.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "figure/decl.h"
#include "kuayue/record.h"
#include "workbook/db.h"
#include "texts.h"

size_t ky_figure_count(void)
{
	return figure_decls_count;
}

size_t ky_figure_shown(void)
{
	size_t count = figure_decls_count;
	while (count > 0 && figure_decls[count - 1].figure.alias)
		count--;
	return count;
}

const struct ky_figure *ky_figure_at(size_t index)
{
	return index < figure_decls_count ? &figure_decls[index].figure : NULL;
}

const struct ky_figure *ky_figure_find(const char *id)
{
	for (size_t i = 0; i < figure_decls_count; i++)
		if (!strcmp(figure_decls[i].figure.id, id))
			return &figure_decls[i].figure;
	return NULL;
}

static const struct figure_decl *declaration(const struct ky_figure *figure, struct ky_error *err)
{
	for (size_t i = 0; figure && i < figure_decls_count; i++)
		if (&figure_decls[i].figure == figure || !strcmp(figure_decls[i].figure.id, figure->id))
			return &figure_decls[i];
	ky_fail(err, KY_INPUT, _("There is no figure \"%s\"; list the figures to see their names."),
		figure ? figure->id : "");
	return NULL;
}

/* Cut at a character, so that a long text stays valid UTF-8. */
static void copy_text(char *out, size_t size, const char *text)
{
	size_t len = strlen(text);
	if (len >= size)
		len = utf8_cut(text, size - 1);
	memcpy(out, text, len);
	out[len] = '\0';
}

const char *const figure_columns[2] = { "value", "shown" };

static int take_value(void *data, const struct db_row *row)
{
	struct ky_figure_value *value = data;
	int at[2];
	db_find_columns(row, figure_columns, 2, at);
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

static enum ky_code compute(struct ky_workbook *wb, const struct ky_figure *figure, struct ky_figure_value *value,
			    struct ky_error *err)
{
	const struct figure_decl *decl = declaration(figure, err);
	if (!decl)
		return KY_INPUT;
	*value = (struct ky_figure_value){ .origin = decl->origin };
	leave_blank(decl, value);
	enum ky_code code = read_target(wb, decl, value, err);
	if (code)
		return code;
	if (decl->parts)
		return join_parts(wb, decl->parts, value, err);
	char today[KY_DAY_TEXT];
	ky_day_format(ky_workbook_today(wb), today);
	struct db_arg args[] = { DB_T(today) };
	code = db_run(wb, decl->value, args, 1, take_value, value, err);
	return code ? code : settle_zero(wb, decl, value, err);
}

struct kept {
	int depth; /* of nested pairs */
	struct {
		bool known;
		struct ky_figure_value value;
	} figures[]; /* one a figure */
};

void ky_figures_keep(struct ky_workbook *wb)
{
	struct kept *kept = *db_kept(wb);
	if (!kept)
		kept = memory_new(sizeof(*kept) + ky_figure_count() * sizeof(kept->figures[0]));
	if (!kept)
		return; /* then each is computed whenever it is asked for */
	kept->depth++;
	*db_kept(wb) = kept;
}

void ky_figures_forget(struct ky_workbook *wb)
{
	struct kept *kept = *db_kept(wb);
	if (!kept || --kept->depth > 0)
		return;
	free(kept);
	*db_kept(wb) = NULL;
}

enum ky_code ky_figure_compute(struct ky_workbook *wb, const struct ky_figure *figure,
			       struct ky_figure_value *value, struct ky_error *err)
{
	assert(figure && value);
	struct kept *kept = *db_kept(wb);
	size_t at = 0;
	while (kept && ky_figure_at(at) && ky_figure_at(at) != figure)
		at++;
	if (!kept || !ky_figure_at(at))
		return compute(wb, figure, value, err);
	enum ky_code code = KY_OK;
	if (!kept->figures[at].known)
		code = compute(wb, figure, &kept->figures[at].value, err);
	kept->figures[at].known = code == KY_OK;
	*value = kept->figures[at].value;
	return code;
}

const char *const figure_record_columns[2] = { "id", "number" };

struct each_record {
	int (*each)(void *data, const char *id, const char *number);
	void *data;
};

static int give_record(void *data, const struct db_row *row)
{
	struct each_record *each = data;
	int at[2];
	db_find_columns(row, figure_record_columns, 2, at);
	return each->each(each->data, db_text(row, at[0]), db_text(row, at[1]));
}

enum ky_code ky_figure_records(struct ky_workbook *wb, const struct ky_figure *figure,
			       int (*each)(void *data, const char *id, const char *number), void *data,
			       struct ky_error *err)
{
	assert(figure && each);
	const struct figure_decl *decl = declaration(figure, err);
	if (!decl)
		return KY_INPUT;
	char today[KY_DAY_TEXT];
	ky_day_format(ky_workbook_today(wb), today);
	struct db_arg args[] = { DB_T(today) };
	return db_run(wb, decl->records, args, 1, give_record, &(struct each_record){ each, data }, err);
}

const char *ky_figure_state(const struct ky_figure_value *value)
{
	switch (value->state) {
	case KY_FIGURE_BLANK:
		return ZH_BLANK;
	case KY_FIGURE_ZERO:
		return ZH_ZERO;
	case KY_FIGURE_NA:
		return KY_NA_TEXT;
	case KY_FIGURE_NO_RATE:
		return value->text;
	default:
		return ZH_GIVEN;
	}
}

void ky_figure_say(const struct ky_figure *figure, const struct ky_figure_value *value, char *out, size_t size)
{
	snprintf(out, size, "%s%s", value->state == KY_FIGURE_NO_RATE ? "--" : value->text,
		 value->is_number ? figure->unit : "");
}
