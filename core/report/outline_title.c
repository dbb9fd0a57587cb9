/* Breaks lines where a sense ends: those of the title (GB/T 9704-2012, 7.3.1: 词意完整), and of a long signature.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "report/outline.h"
#include "report/punctuate.h"
#include "texts.h"

#define PIECES 128
#define LINE_COST 100000 /* of one line more */
#define INSIDE_COST 40   /* of a line that ends within a name, and not between two parts of the outline */

#define DATE_FREE 8 /* halves to the right of the date */
#define NAME_FREE 4 /* at least, of the name */

struct piece {
	size_t run, end; /* of its text in that run */
	int halves;
};

struct pieces {
	struct piece at[PIECES];
	size_t count;
};

/* The length of the longest word of the list that text begins with, 0 for none. The list has blanks between words.
 */
static size_t word_of(const char *list, const char *text)
{
	size_t best = 0;
	for (size_t len; *list; list += len + (list[len] == ' ')) {
		len = strcspn(list, " ");
		if (len > best && strncmp(text, list, len) == 0)
			best = len;
	}
	return best;
}

static void add_piece(struct pieces *pieces, size_t run, const char *text, size_t from, size_t to)
{
	char *part = to > from && pieces->count < PIECES ? memory_part(text + from, to - from) : NULL;
	if (part)
		pieces->at[pieces->count++] = (struct piece){ run, to, printed_halves(part) };
	free(part);
}

/* A word that is known is a piece, and so is what ends with the name of a place, as 县, or with a closing mark.
 * What nobody knows stays whole. */
static void split(struct pieces *pieces, size_t run, const char *text)
{
	size_t from = 0, at = 0;
	while (text[at]) {
		size_t len = 0, word = word_of(ZH_TITLE_WORDS, text + at),
		       ends = word_of(ZH_TITLE_ENDS, text + at);
		bool opens = word_of(ZH_TITLE_OPENS, text + at) > 0;
		if (word || (opens && at > from)) {
			add_piece(pieces, run, text, from, at);
			from = at;
		}
		utf8_read(text + at, &len);
		at += word ? word : ends ? ends : len ? len : 1;
		/* Marks stay with what they close. */
		if ((word || ends) && !word_of(ZH_TITLE_CLOSES, text + at)) {
			add_piece(pieces, run, text, from, at);
			from = at;
		}
	}
	add_piece(pieces, run, text, from, at);
}

static int cost_of(const struct pieces *pieces, size_t from, size_t to, int line, int rest)
{
	int halves = 0;
	for (size_t i = from; i < to; i++)
		halves += pieces->at[i].halves;
	bool inside = to < pieces->count && pieces->at[to].run == pieces->at[to - 1].run;
	int free_halves = line - halves;
	if (free_halves < 0 && to - from > 1)
		return -1;
	return LINE_COST + free_halves * free_halves + (inside ? INSIDE_COST : 0) + rest;
}

/* Into as few lines as possible, and among those into the most even ones. ends[i]: a line ends behind piece i. */
static void choose(const struct pieces *pieces, int line, bool *ends)
{
	int best[PIECES + 1] = { 0 };
	size_t next[PIECES + 1] = { 0 };
	for (size_t from = pieces->count; from-- > 0;) {
		best[from] = -1;
		for (size_t to = from + 1; to <= pieces->count; to++) {
			int cost = cost_of(pieces, from, to, line, best[to]);
			if (cost < 0)
				break;
			if (best[from] < 0 || cost < best[from]) {
				best[from] = cost;
				next[from] = to;
			}
		}
	}
	for (size_t at = 0; at < pieces->count; at = next[at]) {
		assert(next[at] > at);
		ends[next[at] - 1] = next[at] < pieces->count;
	}
}

static void put_break(struct ky_report *report, struct ky_run *run, size_t at)
{
	char *copy = memory_print("%.*s\n%s", (int)at, run->text, run->text + at);
	run->text = outline_keep(report, copy);
}

void outline_break(struct ky_report *report, int line)
{
	struct block *block = outline_last(report);
	struct pieces pieces = { .count = 0 };
	bool ends[PIECES] = { false };
	int halves = 0;
	assert(line > 0);
	for (size_t i = 0; i < block->run_count; i++) {
		split(&pieces, i, block->runs[i].text);
		halves += printed_halves(block->runs[i].text);
	}
	if (halves <= line || pieces.count == 0)
		return;
	choose(&pieces, line, ends);
	/* From the last on, so that the places before stay where they are. */
	for (size_t i = pieces.count; i-- > 0;)
		if (ends[i])
			put_break(report, &block->runs[pieces.at[i].run], pieces.at[i].end);
}

/* Of the longest line. */
static int width_of(const struct ky_block *block)
{
	int widest = 0, halves = 0;
	for (size_t i = 0; i < block->run_count; i++)
		for (const char *text = block->runs[i].text; *text;) {
			size_t len = strcspn(text, "\n");
			char *line = memory_part(text, len);
			halves += line ? printed_halves(line) : 0;
			free(line);
			widest = halves > widest ? halves : widest;
			halves = text[len] ? 0 : halves;
			text += len + (text[len] == '\n');
		}
	return widest;
}

struct ky_signature ky_report_signature(const struct ky_report *report)
{
	size_t count = 0;
	struct ky_signature sign = { 0, DATE_FREE, DATE_FREE };
	int date = 0;
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	for (size_t i = 0; i < count; i++) {
		if (blocks[i].is == KY_BLOCK_SIGNATURE && !sign.name_width)
			sign.name_width = width_of(&blocks[i]);
		if (blocks[i].is == KY_BLOCK_DATE)
			date = width_of(&blocks[i]);
	}
	if (!date)
		return sign;
	sign.name_free = DATE_FREE + (date - sign.name_width) / 2;
	if (sign.name_free < NAME_FREE) {
		sign.name_free = NAME_FREE;
		sign.date_free = NAME_FREE + (sign.name_width - date) / 2;
	}
	return sign;
}
