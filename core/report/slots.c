/* Fills the {slots} of the campaign's sentences from figures and from the school's record. */
#include "report/slots.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "kuayue/record.h"
#include "report/wording.h"
#include "workbook/db.h"

const struct ky_figure_value *slots_value(const struct slots *slots, const char *id, size_t len)
{
	assert(slots->values); /* they were opened */
	for (size_t i = 0; i < ky_figure_count(); i++) {
		const char *figure = ky_figure_at(i)->id;
		if (strlen(figure) == len && memcmp(figure, id, len) == 0)
			return &slots->values[i];
	}
	return NULL;
}

static const char *grade_of(const struct slots *slots)
{
	const struct ky_figure_value *score = slots_value(slots, "score", strlen("score"));
	size_t count = 0;
	const struct ky_grade *grades = ky_campaign_grades(ky_workbook_campaign(slots->wb), &count);
	const struct ky_grade *best = NULL;
	for (size_t i = 0; score && score->is_number && i < count; i++)
		if (score->number >= grades[i].from && (!best || grades[i].from > best->from))
			best = &grades[i];
	return best ? best->title : "";
}

static bool is(const char *name, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(name, word, len) == 0;
}

enum ky_code slots_open(struct ky_workbook *wb, struct slots *slots, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	*slots = (struct slots){ .wb = wb };
	slots->values = memory_new((ky_figure_count() + 1) * sizeof(*slots->values));
	if (!slots->values)
		return memory_out(err);
	ky_figures_keep(wb);
	for (size_t i = 0; !code && i < ky_figure_count(); i++)
		code = ky_figure_compute(wb, ky_figure_at(i), &slots->values[i], err);
	ky_figures_forget(wb);
	for (size_t i = 0; !code && i < WRITTEN_COUNT; i++)
		code = written_load(wb, &written_slots[i], &slots->written[i], err);
	return code;
}

void slots_close(struct slots *slots)
{
	for (size_t i = 0; i < WRITTEN_COUNT; i++)
		ky_record_free(slots->written[i]);
	free(slots->values);
	*slots = (struct slots){ .wb = slots->wb };
}

static const struct ky_record *written_record(const struct slots *slots, const struct written *slot)
{
	return slots->written[slot - written_slots];
}

const char *slots_kind(const char *name, size_t len)
{
	const struct written *slot = written_find(name, len);
	return slot && slot->human ? slot->kind : "";
}

const char *slots_field(const char *name, size_t len)
{
	const struct written *slot = written_find(name, len);
	return slot && slot->human ? slot->field : "";
}

char *slots_record(const struct slots *slots, const char *name, size_t len)
{
	const struct written *slot = written_find(name, len);
	const struct ky_record *record = slot && slot->human ? written_record(slots, slot) : NULL;
	return memory_text(record ? ky_record_id(record) : "");
}

static void add_campaign(const struct slots *slots, struct strbuf *sb)
{
	strbuf_add(sb, ky_campaign_title(ky_workbook_campaign(slots->wb)));
}

static void add_year(const struct slots *slots, struct strbuf *sb)
{
	strbuf_addf(sb, "%d", ky_campaign_year(ky_workbook_campaign(slots->wb)));
}

static void add_date(const struct slots *slots, struct strbuf *sb)
{
	char date[KY_DAY_TEXT];
	strbuf_add(sb, ky_day_format(ky_workbook_today(slots->wb), date));
}

static void add_grade(const struct slots *slots, struct strbuf *sb)
{
	strbuf_add(sb, grade_of(slots));
}

static void add_late_days(const struct slots *slots, struct strbuf *sb)
{
	strbuf_addf(sb, "%d", ky_campaign_late_days(ky_workbook_campaign(slots->wb), ""));
}

static void add_group(const struct slots *slots, struct strbuf *sb)
{
	strbuf_add(sb, slots->group ? slots->group : "");
}

/* The slots that are neither figures nor what people write. */
static const struct {
	const char *name;
	void (*add)(const struct slots *slots, struct strbuf *sb);
} others[] = {
	{ "campaign", add_campaign }, { "year", add_year },   { "date", add_date },
	{ "today", add_date },        { "grade", add_grade }, { "late_days", add_late_days },
	{ "group", add_group },
};

const char *slots_other(size_t index)
{
	return index < sizeof(others) / sizeof(others[0]) ? others[index].name : NULL;
}

/* Adds the text of a slot that is no figure, or nothing where that is blank. */
static void add_other(const struct slots *slots, const char *name, size_t len, struct strbuf *sb)
{
	const struct written *slot = written_find(name, len);
	if (slot)
		strbuf_add(sb, written_text(slot, written_record(slots, slot)));
	for (size_t i = 0; slots_other(i); i++)
		if (is(name, len, slots_other(i)))
			others[i].add(slots, sb);
}

bool slots_figure(const char *name, size_t len)
{
	for (size_t i = 0; i < ky_figure_count(); i++)
		if (is(name, len, ky_figure_at(i)->id))
			return true;
	return false;
}

bool slots_know(const struct ky_kind *kind, const char *name, size_t len)
{
	size_t own = strcspn(name, ":");
	if (own > len)
		own = len;
	for (size_t i = 0; slots_other(i); i++)
		if (is(name, len, slots_other(i)))
			return true;
	if (slots_figure(name, own))
		return true;
	for (size_t i = 0; kind && i < kind->field_count; i++)
		if (is(name, len, kind->fields[i].name))
			return true;
	return written_find(name, len) || is(name, len, ZH_BLANK) || (kind && is(name, len, "number"));
}

static bool is_filled(const struct slots *slots, const char *name, size_t len)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	add_other(slots, name, len, &sb);
	bool filled = sb.len > 0;
	strbuf_free(&sb);
	return filled;
}

static struct wording_state state_of(const void *data, const char *name, size_t len)
{
	const struct slots *slots = data;
	struct wording_state state = { .number = "" };
	if (slots->subject && cell_state(slots->subject, name, len, &state))
		return state;
	const struct ky_figure_value *value = slots_value(slots, name, len);
	state.confirmed = value && value->state == KY_FIGURE_ZERO;
	state.blank = value ? value->state == KY_FIGURE_BLANK : !is_filled(slots, name, len);
	if (value && value->state == KY_FIGURE_NO_RATE) {
		state.cases[0] = ZH_NO_RATE;
		state.cases[1] = ZH_BLANK;
	} else if (state.blank) {
		state.cases[0] = ZH_BLANK;
	} else if (value && value->state == KY_FIGURE_NA) {
		state.cases[0] = ZH_NA;
	} else if (value && (value->is_number || state.confirmed)) {
		snprintf(state.number, sizeof(state.number), "%lld", (long long)value->number);
	}
	return state;
}

char *slots_choose(const struct slots *slots, const char *text)
{
	return wording_choose(text, state_of, slots);
}

/* "思想5 制度3" with a measure word behind each number. */
static void add_measured(struct strbuf *sb, const char *list, const char *word, size_t len)
{
	for (; *list; list++) {
		strbuf_add_len(sb, list, 1);
		if (list[0] >= '0' && list[0] <= '9' && (list[1] < '0' || list[1] > '9'))
			strbuf_add_len(sb, word, len);
	}
}

/* What follows the slot, without the unit where the figure is no number of it: 未填, or — alone. */
static const char *behind_unit(const struct ky_figure *figure, const struct ky_figure_value *value,
			       const char *rest)
{
	size_t len = strlen(figure->unit);
	bool no_number = value->state == KY_FIGURE_BLANK || value->state == KY_FIGURE_NA ||
			 value->state == KY_FIGURE_NO_RATE;
	return rest + (no_number && strncmp(rest, figure->unit, len) == 0 ? len : 0);
}

/* What is said beside a figure: where it comes from, or of how many rows; nothing where there is nothing to say.
 */
static void add_note(const struct slots *slots, const char *id, size_t len, struct strbuf *sb)
{
	const struct ky_figure_value *value = slots_value(slots, id, len);
	if (value && value->note[0] && value->state == KY_FIGURE_FILLED)
		strbuf_addf(sb, ZH_NOTE_SAID, value->note);
}

const char *slots_add(const struct slots *slots, const char *name, size_t len, struct strbuf *sb, bool *filled)
{
	assert(name[len] == '}');
	const char *rest = name + len + 1, *colon = memchr(name, ':', len);
	size_t own = colon ? (size_t)(colon - name) : len;
	if (colon && is(name, own, ZH_NOTE_SLOT)) {
		add_note(slots, colon + 1, len - own - 1, sb);
		*filled = true;
		return rest;
	}
	const struct ky_figure_value *value = slots_value(slots, name, own);
	size_t before = sb->len;
	if (value) {
		*filled = value->state != KY_FIGURE_BLANK;
		if (colon && *filled)
			add_measured(sb, value->text, colon + 1, len - own - 1);
		else
			strbuf_add(sb, value->text);
		return behind_unit(ky_figure_at((size_t)(value - slots->values)), value, rest);
	}
	add_other(slots, name, len, sb);
	*filled = sb->len > before;
	if (is(name, len, ZH_BLANK)) /* what a wording says of itself */
		strbuf_add(sb, ZH_BLANK);
	return rest;
}

static enum ky_code fill(const struct slots *slots, const char *text, char **out, struct ky_error *err)
{
	const char *whole = text;
	struct strbuf sb;
	strbuf_init(&sb, SLOTS_BYTES);
	while (*text) {
		const char *close = *text == '{' ? strchr(text, '}') : NULL;
		bool filled;
		if (close) {
			text = slots_add(slots, text + 1, (size_t)(close - text) - 1, &sb, &filled);
		} else {
			strbuf_add_len(&sb, text++, 1);
		}
	}
	enum ky_code code = strbuf_check(&sb, whole, err);
	*out = code ? NULL : strbuf_take(&sb);
	if (!code && !*out)
		code = memory_out(err);
	strbuf_free(&sb);
	return code;
}

enum ky_code slots_fill(const struct slots *slots, const char *text, char **out, struct ky_error *err)
{
	char *chosen = slots_choose(slots, text);
	if (!chosen)
		return memory_out(err);
	enum ky_code code = fill(slots, chosen, out, err);
	free(chosen);
	return code;
}
