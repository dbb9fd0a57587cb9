/* Cuts texts into pairs (search/pairs.h). SQLite's own trigrams find no word of two Han characters, of which most
 * words are. Of letters and digits there are too few for pairs to tell texts apart, so their triples are known
 * too. */
#include "search/pairs.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

#define RUN_MAX 64

/* Characters that stand beside each other, up to a blank or punctuation. */
struct run {
	const char *at[RUN_MAX];
	size_t len[RUN_MAX];
	size_t count;
};

/* Blanks and punctuation end a run: the same that the tokenizer of the index would cut at, and those of Chinese.
 */
static bool is_word(int32_t point)
{
	if (point < 0x80)
		return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z');
	return !(point >= 0x2000 && point <= 0x206F) && !(point >= 0x3000 && point <= 0x303F) && point != 0xA0;
}

/* Whether so many characters from there are letters or digits. */
static bool is_ascii(const struct run *run, size_t from, size_t count)
{
	for (size_t i = from; i < from + count; i++)
		if (i >= run->count || run->len[i] > 1)
			return false;
	return true;
}

static void add(struct strbuf *out, const struct run *run, size_t from, size_t count, const char *before,
		const char *behind)
{
	strbuf_add(out, before);
	for (size_t i = from; i < from + count; i++)
		strbuf_add_len(out, run->at[i], run->len[i]);
	strbuf_add(out, behind);
}

static void add_to_text(struct strbuf *out, const struct run *run, bool ends)
{
	for (size_t i = 0; i + 1 < run->count; i++) {
		add(out, run, i, 2, "", " ");
		if (is_ascii(run, i, 3))
			add(out, run, i, 3, "", " ");
	}
	if (ends && run->count)
		add(out, run, run->count - 1, 1, "", " ");
}

/* A pair that a triple has in it says nothing more. */
static void add_to_match(struct strbuf *out, const struct run *run)
{
	for (size_t i = 0; i + 1 < run->count; i++) {
		bool in_triple = is_ascii(run, i, 3) || (i > 0 && is_ascii(run, i - 1, 3));
		if (!in_triple)
			add(out, run, i, 2, "\"", "\" ");
		if (is_ascii(run, i, 3))
			add(out, run, i, 3, "\"", "\" ");
	}
	if (run->count == 1)
		add(out, run, 0, 1, "\"", "\"* ");
}

static void end_run(struct strbuf *out, struct run *run, bool match)
{
	if (match)
		add_to_match(out, run);
	else
		add_to_text(out, run, true);
	run->count = 0;
}

/* The run is full: its last characters begin the next piece, so that what stands across is cut too. */
static void go_on(struct strbuf *out, struct run *run, bool match)
{
	if (match)
		return; /* what is behind so many characters need not be asked */
	add_to_text(out, run, false);
	for (size_t i = 0; i < 2; i++) {
		run->at[i] = run->at[RUN_MAX - 2 + i];
		run->len[i] = run->len[RUN_MAX - 2 + i];
	}
	run->count = 2;
}

static void cut(struct strbuf *out, const char *folded, bool match)
{
	struct run run = { .count = 0 };
	assert(out && folded);
	for (size_t len = 0; *folded; folded += len) {
		int32_t point = utf8_read(folded, &len);
		if (point == UTF8_BAD || !is_word(point)) {
			end_run(out, &run, match);
			continue;
		}
		if (run.count == RUN_MAX)
			go_on(out, &run, match);
		if (run.count == RUN_MAX)
			continue;
		run.at[run.count] = folded;
		run.len[run.count++] = len;
	}
	end_run(out, &run, match);
}

void pairs_of_text(struct strbuf *out, const char *folded)
{
	cut(out, folded, false);
}

void pairs_to_match(struct strbuf *out, const char *folded)
{
	cut(out, folded, true);
}
