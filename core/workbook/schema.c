/* Compares the schema of a file with what may stand in it (workbook/schema.h). */
#include "workbook/schema.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "workbook/schema_token.h"

void schema_add(const char *const *scripts, struct schema *to)
{
	for (; *scripts && to->script_count < SCHEMA_SCRIPTS; scripts++)
		to->scripts[to->script_count++] = *scripts;
}

void schema_free(struct schema *schema)
{
	for (size_t i = 0; i < schema->count; i++)
		schema_item_free(&schema->items[i]);
	free(schema->items);
	*schema = (struct schema){ 0 };
}

static bool is_behind(const char *script, const char *at, const char *word)
{
	size_t len = strlen(word);
	return (size_t)(at - script) >= len && memcmp(at - len, word, len) == 0;
}

/* Where a statement of script may create something of that name, NULL: nowhere. */
static const char *find_creation(const char *script, const char *name)
{
	size_t len = strlen(name);
	for (const char *at = strstr(script, name); at; at = strstr(at + 1, name)) {
		const char *word = at > script && at[-1] == '"' ? at - 1 : at;
		if (!strchr("\" (", at[len]))
			continue;
		if (!is_behind(script, word, "TABLE ") && !is_behind(script, word, "EXISTS ") &&
		    !is_behind(script, word, "INDEX "))
			continue;
		while (at > script && !is_behind(script, at, "CREATE"))
			at--;
		return at > script ? at - strlen("CREATE") : NULL;
	}
	return NULL;
}

/* Few names are asked for, so only what creates those is taken apart. */
const struct schema_item *schema_find(struct schema *schema, enum schema_type type, const char *name)
{
	assert(name && name[0]);
	for (size_t i = 0; i < schema->count; i++)
		if (schema->items[i].type == type && strcmp(schema->items[i].name, name) == 0)
			return &schema->items[i];
	for (size_t i = 0; i < schema->script_count; i++) {
		struct schema_item item;
		const char *at = find_creation(schema->scripts[i], name);
		if (!at)
			continue;
		schema_parse(at, &item);
		schema->no_memory = schema->no_memory || item.no_memory;
		if (!item.no_memory && item.type == type && strcmp(item.name, name) == 0) {
			if (!memory_grow(&schema->items, schema->count, sizeof(item))) {
				schema_item_free(&item);
				schema->no_memory = true;
				return NULL;
			}
			schema->items[schema->count++] = item;
			return &schema->items[schema->count - 1];
		}
		schema_item_free(&item);
	}
	return NULL;
}

const struct schema_part *schema_column(const struct schema_item *table, const char *name)
{
	for (size_t i = 0; i < table->part_count; i++)
		if (table->parts[i].name[0] && strcmp(table->parts[i].name, name) == 0)
			return &table->parts[i];
	return NULL;
}

/* True for a table that would take the place of a view which our statements mean by that name. */
static bool is_shadowing(const char *name)
{
	static const char *const heads[] = { "sqlite_", "pragma_", "json_" };
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (strncmp(name, heads[i], strlen(heads[i])) == 0)
			return true;
	/* Views of record/views.c. */
	return strcmp(name, "dated") == 0 || strcmp(name, "deadline") == 0;
}

static bool has_part(const struct schema_item *item, const struct schema_part *wanted)
{
	for (size_t i = 0; i < item->part_count; i++)
		if (strcmp(item->parts[i].name, wanted->name) == 0 &&
		    strcmp(item->parts[i].rest, wanted->rest) == 0)
			return true;
	return false;
}

/* Says what is wrong with a table of the program's own, or NULL. Its parts have to be as the program makes them;
 * an older file may lack columns. Further columns have to be plain, because the program writes rows into the
 * table. */
static const char *odd_part_of_own(const struct schema_item *item, const struct schema_item *own)
{
	for (size_t i = 0; i < own->part_count; i++)
		if (!own->parts[i].plain && !has_part(item, &own->parts[i]))
			return own->parts[i].name;
	for (size_t i = 0; i < item->part_count; i++) {
		const struct schema_part *part = &item->parts[i];
		if (!has_part(own, part) && (!part->plain || schema_column(own, part->name)))
			return part->name;
	}
	return NULL;
}

static const char *odd_part(const struct schema_item *item)
{
	for (size_t i = 0; i < item->part_count; i++)
		if (!item->parts[i].harmless)
			return item->parts[i].name;
	return NULL;
}

static void name_fault(const char *what, const char *name, struct strbuf *fault)
{
	strbuf_addf(fault, _("%s \"%.200s\""), what, name);
}

static void check_table(const struct schema_item *item, struct schema *own, struct strbuf *fault)
{
	const struct schema_item *known = schema_find(own, SCHEMA_TABLE, item->name);
	const char *odd = known ? odd_part_of_own(item, known) : odd_part(item);
	char where[202];
	snprintf(where, sizeof(where), "%.100s.%.100s", item->name, odd ? odd : "");
	if (odd && odd[0])
		name_fault(_("the column"), where, fault);
	else if (odd || !item->harmless ||
		 (known ? strcmp(item->rest, known->rest) != 0 : is_shadowing(item->name)))
		name_fault(_("the table"), item->name, fault);
}

static void check_index(const struct schema_item *item, struct schema *own, struct strbuf *fault)
{
	const struct schema_item *known = schema_find(own, SCHEMA_INDEX, item->name);
	bool same = known && strcmp(item->on, known->on) == 0 && strcmp(item->rest, known->rest) == 0;
	if (!same && (known || !item->harmless))
		name_fault(_("the index"), item->name, fault);
}

static void check_virtual(const struct schema_item *item, struct schema *own, struct strbuf *fault)
{
	const struct schema_item *known = schema_find(own, SCHEMA_VIRTUAL, item->name);
	if (!known || strcmp(item->rest, known->rest) != 0)
		name_fault(_("the virtual table"), item->name, fault);
}

/* Whether a script has that text between one of two words and a semicolon. */
static bool says(const char *script, const char *text, const char *const words[2])
{
	size_t len = strlen(text);
	for (const char *at = strstr(script, text); at; at = strstr(at + 1, text))
		for (size_t i = 0; at[len] == ';' && i < 2; i++) {
			size_t word = strlen(words[i]);
			if ((size_t)(at - script) >= word && memcmp(at - word, words[i], word) == 0)
				return true;
		}
	return false;
}

/* Nearly every statement of a file is word for word one of the scripts', and in their order; so the search begins
 * at *at, where the last one was found. */
static bool is_verbatim(const char *sql, const struct schema *own, size_t *at)
{
	static const char *const words[][2] = { { "TABLE ", "EXISTS " }, { "INDEX ", "INDEX " } };
	struct token create, what, name;
	token_next(token_next(token_next(sql, &create), &what), &name);
	bool index = token_is(&what, "index");
	if (!token_is(&create, "create") || (!index && !token_is(&what, "table")))
		return false;
	for (size_t i = 0; i < own->script_count; i++) {
		size_t script = (*at + i) % own->script_count;
		if (says(own->scripts[script], name.at, words[index])) {
			*at = script;
			return true;
		}
	}
	return false;
}

static void check_item(const char *name, const char *sql, struct schema *own, struct strbuf *fault)
{
	struct schema_item item;
	const char *behind = schema_parse(sql, &item);
	bool one = !item.no_memory && !*behind && sqlite3_stricmp(item.name, name) == 0;
	if (item.no_memory)
		own->no_memory = true;
	else if (item.type == SCHEMA_TRIGGER)
		name_fault(_("the trigger"), name, fault);
	else if (item.type == SCHEMA_VIEW)
		name_fault(_("the view"), name, fault);
	else if (one && item.type == SCHEMA_TABLE)
		check_table(&item, own, fault);
	else if (one && item.type == SCHEMA_INDEX)
		check_index(&item, own, fault);
	else if (one && item.type == SCHEMA_VIRTUAL)
		check_virtual(&item, own, fault);
	else
		name_fault(_("the entry"), name, fault);
	schema_item_free(&item);
}

/* An index without a text is SQLite's own, for a key. */
int schema_check(sqlite3 *db, struct schema *own, struct strbuf *fault)
{
	assert(db && own);
	sqlite3_stmt *stmt = NULL;
	size_t at = 0;
	int rc = sqlite3_prepare_v2(db, "SELECT type, name, sql FROM sqlite_schema", -1, &stmt, NULL);
	if (rc != SQLITE_OK)
		return rc;
	while (!own->no_memory && (rc = sqlite3_step(stmt)) == SQLITE_ROW && !fault->len) {
		const char *type = (const char *)sqlite3_column_text(stmt, 0);
		const char *name = (const char *)sqlite3_column_text(stmt, 1);
		const char *sql = (const char *)sqlite3_column_text(stmt, 2);
		if (sql && !is_verbatim(sql, own, &at))
			check_item(name ? name : "", sql, own, fault);
		else if (!sql && (!type || strcmp(type, "index") != 0))
			name_fault(_("the entry"), name ? name : "", fault);
	}
	if (sqlite3_errcode(db) == SQLITE_NOMEM)
		own->no_memory = true; /* a column was given as none */
	sqlite3_finalize(stmt);
	if (own->no_memory || fault->no_memory)
		return SQLITE_NOMEM;
	return rc == SQLITE_DONE || fault->len ? SQLITE_OK : rc;
}
