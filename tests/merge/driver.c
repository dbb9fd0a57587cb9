/*
 * Does with workbooks what tests/merge/model.py asks for, a line at a time, and says what stands in them: so that
 * a model in another language can hold what the library makes of a history against what it should be. What people
 * do is done past the rules of kinds, which are no part of merging. Words of a line are separated by tabs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "kuayue/undo.h"
#include "merge/take.h"
#include "record/heads/note.h"
#include "record/heads/outcome.h"
#include "record/kinds/kinds.h"
#include "workbook/change.h"
#include "workbook/internal.h"
#include "workbook/meta.h"

#define BOOKS 8
#define WORDS 32

static struct ky_workbook *books[BOOKS];
static int64_t imports;

static void fail(const char *what, const struct ky_error *err)
{
	printf("fatal\t%s: %s\n", what, err ? err->text : "");
	exit(1);
}

static struct ky_workbook *book(const char *word)
{
	return books[strtol(word, NULL, 10) % BOOKS];
}

static void open_book(const char *at, const char *path)
{
	struct ky_error err = { 0 };
	struct ky_workbook **wb = &books[strtol(at, NULL, 10) % BOOKS];
	ky_workbook_close(*wb);
	*wb = NULL;
	if (ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), wb, &err) || ky_workbook_read_only(*wb))
		fail(path, &err);
	sqlite3_exec((*wb)->db, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", NULL, NULL, NULL);
	puts("ok");
}

static void create(const char *path)
{
	struct ky_error err = { 0 };
	struct ky_workbook *wb = NULL;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	if (ky_workbook_create(&(struct ky_new_workbook){ .path = path,
							  .template_name = "builtin",
							  .ini = ini,
							  .ini_len = len,
							  .code = "G01",
							  .name = "样例学校",
							  .kind = "gaozhong",
							  .today = ky_day_from_ymd(2012, 6, 15) },
			       &wb, &err))
		fail(path, &err);
	/* What the template brings is left out of the history, since every merge would read it again. */
	sqlite3_exec(wb->db, "DELETE FROM op WHERE kind <> 'school'; VACUUM", NULL, NULL, NULL);
	ky_workbook_close(wb);
	puts("ok");
}

static int take_name(void *data, const struct db_row *row)
{
	(void)data;
	printf("%s\t%s\t%lld\t%lld\n", db_text(row, 3), db_text(row, 0), (long long)db_int(row, 1),
	       (long long)db_int(row, 2));
	return 1;
}

/* The name of the newest change. */
static void say_name(struct ky_workbook *wb, const char *word)
{
	struct ky_error err = { 0 };
	if (db_run(wb,
		   "SELECT d.id, c.seq, c.clock, ?1 FROM change c JOIN device d ON d.n = c.device ORDER BY c.n "
		   "DESC"
		   " LIMIT 1",
		   (struct db_arg[]){ DB_T(word) }, 1, take_name, NULL, &err))
		fail("name", &err);
}

static void set_cells(struct ky_record *record, char **words, int count)
{
	for (int i = 0; i < count; i++) {
		char *value = strchr(words[i], '=');
		*value++ = '\0';
		int field = ky_field_find(record->kind, words[i]);
		cell_clear(&record->cells[field]);
		if (record->kind->fields[field].type == KY_NUMBER && value[0])
			record->cells[field] = (struct cell){ .is = CELL_INT, .number = strtoll(value, NULL, 10) };
		else
			cell_set_text(&record->cells[field], value);
	}
	if (kind_decl_of(record->kind)->derive)
		kind_decl_of(record->kind)->derive(record);
}

static void make(struct ky_workbook *wb, const char *kind, char **words, int count)
{
	struct ky_error err = { 0 };
	struct ky_record *record = ky_record_new(ky_kind_find(kind));
	set_cells(record, words, count);
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_ADD, &err);
	if (!code)
		code = store_give_number(wb, record, &err);
	if (!code)
		code = store_insert_row(wb, record, &err);
	char *json = record_pack(record);
	if (!code)
		code = change_note(wb, kind, record->id, NULL, DB_N, DB_T(json), &err);
	if (!code)
		code = ky_change_commit(wb, &err);
	if (code)
		fail("make", &err);
	say_name(wb, record->id);
	free(json);
	ky_record_free(record);
}

static void edit(struct ky_workbook *wb, const char *kind, const char *id, char **words, int count)
{
	struct ky_error err = { 0 };
	struct ky_record *record = NULL;
	enum ky_code code = store_find(wb, ky_kind_find(kind), id, &record, &err);
	if (code || !record)
		fail("edit", &err);
	struct ky_record *before = record_copy(record);
	set_cells(record, words, count);
	code = ky_change_begin(wb, KY_CHANGE_EDIT, &err);
	if (!code)
		code = heads_save(wb, before, record, &err);
	if (!code)
		code = ky_change_commit(wb, &err);
	if (code)
		fail("edit", &err);
	say_name(wb, "ok");
	ky_record_free(before);
	ky_record_free(record);
}

static void existence(struct ky_workbook *wb, const char *kind, const char *id, bool keep)
{
	struct ky_error err = { 0 };
	struct ky_record *record = NULL;
	enum ky_code code = store_find(wb, ky_kind_find(kind), id, &record, &err);
	if (code || !record)
		fail("existence", &err);
	char *json = record_pack(record);
	code = ky_change_begin(wb, keep ? KY_CHANGE_EDIT : KY_CHANGE_DELETE, &err);
	if (!code)
		code = heads_note(wb, record->kind, id, OP_EXISTENCE, keep ? DB_N : DB_T(json),
				  keep ? DB_T(json) : DB_N, &err);
	if (!code && !keep)
		code = store_remove_row(wb, record, &err);
	if (!code)
		code = ky_change_commit(wb, &err);
	if (code)
		fail("existence", &err);
	say_name(wb, "ok");
	free(json);
	ky_record_free(record);
}

static void undo(struct ky_workbook *wb, bool again)
{
	struct ky_error err = { 0 };
	int before = sqlite3_total_changes(wb->db);
	enum ky_code code = again ? ky_redo(wb, NULL, &err) : ky_undo(wb, NULL, &err);
	if (code == KY_NO)
		puts(strstr(err.text, "nothing to") ? "nothing" : "refused");
	else if (code)
		fail("undo", &err);
	else if (sqlite3_total_changes(wb->db) == before)
		puts("empty");
	else
		say_name(wb, "ok");
}

static enum ky_code pour(struct taking *taking, char *text, size_t len, struct ky_error *err)
{
	struct moved_line above = { 0 }, line;
	enum ky_code code = KY_OK;
	bool has_above = false;
	for (char *at = text, *end; !code && at < text + len; at = end + 1) {
		end = memchr(at, '\n', (size_t)(text + len - at));
		code = moved_parse(at, (size_t)(end - at), has_above ? &above : NULL, &line, err);
		if (!code)
			code = taking_line(taking, &line, err);
		if (!code && line.is == MOVED_CHANGE) {
			moved_line_clear(&above);
			above = line;
			has_above = true;
		} else {
			moved_line_clear(&line);
		}
	}
	moved_line_clear(&above);
	return code;
}

static char *pack(struct ky_workbook *from, size_t *len)
{
	struct ky_error err = { 0 };
	char *text = NULL;
	FILE *file = open_memstream(&text, len);
	if (moved_write(from, NULL, file, &err))
		fail("write", &err);
	fclose(file);
	return text;
}

static void merge(struct ky_workbook *wb, struct ky_workbook *from)
{
	struct ky_error err = { 0 };
	struct taking *taking = NULL;
	struct taken taken = { 0 };
	size_t len = 0;
	char *text = pack(from, &len);
	int before = sqlite3_total_changes(wb->db);
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_IMPORT, &err);
	if (!code)
		code = taking_begin(wb, ++imports, &taking, &err);
	/* What is written into tables of the connection alone is none. */
	int begun = sqlite3_total_changes(wb->db) - before;
	if (!code)
		code = pour(taking, text, len, &err);
	if (!code)
		code = taking_finish(taking, &taken, &err);
	int written = sqlite3_total_changes(wb->db) - before - begun;
	taking_end(taking);
	if (!code)
		code = ky_change_commit(wb, &err);
	if (code)
		fail("merge", &err);
	printf("%s\t%lld\t%lld\n", taken.operations == 0 && written ? "wrote" : "ok", (long long)imports,
	       (long long)taken.operations);
	free(text);
}

static void unmerge(struct ky_workbook *wb, const char *import)
{
	struct ky_error err = { 0 };
	struct kept on = { 0 };
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_IMPORT, &err);
	if (!code)
		code = taken_back(wb, strtoll(import, NULL, 10), &on, &err);
	if (!code)
		code = ky_change_commit(wb, &err);
	else
		ky_change_rollback(wb);
	if (code && code != KY_NO)
		fail("unmerge", &err);
	puts(code ? "stands" : "ok");
	kept_free(&on);
}

static void copy_file(const char *from, const char *to)
{
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	static char bytes[1 << 16];
	size_t got;
	if (!in || !out)
		fail(to, NULL);
	while ((got = fread(bytes, 1, sizeof(bytes), in)) > 0)
		fwrite(bytes, 1, got, out);
	fclose(in);
	if (fclose(out) != 0)
		fail(to, NULL);
	puts("ok");
}

static void say_cell(const struct cell *cell)
{
	if (cell && cell->is == CELL_INT)
		printf("%lld", (long long)cell->number);
	else
		printf("%s", !cell || cell->is == CELL_BLANK ? "" : cell->is == CELL_NA ? "NA" : cell->text);
}

static void say_rivals(const struct outcome *outcome, const struct rivals *rivals)
{
	const struct ky_kind *kind = outcome->history.kind;
	struct heads_place place;
	printf("rivals\t%s", rivals->at < 0 ? "!" : kind->fields[rivals->at].name);
	if (!place_build(&outcome->history, rivals->at < 0 ? OP_EXISTENCE : rivals->at, &place))
		fail("memory", NULL);
	for (size_t i = 0; rivals->at >= 0 && !rivals->without && i < rivals->count; i++) {
		putchar('\t');
		for (int j = rivals->at; j < (int)kind->field_count; j++) {
			if (!place_has(kind, rivals->at, j))
				continue;
			if (j > rivals->at)
				putchar('|');
			say_cell(node_cell(&place, place.owner[rivals->ops[i]], j));
		}
	}
	place_free(&place);
	putchar('\n');
}

/* The row, what the history says of it, and what waits. */
static void dump(struct ky_workbook *wb, const char *kind_name, const char *id)
{
	struct ky_error err = { 0 };
	const struct ky_kind *kind = ky_kind_find(kind_name);
	struct ky_record *row = NULL;
	struct outcome outcome;
	if (store_find(wb, kind, id, &row, &err) || outcome_read(wb, kind, id, &outcome, &err))
		fail("dump", &err);
	bool exists = outcome.known && outcome.exists, same = exists == (row != NULL);
	for (size_t i = 0; row && exists && i < kind->field_count; i++)
		same = same && cell_equal(&row->cells[i], &outcome.record->cells[i]);
	printf("%s", !same ? "torn" : row ? "row" : "none");
	for (size_t i = 0; row && i < kind->field_count; i++) {
		if (row->cells[i].is == CELL_BLANK)
			continue;
		printf("\t%s=", kind->fields[i].name);
		say_cell(&row->cells[i]);
	}
	putchar('\n');
	for (size_t i = 0; exists && i < outcome.rival_count; i++)
		say_rivals(&outcome, &outcome.rivals[i]);
	puts(".");
	outcome_free(&outcome);
	ky_record_free(row);
}

static void obey(char **words, int count)
{
	const char *what = words[0];
	if (strcmp(what, "create") == 0)
		create(words[1]);
	else if (strcmp(what, "open") == 0)
		open_book(words[1], words[2]);
	else if (strcmp(what, "copy") == 0)
		copy_file(words[1], words[2]);
	else if (strcmp(what, "make") == 0)
		make(book(words[1]), words[2], words + 3, count - 3);
	else if (strcmp(what, "edit") == 0)
		edit(book(words[1]), words[2], words[3], words + 4, count - 4);
	else if (strcmp(what, "delete") == 0 || strcmp(what, "keep") == 0)
		existence(book(words[1]), words[2], words[3], what[0] == 'k');
	else if (strcmp(what, "undo") == 0 || strcmp(what, "redo") == 0)
		undo(book(words[1]), what[0] == 'r');
	else if (strcmp(what, "merge") == 0)
		merge(book(words[1]), book(words[2]));
	else if (strcmp(what, "unmerge") == 0)
		unmerge(book(words[1]), words[2]);
	else if (strcmp(what, "dump") == 0)
		dump(book(words[1]), words[2], words[3]);
	else
		fail(what, NULL);
}

int main(void)
{
	char line[65536];
	setvbuf(stdout, NULL, _IOFBF, 1 << 16);
	while (fgets(line, sizeof(line), stdin)) {
		char *words[WORDS];
		int count = 0;
		line[strcspn(line, "\n")] = '\0';
		for (char *at = line; at && count < WORDS; count++) {
			words[count] = at;
			at = strchr(at, '\t');
			if (at)
				*at++ = '\0';
		}
		obey(words, count);
		fflush(stdout);
	}
	for (int i = 0; i < BOOKS; i++)
		ky_workbook_close(books[i]);
	return 0;
}
