/*
 * Escapes text from outside by one policy, with an output for each place where the text goes. People see a control
 * character as its picture (␛), and a character that no document can hold as U+FFFD. Nothing is left out, so that
 * people see that something is there. In JSON, which programs read, every value is kept. CSV keeps its bytes,
 * because it is read back; only a cell that a spreadsheet would run is guarded.
 */
#ifndef CORE_BASE_ESCAPE_H
#define CORE_BASE_ESCAPE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/strbuf.h"

enum escape {
	ESCAPE_MARKUP,   /* XML and HTML, for elements and quoted attributes; breaks and tabs stay */
	ESCAPE_LINE,     /* the same, with blanks for breaks and tabs */
	ESCAPE_SHEET,    /* a cell of OOXML, which would read _x0041_ as A */
	ESCAPE_CALENDAR, /* TEXT of RFC 5545 */
	ESCAPE_JSON,     /* JSON on a terminal: \u202e for what the terminal would not show */
};

/* True for C0, DEL and C1, which a terminal may act on. */
bool escape_is_control(int32_t point);

/* The code point that a document has for another (or for UTF8_BAD): itself, also '\n' and '\t', a picture or
 * U+FFFD. */
int32_t escape_written(int32_t point);

/* The code point that a terminal gets. It is the same, but U+FFFD also for what cannot be seen or turns text
 * around (bidi controls, joiners, private use, unassigned), and a blank for a break or a tab. */
int32_t escape_shown(int32_t point);

/* True for UTF-8 without control characters other than tabs. */
bool escape_is_clean(const char *text, size_t len);
/* True for UTF-8 without any control character. */
bool escape_is_name(const char *text, size_t len);

/* Adds the text, escaped. "\r\n" and "\r" are written like '\n'. */
void escape_add(struct strbuf *sb, enum escape how, const char *text, size_t len);
void escape_print(FILE *out, enum escape how, const char *text);

/* True for a cell that some spreadsheet would run as a formula, or drop the first character of, because of its
 * beginning: = + - @, their wide forms, which East Asian ones take, too, and control characters. */
bool escape_is_formula(const char *cell);
/* True for a text that gets an apostrophe in CSV, which people see and which says that it is no formula; negative
 * numbers get none. A text that begins with an apostrophe gets one more: reading takes one off, and what comes
 * back has to be what was typed. */
bool escape_is_marked(const char *text);
/* Gives what stands behind that apostrophe in a cell that was read; the cell itself where there is none, also
 * where somebody else wrote an apostrophe before a letter. */
const char *escape_unmark(const char *cell);

#endif
