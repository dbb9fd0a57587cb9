/* A CREATE statement in its parts. A part that is not understood counts as not harmless. */
#ifndef CORE_WORKBOOK_SCHEMA_PARSE_H
#define CORE_WORKBOOK_SCHEMA_PARSE_H

#include <stdbool.h>
#include <stddef.h>

/* A column, or a constraint of a table. All texts are in small letters, their words apart by one blank. */
struct schema_part {
	char *name;    /* without quotes; "" of a constraint */
	char *rest;    /* what follows the name */
	bool plain;    /* a column that has nothing but a type, or a constant default */
	bool harmless; /* plain, or with PRIMARY KEY, NOT NULL and UNIQUE, which compute nothing */
};

enum schema_type { SCHEMA_TABLE, SCHEMA_INDEX, SCHEMA_VIRTUAL, SCHEMA_VIEW, SCHEMA_TRIGGER, SCHEMA_OTHER };

struct schema_item {
	enum schema_type type;
	char *name;
	char *on;                  /* the table of an index, "" of the rest */
	char *rest;                /* of a table what follows its columns, of the others what follows the name */
	struct schema_part *parts; /* of a table */
	size_t part_count;
	bool harmless;  /* of an index: one of columns alone; of a table: but for its parts */
	bool no_memory; /* for all of it: nothing else is to be looked at */
};

/* Reads the statement at sql, up to the end or a semicolon; returns what is behind it. The caller frees *out
 * with schema_item_free. */
const char *schema_parse(const char *sql, struct schema_item *out);
void schema_item_free(struct schema_item *item);

#endif
