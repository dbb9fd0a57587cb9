/*
 * Renames records when a file grows from version 3 to 4. The school and the records that the template asks for had
 * random ids; now they get those that another workbook of the same school gives them (record/identity.h). Only the
 * first record of a value is renamed; a second one keeps its id. History, links and drafts that name the record
 * are changed too.
 */
#include "setup/rename.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "record/identity.h"

struct renaming {
	struct ky_workbook *wb;
	const struct ky_kind *kind; /* whose records are looked at */
	char *site;
	enum ky_code code;
	struct ky_error *err;
};

/* Asks whether something in the file has the id already. Then the file is odd, and the ids stay as they are. */
static enum ky_code is_taken(struct renaming *renaming, const char *id, bool *taken)
{
	const struct db_arg args[] = { DB_T(id) };
	int64_t used = 0, in_table = 0;
	enum ky_code code = db_number(renaming->wb, "SELECT count(*) FROM op WHERE record = ?1", args, 1, 0, &used,
				      renaming->err);
	char *sql = memory_print("SELECT count(*) FROM \"%s\" WHERE id = ?1", renaming->kind->name);
	if (!code)
		code = db_once_number(renaming->wb, sql, id, &in_table, renaming->err);
	free(sql);
	*taken = used || in_table;
	return code;
}

/* columns: the record's id, and the value that it stands for */
static int take_first(void *data, const struct db_row *row)
{
	struct renaming *renaming = data;
	char id[RECORD_ID_SIZE];
	bool taken = false;
	if (db_is_null(row, 1))
		return 0;
	identity_id(renaming->wb, renaming->kind, renaming->site, db_text(row, 1), id);
	renaming->code = is_taken(renaming, id, &taken);
	if (!renaming->code && !taken)
		renaming->code =
			db_run(renaming->wb, "INSERT OR IGNORE INTO temp.renamed VALUES (?1, ?2, ?3)",
			       (struct db_arg[]){ DB_T(renaming->kind->name), DB_T(db_text(row, 0)), DB_T(id) }, 3,
			       NULL, NULL, renaming->err);
	return renaming->code != KY_OK;
}

/* The record that was made first for each value: min() says which row's record is given. */
static enum ky_code find_firsts(struct renaming *renaming)
{
	char value[80] = "''";
	int field = identity_field(renaming->kind);
	if (field >= 0)
		snprintf(value, sizeof(value), "json_extract(value, '$.fields.%s')",
			 renaming->kind->fields[field].name);
	char *sql = memory_print("SELECT record, %s, min(n) FROM op WHERE kind = '%s' AND field IS NULL"
				 " AND json_valid(value) GROUP BY 2",
				 value, renaming->kind->name);
	enum ky_code code = db_once(renaming->wb, sql, NULL, 0, take_first, renaming, renaming->err);
	free(sql);
	return code ? code : renaming->code;
}

/* In the kind's own rows and history. */
static enum ky_code rename_own(struct renaming *renaming)
{
	const char *name = renaming->kind->name;
	char *sql =
		memory_print("UPDATE op SET record = (SELECT new FROM temp.renamed WHERE kind = op.kind"
			     " AND old = op.record) WHERE n IN (SELECT o.n FROM temp.renamed r JOIN op o"
			     " ON o.record = r.old AND o.kind = r.kind WHERE r.kind = '%s');"
			     "UPDATE \"%s\" SET id = (SELECT new FROM temp.renamed WHERE kind = '%s' AND old = id)"
			     " WHERE id IN (SELECT old FROM temp.renamed WHERE kind = '%s');",
			     name, name, name, name);
	enum ky_code code = db_script(renaming->wb, sql, renaming->err);
	free(sql);
	return code;
}

/* SQL for a set of links, a column with its table, as it is with the new ids; the caller frees it. What is no set
 * of ids stays. */
static char *with_new_ids(const struct renaming *renaming, const char *links)
{
	if (!links)
		return NULL;
	return memory_print("CASE WHEN %s GLOB '*[^0-9a-f ]*' THEN %s ELSE (SELECT group_concat(id, ' ') FROM"
			    " (SELECT DISTINCT ifnull(r.new, e.value) AS id FROM"
			    " json_each('[\"' || replace(%s, ' ', '\",\"') || '\"]') e"
			    " LEFT JOIN temp.renamed r ON r.kind = '%s' AND r.old = e.value ORDER BY 1)) END",
			    links, links, links, renaming->kind->name);
}

/* In one field of any kind that leads to records of renaming's kind: in the rows. */
static enum ky_code rename_in_rows(struct renaming *renaming, const struct ky_kind *kind,
				   const struct ky_field *field)
{
	char *column = memory_print("\"%s\".\"%s\"", kind->name, field->name),
	     *links = with_new_ids(renaming, column);
	char *sql = !links ? NULL
			   : memory_print("UPDATE \"%s\" SET \"%s\" = %s WHERE %s <> ''", kind->name, field->name,
					  links, column);
	enum ky_code code = db_script(renaming->wb, sql, renaming->err);
	free(sql);
	free(links);
	free(column);
	return code;
}

/* Likewise on one side, old or value, of its history: where it was changed, and where a record was made or
 * deleted. */
static enum ky_code rename_in_history(struct renaming *renaming, const struct ky_kind *kind,
				      const struct ky_field *field, const char *side)
{
	char *packed = memory_print("json_extract(op.%s, '$.fields.%s')", side, field->name);
	char *column = memory_print("op.%s", side), *links = with_new_ids(renaming, column);
	char *packed_links = with_new_ids(renaming, packed);
	char *sql = !links || !packed_links
			    ? NULL
			    : memory_print("UPDATE op SET %s = %s WHERE kind = '%s' AND field = '%s' AND %s <> '';"
					   "UPDATE op SET %s = json_set(%s, '$.fields.%s', %s) WHERE kind = '%s' "
					   "AND field IS NULL"
					   " AND CASE WHEN json_valid(%s) THEN %s <> '' END",
					   side, links, kind->name, field->name, side, side, side, field->name,
					   packed_links, kind->name, side, packed);
	enum ky_code code = db_script(renaming->wb, sql, renaming->err);
	free(sql);
	free(packed_links);
	free(links);
	free(column);
	free(packed);
	return code;
}

static enum ky_code rename_links(struct renaming *renaming, const struct ky_kind *kind,
				 const struct ky_field *field)
{
	assert(strcmp(field->link, renaming->kind->name) == 0);
	enum ky_code code = rename_in_rows(renaming, kind, field);
	if (!code)
		code = rename_in_history(renaming, kind, field, "old");
	return code ? code : rename_in_history(renaming, kind, field, "value");
}

static enum ky_code rename_all_links(struct renaming *renaming)
{
	const struct ky_kind *kind;
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && (kind = ky_kind_at(i)) != NULL; i++)
		for (size_t j = 0; !code && j < kind->field_count; j++)
			if (kind->fields[j].link && strcmp(kind->fields[j].link, renaming->kind->name) == 0)
				code = rename_links(renaming, kind, &kind->fields[j]);
	return code;
}

/* A draft's name ends with the id of its record, or of the one that its record follows from. */
static enum ky_code rename_drafts(struct renaming *renaming)
{
	return db_script(renaming->wb,
			 "UPDATE OR REPLACE draft SET key = (SELECT substr(draft.key, 1,"
			 " length(draft.key) - length(old)) || new FROM temp.renamed"
			 " WHERE old = substr(draft.key, -length(old)))"
			 " WHERE EXISTS (SELECT 1 FROM temp.renamed WHERE old = substr(draft.key, -length(old)))",
			 renaming->err);
}

static enum ky_code rename_kind(struct renaming *renaming)
{
	enum ky_code code = find_firsts(renaming);
	if (!code)
		code = rename_own(renaming);
	return code ? code : rename_all_links(renaming);
}

enum ky_code setup_rename(struct ky_workbook *wb, struct ky_error *err)
{
	const struct ky_kind *kind;
	struct renaming renaming = { .wb = wb, .err = err };
	enum ky_code code = identity_site(wb, &renaming.site, err);
	if (!code)
		code = db_script(wb, "CREATE TEMP TABLE renamed (kind, old, new UNIQUE, PRIMARY KEY (kind, old))",
				 err);
	for (size_t i = 0; !code && (kind = ky_kind_at(i)) != NULL; i++) {
		renaming.kind = kind;
		if (identity_has(kind))
			code = rename_kind(&renaming);
	}
	if (!code)
		code = rename_drafts(&renaming);
	free(renaming.site);
	return code ? code : db_script(wb, "DROP TABLE temp.renamed", err);
}
