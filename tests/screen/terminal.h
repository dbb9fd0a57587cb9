/* Runs a program on a pseudo-terminal; a terminal emulator reads back its screen. */
#ifndef TESTS_SCREEN_TERMINAL_H
#define TESTS_SCREEN_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct terminal;

/* env: "NAME=VALUE" to set, "NAME" to unset, ended by NULL. Ends the program where it cannot start. */
struct terminal *terminal_start(int rows, int cols, char *const argv[], const char *const env[]);
/* Kills what still runs. */
void terminal_free(struct terminal *t);

/* Gives see everything that the program writes, as it comes. */
void terminal_watch(struct terminal *t, void (*see)(void *data, const char *bytes, size_t len), void *data);
/* From here on as a terminal without xenl: behind the last column it goes on in the next line without waiting. */
void terminal_wraps_at_once(struct terminal *t);
/* Until the program has taken what was typed: on a busy machine that may be long after it was written. */
void terminal_wait_read(struct terminal *t);
void terminal_keys(struct terminal *t, const char *bytes);
void terminal_paste(struct terminal *t, const char *text); /* bracketed */
/* Reads until the text is on the screen; false after ms. */
bool terminal_wait_text(struct terminal *t, const char *text, int ms);
void terminal_settle(struct terminal *t, int quiet_ms); /* until nothing came for so long */
bool terminal_has(struct terminal *t, const char *text);

char *terminal_row(struct terminal *t, int row); /* UTF-8, trailing blanks cut; the caller frees */
char *terminal_screen(struct terminal *t);       /* all rows, with '\n' */
void terminal_cursor(struct terminal *t, int *row, int *col);
int terminal_cell_width(struct terminal *t, int row, int col);

#define TERMINAL_DEFAULT (-1) /* the terminal's own colour */
/* One cell as it looks. */
struct terminal_cell {
	char text[32];  /* UTF-8, "" for a blank */
	int width;      /* 1 or 2 */
	int ink, paper; /* of the palette, 0 to 255 */
	bool bold, underlined, reversed;
};
void terminal_cell(struct terminal *t, int row, int col, struct terminal_cell *out);
void terminal_resize(struct terminal *t, int rows, int cols);

pid_t terminal_pid(const struct terminal *t);
/* The exit status, 128 + signal, or -1 if it still runs after ms. */
int terminal_wait_exit(struct terminal *t, int ms);
/* When the newest byte came, CLOCK_MONOTONIC in microseconds, and how many came in all. */
long long terminal_last_byte_us(const struct terminal *t);
size_t terminal_bytes(const struct terminal *t);

#endif
