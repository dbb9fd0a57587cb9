/* Reads conditions over figures and days (campaign/condition.h). */
#include "campaign/condition.h"

#include <assert.h>
#include <string.h>

#include "campaign/internal.h"

#define AND "and"
#define TARGET "target."

/* The word at *at, up to a blank or a sign of comparison; false: there is none, or it is too long. */
static bool take_word(const char **at, char word[CONDITION_NAME])
{
	*at += strspn(*at, " ");
	size_t len = strcspn(*at, " <>=");
	if (!len || len >= CONDITION_NAME)
		return false;
	memcpy(word, *at, len);
	word[len] = '\0';
	*at += len;
	*at += strspn(*at, " ");
	return true;
}

static enum condition_is take_sign(const char **at)
{
	static const struct {
		const char *sign;
		enum condition_is is;
	} signs[] = {
		{ ">=", CONDITION_AT_LEAST }, { "<=", CONDITION_AT_MOST }, { "==", CONDITION_EQUAL },
		{ ">", CONDITION_MORE },      { "<", CONDITION_LESS },
	};
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strncmp(*at, signs[i].sign, strlen(signs[i].sign)) == 0) {
			*at += strlen(signs[i].sign);
			return signs[i].is;
		}
	return CONDITION_THERE;
}

/* What a word that something is compared with means; false: nothing. */
static bool take_meaning(struct condition *out)
{
	ky_day day = KY_NO_DAY;
	if (read_int(out->name, &out->number))
		out->than = CONDITION_NUMBER;
	else if (out->name[strspn(out->name, "0123456789-")] == '\0')
		out->than = CONDITION_DAY;
	else if (strcmp(out->name, "deadline") == 0)
		out->than = CONDITION_DEADLINE;
	else if (strcmp(out->name, "phases") == 0)
		out->than = CONDITION_PHASES;
	else if (strncmp(out->name, TARGET, strlen(TARGET)) == 0) {
		out->than = CONDITION_TARGET;
		memmove(out->name, out->name + strlen(TARGET), strlen(out->name + strlen(TARGET)) + 1);
		return out->name[0] != '\0';
	} else
		out->than = CONDITION_FIGURE;
	return out->than != CONDITION_DAY || !ky_day_parse_in_year(out->name, 2012, &day, NULL);
}

/* One condition, up to the "and" behind it or the end. */
static bool take(const char **at, struct condition *out)
{
	*out = (struct condition){ .is = CONDITION_THERE };
	if (!take_word(at, out->figure))
		return false;
	out->is = take_sign(at);
	return out->is == CONDITION_THERE || (take_word(at, out->name) && take_meaning(out));
}

bool condition_next(const char **at, struct condition *out)
{
	char word[CONDITION_NAME];
	if (!**at)
		return false;
	bool fits = take(at, out);
	assert(fits);
	if (fits && **at)
		fits = take_word(at, word);
	return fits;
}

bool condition_check(const char *text)
{
	struct condition condition;
	char word[CONDITION_NAME];
	while (text) {
		if (!take(&text, &condition))
			return false;
		if (!*text)
			return true;
		if (!take_word(&text, word) || strcmp(word, AND) != 0)
			return false;
	}
	return true;
}
