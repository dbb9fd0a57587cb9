/*
 * UTF-8 text: validity, display width, safe display, numbers.
 *
 * Stored text is kept to the byte. What is shown passes through ky_text_visible,
 * so that no control character, escape sequence, bidi control or invisible
 * format character from outside reaches a terminal.
 */
#ifndef KUAYUE_TEXT_H
#define KUAYUE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/api.h"
#include "kuayue/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* True if the len bytes are well-formed UTF-8 with no NUL. */
KY_API bool ky_text_valid(const char *text, size_t len);

/*
 * One user-perceived character (grapheme cluster, UAX #29) at text.
 * bytes: its length in text (at least 1 unless text is at its end, then 0).
 * columns: how many cells it takes on a terminal (0, 1 or 2).
 * An ill-formed byte or a control counts as one character of one column.
 */
struct ky_char {
	size_t bytes;
	int columns;
};
KY_API struct ky_char ky_text_char(const char *text);

/* Start of the character before offset at (at > 0), never inside a cluster. */
KY_API size_t ky_text_prev(const char *text, size_t at);

/* Columns that text takes when shown through ky_text_visible. */
KY_API int ky_text_columns(const char *text);

/*
 * Copies at most columns cells of text to out (size bytes, always ended), safe to
 * show: C0/C1 controls become control pictures, bidi controls and invisible format
 * characters U+FFFD, ill-formed bytes U+FFFD, line breaks a space. If text is wider
 * its last cell is "…". A double-width character is never halved. Returns the columns used.
 */
KY_API int ky_text_visible(const char *text, int columns, char *out, size_t size);

/* Cells that a terminal gives to the code point, 0 to 2, and -1 for one that ky_text_visible replaces. The table
 * is glibc 2.36's, which terminals ask or follow; characters that are newer than Unicode 14 are utf8proc's. */
KY_API int ky_point_columns(int32_t point);

/* True where ky_text_visible shows the code point at text as itself. *bytes is its length, 1 for an ill-formed
 * byte. */
KY_API bool ky_text_is_shown(const char *text, size_t *bytes);

/* Length in bytes of the line starting at text when wrapped to columns: up to and
 * without a '\n', broken between characters (CJK) or after a blank. *next is the offset
 * of the next line's start, or of the ending NUL. */
KY_API size_t ky_text_wrap(const char *text, int columns, size_t *next);

/* Folds case and width of a text for searching (NFKC casefold). malloc'd, the caller frees it; NULL only if memory
 * is out. */
KY_API char *ky_text_fold(const char *text);

/*
 * A whole number as people type it: optional blanks, ASCII or full-width digits,
 * thousands commas. Refuses 2000万, 约30, 1.5, -3 and anything past INT64_MAX with a sentence.
 */
KY_API enum ky_code ky_number_parse(const char *text, int64_t *number, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
