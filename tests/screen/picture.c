/*
 * Prints what a program shows on a terminal, as text: the screen at the head of README.
 *   picture ROWS COLUMNS TEXT [KEYS TEXT]... -- PROGRAM [ARGUMENT...]
 * Waits until the text is on the screen, types the keys, waits for the next. Rows without anything are left out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/terminal.h"

/* Says what did not come. */
static bool see(struct terminal *t, const char *text)
{
	if (terminal_wait_text(t, text, 30000))
		return true;
	fprintf(stderr, "picture: \"%s\" did not appear\n", text);
	return false;
}

int main(int argc, char **argv)
{
	int end = 3;
	while (end < argc && strcmp(argv[end], "--") != 0)
		end++;
	if (end % 2 || end + 1 >= argc) {
		fputs("picture ROWS COLUMNS TEXT [KEYS TEXT]... -- PROGRAM [ARGUMENT...]\n", stderr);
		return 2;
	}
	int rows = (int)strtol(argv[1], NULL, 10), columns = (int)strtol(argv[2], NULL, 10);
	struct terminal *t = terminal_start(rows, columns, argv + end + 1, NULL);
	bool there = see(t, argv[3]);
	for (int i = 4; there && i < end; i += 2) {
		terminal_keys(t, argv[i]);
		there = see(t, argv[i + 1]);
	}
	terminal_settle(t, 300);
	for (int row = 0; row < rows; row++) {
		char *text = terminal_row(t, row);
		if (text[0])
			puts(text);
		free(text);
	}
	terminal_free(t);
	return there ? 0 : 1;
}
