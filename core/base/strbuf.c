#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void strbuf_init(struct strbuf *sb)
{
	*sb = (struct strbuf){ 0 };
}

static void reserve(struct strbuf *sb, size_t more)
{
	size_t need = sb->len + more + 1;
	if (need <= sb->cap)
		return;
	sb->cap = need > sb->cap * 2 ? need + 32 : sb->cap * 2;
	sb->text = xrealloc(sb->text, sb->cap);
}

void strbuf_add_len(struct strbuf *sb, const char *text, size_t len)
{
	reserve(sb, len);
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
	if (len < 0)
		return;
	reserve(sb, (size_t)len);
	va_start(args, fmt);
	vsnprintf(sb->text + sb->len, (size_t)len + 1, fmt, args);
	va_end(args);
	sb->len += (size_t)len;
}

void strbuf_clear(struct strbuf *sb)
{
	sb->len = 0;
	if (sb->text)
		sb->text[0] = '\0';
}

void strbuf_free(struct strbuf *sb)
{
	free(sb->text);
	strbuf_init(sb);
}

char *strbuf_take(struct strbuf *sb)
{
	char *text = sb->text ? sb->text : xstrdup("");
	strbuf_init(sb);
	return text;
}
