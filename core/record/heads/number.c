/* Tells records apart that were printed with one number (heads/number.h). */
#include "record/heads/number.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/heads/heads.h"

#define MARK NUMBER_MARK[0]

bool number_is(const char *number, const char *wanted)
{
	size_t len = strlen(wanted);
	return strncmp(number, wanted, len) == 0 && (!number[len] || number[len] == MARK);
}

struct holder {
	int64_t seq;
	char id[RECORD_ID_SIZE], number[RECORD_NUMBER_SIZE], run[RUN_TEXT];
};

struct holders {
	struct holder *list;
	size_t count;
};

static int take_holder(void *data, const struct db_row *row)
{
	struct holders *holders = data;
	if (!memory_grow(&holders->list, holders->count, sizeof(*holders->list)))
		return DB_NO_MEMORY;
	struct holder *holder = &holders->list[holders->count++];
	*holder = (struct holder){ .seq = db_int(row, 0) };
	snprintf(holder->id, sizeof(holder->id), "%s", db_text(row, 1));
	snprintf(holder->number, sizeof(holder->number), "%s", db_text(row, 2));
	return 0;
}

static enum ky_code find_holders(struct ky_workbook *wb, const struct ky_kind *kind, const char *number,
				 struct holders *out, struct ky_error *err)
{
	return db_run(wb, table_sql(kind)->numbered, (struct db_arg[]){ DB_T(number) }, 1, take_holder, out, err);
}

static enum ky_code renumber(struct ky_workbook *wb, const struct ky_kind *kind, int64_t seq, const char *number,
			     struct ky_error *err)
{
	return db_run(wb, table_sql(kind)->renumber, (struct db_arg[]){ DB_I(seq), DB_T(number) }, 2, NULL, NULL,
		      err);
}

/* In which the record was made, the older one of two. */
static enum ky_code find_run(struct ky_workbook *wb, struct holder *holder, struct ky_error *err)
{
	char *run = NULL;
	enum ky_code code = db_text_of(
		wb,
		"SELECT d.id FROM op o JOIN change c ON c.n = o.change JOIN device d ON d.n = c.device"
		" WHERE o.record = ?1 AND o.field IS NULL AND o.value IS NOT NULL ORDER BY c.clock, d.id"
		" LIMIT 1",
		holder->id, &run, err);
	snprintf(holder->run, sizeof(holder->run), "%s", run ? run : holder->id);
	free(run);
	return code;
}

/* How many digits tell them apart. Records of one run cannot have one number, except in a forged file. */
static int mark_length(const struct holders *holders)
{
	int len = 2;
	for (size_t i = 0; i < holders->count; i++)
		for (size_t j = 0; j < i; j++)
			while (len < RUN_TEXT - 1 &&
			       strncmp(holders->list[i].run, holders->list[j].run, (size_t)len) == 0)
				len++;
	return len;
}

static void wanted_number(const struct holders *holders, size_t i, const char *number, int len,
			  char out[RECORD_NUMBER_SIZE])
{
	if (holders->count == 1)
		snprintf(out, RECORD_NUMBER_SIZE, "%.60s", number);
	else if (len < RUN_TEXT - 1)
		snprintf(out, RECORD_NUMBER_SIZE, "%.40s%c%.*s", number, MARK, len, holders->list[i].run);
	else
		snprintf(out, RECORD_NUMBER_SIZE, "%.38s%c%s", number, MARK, holders->list[i].id);
}

static enum ky_code settle(struct ky_workbook *wb, const struct ky_kind *kind, const char *number,
			   struct holders *holders, struct ky_error *err)
{
	char wanted[RECORD_NUMBER_SIZE];
	enum ky_code code = KY_OK;
	bool same = true;
	for (size_t i = 0; !code && holders->count > 1 && i < holders->count; i++)
		code = find_run(wb, &holders->list[i], err);
	int len = mark_length(holders);
	for (size_t i = 0; i < holders->count; i++) {
		wanted_number(holders, i, number, len, wanted);
		same = same && strcmp(holders->list[i].number, wanted) == 0;
	}
	/* Twice, because one may have what another is to get. */
	for (size_t i = 0; !code && !same && i < holders->count; i++) {
		snprintf(wanted, sizeof(wanted), "%c%s", MARK, holders->list[i].id);
		code = renumber(wb, kind, holders->list[i].seq, wanted, err);
	}
	for (size_t i = 0; !code && !same && i < holders->count; i++) {
		wanted_number(holders, i, number, len, wanted);
		code = renumber(wb, kind, holders->list[i].seq, wanted, err);
	}
	return code;
}

enum ky_code number_settle(struct ky_workbook *wb, const struct ky_kind *kind, const char *number,
			   struct ky_error *err)
{
	struct holders holders = { 0 };
	enum ky_code code = find_holders(wb, kind, number, &holders, err);
	if (!code && holders.count)
		code = settle(wb, kind, number, &holders, err);
	free(holders.list);
	return code;
}

/* What a number counts, 0: it is none that this program gave. */
static int64_t count_of(const struct ky_kind *kind, const char *number)
{
	const char *at = strchr(number, '-'), *prefix = kind->prefix ? kind->prefix : "";
	size_t len = strlen(prefix);
	if (!at || kind->single || strncmp(at + 1, prefix, len) != 0)
		return 0;
	const char *digits = at + 1 + len;
	size_t count = strspn(digits, "0123456789");
	return count && count < 10 && !digits[count] ? strtoll(digits, NULL, 10) : 0;
}

static enum ky_code is_taken(struct ky_workbook *wb, const struct ky_kind *kind, int64_t seq, bool *taken,
			     struct ky_error *err)
{
	int64_t found = 0;
	enum ky_code code = KY_OK;
	if (seq)
		code = db_number(wb, table_sql(kind)->by_seq, (struct db_arg[]){ DB_I(seq) }, 1, 0, &found, err);
	*taken = !seq || found;
	return code;
}

/* A row stands where its number counts it; of two with one number the second stands behind all. What is numbered
 * here from now on comes behind both. */
static enum ky_code find_place(struct ky_workbook *wb, struct ky_record *record, const char *number,
			       struct ky_error *err)
{
	const struct db_arg kind = DB_T(record->kind->name);
	bool taken = false;
	/* The school of another site: its number is a code, which counts nothing. */
	if (record->kind->single) {
		record->seq = 0;
		return KY_OK;
	}
	enum ky_code code = is_taken(wb, record->kind, record->seq, &taken, err);
	if (!code && taken) {
		record->seq = count_of(record->kind, number);
		code = is_taken(wb, record->kind, record->seq, &taken, err);
	}
	if (!code && taken)
		code = db_number(wb, "UPDATE tally SET last = last + 1 WHERE kind = ?1 RETURNING last",
				 (struct db_arg[]){ kind }, 1, 0, &record->seq, err);
	if (!code)
		code = db_run(wb, "UPDATE tally SET last = ?2 WHERE kind = ?1 AND last < ?2",
			      (struct db_arg[]){ kind, DB_I(record->seq) }, 2, NULL, NULL, err);
	return code;
}

enum ky_code number_insert(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err)
{
	char number[RECORD_NUMBER_SIZE];
	struct holders holders = { 0 };
	memcpy(number, record->number, sizeof(number));
	enum ky_code code = find_holders(wb, record->kind, number, &holders, err);
	if (!code && holders.count)
		snprintf(record->number, sizeof(record->number), "%.38s%c%s", number, MARK, record->id);
	if (!code)
		code = find_place(wb, record, number, err);
	if (!code)
		code = store_insert_row(wb, record, err);
	if (!code && holders.count)
		code = number_settle(wb, record->kind, number, err);
	free(holders.list);
	return code;
}

enum ky_code number_give(struct ky_workbook *wb, const struct ky_record *record, struct ky_error *err)
{
	char number[RECORD_NUMBER_SIZE];
	assert(record->seq);
	snprintf(number, sizeof(number), "%.38s%c%s", record->number, MARK, record->id);
	enum ky_code code = renumber(wb, record->kind, record->seq, number, err);
	return code ? code : number_settle(wb, record->kind, record->number, err);
}
