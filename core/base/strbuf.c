/* Builds a text up to a ceiling. */
#include "base/strbuf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* Every empty buffer points here, so that its text is never NULL. It is never written to. */
static char nothing[1];

void strbuf_init(struct strbuf *sb, size_t most)
{
	assert(most > 0);
	*sb = (struct strbuf){ .text = nothing, .most = most };
}

/* False where more bytes do not fit any more. */
static bool reserve(struct strbuf *sb, size_t more)
{
	assert(sb->text && sb->len <= sb->most); /* it was made by strbuf_init */
	if (sb->over || more > sb->most - sb->len) {
		sb->over = true;
		return false;
	}
	size_t need = sb->len + more + 1;
	if (need <= sb->cap)
		return true;
	size_t cap = need > sb->cap * 2 ? need + 32 : sb->cap * 2;
	char *text = realloc(sb->cap ? sb->text : NULL, cap);
	if (!text) {
		sb->over = sb->no_memory = true;
		return false;
	}
	sb->text = text;
	sb->cap = cap;
	return true;
}

void strbuf_add_len(struct strbuf *sb, const char *text, size_t len)
{
	if (!reserve(sb, len))
		return;
	if (len)
		memcpy(sb->text + sb->len, text, len);
	sb->len += len;
	sb->text[sb->len] = '\0';
}

void strbuf_add(struct strbuf *sb, const char *text)
{
	strbuf_add_len(sb, text, strlen(text));
}

void strbuf_addf(struct strbuf *sb, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	int len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	assert(len >= 0); /* formats are ours, and right */
	if (len < 0 || !reserve(sb, (size_t)len))
		return;
	va_start(args, fmt);
	vsnprintf(sb->text + sb->len, (size_t)len + 1, fmt, args);
	va_end(args);
	sb->len += (size_t)len;
}

void strbuf_clear(struct strbuf *sb)
{
	sb->len = 0;
	sb->over = sb->no_memory = false;
	if (sb->cap)
		sb->text[0] = '\0';
}

void strbuf_free(struct strbuf *sb)
{
	if (sb->cap)
		free(sb->text);
	strbuf_init(sb, sb->most);
}

enum ky_code strbuf_check(const struct strbuf *sb, const char *what, struct ky_error *err)
{
	if (sb->no_memory)
		return memory_out(err);
	if (!sb->over)
		return KY_OK;
	return ky_fail(err, KY_INPUT, _("%.300s: the text is longer than %zu KiB; shorten it."), what,
		       sb->most / 1024);
}

char *strbuf_take(struct strbuf *sb)
{
	assert(!sb->over || sb->no_memory);
	if (sb->no_memory) {
		strbuf_free(sb);
		return NULL;
	}
	char *text = sb->cap ? sb->text : memory_text("");
	strbuf_init(sb, sb->most);
	return text;
}
