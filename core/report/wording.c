/* Chooses the wordings of the campaign's sentences by what their figures are (report/wording.h). */
#include "report/wording.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "campaign/clause.h"

/* What a figure is, for the choice between wordings. */
struct state {
	const char *cases[3]; /* in the order in which they are looked for; NULL: none */
	char number[24];
	bool confirmed; /* somebody said that there are none */
	bool blank;
};

static struct state state_of(const struct slots *slots, const struct clause *clause)
{
	struct state state = { .number = "" };
	const struct ky_figure_value *value = slots_value(slots, clause->name, clause->name_len);
	if (!value) {
		state.blank = !slots_filled(slots, clause->name, clause->name_len);
		state.cases[0] = state.blank ? ZH_BLANK : NULL;
		return state;
	}
	state.confirmed = value->state == KY_FIGURE_ZERO;
	state.blank = value->state == KY_FIGURE_BLANK;
	if (value->state == KY_FIGURE_NA) {
		state.cases[0] = ZH_NA;
	} else if (state.blank) {
		bool no_rate = strcmp(value->text, ZH_NO_RATE) == 0;
		state.cases[0] = no_rate ? ZH_NO_RATE : ZH_BLANK;
		state.cases[1] = no_rate ? ZH_BLANK : NULL;
	} else if (value->is_number || state.confirmed) {
		snprintf(state.number, sizeof(state.number), "%lld", (long long)value->number);
	}
	return state;
}

static bool is_for(const struct wording *wording, const char *label)
{
	return wording->label && label && strlen(label) == wording->label_len &&
	       memcmp(label, wording->label, wording->label_len) == 0;
}

/* The wording for the state, or the first. */
static struct wording wording_for(const struct clause *clause, const struct state *state)
{
	const char *const labels[] = { state->number[0] ? state->number : NULL, state->cases[0], state->cases[1] };
	struct wording first = { .text = "" }, wording;
	const char *at = clause->wordings;
	clause_next(clause, &at, &first);
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		for (at = clause->wordings; labels[i] && clause_next(clause, &at, &wording);)
			if (is_for(&wording, labels[i]))
				return wording;
	return first;
}

static bool begins(const char *text, const char *end, const char *with)
{
	size_t len = strlen(with);
	return (size_t)(end - text) >= len && memcmp(text, with, len) == 0;
}

/* Adds the text up to end. state: of the figure that chose it, NULL outside of any. */
static void add(const struct slots *slots, struct strbuf *sb, const char *text, const char *end,
		const struct state *state, int depth)
{
	struct clause clause;
	while (text < end) {
		size_t len = 1;
		if (depth < CLAUSE_DEPTH && clause_at(text, &clause) && clause.len &&
		    clause.len <= (size_t)(end - text)) {
			struct state inner = state_of(slots, &clause);
			struct wording wording = wording_for(&clause, &inner);
			add(slots, sb, wording.text, wording.text + wording.len, &inner, depth + 1);
			len = clause.len;
		} else if (begins(text, end, ZH_ZERO_SLOT)) {
			strbuf_add(sb, state && state->confirmed ? ZH_ZERO_SAID : "");
			len = strlen(ZH_ZERO_SLOT);
		} else if (state && state->blank && begins(text, end, ZH_BLANK)) {
			/* A slot that nothing fills: what is not filled in stands out. */
			strbuf_add(sb, "{" ZH_BLANK "}");
			len = strlen(ZH_BLANK);
		} else {
			strbuf_add_len(sb, text, 1);
		}
		text += len;
	}
}

/* The length of a mark that parts two clauses, 0 for anything else. */
static size_t parting(const char *text)
{
	static const char *const marks[] = { "，", "、", "；" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strncmp(text, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

static bool is_full_stop(const char *text)
{
	return strncmp(text, "。", strlen("。")) == 0;
}

/* Leaves out marks that part nothing: at the beginning, behind a full stop, and before another mark. */
static void tidy(char *text)
{
	char *out = text;
	bool open = true; /* nothing stands before what comes */
	for (size_t len; *text; text += len) {
		len = parting(text);
		bool stop = is_full_stop(text);
		if (!len && stop)
			len = strlen("。");
		if (len && (open || (!stop && (parting(text + len) || is_full_stop(text + len)))))
			continue;
		if (!len)
			len = 1;
		open = stop;
		memmove(out, text, len);
		out += len;
	}
	*out = '\0';
}

char *wording_choose(const struct slots *slots, const char *text)
{
	struct strbuf sb;
	assert(text);
	if (!strchr(text, '['))
		return memory_text(text);
	strbuf_init(&sb, STRBUF_TEXT);
	add(slots, &sb, text, text + strlen(text), NULL, 0);
	char *chosen = strbuf_take(&sb);
	if (chosen)
		tidy(chosen);
	return chosen;
}
