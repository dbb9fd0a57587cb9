/* Prints text so that nothing in it acts on the terminal (terminal/print_visible.h). */
#include "terminal/print_visible.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "terminal/memory.h"
#include "kuayue/text.h"

#define SENTENCE 1024 /* bytes of what is formatted; what is longer is allocated */

/* One line, of len bytes, behind out; returns how many bytes it became, at most 4 for one. */
static size_t make_visible(const char *text, size_t len, char *out, size_t size)
{
	char *line = xstrndup(text, len);
	ky_text_visible(line, ky_text_columns(line), out, size);
	free(line);
	return strlen(out);
}

char *visible_copy(const char *text)
{
	size_t size = strlen(text) * 4 + 16, used = 0;
	char *copy = xalloc(size);
	for (;;) {
		size_t len = strcspn(text, "\n");
		used += make_visible(text, len, copy + used, size - used);
		if (!text[len])
			break;
		copy[used++] = '\n';
		text += len + 1;
	}
	copy[used] = '\0';
	return copy;
}

static bool is_plain(const char *text)
{
	for (; *text; text++)
		if ((*text < ' ' || *text > '~') && *text != '\n')
			return false;
	return true;
}

void print_visible(FILE *out, const char *text)
{
	if (is_plain(text)) {
		fputs(text, out);
		return;
	}
	char *shown = visible_copy(text);
	fputs(shown, out);
	free(shown);
}

void show(FILE *out, const char *fmt, ...)
{
	char text[SENTENCE];
	va_list args, again;
	va_start(args, fmt);
	va_copy(again, args);
	int len = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (len >= (int)sizeof(text)) {
		char *all = xalloc((size_t)len + 1);
		vsnprintf(all, (size_t)len + 1, fmt, again);
		print_visible(out, all);
		free(all);
	} else if (len >= 0) {
		print_visible(out, text);
	}
	va_end(again);
}

void print_json_text(FILE *out, const char *json)
{
	escape_print(out, ESCAPE_JSON, json);
}
