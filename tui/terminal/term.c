/* Paints on the terminal through curses. Keys are left to term_keys.c. */
#include "terminal/term.h"

#include <assert.h>
#include <curses.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "terminal/able.h"
#include "terminal/memory.h"
#include "kuayue/text.h"
#include "terminal/i18n.h"
#include "terminal/term_keys.h"

/* What a cell shows: the hash of the text it belongs to, and the columns that text took. */
struct painted {
	uint64_t hash;
	int used;
};

/* Curses has one terminal for the whole program, so its state is global too. Only term_keys.c has another
 * global. */
static struct {
	int row, col;
	bool started, colours;
	bool holding; /* what curses writes until the screen is whole */
	SCREEN *screen;
	struct painted *painted; /* for each cell */
	cchar_t *cells;          /* a line of them, to be painted */
	int painted_rows, painted_cols;
} term;

static void choose_colours(void)
{
	term.colours = has_colors() && !getenv("NO_COLOR");
	if (!term.colours)
		return;
	start_color();
	use_default_colors();
	init_pair(1, COLOR_GREEN, -1);
	init_pair(2, COLOR_YELLOW, -1);
	init_pair(3, COLOR_RED, -1);
	init_pair(4, COLOR_CYAN, -1);
}

bool term_start(void)
{
	set_escdelay(25);
	term.screen = newterm(NULL, stdout, stdin);
	if (term.screen && !able_places_cursor()) {
		endwin();
		delscreen(term.screen);
		term.screen = NULL;
		fprintf(stderr,
			_("The terminal \"%s\" cannot place the cursor, so there are no screens on it; every "
			  "command works: "
			  "`kuayue --help`.\n"),
			getenv("TERM") ? getenv("TERM") : "");
		return false;
	}
	if (!term.screen) {
		fprintf(stderr,
			_("The terminal \"%s\" is not known; set TERM=xterm or TERM=linux and try again.\n"),
			getenv("TERM") ? getenv("TERM") : "");
		return false;
	}
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	idlok(stdscr, TRUE);
	choose_colours();
	mousemask(BUTTON1_CLICKED | BUTTON1_PRESSED, NULL);
	mouseinterval(0);
	term_keys_start();
	term.started = true;
	return true;
}

void term_stop(void)
{
	if (!term.started)
		return;
	term_keys_stop();
	endwin();
	free(term.painted);
	free(term.cells);
	term.painted = NULL;
	term.cells = NULL;
	delscreen(term.screen);
	term.started = false;
}

int term_rows(void)
{
	return LINES;
}

int term_cols(void)
{
	return COLS;
}

/*
 * Curses flushes at every movement of the cursor, which makes a hundred small writes for a screen. The linker's
 * --wrap (data/make/compile.mk) sends its flush through here, so that a screen is written in one piece. The first
 * paint takes a quarter less time.
 */
void __real__nc_flush_sp(SCREEN *screen);
void __wrap__nc_flush_sp(SCREEN *screen);

void __wrap__nc_flush_sp(SCREEN *screen)
{
	if (!term.holding)
		__real__nc_flush_sp(screen);
}

static attr_t attribute(enum look look)
{
	bool colours = term.colours;
	switch (look) {
	case LOOK_BOLD:
		return A_BOLD;
	case LOOK_DIM:
		return A_DIM;
	case LOOK_BAR:
	case LOOK_CURSOR:
		return A_REVERSE;
	case LOOK_FIELD:
		return A_UNDERLINE;
	case LOOK_GOOD:
		return colours ? COLOR_PAIR(1) : A_NORMAL;
	case LOOK_WARN:
		return colours ? COLOR_PAIR(2) : A_BOLD;
	case LOOK_ASK:
		return colours ? COLOR_PAIR(2) | A_REVERSE : A_REVERSE;
	case LOOK_BAD:
		return colours ? COLOR_PAIR(3) | A_BOLD : A_BOLD;
	case LOOK_PLAIN:
		break;
	}
	return A_NORMAL;
}

static void forget_painted(void)
{
	free(term.painted);
	free(term.cells);
	term.cells = xalloc((size_t)COLS * sizeof(*term.cells));
	term.painted_rows = LINES;
	term.painted_cols = COLS;
	term.painted = xalloc((size_t)LINES * (size_t)COLS * sizeof(*term.painted));
}

static uint64_t hash_of(int col, int width, enum look look, const char *text)
{
	uint64_t hash = 14695981039346656037u ^ (uint64_t)(col * 4096 + width) ^ ((uint64_t)look << 40);
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	return hash | 1;
}

/* The columns used if these cells show just this already: measuring and curses can be spared.
 * Else -1, and they are noted as showing it from now on. */
static int painted_columns(int row, int col, int width, uint64_t hash)
{
	assert(row >= 0 && row < LINES && col >= 0 && col + width <= COLS);
	const struct painted *cells = term.painted + (size_t)row * (size_t)COLS + (size_t)col;
	for (int i = 0; i < width; i++)
		if (cells[i].hash != hash)
			return -1;
	return cells[0].used;
}

static void note_painted(int row, int col, int width, uint64_t hash, int used)
{
	assert(row >= 0 && row < LINES && col >= 0 && col + width <= COLS);
	struct painted *cells = term.painted + (size_t)row * (size_t)COLS + (size_t)col;
	for (int i = 0; i < width; i++)
		cells[i] = (struct painted){ hash, used };
}

/* The cells of a text as it is shown, marks with the character before them; blank up to width. They go to curses
 * whole: it takes four times as long to tell apart the bytes of a text. */
static int fill_cells(cchar_t *cells, int width, enum look look, const char *shown, int used)
{
	attr_t with = attribute(look);
	short pair = (short)PAIR_NUMBER((int)with);
	int count = 0;
	with &= ~(attr_t)A_COLOR;
	while (*shown) {
		wchar_t character[CCHARW_MAX + 1];
		size_t size = 0;
		int length = 0;
		do {
			if (length < CCHARW_MAX)
				character[length++] = (wchar_t)utf8_read(shown, &size);
			shown += size;
		} while (*shown && (unsigned char)*shown >= 0x80 &&
			 ky_point_columns(utf8_read(shown, &size)) == 0);
		character[length] = L'\0';
		assert(count < width);
		setcchar(&cells[count++], character, with, pair, NULL);
	}
	for (; used < width; used++)
		setcchar(&cells[count++], L" ", with, pair, NULL);
	return count;
}

static int paint(int row, int col, int width, enum look look, const char *text)
{
	char shown[4096];
	int used = ky_text_visible(text, width, shown, sizeof(shown));
	mvadd_wchnstr(row, col, term.cells, fill_cells(term.cells, width, look, shown, used));
	return used;
}

int term_put(int row, int col, int width, enum look look, const char *text)
{
	assert(text);
	if (row < 0 || row >= LINES || col < 0 || col >= COLS || width <= 0)
		return 0;
	if (col + width > COLS)
		width = COLS - col;
	if (!term.painted || term.painted_rows != LINES || term.painted_cols != COLS)
		forget_painted();
	uint64_t hash = hash_of(col, width, look, text);
	int used = painted_columns(row, col, width, hash);
	if (used < 0) {
		used = paint(row, col, width, look, text);
		note_painted(row, col, width, hash, used);
	}
	return used;
}

void term_put_right(int row, int col, int width, enum look look, const char *text)
{
	int used = ky_text_columns(text);
	if (used > width)
		used = width;
	term_put(row, col, width - used, look, "");
	term_put(row, col + width - used, used, look, text);
}

void term_clear_rows(int from, int to)
{
	for (int row = from; row < to; row++)
		term_put(row, 0, COLS, LOOK_PLAIN, "");
}

void term_scroll_up(int from, int to)
{
	assert(from >= 0 && from <= to);
	if (!term.painted || term.painted_rows != LINES || term.painted_cols != COLS || to - from < 2 ||
	    to > LINES)
		return;
	size_t cols = (size_t)COLS;
	scrollok(stdscr, TRUE);
	setscrreg(from, to - 1);
	scrl(1);
	setscrreg(0, LINES - 1);
	scrollok(stdscr, FALSE);
	memmove(term.painted + (size_t)from * cols, term.painted + (size_t)(from + 1) * cols,
		(size_t)(to - from - 1) * cols * sizeof(*term.painted));
	memset(term.painted + (size_t)(to - 1) * cols, 0, cols * sizeof(*term.painted));
}

void term_cursor(int row, int col)
{
	term.row = row;
	term.col = col;
}

void term_show(void)
{
	move(term.row < LINES ? term.row : LINES - 1, term.col < COLS ? term.col : COLS - 1);
	term.holding = true;
	refresh();
	term.holding = false;
	__real__nc_flush_sp(term.screen);
}

void term_redraw(void)
{
	forget_painted();
	clearok(stdscr, TRUE);
}
