/* Splits SQL into tokens as SQLite does. */
#include "workbook/schema_token.h"

#include <assert.h>
#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool starts_word(const char *at)
{
	/* SQLite takes a byte order mark for a blank; nobody writes one into a table's text. */
	if (strncmp(at, "\xEF\xBB\xBF", 3) == 0)
		return false;
	return (lower(*at) >= 'a' && lower(*at) <= 'z') || *at == '_' || (unsigned char)*at >= 0x80;
}

static size_t word_length(const char *at)
{
	size_t len = 0;
	while (starts_word(at + len) || (len && (is_digit(at[len]) || at[len] == '$')))
		len++;
	return len;
}

static size_t number_length(const char *at)
{
	size_t len = 0;
	while (is_digit(at[len]) || at[len] == '.' || (len && starts_word(at + len)))
		len++;
	return len;
}

/* With its quotes; 0 if it is not closed. */
static size_t quoted_length(const char *at)
{
	char end = *at == '[' ? ']' : *at;
	for (size_t len = 1; at[len]; len++) {
		if (at[len] != end)
			continue;
		if (end == ']' || at[len + 1] != end)
			return len + 1;
		len++;
	}
	return 0;
}

static const char *skip(const char *text)
{
	for (;;) {
		if (is_blank(*text)) {
			text++;
		} else if (strncmp(text, "--", 2) == 0) {
			text += strcspn(text, "\n");
		} else if (strncmp(text, "/*", 2) == 0) {
			const char *end = strstr(text + 2, "*/");
			text = end ? end + 2 : text + strlen(text);
		} else {
			return text;
		}
	}
}

const char *token_next(const char *text, struct token *out)
{
	assert(text && out);
	text = skip(text);
	*out = (struct token){ .type = TOKEN_END, .at = text };
	if (!*text)
		return text;
	if ((out->len = word_length(text)) > 0)
		out->type = TOKEN_WORD;
	else if (is_digit(*text) && (out->len = number_length(text)) > 0)
		out->type = TOKEN_NUMBER;
	else if (strchr("\"`[", *text) && (out->len = quoted_length(text)) > 0)
		out->type = TOKEN_NAME;
	else if (*text == '\'' && (out->len = quoted_length(text)) > 0)
		out->type = TOKEN_STRING;
	else
		*out = (struct token){ .type = TOKEN_SIGN, .at = text, .len = 1 };
	return text + out->len;
}

bool token_is(const struct token *token, const char *word)
{
	if ((token->type != TOKEN_WORD && token->type != TOKEN_SIGN) || strlen(word) != token->len)
		return false;
	for (size_t i = 0; i < token->len; i++)
		if (lower(token->at[i]) != word[i])
			return false;
	return true;
}

bool token_is_name(const struct token *token)
{
	return token->type == TOKEN_WORD || token->type == TOKEN_NAME;
}

char *token_name(const struct token *token)
{
	bool quoted = token->type == TOKEN_NAME || token->type == TOKEN_STRING;
	const char *at = token->at + quoted, *end = token->at + token->len - quoted;
	char *name = memory_new(token->len + 1), *out = name;
	while (name && at < end) {
		*out++ = lower(*at);
		at += quoted && *at == *end && *at != ']' ? 2 : 1; /* a quote in it is doubled */
	}
	return name;
}

void token_add(struct strbuf *sb, const struct token *token)
{
	size_t start = sb->len;
	strbuf_add_len(sb, token->at, token->len);
	for (size_t i = start; token->type != TOKEN_STRING && i < sb->len; i++)
		sb->text[i] = lower(sb->text[i]);
	strbuf_add(sb, " ");
}
