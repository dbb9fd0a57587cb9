/* Paints a sentence over as many rows as it needs. Where lines break is left to ky_text_wrap. */
#include "widget/wrapped.h"

#include <stdio.h>

#include "kuayue/text.h"

int wrapped_rows(const char *text)
{
	int rows = 0;
	for (size_t next = 0; *text; text += next, rows++)
		ky_text_wrap(text, term_cols(), &next);
	return rows;
}

int wrapped_end(const char *text)
{
	const char *last = text;
	for (size_t next = 0; *text; text += next) {
		ky_text_wrap(text, term_cols(), &next);
		last = text;
	}
	return ky_text_columns(last);
}

int wrapped_put(int row, int bottom, enum look look, const char *text)
{
	for (size_t next = 0; *text && row < bottom; text += next, row++) {
		char line[1024];
		size_t len = ky_text_wrap(text, term_cols(), &next);
		snprintf(line, sizeof(line), "%.*s", (int)len, text);
		term_put(row, 0, term_cols(), look, row + 1 < bottom ? line : text);
	}
	return row;
}

void wrapped_fill(int row, int bottom, enum look look, const char *text)
{
	for (row = wrapped_put(row, bottom, look, text); row < bottom; row++)
		term_put(row, 0, term_cols(), look, "");
}
