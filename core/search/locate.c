/* Finds a word in a text (search/locate.h): folding changes lengths, so the text is folded a character at a time
 * and each byte of the result knows where it came from. */
#include "search/locate.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "kuayue/text.h"

/* The folded text, and for each of its bytes the offset in the text; false: no memory. */
static bool fold_each(const char *text, struct strbuf *folded, struct strbuf *from)
{
	size_t len = 0;
	for (size_t at = 0; text[at]; at += len) {
		char one[5] = "";
		utf8_read(text + at, &len);
		memcpy(one, text + at, len < sizeof(one) ? len : sizeof(one) - 1);
		char *plain = ky_text_fold(one);
		if (!plain)
			return false;
		strbuf_add(folded, plain);
		for (size_t i = 0; plain[i]; i++)
			strbuf_add_len(from, (const char *)&at, sizeof(at));
		free(plain);
	}
	return !folded->over && !from->over;
}

static size_t offset_of(const struct strbuf *from, size_t byte, size_t end)
{
	size_t at = end;
	if ((byte + 1) * sizeof(at) <= from->len)
		memcpy(&at, from->text + byte * sizeof(at), sizeof(at));
	return at;
}

void locate(const char *text, const char *word, size_t *at, size_t *len)
{
	struct strbuf folded, from;
	assert(text && word && word[0]);
	*at = *len = 0;
	strbuf_init(&folded, STRBUF_TEXT);
	strbuf_init(&from, STRBUF_TEXT);
	const char *found = fold_each(text, &folded, &from) ? strstr(folded.text, word) : NULL;
	if (found) {
		size_t begin = (size_t)(found - folded.text), end = begin + strlen(word);
		*at = offset_of(&from, begin, strlen(text));
		*len = offset_of(&from, end, strlen(text)) - *at;
	}
	strbuf_free(&folded);
	strbuf_free(&from);
}
