/*
 * Prints what a program shows on a terminal: as text, the screen at the head of README, or as SVG, a picture of
 * the guide.
 *
 *   picture [-s LABEL] ROWS COLUMNS TEXT [KEY TEXT]... -- PROGRAM [ARGUMENT...]
 *
 * Waits until the text is on the screen, presses the key, waits for the next. A key is called as the program's
 * list calls it (Enter, ^S, F1); anything else is typed as it is. As text, rows without anything are left out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "screen/terminal.h"

#define WAIT_MS 30000
#define QUIET_MS 300

/* A cell in the units of the picture; man/guide/style.css has a font of this size. */
#define CELL_WIDTH 8
#define CELL_HEIGHT 19
#define BASELINE 15

static const char *bytes_of(const char *key, char out[2])
{
	static const struct {
		const char *name, *bytes;
	} named[] = {
		{ "Enter", "\r" },      { "Esc", "\033" },      { "Tab", "\t" },        { "Shift-Tab", "\033[Z" },
		{ "Space", " " },       { "PgUp", "\033[5~" },  { "PgDn", "\033[6~" },  { "Home", "\033OH" },
		{ "End", "\033OF" },    { "\u2191", "\033OA" }, { "\u2193", "\033OB" }, { "\u2192", "\033OC" },
		{ "\u2190", "\033OD" }, { "F1", "\033OP" },     { "Up", "\033OA" },     { "Down", "\033OB" },
		{ "Right", "\033OC" },  { "Left", "\033OD" },   { "\u4e0a", "\033OA" }, { "\u4e0b", "\033OB" },
		{ "\u53f3", "\033OC" }, { "\u5de6", "\033OD" },
	};
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (strcmp(named[i].name, key) == 0)
			return named[i].bytes;
	if (key[0] == '^' && key[1] && !key[2]) {
		out[0] = (char)(key[1] & 0x1F);
		out[1] = '\0';
		return out;
	}
	return key;
}

static bool wait_for(struct terminal *t, const char *text)
{
	bool there = terminal_wait_text(t, text, WAIT_MS);
	terminal_settle(t, QUIET_MS);
	if (!there) {
		char *screen = terminal_screen(t);
		fprintf(stderr, "picture: \"%s\" did not appear on\n%s\n", text, screen);
		free(screen);
	}
	return there;
}

static void print_text(struct terminal *t, int rows)
{
	for (int row = 0; row < rows; row++) {
		char *text = terminal_row(t, row);
		if (text[0])
			puts(text);
		free(text);
	}
}

static void put_escaped(const char *text)
{
	for (; *text; text++)
		if (*text == '&' || *text == '<' || *text == '"')
			printf("&#%d;", *text);
		else
			putchar(*text);
}

/* What is drawn with, as guide.css calls it: the colours of the palette by number, else the page's own two. */
static int ink_of(const struct terminal_cell *cell)
{
	return cell->reversed ? cell->paper : cell->ink;
}

static int paper_of(const struct terminal_cell *cell)
{
	return cell->reversed ? cell->ink : cell->paper;
}

static bool same_look(const struct terminal_cell *a, const struct terminal_cell *b)
{
	return a->ink == b->ink && a->paper == b->paper && a->bold == b->bold && a->underlined == b->underlined &&
	       a->reversed == b->reversed;
}

static bool is_coloured(const struct terminal_cell *cell)
{
	return cell->reversed || cell->paper != TERMINAL_DEFAULT;
}

/* The papers of one row, a rectangle for all neighbours that look alike. */
static void print_papers(struct terminal *t, int row, int columns)
{
	struct terminal_cell cell, next;
	for (int col = 0, from; col < columns;) {
		from = col;
		terminal_cell(t, row, col, &cell);
		next = cell;
		while (col < columns && same_look(&cell, &next)) {
			col += next.width;
			if (col < columns)
				terminal_cell(t, row, col, &next);
		}
		int x = from * CELL_WIDTH, y = row * CELL_HEIGHT, width = (col - from) * CELL_WIDTH;
		if (is_coloured(&cell) && paper_of(&cell) == TERMINAL_DEFAULT)
			printf("<rect class=\"ink\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", x, y, width,
			       CELL_HEIGHT);
		else if (is_coloured(&cell))
			printf("<rect class=\"c%d\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
			       paper_of(&cell), x, y, width, CELL_HEIGHT);
		if (cell.underlined)
			printf("<rect class=\"ink\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"1\"/>\n", x,
			       y + CELL_HEIGHT - 2, width);
	}
}

static void begin_word(const struct terminal_cell *cell, int row, int col)
{
	printf("<text x=\"%d\" y=\"%d\"", col * CELL_WIDTH, row * CELL_HEIGHT + BASELINE);
	if (cell->bold || cell->reversed || ink_of(cell) != TERMINAL_DEFAULT) {
		fputs(" class=\"", stdout);
		if (cell->reversed && ink_of(cell) == TERMINAL_DEFAULT)
			fputs("paper", stdout);
		else if (ink_of(cell) != TERMINAL_DEFAULT)
			printf("c%d", ink_of(cell));
		fputs(cell->bold ? " bold\"" : "\"", stdout);
	}
}

/* The words of one row, each with the width of its cells, whatever the reader's font: no word is out of its place.
 */
static void print_words(struct terminal *t, int row, int columns)
{
	struct terminal_cell cell, next;
	char word[4096];
	for (int col = 0, from; col < columns;) {
		from = col;
		terminal_cell(t, row, col, &cell);
		if (!cell.text[0] || strcmp(cell.text, " ") == 0) {
			col += cell.width;
			continue;
		}
		word[0] = '\0';
		for (next = cell; col < columns && next.text[0] && strcmp(next.text, " ") != 0 &&
				  next.width == cell.width && same_look(&cell, &next);) {
			size_t len = strlen(word);
			snprintf(word + len, sizeof(word) - len, "%s", next.text);
			col += next.width;
			if (col < columns)
				terminal_cell(t, row, col, &next);
		}
		begin_word(&cell, row, from);
		printf(" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\">", (col - from) * CELL_WIDTH);
		put_escaped(word);
		puts("</text>");
	}
}

static void print_svg(struct terminal *t, int rows, int columns, const char *label)
{
	int row, col;
	printf("<svg class=\"screen\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"", columns * CELL_WIDTH,
	       rows * CELL_HEIGHT);
	put_escaped(label);
	puts("\" xmlns=\"http://www.w3.org/2000/svg\">");
	printf("<rect class=\"back\" width=\"%d\" height=\"%d\"/>\n", columns * CELL_WIDTH, rows * CELL_HEIGHT);
	for (row = 0; row < rows; row++)
		print_papers(t, row, columns);
	for (row = 0; row < rows; row++)
		print_words(t, row, columns);
	terminal_cursor(t, &row, &col);
	printf("<rect class=\"cursor\" x=\"%d\" y=\"%d\" width=\"2\" height=\"%d\"/>\n", col * CELL_WIDTH,
	       row * CELL_HEIGHT, CELL_HEIGHT);
	puts("</svg>");
}

/* argv: ROWS COLUMNS TEXT [KEY TEXT]..., count of them. */
static int draw(const char *label, char **argv, int count, char **program)
{
	int rows = (int)strtol(argv[0], NULL, 10), columns = (int)strtol(argv[1], NULL, 10);
	struct terminal *t = terminal_start(rows, columns, program, NULL);
	bool there = wait_for(t, argv[2]);
	for (int i = 3; there && i < count; i += 2) {
		char control[2];
		terminal_keys(t, bytes_of(argv[i], control));
		there = wait_for(t, argv[i + 1]);
	}
	if (label)
		print_svg(t, rows, columns, label);
	else
		print_text(t, rows);
	terminal_free(t);
	return there ? 0 : 1;
}

int main(int argc, char **argv)
{
	bool svg = argc > 2 && strcmp(argv[1], "-s") == 0;
	int at = svg ? 3 : 1, end = at;
	while (end < argc && strcmp(argv[end], "--") != 0)
		end++;
	if (end - at < 3 || (end - at) % 2 == 0 || end + 1 >= argc) {
		fputs("picture [-s LABEL] ROWS COLUMNS TEXT [KEY TEXT]... -- PROGRAM [ARGUMENT...]\n", stderr);
		return 2;
	}
	return draw(svg ? argv[2] : NULL, argv + at, end - at, argv + end + 1);
}
