/*
 * What is not written as it is, and what stands for it: one policy, and an output for each place where text from
 * outside goes. People see a control character as its picture (␛), and what no document can hold as U+FFFD;
 * nothing is left out, so that they see that something is there. Programs get JSON, where every value is kept. CSV
 * keeps its bytes, for it is read back; only what a spreadsheet would run is guarded.
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

/* C0, DEL and C1: what a terminal may act on. */
bool escape_is_control(int32_t point);

/* What a document has for a code point (UTF8_BAD too): itself, '\n' and '\t' too, a picture or U+FFFD. */
int32_t escape_written(int32_t point);

/* What a terminal is given for it: besides, U+FFFD for what cannot be seen or turns text around (bidi controls,
 * joiners, private use, unassigned), and blanks for breaks and tabs. */
int32_t escape_shown(int32_t point);

/* UTF-8 without control characters, but for tabs. */
bool escape_is_clean(const char *text, size_t len);
/* The same without tabs. */
bool escape_is_name(const char *text, size_t len);

/* "\r\n" and "\r" are written as '\n' is. */
void escape_add(struct strbuf *sb, enum escape how, const char *text, size_t len);
void escape_print(FILE *out, enum escape how, const char *text);

/* A cell that begins so would be run as a formula by a spreadsheet. */
bool escape_is_formula(const char *cell);

#endif
