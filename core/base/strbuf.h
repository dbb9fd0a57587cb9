/*
 * A text that is built piece by piece, up to a ceiling.
 *
 * Files come from anywhere, so no text that is made from one may grow without bound. The caller sets the ceiling
 * when it makes the buffer. A piece that does not fit is left out whole, and so is every later one; over says so
 * until the buffer is emptied. The program goes on: the caller asks strbuf_check at the end and returns its error.
 * Where the pieces are bounded anyway (declarations, a text and a number), the ceiling cannot be reached, and the
 * caller may use strbuf_take without asking.
 */
#ifndef CORE_BASE_STRBUF_H
#define CORE_BASE_STRBUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "kuayue/error.h"

#define STRBUF_LINE ((size_t)64 << 10)  /* bytes of a name, a path, a sentence, a statement of SQL */
#define STRBUF_TEXT ((size_t)256 << 20) /* bytes of what is made from a record's text, itself at most 64 MiB */

struct strbuf {
	char *text; /* always ended by NUL; not to be freed */
	size_t len, cap, most;
	bool over;      /* something did not fit: the text is not whole */
	bool no_memory; /* that is why */
};

/* most: the ceiling in bytes, without the NUL. */
void strbuf_init(struct strbuf *sb, size_t most);
void strbuf_add(struct strbuf *sb, const char *text);
void strbuf_add_len(struct strbuf *sb, const char *text, size_t len);
void strbuf_addf(struct strbuf *sb, const char *fmt, ...) KY_PRINTF(2, 3);
void strbuf_clear(struct strbuf *sb); /* keeps memory and ceiling */
void strbuf_free(struct strbuf *sb);

/* KY_INPUT where something was left out, KY_SYSTEM where that is for the lack of memory. The sentence begins with
 * what, which says whose text it is. */
enum ky_code strbuf_check(const struct strbuf *sb, const char *what, struct ky_error *err);
/* Gives the text to the caller, who frees it, and leaves the buffer empty; NULL: no memory. Only for a text that
 * is not too long. */
char *strbuf_take(struct strbuf *sb);

#endif
