/*
 * Memory runs out at every allocation in turn: of core's own and of SQLite's. Making, opening, listing, saving,
 * undoing and exporting say so, lose nothing, and leave nothing behind. Linked with --wrap, so that core's calls
 * come here; other libraries are put short of memory by tests/fault/scarce.c.
 */
#include <dirent.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <time.h>

#include "kuayue/export.h"
#include "kuayue/package.h"
#include "unit/place.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static struct {
	long count, at; /* at 0: none fails */
	bool on;        /* all from there on fail */
	sqlite3_mem_methods sqlite;
} scarce;

static bool fails(void)
{
	scarce.count++;
	bool failed = scarce.at && (scarce.count == scarce.at || (scarce.on && scarce.count > scarce.at));
	if (failed)
		errno = ENOMEM;
	return failed;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}

static void *sqlite_malloc(int size)
{
	return fails() ? NULL : scarce.sqlite.xMalloc(size);
}

static void *sqlite_realloc(void *old, int size)
{
	return fails() ? NULL : scarce.sqlite.xRealloc(old, size);
}

static void count_sqlite(void)
{
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &scarce.sqlite);
	sqlite3_mem_methods ours = scarce.sqlite;
	ours.xMalloc = sqlite_malloc;
	ours.xRealloc = sqlite_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
}

#define TODAY ky_day_from_ymd(2012, 6, 15)
#define RECORDS 5

static struct ky_record *problem(struct ky_workbook *wb, const char *text, struct ky_error *err)
{
	struct ky_record *record = ky_record_new(ky_kind_find("problem"));
	if (!record) {
		ky_fail(err, KY_SYSTEM, "Out of memory");
		return NULL;
	}
	if (ky_record_put(wb, record, ky_field_find(ky_record_kind(record), "text"), text, err) == KY_OK)
		return record;
	ky_record_free(record);
	return NULL;
}

static enum ky_code save(struct ky_workbook *wb, const char *text, struct ky_error *err)
{
	struct ky_record *record = problem(wb, text, err);
	if (!record)
		return err->code;
	enum ky_code code = ky_record_save(wb, record, NULL, err);
	ky_record_free(record);
	return code;
}

/* What is done while memory is short, on an open workbook. */
static enum ky_code do_nothing(struct place *place, struct ky_error *err)
{
	(void)place, (void)err;
	return KY_OK;
}

static enum ky_code do_save(struct place *place, struct ky_error *err)
{
	return save(place->wb, "又一个问题，还有ＡＢＣ", err);
}

static enum ky_code do_undo(struct place *place, struct ky_error *err)
{
	struct ky_undo_step step = { 0 }; /* and what it says it did */
	enum ky_code code = ky_undo(place->wb, &step, err);
	ky_undo_step_clear(&step);
	return code;
}

static int count_row(void *data, const struct ky_record *row)
{
	char shown[100];
	int *count = data;
	(*count)++;
	ky_record_show(NULL, row, ky_title_field(ky_record_kind(row)), shown, sizeof(shown));
	return 0;
}

static enum ky_code count_problems(struct ky_workbook *wb, const char *filter, int *count, struct ky_error *err)
{
	struct ky_list *list = NULL;
	enum ky_code code = ky_list_open(wb, ky_kind_find("problem"), &list, err);
	if (!code && filter)
		code = ky_list_filter(list, filter, err);
	if (!code)
		code = ky_list_each(list, count_row, count, err);
	ky_list_close(list);
	return code;
}

static enum ky_code do_list(struct place *place, struct ky_error *err)
{
	int count = 0;
	enum ky_code code = count_problems(place->wb, "ａｂ", &count, err);
	if (!code)
		assert_int_equal(count, RECORDS); /* what is found is all that there is */
	return code;
}

static enum ky_code do_export(struct place *place, struct ky_error *err)
{
	char *path = NULL;
	enum ky_code code =
		ky_export(place->wb, &(struct ky_export_ask){ .dir = place->dir, .seal = "" }, &path, err);
	/* Also where it is written and whole, and only the list of what was handed in could not be added to. */
	if (path)
		unlink(path);
	free(path);
	return code;
}

/* The workbook and its note of who has it open: nothing else is left in the folder. */
static void assert_tidy(const struct place *place, long at)
{
	DIR *folder = opendir(place->dir);
	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		if (entry->d_name[0] != '.' && strncmp(entry->d_name, "w.kuayue", 8) != 0)
			fail_msg("allocation %ld leaves %s", at, entry->d_name);
		else if (strstr(entry->d_name, ".kuayue-") || strstr(entry->d_name, "journal"))
			fail_msg("allocation %ld leaves %s", at, entry->d_name);
	closedir(folder);
}

/* One run with the at-th allocation failing; false: it was not reached. */
static bool run_at(struct place *place, enum ky_code (*act)(struct place *place, struct ky_error *err),
		   bool inside, long at, long *refused)
{
	struct ky_error err = { .code = KY_OK };
	enum ky_code code = KY_OK;
	place->wb = NULL;
	if (inside)
		assert_int_equal(ky_workbook_open(place->path, KY_WRITE, TODAY, &place->wb, &err), KY_OK);
	scarce.count = 0;
	scarce.at = at;
	if (!inside)
		code = ky_workbook_open(place->path, KY_WRITE, TODAY, &place->wb, &err);
	if (!code)
		code = act(place, &err);
	bool reached = scarce.count >= at;
	scarce.at = 0;
	ky_workbook_close(place->wb);
	place->wb = NULL;
	if (code) {
		(*refused)++;
		if (code != KY_SYSTEM || (!strstr(err.text, "emory") && !strstr(err.text, "temporary file")))
			fail_msg("allocation %ld: %d, %s", at, code, err.text);
	}
	return reached;
}

static void assert_nothing_lost(struct place *place, long at, int records)
{
	struct ky_error err = { .code = KY_OK };
	int count = 0;
	if (ky_workbook_open(place->path, KY_WRITE, TODAY, &place->wb, &err))
		fail_msg("allocation %ld: afterwards %s", at, err.text);
	assert_int_equal(count_problems(place->wb, NULL, &count, &err), KY_OK);
	assert_int_equal(ky_workbook_check_file(place->wb, &err), KY_OK);
	if (count < records)
		fail_msg("allocation %ld: %d records of %d", at, count, records);
	ky_workbook_close(place->wb);
	place->wb = NULL;
	assert_tidy(place, at);
}

/* The workbook as it was, for each run. */
static void put_back(const struct place *place)
{
	char command[300];
	snprintf(command, sizeof(command), "cp %s/../kept-%s %s", place->dir, strrchr(place->dir, '-') + 1,
		 place->path);
	assert_int_equal(system(command), 0);
}

static void sweep(void **state, const char *name, enum ky_code (*act)(struct place *place, struct ky_error *err),
		  bool inside, long step)
{
	struct place *place = *state;
	struct ky_error err = { .code = KY_OK };
	char command[300];
	long refused = 0, at = 1;
	time_t begin = time(NULL);
	for (int i = 0; i < RECORDS; i++)
		assert_int_equal(save(place->wb, "问题ＡＢ和其他", &err), KY_OK);
	ky_workbook_close(place->wb);
	snprintf(command, sizeof(command), "cp %s %s/../kept-%s", place->path, place->dir,
		 strrchr(place->dir, '-') + 1);
	assert_int_equal(system(command), 0);
	step = getenv("PROOF") ? 1 : step;
	for (scarce.on = false;; at += step) {
		put_back(place);
		bool reached = run_at(place, act, inside, at, &refused);
		assert_nothing_lost(place, at, act == do_undo ? RECORDS - 1 : RECORDS);
		if (!reached)
			break;
	}
	/* And from one on for good, as on a PC that has no more. */
	scarce.on = true;
	for (long from = 1; from < at; from += 1 + at / 20) {
		put_back(place);
		run_at(place, act, inside, from, &refused);
		assert_nothing_lost(place, from, act == do_undo ? RECORDS - 1 : RECORDS);
	}
	assert_true(refused > at / step / 2);
	print_message("%s: %ld allocations, each %ld; %ld times out of memory\n", name, at, step, refused);
	FILE *table = getenv("PROOF_TABLE") ? fopen(getenv("PROOF_TABLE"), "a") : NULL;
	if (table) {
		fprintf(table, "memory\t%s\t%ld\t%ld\t%ld\n", name, at - 1, refused, (long)(time(NULL) - begin));
		fclose(table);
	}
	snprintf(command, sizeof(command), "rm -f %s/../kept-%s", place->dir, strrchr(place->dir, '-') + 1);
	assert_int_equal(system(command), 0);
}

static void opening_says_that_memory_is_out(void **state)
{
	sweep(state, "open", do_nothing, false, 61);
}

static void saving_loses_nothing(void **state)
{
	sweep(state, "save", do_save, true, 131);
}

static void undoing_loses_nothing(void **state)
{
	sweep(state, "undo", do_undo, true, 61);
}

static void listing_finds_all_or_says_so(void **state)
{
	sweep(state, "list", do_list, true, 7);
}

static void exporting_leaves_nothing(void **state)
{
	sweep(state, "export", do_export, true, 499);
}

int main(void)
{
	count_sqlite();
	const struct CMUnitTest tests[] = {
		TEST(opening_says_that_memory_is_out), TEST(saving_loses_nothing),     TEST(undoing_loses_nothing),
		TEST(listing_finds_all_or_says_so),    TEST(exporting_leaves_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
