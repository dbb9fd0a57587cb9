/*
 * A text that grows up to a ceiling.
 *
 * Files come from anywhere, so no text that is made of one may grow without bound. The ceiling is given when the
 * buffer is made. An addition that does not fit below it is left out whole, and so is everything behind it; over
 * says so until the buffer is emptied. Nothing ends there: the caller asks strbuf_check and returns its error.
 * Where what goes in is bounded already (declarations, a text times a number), the ceiling cannot be reached, and
 * strbuf_take may be used at once.
 */
#ifndef CORE_BASE_STRBUF_H
#define CORE_BASE_STRBUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "kuayue/error.h"

#define STRBUF_LINE ((size_t)64 << 10)  /* bytes of a name, a path, a sentence, a statement of SQL */
#define STRBUF_TEXT ((size_t)256 << 20) /* of what is made of a record's text, which has at most 64 MiB */

struct strbuf {
	char *text; /* always ended by NUL; not to be freed */
	size_t len, cap, most;
	bool over; /* something did not fit: the text is not whole */
};

/* most: bytes that it may get, without the NUL. */
void strbuf_init(struct strbuf *sb, size_t most);
void strbuf_add(struct strbuf *sb, const char *text);
void strbuf_add_len(struct strbuf *sb, const char *text, size_t len);
void strbuf_addf(struct strbuf *sb, const char *fmt, ...) KY_PRINTF(2, 3);
void strbuf_clear(struct strbuf *sb); /* keeps memory and ceiling */
void strbuf_free(struct strbuf *sb);

/* KY_INPUT where the text is not whole, with a sentence that begins with what: whose text it is. */
enum ky_code strbuf_check(const struct strbuf *sb, const char *what, struct ky_error *err);
/* The text, now the caller's to free, and an empty buffer; only where the text is whole. */
char *strbuf_take(struct strbuf *sb);

#endif
