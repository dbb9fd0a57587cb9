/* Paints a row of choices (widget/choices.h). */
#include "widget/choices.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "kuayue/text.h"
#include "terminal/term.h"

#define PAUSE 600 /* ms, after which a sign begins anew */

static bool are_digits(const struct ky_choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (isdigit((unsigned char)choices[i].id[0]))
			return true;
	return false;
}

int choices_named(const struct ky_choice *choices, size_t count, const char *typed)
{
	assert(typed);
	int begins = -1, beginnings = 0;
	size_t len = strlen(typed),
	       number = typed[0] >= '1' && typed[0] <= '9' && !typed[1] ? (size_t)(typed[0] - '0') : 0;
	if (!len)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (strcasecmp(choices[i].id, typed) == 0 || strcmp(choices[i].text, typed) == 0)
			return (int)i;
		if (strncmp(choices[i].text, typed, len) != 0 && strncasecmp(choices[i].id, typed, len) != 0)
			continue;
		begins = (int)i;
		beginnings++;
	}
	if (number && number <= count && !are_digits(choices, count))
		return (int)number - 1;
	return beginnings == 1 ? begins : -1;
}

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool choices_typing_on(const struct choices_typing *typing)
{
	return typing->text[0] && now_ms() < typing->until;
}

/* One sign that named no choice, and now a number: that is the correction of a slip. */
static bool corrects(const struct choices_typing *typing, const struct ky_choice *choices, size_t count,
		     const char *typed)
{
	return !typing->text[1] && isdigit((unsigned char)typed[0]) &&
	       choices_named(choices, count, typing->text) < 0;
}

int choices_type(struct choices_typing *typing, const struct ky_choice *choices, size_t count, int chosen,
		 const char *typed)
{
	assert(chosen < (int)count);
	if (!choices_typing_on(typing) || corrects(typing, choices, count, typed)) {
		typing->text[0] = '\0';
		typing->before = chosen;
	}
	size_t len = strlen(typing->text), more = strlen(typed);
	typing->until = now_ms() + PAUSE;
	if (len + more >= sizeof(typing->text))
		return -1; /* longer than any choice; what was typed so far names none either */
	memcpy(typing->text + len, typed, more + 1);
	return choices_named(choices, count, typing->text);
}

void choices_list(const struct ky_choice *choices, size_t count, char *out, size_t size)
{
	assert(out && size > 0);
	bool digits = are_digits(choices, count);
	size_t used = 0;
	out[0] = '\0';
	for (size_t i = 0; i < count && used < size; i++) {
		int added = digits ? snprintf(out + used, size - used, "%s%s", i ? " " : "", choices[i].id)
				   : snprintf(out + used, size - used, "%s%zu %s", i ? "  " : "", i + 1,
					      choices[i].text);
		used += (size_t)(added > 0 ? added : 0);
	}
}

static int choice_text(const struct ky_choice *choice, char *text, size_t size)
{
	snprintf(text, size, " %s ", choice->text);
	return ky_text_columns(text);
}

/* The first one to paint, so that the chosen one and the arrows beside it fit. */
static size_t first_shown(int width, const struct ky_choice *choices, int chosen)
{
	assert(chosen >= -1);
	char text[128];
	if (chosen < 0)
		return 0;
	size_t first = (size_t)chosen;
	int used = choice_text(&choices[first], text, sizeof(text)) + 2;
	while (first > 0) {
		used += choice_text(&choices[first - 1], text, sizeof(text));
		if (used > width)
			break;
		first--;
	}
	return first;
}

void choices_draw(int row, int col, int width, const struct ky_choice *choices, size_t count, int chosen,
		  bool cursor)
{
	assert(count > 0 && chosen < (int)count);
	size_t first = first_shown(width, choices, chosen);
	int at = col, end = col + width;
	if (cursor)
		term_cursor(row, col);
	if (first)
		at += term_put(row, at, 1, LOOK_DIM, "‹");
	for (size_t i = first; i < count; i++) {
		char text[128];
		int wide = choice_text(&choices[i], text, sizeof(text)), behind = i + 1 < count;
		if (at + wide + behind > end && (int)i != chosen) {
			at += term_put(row, at, end - at > 0 ? 1 : 0, LOOK_DIM, "›");
			break;
		}
		wide = at + wide > end ? end - at : wide;
		term_put(row, at, wide, (int)i == chosen ? LOOK_CURSOR : LOOK_FIELD, text);
		if (cursor && (int)i == chosen)
			term_cursor(row, at);
		at += wide;
	}
	term_put(row, at, end - at, LOOK_PLAIN, "");
}

static int box_text(const struct ky_choice *choice, bool ticked, char *text, size_t size)
{
	snprintf(text, size, "[%s] %s ", ticked ? "x" : " ", choice->text);
	return ky_text_columns(text);
}

/* The first box to paint, so that the one under the cursor and the arrows beside it fit. */
static size_t first_box(int width, const struct ky_choice *choices, int at)
{
	assert(at >= 0);
	char text[128];
	size_t first = (size_t)at;
	int used = box_text(&choices[first], false, text, sizeof(text)) + 2;
	while (first > 0) {
		used += box_text(&choices[first - 1], false, text, sizeof(text));
		if (used > width)
			break;
		first--;
	}
	return first;
}

void choices_draw_several(int row, int col, int width, const struct ky_choice *choices, size_t count, int at,
			  bool (*ticked)(const void *data, size_t i), const void *data)
{
	assert(count > 0 && at >= 0 && at < (int)count);
	size_t first = first_box(width, choices, at);
	int column = col, end = col + width;
	if (first)
		column += term_put(row, column, 1, LOOK_DIM, "‹");
	for (size_t i = first; i < count; i++) {
		char text[128];
		int wide = box_text(&choices[i], ticked(data, i), text, sizeof(text)), behind = i + 1 < count;
		if (column + wide + behind > end && (int)i != at) {
			column += term_put(row, column, end - column > 0 ? 1 : 0, LOOK_DIM, "›");
			break;
		}
		wide = column + wide > end ? end - column : wide;
		if ((int)i == at)
			term_cursor(row, column);
		term_put(row, column, wide, (int)i == at ? LOOK_CURSOR : LOOK_FIELD, text);
		column += wide;
	}
	term_put(row, column, end - column, LOOK_PLAIN, "");
}
