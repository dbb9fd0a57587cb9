/* Takes a CREATE statement apart and says whether it computes nothing. */
#include "workbook/schema_parse.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "workbook/schema_token.h"

#define DEFAULT_MAX 40 /* bytes of a default: it is written into each new row */

static bool is_one_of(const struct token *token, const char *const *words)
{
	for (; *words; words++)
		if (token_is(token, *words))
			return true;
	return false;
}

/* With these SQLite begins a rule of a column, and so ends its type. */
static const char *const rule_words[] = { "constraint", "primary", "not",        "null",       "unique",
					  "check",      "default", "collate",    "references", "generated",
					  "as",         "on",      "deferrable", NULL };
static const char *const harmless_words[] = { "primary", "key", "not", "null", "unique", "asc", "desc", NULL };

/* "(10, 2)" of a type. */
static const char *skip_numbers(const char *at, bool *fits)
{
	struct token token;
	at = token_next(at, &token);
	while (token.type == TOKEN_NUMBER || token_is(&token, ","))
		at = token_next(at, &token);
	*fits = token_is(&token, ")");
	return at;
}

/* A constant that is short: anything longer, or computed, is no plain default. */
static const char *skip_default(const char *at, bool *fits)
{
	struct token token;
	at = token_next(at, &token);
	if (token_is(&token, "+") || token_is(&token, "-"))
		at = token_next(at, &token);
	*fits = (token.type == TOKEN_NUMBER || token.type == TOKEN_STRING || token_is(&token, "null")) &&
		token.len <= DEFAULT_MAX;
	return at;
}

/* What follows a column's name. */
static void judge_column(struct schema_part *part)
{
	struct token token;
	bool fits = true, keyed = false, blank = true, has_default = false;
	const char *at = token_next(part->rest, &token);
	while (fits && token_is_name(&token) && !is_one_of(&token, rule_words))
		at = token_next(at, &token);
	if (fits && token_is(&token, "("))
		at = token_next(skip_numbers(at, &fits), &token);
	for (; fits && token.type != TOKEN_END; at = token_next(at, &token)) {
		if (token_is(&token, "default")) {
			at = skip_default(at, &fits);
			has_default = true;
		} else {
			fits = is_one_of(&token, harmless_words);
			keyed = keyed || token_is(&token, "primary") || token_is(&token, "unique");
			blank = blank && !token_is(&token, "not");
		}
	}
	part->harmless = fits;
	part->plain = fits && !keyed && (blank || has_default);
}

/* A list of columns in brackets, as keys and indexes have it, and then the end. */
static bool is_column_list(const char *at)
{
	struct token token;
	bool fits;
	at = token_next(at, &token);
	fits = token_is(&token, "(");
	while (fits) {
		at = token_next(at, &token);
		fits = token_is_name(&token);
		at = token_next(at, &token);
		if (token_is(&token, "asc") || token_is(&token, "desc"))
			at = token_next(at, &token);
		if (token_is(&token, ")"))
			break;
		fits = fits && token_is(&token, ",");
	}
	token_next(at, &token);
	return fits && token.type == TOKEN_END;
}

/* "PRIMARY KEY (a, b)" or "UNIQUE (a)" of a table. */
static void judge_constraint(struct schema_part *part)
{
	struct token token;
	const char *at = token_next(part->rest, &token);
	bool key = token_is(&token, "primary");
	if (key)
		at = token_next(at, &token);
	part->harmless = (key ? token_is(&token, "key") : token_is(&token, "unique")) && is_column_list(at);
}

static bool is_constraint(const struct token *token)
{
	static const char *const words[] = { "constraint", "primary", "unique", "check", "foreign", NULL };
	return is_one_of(token, words);
}

/* Up to the comma or bracket that ends it. */
static const char *parse_part(const char *at, struct schema_part *part, struct token *end)
{
	struct strbuf rest;
	int depth = 0;
	*part = (struct schema_part){ 0 };
	strbuf_init(&rest, STRBUF_TEXT); /* SQLite takes no statement that long */
	strbuf_add(&rest, "");
	at = token_next(at, end);
	bool column = (token_is_name(end) || end->type == TOKEN_STRING) && !is_constraint(end);
	part->name = column ? token_name(end) : memory_text("");
	if (column)
		at = token_next(at, end);
	while (end->type != TOKEN_END && (depth || (!token_is(end, ",") && !token_is(end, ")")))) {
		depth += token_is(end, "(") - token_is(end, ")");
		token_add(&rest, end);
		at = token_next(at, end);
	}
	part->rest = strbuf_take(&rest);
	if (part->rest)
		(column ? judge_column : judge_constraint)(part);
	return at;
}

/* Everything up to the statement's end. */
static const char *parse_rest(const char *at, struct token *token, char **out)
{
	struct strbuf rest;
	strbuf_init(&rest, STRBUF_TEXT); /* SQLite takes no statement that long */
	while (token->type != TOKEN_END && !token_is(token, ";")) {
		token_add(&rest, token);
		at = token_next(at, token);
	}
	*out = strbuf_take(&rest);
	return at;
}

static const char *parse_table(const char *at, struct schema_item *item, struct token *token)
{
	static const char *const options[] = { "", "without rowid ", "strict ", "without rowid , strict ",
					       "strict , without rowid " };
	bool whole = token_is(token, "(");
	for (bool more = whole; more;) {
		if (!memory_grow(&item->parts, item->part_count, sizeof(*item->parts))) {
			item->no_memory = true;
			return at;
		}
		struct schema_part *part = &item->parts[item->part_count++];
		at = parse_part(at, part, token);
		item->no_memory = item->no_memory || !part->name || !part->rest;
		more = token_is(token, ",");
		whole = more || token_is(token, ")");
	}
	if (whole)
		at = token_next(at, token);
	at = parse_rest(at, token, &item->rest);
	for (size_t i = 0; whole && item->rest && i < sizeof(options) / sizeof(options[0]); i++)
		item->harmless = item->harmless || strcmp(item->rest, options[i]) == 0;
	return at;
}

static const char *parse_index(const char *at, struct schema_item *item, struct token *token, bool unique)
{
	bool on = token_is(token, "on");
	if (on)
		at = token_next(at, token);
	bool named = on && token_is_name(token);
	item->on = named ? token_name(token) : NULL;
	item->no_memory = item->no_memory || (named && !item->on);
	if (named)
		at = token_next(at, token);
	at = parse_rest(at, token, &item->rest);
	item->harmless = item->on && item->rest && !unique && is_column_list(item->rest);
	return at;
}

static enum schema_type type_of(const struct token *token)
{
	static const char *const words[] = {
		[SCHEMA_TABLE] = "table", [SCHEMA_INDEX] = "index",     [SCHEMA_VIRTUAL] = "virtual",
		[SCHEMA_VIEW] = "view",   [SCHEMA_TRIGGER] = "trigger",
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (token_is(token, words[i]))
			return (enum schema_type)i;
	return SCHEMA_OTHER;
}

static const char *skip_words(const char *at, struct token *token, const char *const *words)
{
	for (; *words && token_is(token, *words); words++)
		at = token_next(at, token);
	return at;
}

const char *schema_parse(const char *sql, struct schema_item *out)
{
	struct token token;
	*out = (struct schema_item){ .type = SCHEMA_OTHER };
	const char *at = token_next(sql, &token);
	bool create = token_is(&token, "create");
	if (create)
		at = token_next(at, &token);
	bool unique = token_is(&token, "unique");
	if (unique)
		at = token_next(at, &token);
	if (create)
		out->type = type_of(&token);
	if (out->type != SCHEMA_OTHER)
		at = token_next(at, &token);
	if (out->type == SCHEMA_VIRTUAL)
		at = skip_words(at, &token, (const char *const[]){ "table", NULL });
	at = skip_words(at, &token, (const char *const[]){ "if", "not", "exists", NULL });
	if (out->type != SCHEMA_OTHER && (token_is_name(&token) || token.type == TOKEN_STRING)) {
		out->name = token_name(&token);
		out->no_memory = !out->name;
		at = token_next(at, &token);
	}
	if (out->type == SCHEMA_TABLE)
		at = parse_table(at, out, &token);
	else if (out->type == SCHEMA_INDEX)
		at = parse_index(at, out, &token, unique);
	else
		at = parse_rest(at, &token, &out->rest);
	out->name = out->name ? out->name : memory_text("");
	out->on = out->on ? out->on : memory_text("");
	out->no_memory = out->no_memory || !out->name || !out->on || !out->rest;
	return at;
}

void schema_item_free(struct schema_item *item)
{
	for (size_t i = 0; i < item->part_count; i++) {
		free(item->parts[i].name);
		free(item->parts[i].rest);
	}
	free(item->parts);
	free(item->name);
	free(item->on);
	free(item->rest);
	*item = (struct schema_item){ 0 };
}
