/* Takes in one operation that was made in another copy (merge/take.h). */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "merge/taking.h"
#include "record/heads/heads.h"

#define OPS_MAX 20000        /* on one record */
#define STEPS_MAX 2000000000 /* of looking for what others refer to */

/* NULL: it is not here. */
static struct here *find_here(struct taking *taking, int64_t change, int rank)
{
	for (size_t i = taking->here_count; i-- > 0; taking->steps++)
		if (taking->here[i].change == change && taking->here[i].rank == rank)
			return &taking->here[i];
	return NULL;
}

/* Its row, 0: the package leaves it out and it is not here. */
static int64_t row_of(struct taking *taking, const struct moved_ref *ref)
{
	if (ref->change < 0 || (size_t)ref->change >= taking->change_count)
		return 0;
	struct here *here = find_here(taking, taking->changes[ref->change], ref->rank);
	return here ? here->n : 0;
}

/* A record as the history keeps it. NULL: no memory. */
static char *whole_text(const struct taking *taking, const struct moved_line *line)
{
	json_t *object = json_object(), *fields = json_object();
	json_object_set_new(object, "number", json_string(line->number));
	for (size_t i = 0; i < line->field_count; i++) {
		const struct moved_field *field = &line->fields[i];
		if (field->value.is == VALUE_NUMBER)
			json_object_set_new(fields, field->name, json_integer(field->value.number));
		else if (field->value.is == VALUE_TEXT)
			json_object_set_new(fields, field->name, json_string(field->value.text));
	}
	if (strcmp(taking->site, taking->own) != 0)
		json_object_set_new(object, RECORD_SITE, json_string(taking->site));
	if (line->field_count)
		json_object_set_new(object, "fields", fields);
	else
		json_decref(fields);
	char *text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	return text;
}

static struct db_arg value_arg(const struct moved_value *value)
{
	return value->is == VALUE_NUMBER ? DB_I(value->number)
	       : value->is == VALUE_TEXT ? DB_T(value->text[0] ? value->text : NULL)
					 : DB_N;
}

static enum ky_code insert_op(struct taking *taking, const struct moved_line *line, int64_t base, int64_t *row,
			      struct ky_error *err)
{
	bool whole = line->act == MOVED_MADE || line->act == MOVED_DELETED;
	char *text = whole ? whole_text(taking, line) : NULL;
	if (whole && !text)
		return memory_out(err);
	const struct db_arg values[][2] = {
		[MOVED_MADE] = { DB_N, DB_T(text) },
		[MOVED_DELETED] = { DB_T(text), DB_N },
		[MOVED_EDITED] = { DB_N, whole ? DB_N : value_arg(&line->fields[0].value) },
		[MOVED_SET] = { line->act == MOVED_SET ? value_arg(&line->fields[1].value) : DB_N,
				whole ? DB_N : value_arg(&line->fields[0].value) },
	};
	enum ky_code code = db_run(
		taking->wb,
		"INSERT INTO op (change, kind, record, field, old, value, base) VALUES (?1,?2,?3,?4,?5,?6,?7)",
		(struct db_arg[]){ DB_I(taking->changes[line->change]), DB_T(taking->kind), DB_T(taking->id),
				   whole ? DB_N : DB_T(line->fields[0].name), values[line->act][0],
				   values[line->act][1], base ? DB_I(base) : DB_N },
		7, NULL, NULL, err);
	free(text);
	return code ? code : db_number(taking->wb, "SELECT last_insert_rowid()", NULL, 0, 0, row, err);
}

static enum ky_code insert_over(struct taking *taking, int64_t op, const struct moved_refs *refs, size_t from,
				enum over_how how, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	for (size_t i = from; !code && i < refs->count; i++)
		code = db_run(taking->wb, "INSERT OR IGNORE INTO over (op, old, how) VALUES (?1, ?2, ?3)",
			      (struct db_arg[]){ DB_I(op), DB_I(row_of(taking, &refs->list[i])), DB_I(how) }, 3,
			      NULL, NULL, err);
	return code;
}

static bool has_all(struct taking *taking, const struct moved_refs *refs)
{
	for (size_t i = 0; i < refs->count; i++)
		if (!row_of(taking, &refs->list[i]))
			return false;
	return true;
}

static enum ky_code insert(struct taking *taking, const struct moved_line *line, int rank, struct ky_error *err)
{
	int64_t row = 0;
	bool first = line->act == MOVED_MADE && !line->over.count;
	if (!has_all(taking, &line->over) || !has_all(taking, &line->seen) || (!taking->here_count && !first))
		return taking_refuse(err, _("changes are missing that others in it go on from"));
	if (taking->here_count == OPS_MAX || taking->steps > STEPS_MAX)
		return taking_refuse(err, _("a record in it has more changes than people make"));
	if (!taking->fresh[line->change])
		return taking_refuse(err, _("a change in it has a name that another change has here"));
	int64_t base = !line->takes_back && line->over.count ? row_of(taking, &line->over.list[0]) : 0;
	enum ky_code code = insert_op(taking, line, base, &row, err);
	if (!code)
		code = insert_over(taking, row, &line->over, base ? 1 : 0,
				   line->takes_back ? OVER_TAKEN_BACK : OVER_REPLACED, err);
	if (!code)
		code = insert_over(taking, row, &line->seen, 0, OVER_SEEN, err);
	if (code)
		return code;
	if (!memory_grow(&taking->here, taking->here_count, sizeof(*taking->here)))
		return memory_out(err);
	struct here *here = &taking->here[taking->here_count++];
	*here = (struct here){ .n = row, .change = taking->changes[line->change], .rank = rank };
	taking->touched = true;
	taking->taken.operations++;
	return KY_OK;
}

enum ky_code taking_op(struct taking *taking, const struct moved_line *line, struct ky_error *err)
{
	bool whole = line->act == MOVED_MADE || line->act == MOVED_DELETED;
	if (!taking->record || (size_t)line->change >= taking->change_count ||
	    line->field_count < (size_t)(whole                    ? 0
					 : line->act == MOVED_SET ? 2
								  : 1))
		return moved_garbled(err);
	/* Ranks are kept per record: the record's count above, the rank below. */
	int64_t *next = &taking->next[line->change];
	int rank = *next >> 20 == taking->record ? (int)(*next & 0xfffff) : 0;
	*next = taking->record << 20 | (rank + 1);
	struct here *known = find_here(taking, taking->changes[line->change], rank);
	if (!known)
		return insert(taking, line, rank, err);
	return strcmp(known->field, whole ? "" : line->fields[0].name) == 0
		       ? KY_OK
		       : taking_refuse(err, _("a change in it has a name that another change has here"));
}
