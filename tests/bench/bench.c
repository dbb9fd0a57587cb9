/*
 * Speed as ratios, all measured in one run: first paint against less (paint.c), keys against less and nnn,
 * saving against a bare SQLite transaction, the search for copied notes against reading them (alike.c),
 * exporting against copying the package (export.c), what comes from outside against half of it (growth.c).
 * Exit 1 where a bound is broken.
 *   bench KUAYUE DIR [growth|paint]   (DIR holds 100.kuayue, 10000.kuayue, 1000000.kuayue, school.kuayue and
 *                                     lines.txt; growth or paint: only that part)
 */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "screen/terminal.h"
#include "kuayue/record.h"
#include "bench/measure.h"

#define KEYS 30
#define SAVES 200

static const char *const sizes[] = { "100", "10000", "1000000" };
/* From the key to the last byte of its repaint. */
static double key_time(struct terminal *t, const char *key, const char *undo)
{
	double values[KEYS];
	int measured = 0;
	for (int i = 0; i < KEYS; i++) {
		size_t before = terminal_bytes(t);
		double start = measure_ms();
		terminal_keys(t, key);
		terminal_settle(t, 60);
		if (terminal_bytes(t) > before)
			values[measured++] = (double)terminal_last_byte_us(t) / 1000 - start;
		if (undo) {
			terminal_keys(t, undo);
			terminal_settle(t, 60);
		}
	}
	return measured ? measure_median(values, (size_t)measured) : 0;
}

struct keys {
	double down, page, end, filter;
};

static struct keys measure_keys(char *const argv[], const char *open, const char *down, const char *page,
				const char *end, const char *start, const char *filter, const char *unfilter)
{
	struct keys keys = { 0 };
	struct terminal *t = measure_launch(argv);
	terminal_settle(t, 700);
	if (open) {
		terminal_keys(t, open);
		terminal_settle(t, 300);
	}
	keys.down = key_time(t, down, NULL);
	keys.page = key_time(t, page, NULL);
	keys.end = key_time(t, end, start);
	if (filter)
		keys.filter = key_time(t, filter, unfilter);
	terminal_free(t);
	return keys;
}

static double resident_mib(char *const argv[], const char *open)
{
	char path[64], line[256];
	long kib = 0;
	struct terminal *t = measure_launch(argv);
	terminal_settle(t, 700);
	terminal_keys(t, open);
	terminal_settle(t, 300);
	terminal_keys(t, "G");
	terminal_settle(t, 300);
	snprintf(path, sizeof(path), "/proc/%ld/status", (long)terminal_pid(t));
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		sscanf(line, "VmRSS: %ld", &kib);
	if (file)
		fclose(file);
	terminal_free(t);
	return (double)kib / 1024;
}

static void bare_transaction(sqlite3 *db, sqlite3_stmt *insert, int i)
{
	char title[64];
	snprintf(title, sizeof(title), "学习笔记第%d篇", i);
	sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	for (int column = 1; column <= 8; column++)
		sqlite3_bind_text(insert, column, column == 5 ? title : "0123456789abcdef0123", -1,
				  SQLITE_TRANSIENT);
	sqlite3_step(insert);
	sqlite3_reset(insert);
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
}

static double save_ours(struct ky_workbook *wb, const char *person, int i)
{
	struct ky_error err = { 0 };
	char title[64];
	const struct ky_kind *kind = ky_kind_find("note");
	snprintf(title, sizeof(title), "学习笔记第%d篇", i);
	double start = measure_ms();
	struct ky_record *record = ky_record_new(kind);
	const char *const values[] = { "person", person, "kind", "note", "date", "2012-05-05", "title", title };
	for (size_t v = 0; v < 8; v += 2)
		ky_record_put(wb, record, ky_field_find(kind, values[v]), values[v + 1], &err);
	if (ky_record_save(wb, record, NULL, &err))
		fprintf(stderr, "%s\n", err.text);
	double took = measure_ms() - start;
	ky_record_free(record);
	return took;
}

static void measure_saving(const char *dir)
{
	double ours[SAVES], bare[SAVES];
	char path[1024];
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	sqlite3 *db = NULL;
	sqlite3_stmt *insert = NULL;
	snprintf(path, sizeof(path), "%s/10000.kuayue", dir);
	if (ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2012, 10, 31), &wb, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	snprintf(path, sizeof(path), "%s/bare.db", dir);
	unlink(path);
	sqlite3_open(path, &db);
	sqlite3_exec(db, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; CREATE TABLE t (a,b,c,d,e,f,g,h)",
		     NULL, NULL, NULL);
	sqlite3_prepare_v2(db, "INSERT INTO t VALUES (?1,?2,?3,?4,?5,?6,?7,?8)", -1, &insert, NULL);
	for (int i = 0; i < SAVES; i++) {
		ours[i] = save_ours(wb, "G01-R001", i);
		double start = measure_ms();
		bare_transaction(db, insert, i);
		bare[i] = measure_ms() - start;
	}
	sqlite3_finalize(insert);
	sqlite3_close(db);
	ky_workbook_close(wb);
	measure_report("save one record", measure_median(ours, SAVES), measure_median(bare, SAVES), "bare SQLite",
		       2);
}

static void compare_keys(const char *size, struct keys ours, struct keys peer, const char *name, double bound)
{
	char what[64];
	snprintf(what, sizeof(what), "down, %s", size);
	measure_report(what, ours.down, peer.down, name, bound);
	snprintf(what, sizeof(what), "page down, %s", size);
	measure_report(what, ours.page, peer.page, name, bound);
	snprintf(what, sizeof(what), "end, %s", size);
	measure_report(what, ours.end, peer.end, name, bound);
	snprintf(what, sizeof(what), "filter typing, %s", size);
	if (peer.filter > 0)
		measure_report(what, ours.filter, peer.filter, name, bound);
}

int main(int argc, char **argv)
{
	char paths[3][1024], text[1024], folder[1024];
	double memory[3];
	struct keys ours[3];
	if (argc < 3)
		return 2;
	if (argc > 3 && strcmp(argv[3], "growth") == 0) {
		measure_growth(argv[1], argv[2]);
		return measure_broken > 0;
	}
	if (argc > 3 && strcmp(argv[3], "search") == 0) {
		measure_search(argv[2]);
		return measure_broken > 0;
	}
	printf("milliseconds (memory in MiB), medians; peers in the same run\n");
	measure_paint(argv[1], argv[2]);
	if (argc > 3 && strcmp(argv[3], "paint") == 0)
		return measure_broken > 0;
	snprintf(text, sizeof(text), "%s/lines.txt", argv[2]);
	snprintf(folder, sizeof(folder), "%s/files", argv[2]);
	char *const less[] = { "less", text, NULL }, *const nnn[] = { "nnn", folder, NULL };
	struct keys less_keys = measure_keys(less, NULL, "j", " ", "G", "g", NULL, NULL);
	less_keys.filter = less_keys.page;
	struct keys nnn_keys = measure_keys(nnn, NULL, "j", "\004", "G", "g", NULL, NULL);
	for (int i = 0; i < 3; i++) {
		snprintf(paths[i], sizeof(paths[i]), "%s/%s.kuayue", argv[2], sizes[i]);
		char *const program[] = { argv[1], "--today", "2012-10-31", paths[i], NULL };
		ours[i] = measure_keys(program, "3\t", "j", "\004", "G", "g", "f1", "\033");
		compare_keys(sizes[i], ours[i], less_keys, "less", 4);
		compare_keys(sizes[i], ours[i], nnn_keys, "nnn", 1);
		memory[i] = resident_mib(program, "3\t");
	}
	compare_keys("1000000 against 100", ours[2], ours[0], "itself", 1.5);
	measure_report("memory, 1000000 against 100", memory[2], memory[0], "itself", 1.5);
	measure_report("memory at 1000000", memory[2], 20, "20 MiB", 1);
	measure_saving(argv[2]);
	measure_alike(argv[2]);
	measure_export(argv[1], argv[2]);
	measure_search(argv[2]);
	measure_growth(argv[1], argv[2]);
	return measure_broken > 0;
}
