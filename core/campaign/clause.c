/* Finds the parts of a template's text that a figure chooses, and their wordings (campaign/clause.h). */
#include "campaign/clause.h"

#include <assert.h>
#include <string.h>

#include "campaign/internal.h"

#define LONGEST_NAME 60

/* The ']' that closes the bracket before text, or NULL. */
static const char *closing(const char *text)
{
	int depth = 1;
	for (; *text; text++) {
		depth += (*text == '[') - (*text == ']');
		if (depth == 0)
			return text;
	}
	return NULL;
}

bool clause_at(const char *text, struct clause *clause)
{
	size_t len = *text == '[' ? strcspn(text + 1, " \t[]{}|") : 0;
	if (!len || len > LONGEST_NAME || text[1 + len] != '|')
		return false;
	const char *wordings = text + len + 2, *end = closing(wordings);
	*clause = (struct clause){ text + 1, len, wordings, end ? (size_t)(end - text) + 1 : 0 };
	return true;
}

/* The length of the case that text begins with, without its colon; *colon: of that. */
static size_t label_of(const char *text, size_t *colon)
{
	static const char *const words[] = { ZH_BLANK, ZH_NA, ZH_NO_RATE };
	static const char *const colons[] = { "：", ":" };
	size_t len = strspn(text, "0123456789");
	for (size_t i = 0; !len && i < sizeof(words) / sizeof(words[0]); i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			len = strlen(words[i]);
	for (size_t i = 0; len && i < sizeof(colons) / sizeof(colons[0]); i++)
		if (strncmp(text + len, colons[i], strlen(colons[i])) == 0) {
			*colon = strlen(colons[i]);
			return len;
		}
	return 0;
}

bool clause_next(const struct clause *clause, const char **at, struct wording *wording)
{
	assert(clause->len > 0);
	const char *text = *at, *end = clause->name - 1 + clause->len - 1;
	size_t len = 0, colon = 0;
	if (text > end)
		return false;
	for (int depth = 0; text + len < end && (depth > 0 || text[len] != '|'); len++)
		depth += (text[len] == '[') - (text[len] == ']');
	size_t label = label_of(text, &colon), skip = label ? label + colon : 0;
	*wording = (struct wording){ label ? text : NULL, label, text + skip, len - skip };
	*at = text + len + 1;
	return true;
}

static enum clause_fault check(const char *text, const char *end, int depth)
{
	struct clause clause;
	for (; text < end; text++) {
		size_t mark = 0;
		if (depth && section_mark(text, &mark) == text)
			return CLAUSE_HUMAN;
		if (!clause_at(text, &clause))
			continue;
		if (!clause.len || depth == CLAUSE_DEPTH)
			return CLAUSE_OPEN;
		struct wording wording;
		const char *at = clause.wordings;
		while (clause_next(&clause, &at, &wording)) {
			bool first = at == clause.wordings + wording.len + 1;
			enum clause_fault fault =
				!first && !wording.label
					? CLAUSE_LABEL
					: check(wording.text, wording.text + wording.len, depth + 1);
			if (fault)
				return fault;
		}
		text += clause.len - 1;
	}
	return CLAUSE_FITS;
}

enum clause_fault clause_check(const char *text)
{
	return check(text, text + strlen(text), 0);
}
