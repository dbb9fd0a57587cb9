/* Chooses the wordings of the campaign's sentences by what their figures are (report/wording.h). */
#include "report/wording.h"

#include <assert.h>
#include <string.h>

#include "base/strbuf.h"
#include "campaign/clause.h"
#include "texts.h"

/* Who is asked for the state of a name. */
struct asking {
	wording_fn *state_of;
	const void *data;
};

static bool is_for(const struct wording *wording, const char *label)
{
	return wording->label && label && strlen(label) == wording->label_len &&
	       memcmp(label, wording->label, wording->label_len) == 0;
}

/* The wording for the state, or the first. */
static struct wording wording_for(const struct clause *clause, const struct wording_state *state)
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
static void add(const struct asking *asking, struct strbuf *sb, const char *text, const char *end,
		const struct wording_state *state, int depth)
{
	struct clause clause;
	while (text < end) {
		size_t len = 1;
		if (depth < CLAUSE_DEPTH && clause_at(text, &clause) && clause.len &&
		    clause.len <= (size_t)(end - text)) {
			struct wording_state inner = asking->state_of(asking->data, clause.name, clause.name_len);
			struct wording wording = wording_for(&clause, &inner);
			add(asking, sb, wording.text, wording.text + wording.len, &inner, depth + 1);
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

char *wording_choose(const char *text, wording_fn *state_of, const void *data)
{
	struct strbuf sb;
	assert(text);
	if (!strchr(text, '['))
		return memory_text(text);
	strbuf_init(&sb, STRBUF_TEXT);
	add(&(struct asking){ state_of, data }, &sb, text, text + strlen(text), NULL, 0);
	char *chosen = strbuf_take(&sb);
	if (chosen)
		tidy(chosen);
	return chosen;
}
