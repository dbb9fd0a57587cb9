/* The tokens of a CREATE statement, as SQLite splits it. */
#ifndef CORE_WORKBOOK_SCHEMA_TOKEN_H
#define CORE_WORKBOOK_SCHEMA_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

enum token_type {
	TOKEN_END,
	TOKEN_WORD,   /* a keyword, or a name without quotes */
	TOKEN_NAME,   /* "x", `x` or [x] */
	TOKEN_STRING, /* 'x' */
	TOKEN_NUMBER,
	TOKEN_SIGN, /* any other byte, and what is not closed */
};

struct token {
	enum token_type type;
	const char *at;
	size_t len;
};

/* The token at text or behind blanks and comments there; returns what is behind it. */
const char *token_next(const char *text, struct token *out);

/* Whether the token is that keyword (in small letters) or that sign. */
bool token_is(const struct token *token, const char *word);

/* Whether it can be a name, and that name in small letters and without quotes; the caller frees it. */
bool token_is_name(const struct token *token);
char *token_name(const struct token *token);

/* Adds the token and a blank: two texts that SQLite takes alike are alike. */
void token_add(struct strbuf *sb, const struct token *token);

#endif
