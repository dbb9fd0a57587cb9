/* Reads from a copy of a workbook what shows whose it is and what was saved, and compares two such copies. */
#include "workbook/evidence.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "workbook/connection.h"
#include "workbook/names.h"

#define COUNTER_AT 24 /* in the header: of writes */

/* The columns that every version has had. */
static const char changes[] = "SELECT n, clock, wall, day, what FROM change WHERE n <= ?1 ORDER BY n";

struct summing {
	crypto_hash_sha256_state upto, before;
	int64_t newest;
};

/* Runs one query and gives its rows to take; false if it cannot be run to its end. */
static bool each_row(sqlite3 *db, const char *sql, int64_t number, const char *bound,
		     void (*take)(void *data, sqlite3_stmt *row), void *data)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
	if (rc == SQLITE_OK && bound)
		sqlite3_bind_text(stmt, 1, bound, -1, SQLITE_STATIC);
	else if (rc == SQLITE_OK && number >= 0)
		sqlite3_bind_int64(stmt, 1, number);
	while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		take(data, stmt);
		rc = SQLITE_OK;
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_DONE;
}

static const char *text(sqlite3_stmt *row, int column)
{
	const unsigned char *found = sqlite3_column_text(row, column);
	return found ? (const char *)found : "";
}

static void take_complaint(void *data, sqlite3_stmt *row)
{
	struct evidence *out = data;
	if (strcmp(text(row, 0), "ok") != 0 && !out->odd.len)
		strbuf_addf(&out->odd, "%.200s", text(row, 0));
}

static void take_school(void *data, sqlite3_stmt *row)
{
	struct evidence *out = data;
	snprintf(out->school, sizeof(out->school), "%s", text(row, 0));
	strbuf_addf(&out->codes, "\n%s\n", text(row, 1));
}

static void take_code(void *data, sqlite3_stmt *row)
{
	struct evidence *out = data;
	strbuf_addf(&out->codes, "\n%s\n", text(row, 0));
}

static bool take_bytes(sqlite3_stmt *row, unsigned char out[EVIDENCE_KEY])
{
	bool fits = sqlite3_column_bytes(row, 0) == EVIDENCE_KEY;
	if (fits)
		memcpy(out, sqlite3_column_blob(row, 0), EVIDENCE_KEY);
	return fits;
}

static void take_key(void *data, sqlite3_stmt *row)
{
	struct evidence *out = data;
	out->has_key = take_bytes(row, out->key);
}

static void take_next_key(void *data, sqlite3_stmt *row)
{
	struct evidence *out = data;
	out->has_next_key = take_bytes(row, out->next_key);
}

static void take_newest(void *data, sqlite3_stmt *row)
{
	struct evidence *out = data;
	out->newest = sqlite3_column_int64(row, 0);
}

static void take_version(void *data, sqlite3_stmt *row)
{
	struct evidence *out = data;
	out->version = sqlite3_column_int64(row, 0);
}

static void take_later(void *data, sqlite3_stmt *row)
{
	struct evidence *out = data;
	out->later = sqlite3_column_int64(row, 0);
}

static void take_change(void *data, sqlite3_stmt *row)
{
	struct summing *sum = data;
	bool last = sqlite3_column_int64(row, 0) == sum->newest;
	for (int i = 0; i < sqlite3_column_count(row); i++)
		crypto_hash_sha256_update(&sum->upto, (const unsigned char *)text(row, i),
					  strlen(text(row, i)) + 1);
	if (!last)
		sum->before = sum->upto;
}

static bool sum_changes(sqlite3 *db, int64_t newest, struct evidence *out)
{
	struct summing sum = { .newest = newest };
	crypto_hash_sha256_init(&sum.upto);
	sum.before = sum.upto;
	bool ok = each_row(db, "SELECT ifnull(max(n), 0) FROM change", -1, NULL, take_newest, out);
	sum.newest = newest < 0 ? out->newest : newest;
	ok = ok && each_row(db, changes, sum.newest, NULL, take_change, &sum) &&
	     each_row(db, "SELECT count(*) FROM change WHERE n > ?1", sum.newest, NULL, take_later, out);
	crypto_hash_sha256_final(&sum.before, out->before);
	crypto_hash_sha256_final(&sum.upto, out->upto);
	return ok;
}

/* A file of an earlier version has no keys. */
static bool read_keys(sqlite3 *db, struct evidence *out)
{
	bool has_table = sqlite3_table_column_metadata(db, "main", "own_key", "seed", NULL, NULL, NULL, NULL,
						       NULL) == SQLITE_OK;
	return (!has_table || each_row(db, "SELECT seed FROM own_key", -1, NULL, take_key, out)) &&
	       each_row(db, "SELECT value FROM meta WHERE key = 'own_key_next'", -1, NULL, take_next_key, out);
}

static bool read_school(sqlite3 *db, struct evidence *out)
{
	return each_row(db, "PRAGMA user_version", -1, NULL, take_version, out) &&
	       each_row(db, "SELECT id, code FROM school ORDER BY seq LIMIT 1", -1, NULL, take_school, out) &&
	       each_row(db,
			"SELECT CASE WHEN field = 'code' THEN value ELSE json_extract(value, '$.fields.code') END"
			" FROM op WHERE record = ?1 AND (field = 'code' OR field IS NULL AND json_valid(value))",
			-1, out->school, take_code, out);
}

static bool is_sound(sqlite3 *db, struct schema *own, struct evidence *out)
{
	if (schema_check(db, own, &out->odd) != SQLITE_OK)
		strbuf_add(&out->odd, sqlite3_errmsg(db));
	if (!out->odd.len && !each_row(db, "PRAGMA integrity_check(1)", -1, NULL, take_complaint, out))
		strbuf_add(&out->odd, sqlite3_errmsg(db));
	return !out->odd.len;
}

/* It is in the header, and no statement tells it. */
static uint32_t read_counter(sqlite3 *db)
{
	unsigned char bytes[4] = { 0 };
	sqlite3_file *file = NULL;
	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file->pMethods ||
	    file->pMethods->xRead(file, bytes, sizeof(bytes), COUNTER_AT) != SQLITE_OK)
		memset(bytes, 0, sizeof(bytes));
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

void evidence_take(const char *path, struct schema *own, int64_t newest, struct evidence *out)
{
	sqlite3 *db = NULL;
	*out = (struct evidence){ 0 };
	strbuf_init(&out->odd, STRBUF_LINE);
	strbuf_init(&out->codes, STRBUF_LINE);
	strbuf_add(&out->codes, "");
	if (connection_open_alone(path, &db) != SQLITE_OK)
		strbuf_add(&out->odd, sqlite3_errmsg(db));
	else if (is_sound(db, own, out))
		out->whole = read_school(db, out) && read_keys(db, out) && sum_changes(db, newest, out);
	out->whole = out->whole && !out->codes.over;
	out->no_memory = !db || sqlite3_errcode(db) == SQLITE_NOMEM || own->no_memory || out->codes.no_memory ||
			 out->odd.no_memory;
	if (!out->whole && !out->odd.len)
		strbuf_add(&out->odd, sqlite3_errmsg(db));
	out->counter = read_counter(db);
	sqlite3_close(db);
}

void evidence_free(struct evidence *evidence)
{
	strbuf_free(&evidence->odd);
	strbuf_free(&evidence->codes);
	sodium_memzero(evidence, sizeof(*evidence));
}

/* True where the older state's code is one that the school has or had. The ids differ where the change that is
 * taken back is the one in which the file grew to NAMES_VERSION. */
static bool is_same_school(const struct evidence *before, const struct evidence *after)
{
	char code[64];
	if (!after->school[0])
		return false;
	size_t len = strcspn(after->codes.text + 1, "\n");
	snprintf(code, sizeof(code), "\n%.*s\n", (int)(len < 60 ? len : 60), after->codes.text + 1);
	bool grew = before->version >= NAMES_VERSION && after->version < NAMES_VERSION;
	return (grew || strcmp(before->school, after->school) == 0) && strstr(before->codes.text, code) != NULL;
}

/* A key is announced in the file before it becomes the workbook's own. So a journal may only take the key back
 * where the older state announces the key that is there now. */
static bool is_same_key(const struct evidence *before, const struct evidence *after)
{
	bool same = before->has_key == after->has_key && memcmp(before->key, after->key, EVIDENCE_KEY) == 0;
	bool announced =
		before->has_key && after->has_next_key && memcmp(before->key, after->next_key, EVIDENCE_KEY) == 0;
	return same || announced;
}

static bool is_one_save_apart(const struct evidence *before, const struct evidence *after, bool log)
{
	bool taken_back = memcmp(after->upto, after->before, EVIDENCE_SUM) == 0;
	bool kept = memcmp(after->upto, before->upto, EVIDENCE_SUM) == 0;
	if (memcmp(after->before, before->before, EVIDENCE_SUM) != 0 || (!kept && !taken_back))
		return false;
	return log || (after->later == 0 && before->counter - after->counter <= 1);
}

enum evidence_fault evidence_contradiction(const struct evidence *before, const struct evidence *after, bool log)
{
	if (!after->whole)
		return EVIDENCE_DAMAGED;
	if (!before->whole)
		return EVIDENCE_FITS;
	if (!is_same_school(before, after))
		return EVIDENCE_OTHER_SCHOOL;
	if (!is_same_key(before, after))
		return EVIDENCE_OTHER_KEY;
	return is_one_save_apart(before, after, log) ? EVIDENCE_FITS : EVIDENCE_TOO_FAR;
}

const char *evidence_words(enum evidence_fault fault)
{
	static const char *const words[EVIDENCE_FAULTS] = {
		[EVIDENCE_FITS] = "",
		[EVIDENCE_DAMAGED] = N_("with it the workbook would be damaged"),
		[EVIDENCE_OTHER_SCHOOL] = N_("it is of another school"),
		[EVIDENCE_OTHER_KEY] = N_("it would bring another key"),
		[EVIDENCE_TOO_FAR] = N_("it would take back more than the last change"),
	};
	assert(fault > EVIDENCE_FITS && fault < EVIDENCE_FAULTS);
	return _(words[fault]);
}
