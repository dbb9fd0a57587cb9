/*
 * Makes the table and the statements of a kind from its declaration. Only compiled-in names become part of the
 * SQL; every value is bound.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "record/internal.h"

#define FIXED "seq, id, number, ord" /* RECORD_FIXED_COLUMNS of them */

const char *table_affinity(const struct ky_field *field)
{
	return field->type == KY_NUMBER ? "INTEGER" : "TEXT";
}

static void add_words(struct strbuf *sb, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		strbuf_add(sb, words[i]);
}

/* Made of every kind whenever a file is opened, to be compared with its schema: word by word, without formats. */
static char *create_text(const struct ky_kind *kind)
{
	const char *const head[] = { "CREATE", " TABLE \"", kind->name,
				     "\" (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
				     " number TEXT NOT NULL UNIQUE, ord TEXT NOT NULL" };
	const char *const tail[] = {
		", \"" RECORD_SITE "\" TEXT); CREATE INDEX \"", kind->name, "_ord\" ON \"", kind->name,
		"\" (ord, seq); INSERT INTO tally VALUES ('",   kind->name, "', 0, 0);"
	};
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	add_words(&sb, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < kind->field_count; i++) {
		const char *const words[] = { ", \"", kind->fields[i].name, "\" ",
					      table_affinity(&kind->fields[i]) };
		add_words(&sb, words, sizeof(words) / sizeof(words[0]));
	}
	add_words(&sb, tail, sizeof(tail) / sizeof(tail[0]));
	return strbuf_take(&sb);
}

static char *insert_text(const struct ky_kind *kind)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	strbuf_addf(&sb, "INSERT INTO main.\"%s\" (%s", kind->name, FIXED);
	for (size_t i = 0; i < kind->field_count; i++)
		strbuf_addf(&sb, ", \"%s\"", kind->fields[i].name);
	strbuf_add(&sb, ", " RECORD_SITE ") VALUES (?1, ?2, ?3, ?4");
	for (size_t i = 0; i <= kind->field_count; i++)
		strbuf_addf(&sb, ", ?%zu", i + RECORD_FIXED_COLUMNS + 1);
	strbuf_add(&sb, ")");
	return strbuf_take(&sb);
}

static char *update_text(const struct ky_kind *kind)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	strbuf_addf(&sb, "UPDATE main.\"%s\" SET ord = ?4", kind->name);
	for (size_t i = 0; i < kind->field_count; i++)
		strbuf_addf(&sb, ", \"%s\" = ?%zu", kind->fields[i].name, i + RECORD_FIXED_COLUMNS + 1);
	strbuf_add(&sb, " WHERE seq = ?1");
	return strbuf_take(&sb);
}

static char *select_from(const struct ky_kind *kind, const char *schema, const char *rest)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	strbuf_addf(&sb, "SELECT %s", FIXED);
	for (size_t i = 0; i < kind->field_count; i++)
		strbuf_addf(&sb, ", \"%s\"", kind->fields[i].name);
	strbuf_addf(&sb, " FROM %s\"%s\" %s", schema, kind->name, rest);
	return strbuf_take(&sb);
}

static char *select_text(const struct ky_kind *kind, const char *rest)
{
	return select_from(kind, "", rest);
}

/* What is blank comes last; choices in the order of their list. */
char *table_ordered(const struct ky_kind *kind, const struct ky_field *field)
{
	char *by = field->type == KY_CHOICE
			   ? memory_print("(SELECT pos FROM choice WHERE list = '%s' AND key = \"%s\")",
					  field->choices, field->name)
			   : memory_print("nullif(\"%s\", '')", field->name);
	char *rest = by ? memory_print("ORDER BY %s IS NULL, %s, ord, seq", by, by) : NULL;
	char *text = rest ? select_text(kind, rest) : NULL;
	free(rest);
	free(by);
	return text;
}

static char *title_text(const struct ky_kind *kind)
{
	return memory_print("SELECT \"%s\" FROM \"%s\" WHERE id = ?1", kind->title, kind->name);
}

static char *by_title_text(const struct ky_kind *kind)
{
	return memory_print("SELECT id FROM \"%s\" WHERE \"%s\" = ?1 LIMIT 2", kind->name, kind->title);
}

static char *by_identity_text(const struct ky_kind *kind)
{
	char rest[120];
	int field = ky_field_of(kind, KY_ROLE_IDENTITY);
	if (field < 0)
		return NULL;
	snprintf(rest, sizeof(rest), "WHERE \"%s\" = ?1 AND " RECORD_SITE " IS NULL ORDER BY seq LIMIT 1",
		 kind->fields[field].name);
	return select_text(kind, rest);
}

static char *remove_text(const struct ky_kind *kind)
{
	return memory_print("DELETE FROM main.\"%s\" WHERE seq = ?1", kind->name);
}

/* Of the kind among all. */
static size_t place_of(const struct ky_kind *kind)
{
	size_t at = 0;
	while (ky_kind_at(at) != kind)
		at++;
	return at;
}

static struct table_sql make(const struct ky_kind *kind)
{
	return (struct table_sql){
		.insert = insert_text(kind),
		.update = update_text(kind),
		.remove = remove_text(kind),
		.numbered = memory_print("SELECT seq, id, number FROM main.\"%s\" WHERE number = ?1"
					 " OR (number > ?1 || '~' AND number < ?1 || '~~') ORDER BY seq",
					 kind->name),
		.renumber = memory_print("UPDATE main.\"%s\" SET number = ?2 WHERE seq = ?1", kind->name),
		.by_seq = memory_print("SELECT seq FROM main.\"%s\" WHERE seq = ?1", kind->name),
		.by_id = select_text(kind, "WHERE id = ?1"),
		.by_title = by_title_text(kind),
		.by_number = select_text(kind, "WHERE number = ?1"),
		.any_by_id = select_from(kind, "main.", "WHERE id = ?1"),
		.any_by_number = select_from(kind, "main.", "WHERE number = ?1"),
		.own_first = select_from(kind, "main.", "WHERE " RECORD_SITE " IS NULL ORDER BY seq LIMIT 1"),
		.by_identity = by_identity_text(kind),
		.find_title = title_text(kind),
		.first = select_text(kind, "ORDER BY seq LIMIT 1"),
		.newest = select_text(kind, "ORDER BY seq DESC LIMIT 1"),
		.from_start = select_text(kind, "ORDER BY ord, seq"),
		.from_end = select_text(kind, "ORDER BY ord DESC, seq DESC"),
		.forward_same = select_text(kind, "WHERE ord = ?1 AND seq > ?2 ORDER BY seq"),
		.forward_past = select_text(kind, "WHERE ord > ?1 ORDER BY ord, seq"),
		.backward_same = select_text(kind, "WHERE ord = ?1 AND seq < ?2 ORDER BY seq DESC"),
		.backward_past = select_text(kind, "WHERE ord < ?1 ORDER BY ord DESC, seq DESC"),
	};
}

/* Its members, all alike. */
#define STATEMENTS (sizeof(struct table_sql) / sizeof(char *))
_Static_assert(STATEMENTS * sizeof(char *) == sizeof(struct table_sql), "table_sql has something else in it");

static bool has_all(const struct table_sql *sql, const struct ky_kind *kind)
{
	char *texts[STATEMENTS];
	size_t missing = 0;
	memcpy(texts, sql, sizeof(*sql));
	for (size_t i = 0; i < STATEMENTS; i++)
		missing += !texts[i];
	return missing == 0 || (missing == 1 && !sql->by_identity && ky_field_of(kind, KY_ROLE_IDENTITY) < 0);
}

static void drop(struct table_sql *sql)
{
	char *texts[STATEMENTS];
	memcpy(texts, sql, sizeof(*sql));
	for (size_t i = 0; i < STATEMENTS; i++)
		free(texts[i]);
}

const struct table_sql *table_sql(const struct ky_kind *kind)
{
	assert(kind && kind->field_count > 0);
	/* A cache of texts derived from constants: filled once a kind, the same for every workbook. */
	static struct table_sql made[KY_DECLARED_MAX];
	static char empty[1];
	static const struct table_sql none = {
		.insert = empty,
		.update = empty,
		.remove = empty,
		.numbered = empty,
		.renumber = empty,
		.by_seq = empty,
		.by_id = empty,
		.by_number = empty,
		.any_by_id = empty,
		.any_by_number = empty,
		.own_first = empty,
		.by_title = empty,
		.first = empty,
		.newest = empty,
		.forward_same = empty,
		.forward_past = empty,
		.backward_same = empty,
		.backward_past = empty,
		.from_start = empty,
		.from_end = empty,
		.find_title = empty,
		.by_identity = empty,
	};
	struct table_sql *sql = &made[place_of(kind)];
	if (sql->insert)
		return sql;
	struct table_sql fresh = make(kind);
	if (!has_all(&fresh, kind)) {
		drop(&fresh);
		return &none;
	}
	*sql = fresh;
	return sql;
}

const char *const *table_scripts(void)
{
	/* Derived from constants as well. */
	static const char *scripts[KY_DECLARED_MAX + 1];
	const struct ky_kind *kind;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		if (!scripts[i])
			scripts[i] = create_text(kind);
		if (!scripts[i])
			return NULL;
	}
	return scripts;
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
	for (; text && *text; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211U;
	return (hash ^ 0xff) * 1099511628211U;
}

void table_shape(char out[TABLE_SHAPE_SIZE])
{
	const struct ky_kind *kind;
	uint64_t hash = 14695981039346656037U;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		hash = mix_text(hash, kind->name);
		for (size_t j = 0; j < kind->field_count; j++) {
			hash = mix_text(hash, kind->fields[j].name);
			hash = mix_text(hash, table_affinity(&kind->fields[j]));
			hash = mix_text(hash, kind->fields[j].choices);
		}
	}
	snprintf(out, TABLE_SHAPE_SIZE, "%016llx", (unsigned long long)hash);
}

enum ky_code table_create(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_error *err)
{
	const char *const *scripts = table_scripts();
	return scripts ? db_script(wb, scripts[place_of(kind)], err) : memory_out(err);
}

static enum ky_code put_choices(struct ky_workbook *wb, const char *list, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_choice *choice = ky_campaign_choices(ky_workbook_campaign(wb), list, &count);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++)
		code = db_run(wb, "INSERT OR IGNORE INTO choice VALUES (?1, ?2, ?3, ?4)",
			      (struct db_arg[]){ DB_T(list), DB_T(choice[i].id), DB_T(choice[i].text),
						 DB_I((int64_t)i) },
			      4, NULL, NULL, err);
	return code;
}

enum ky_code table_choices(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < kind->field_count; i++)
		if (kind->fields[i].type == KY_CHOICE)
			code = put_choices(wb, kind->fields[i].choices, err);
	return code;
}
