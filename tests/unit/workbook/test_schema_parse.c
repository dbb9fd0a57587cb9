/* Tests the reading of CREATE statements: tokens as SQLite splits them, and what of a table or an index computes
 * something. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "workbook/schema_parse.h"
#include "workbook/schema_token.h"

/* The tokens of a text: w word, n name, s string, 1 number, . sign, each with its text and a bar. */
static void expect_tokens(const char *sql, const char *wanted)
{
	static const char types[] = { [TOKEN_WORD] = 'w',
				      [TOKEN_NAME] = 'n',
				      [TOKEN_STRING] = 's',
				      [TOKEN_NUMBER] = '1',
				      [TOKEN_SIGN] = '.' };
	char found[400] = "";
	struct token token;
	for (const char *at = token_next(sql, &token); token.type != TOKEN_END; at = token_next(at, &token))
		snprintf(found + strlen(found), sizeof(found) - strlen(found), "%c%.*s|", types[token.type],
			 (int)token.len, token.at);
	assert_string_equal(found, wanted);
}

static void a_text_is_split_as_sqlite_splits_it(void **state)
{
	(void)state;
	expect_tokens("", "");
	expect_tokens(" \t\n\v\f\r", ".\v|");
	expect_tokens("CREATE table_1$x 会", "wCREATE|wtable_1$x|w会|");
	expect_tokens("$a", ".$|wa|");
	expect_tokens("\xEF\xBB\xBF"
		      "a",
		      ".\xEF|w\xBB\xBF"
		      "a|");
	expect_tokens("12 1.5 1e9 0x1F 7a", "112|11.5|11e9|10x1F|17a|");
	expect_tokens("'it''s' \"a\"\"b\" `c``d` [e]]f", "s'it''s'|n\"a\"\"b\"|n`c``d`|n[e]|.]|wf|");
	/* What is not closed is a sign, and the rest goes on behind it. */
	expect_tokens("'abc", ".'|wabc|");
	expect_tokens("\"abc", ".\"|wabc|");
	expect_tokens("[abc", ".[|wabc|");
	expect_tokens("a--b\nc/*d*/e/*f", "wa|wc|we|");
	expect_tokens("a - b / c -", "wa|.-|wb|./|wc|.-|");
}

static void a_name_is_told_without_its_quotes_and_in_small_letters(void **state)
{
	static const char *const names[][2] = {
		{ "Problem", "problem" }, { "\"Two Words\"", "two words" },
		{ "\"a\"\"b\"", "a\"b" }, { "[X]", "x" },
		{ "`y``z`", "y`z" },      { "'String'", "string" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct token token;
		token_next(names[i][0], &token);
		char *name = token_name(&token);
		assert_string_equal(name, names[i][1]);
		free(name);
		assert_int_equal(token_is_name(&token), names[i][0][0] != '\'');
	}
	struct token token;
	token_next("\"check\"", &token); /* in quotes it is no keyword */
	assert_false(token_is(&token, "check"));
	token_next("CHECK", &token);
	assert_true(token_is(&token, "check"));
	assert_false(token_is(&token, "checks"));
	assert_false(token_is(&token, "chick"));
}

static const struct {
	const char *column;
	bool plain, harmless;
} columns[] = {
	{ "a", true, true },
	{ "a TEXT", true, true },
	{ "a TEXT NULL", true, true },
	{ "a VARCHAR(10, 2)", true, true },
	{ "a \"a type\" (10)", true, true },
	{ "'a' TEXT", true, true },
	{ "a TEXT DEFAULT 'x'", true, true },
	{ "a TEXT NOT NULL DEFAULT 'x'", true, true },
	{ "a INTEGER DEFAULT -1", true, true },
	{ "a INTEGER DEFAULT +1", true, true },
	{ "a DEFAULT NULL", true, true },
	{ "a TEXT NOT NULL", false, true },
	{ "a INTEGER PRIMARY KEY", false, true },
	{ "a INTEGER PRIMARY KEY DESC", false, true },
	{ "a TEXT UNIQUE", false, true },
	{ "a VARCHAR(random())", false, false },
	{ "a DEFAULT (1)", false, false },
	{ "a DEFAULT x", false, false },
	{ "a DEFAULT 'as long as it likes, and a little longer than that'", false, false },
	{ "a CHECK (a > 1)", false, false },
	{ "a COLLATE NOCASE", false, false },
	{ "a AS (b)", false, false },
	{ "a GENERATED ALWAYS AS (b)", false, false },
	{ "a REFERENCES t (b)", false, false },
	{ "a PRIMARY KEY AUTOINCREMENT", false, false },
	{ "a + b", false, false },
	{ "CHECK (a > 1)", false, false },
	{ "CONSTRAINT c UNIQUE (a)", false, false },
	{ "FOREIGN KEY (a) REFERENCES t (b)", false, false },
	{ "PRIMARY KEY (a, b DESC)", false, true },
	{ "PRIMARY KEY (a ASC)", false, true },
	{ "PRIMARY (a)", false, false },
	{ "PRIMARY KEY", false, false },
	{ "UNIQUE (a)", false, true },
	{ "UNIQUE (lower(a))", false, false },
	{ "UNIQUE (a, )", false, false },
	{ "UNIQUE (a b)", false, false },
	{ "UNIQUE (a) ON CONFLICT REPLACE", false, false },
	{ "+ a", false, false },
};

static void what_a_column_or_a_rule_computes_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		char sql[200];
		struct schema_item item;
		snprintf(sql, sizeof(sql), "CREATE TABLE t (x, %s)", columns[i].column);
		schema_parse(sql, &item);
		assert_int_equal(item.type, SCHEMA_TABLE);
		if (item.part_count != 2 || item.parts[1].plain != columns[i].plain ||
		    item.parts[1].harmless != columns[i].harmless)
			fail_msg("%s", columns[i].column);
		schema_item_free(&item);
	}
}

static const struct {
	const char *sql;
	enum schema_type type;
	const char *name, *on, *rest;
	bool harmless;
} items[] = {
	{ "CREATE TABLE t (a)", SCHEMA_TABLE, "t", "", "", true },
	{ "create table if not exists 'T' (a)", SCHEMA_TABLE, "t", "", "", true },
	{ "CREATE TABLE t (a) WITHOUT ROWID", SCHEMA_TABLE, "t", "", "without rowid ", true },
	{ "CREATE TABLE t (a) STRICT, WITHOUT ROWID", SCHEMA_TABLE, "t", "", "strict , without rowid ", true },
	{ "CREATE TABLE t (a) x", SCHEMA_TABLE, "t", "", "x ", false },
	{ "CREATE TABLE t (a", SCHEMA_TABLE, "t", "", "", false },
	{ "CREATE TABLE t AS SELECT 1", SCHEMA_TABLE, "t", "", "as select 1 ", false },
	{ "CREATE TABLE", SCHEMA_TABLE, "", "", "", false },
	{ "CREATE INDEX i ON t (a, \"b\" DESC)", SCHEMA_INDEX, "i", "t", "( a , \"b\" desc ) ", true },
	{ "CREATE UNIQUE INDEX i ON t (a)", SCHEMA_INDEX, "i", "t", "( a ) ", false },
	{ "CREATE INDEX i ON t (a) WHERE a > 1", SCHEMA_INDEX, "i", "t", "( a ) where a > 1 ", false },
	{ "CREATE INDEX i ON t", SCHEMA_INDEX, "i", "t", "", false },
	{ "CREATE INDEX i ON 5", SCHEMA_INDEX, "i", "", "5 ", false },
	{ "CREATE INDEX i t (a)", SCHEMA_INDEX, "i", "", "t ( a ) ", false },
	{ "CREATE VIRTUAL TABLE v USING fts5(A, 'B')", SCHEMA_VIRTUAL, "v", "", "using fts5 ( a , 'B' ) ", false },
	{ "CREATE VIEW v AS SELECT 1", SCHEMA_VIEW, "v", "", "as select 1 ", false },
	{ "CREATE TRIGGER r AFTER DELETE ON t", SCHEMA_TRIGGER, "r", "", "after delete on t ", false },
	{ "CREATE TEMP TABLE t (a)", SCHEMA_OTHER, "", "", "temp table t ( a ) ", false },
	{ "DROP TABLE t", SCHEMA_OTHER, "", "", "drop table t ", false },
	{ "", SCHEMA_OTHER, "", "", "", false },
};

static void each_statement_is_told_by_its_kind_and_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++) {
		char sql[200];
		struct schema_item item;
		snprintf(sql, sizeof(sql), "%s; next", items[i].sql);
		const char *behind = schema_parse(sql, &item);
		assert_int_equal(item.type, items[i].type);
		assert_string_equal(item.name, items[i].name);
		assert_string_equal(item.on, items[i].on);
		if (strcmp(items[i].sql, "CREATE TABLE t (a") == 0)
			assert_string_equal(behind, ""); /* the bracket takes all that follows */
		else
			assert_string_equal(behind, " next");
		assert_string_equal(item.rest, items[i].rest);
		assert_int_equal(item.harmless, items[i].harmless);
		schema_item_free(&item);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_split_as_sqlite_splits_it),
		cmocka_unit_test(a_name_is_told_without_its_quotes_and_in_small_letters),
		cmocka_unit_test(what_a_column_or_a_rule_computes_is_told),
		cmocka_unit_test(each_statement_is_told_by_its_kind_and_name),
	};
	return cmocka_run_group_tests_name("schema parse", tests, NULL, NULL);
}
