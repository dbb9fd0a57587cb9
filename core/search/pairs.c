/* Cuts texts into pairs (search/pairs.h). SQLite's own trigrams find no word of two Han characters, of which most
 * words are. */
#include "search/pairs.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

/* Blanks and punctuation end a run: the same that the tokenizer of the index would cut at, and those of Chinese.
 */
static bool is_word(int32_t point)
{
	if (point < 0x80)
		return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z');
	return !(point >= 0x2000 && point <= 0x206F) && !(point >= 0x3000 && point <= 0x303F) && point != 0xA0;
}

struct run {
	const char *at[2]; /* the last two characters of the run, the newer last; NULL: none */
	size_t len[2];
	size_t count;
};

static void add_pair(struct strbuf *out, const struct run *run, const char *quote)
{
	strbuf_add(out, quote);
	strbuf_add_len(out, run->at[0], run->len[0]);
	strbuf_add_len(out, run->at[1], run->len[1]);
	strbuf_add(out, quote);
	strbuf_add(out, " ");
}

static void end_run(struct strbuf *out, struct run *run, bool match)
{
	if (run->count && (!match || run->count == 1)) {
		strbuf_add(out, match ? "\"" : "");
		strbuf_add_len(out, run->at[1], run->len[1]);
		strbuf_add(out, match ? "\"* " : " ");
	}
	*run = (struct run){ 0 };
}

static void cut(struct strbuf *out, const char *folded, bool match)
{
	struct run run = { 0 };
	assert(out && folded);
	for (size_t len = 0; *folded; folded += len) {
		int32_t point = utf8_read(folded, &len);
		if (point == UTF8_BAD || !is_word(point)) {
			end_run(out, &run, match);
			continue;
		}
		run.at[0] = run.at[1];
		run.len[0] = run.len[1];
		run.at[1] = folded;
		run.len[1] = len;
		if (++run.count > 1)
			add_pair(out, &run, match ? "\"" : "");
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
