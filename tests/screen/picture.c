/*
 * Prints what a program shows on a terminal, as text: the screen at the head of README.
 *   picture ROWS COLUMNS TEXT PROGRAM [ARGUMENT...]
 * Waits until the text is on the screen. Rows without anything are left out.
 */
#include <stdio.h>
#include <stdlib.h>

#include "screen/terminal.h"

int main(int argc, char **argv)
{
	if (argc < 5) {
		fputs("picture ROWS COLUMNS TEXT PROGRAM [ARGUMENT...]\n", stderr);
		return 2;
	}
	int rows = (int)strtol(argv[1], NULL, 10), columns = (int)strtol(argv[2], NULL, 10);
	struct terminal *t = terminal_start(rows, columns, argv + 4, NULL);
	bool there = terminal_wait_text(t, argv[3], 30000);
	terminal_settle(t, 300);
	for (int row = 0; row < rows; row++) {
		char *text = terminal_row(t, row);
		if (text[0])
			puts(text);
		free(text);
	}
	terminal_free(t);
	if (!there)
		fprintf(stderr, "picture: \"%s\" did not appear\n", argv[3]);
	return there ? 0 : 1;
}
