/* A growable string. Running out of memory ends the program: there is no saying so
 * without memory, and nothing unsaved is lost that a draft does not have. */
#ifndef CORE_BASE_STRBUF_H
#define CORE_BASE_STRBUF_H

#include <stddef.h>

#include "base/memory.h"

struct strbuf {
	char *text; /* always ended by NUL once anything was added; else NULL */
	size_t len, cap;
};

void strbuf_init(struct strbuf *sb);
void strbuf_add(struct strbuf *sb, const char *text);
void strbuf_add_len(struct strbuf *sb, const char *text, size_t len);
void strbuf_addf(struct strbuf *sb, const char *fmt, ...) KY_PRINTF(2, 3);
void strbuf_clear(struct strbuf *sb); /* keeps the memory */
void strbuf_free(struct strbuf *sb);
char *strbuf_take(struct strbuf *sb); /* the text (never NULL), now the caller's to free */

#endif
