/* The one way by which text from outside reaches standard output and standard error. */
#include "terminal/print_visible.h"

#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"

void print_visible(FILE *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = strndup(text, len);
		int columns = line ? ky_text_columns(line) : 0;
		size_t size = len * 4 + 16;
		char *shown = malloc(size);
		if (!line || !shown)
			abort();
		ky_text_visible(line, columns, shown, size);
		fputs(shown, out);
		free(shown);
		free(line);
		text += len;
		if (*text == '\n') {
			fputc('\n', out);
			text++;
		}
	}
}
