/*
 * Speed as ratios, all measured in one run: first paint and keys against less and nnn,
 * saving against a bare SQLite transaction, the search for copied notes against reading them,
 * exporting against copying the package. Exit 1 where a bound is broken.
 *   bench KUAYUE DIR   (DIR holds 100.kuayue, 10000.kuayue, 1000000.kuayue, school.kuayue)
 */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <glob.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../screen/terminal.h"
#include "kuayue/guide.h"
#include "kuayue/record.h"

#define PAINTS 15
#define KEYS 30
#define SAVES 200
#define EXPORTS 7

static const char *const sizes[] = { "100", "10000", "1000000" };
static int broken;

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return values[count / 2];
}

static void report(const char *what, double ours, double peer, const char *peer_name, double bound)
{
	double ratio = peer > 0 ? ours / peer : 0;
	printf("%-34s %9.3f  %-22s %9.3f  ratio %6.2f  bound %5.2f  %s\n", what, ours, peer_name, peer, ratio,
	       bound, ratio <= bound ? "ok" : "BROKEN");
	broken += ratio > bound;
}

static const char *const environment[] = { "LANGUAGE=zh_CN", "LESSHISTFILE=-", NULL };

static struct terminal *launch(char *const argv[])
{
	return terminal_start(24, 80, argv, environment);
}

/* From fork to the last byte of the first screen. */
static double first_paint(char *const argv[])
{
	double values[PAINTS];
	for (int i = 0; i < PAINTS; i++) {
		double start = now_ms();
		struct terminal *t = launch(argv);
		terminal_settle(t, 500);
		terminal_settle(t, 120);
		values[i] = (double)terminal_last_byte_us(t) / 1000 - start;
		terminal_free(t);
	}
	return median(values, PAINTS);
}

/* From the key to the last byte of its repaint. */
static double key_time(struct terminal *t, const char *key, const char *undo)
{
	double values[KEYS];
	int measured = 0;
	for (int i = 0; i < KEYS; i++) {
		size_t before = terminal_bytes(t);
		double start = now_ms();
		terminal_keys(t, key);
		terminal_settle(t, 60);
		if (terminal_bytes(t) > before)
			values[measured++] = (double)terminal_last_byte_us(t) / 1000 - start;
		if (undo) {
			terminal_keys(t, undo);
			terminal_settle(t, 60);
		}
	}
	return measured ? median(values, (size_t)measured) : 0;
}

struct keys {
	double down, page, end, filter;
};

static struct keys measure_keys(char *const argv[], const char *open, const char *down, const char *page,
				const char *end, const char *start, const char *filter, const char *unfilter)
{
	struct keys keys = { 0 };
	struct terminal *t = launch(argv);
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
	struct terminal *t = launch(argv);
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
	double start = now_ms();
	struct ky_record *record = ky_record_new(kind);
	const char *const values[] = { "person", person, "kind", "note", "date", "2012-05-05", "title", title };
	for (size_t v = 0; v < 8; v += 2)
		ky_record_put(wb, record, ky_field_find(kind, values[v]), values[v + 1], &err);
	if (ky_record_save(wb, record, NULL, &err))
		fprintf(stderr, "%s\n", err.text);
	double took = now_ms() - start;
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
		double start = now_ms();
		bare_transaction(db, insert, i);
		bare[i] = now_ms() - start;
	}
	sqlite3_finalize(insert);
	sqlite3_close(db);
	ky_workbook_close(wb);
	report("save one record", median(ours, SAVES), median(bare, SAVES), "bare SQLite", 2);
}

static void save_person(struct ky_workbook *wb)
{
	struct ky_record *record = ky_record_new(ky_kind_find("person"));
	ky_record_put(wb, record, ky_field_find(ky_kind_find("person"), "name"), "某某", NULL);
	if (ky_record_save(wb, record, NULL, NULL))
		exit(1);
	ky_record_free(record);
}

#define NOTES 10000
#define ALIKE_BOUND 25 /* 64 hashes for each run, and 16 sorts */
#define CHECKS 5

/* A text of its own for each note, of about 160 characters; every twentieth is an earlier one but for a word. */
static void write_essay(int note, char *out, size_t size)
{
	static const char *const words[] = { "学习", "课堂", "学生", "家访", "备课", "作业", "教研", "问题",
					     "改进", "方法", "老师", "山里", "雨天", "寄宿", "阅读", "实验" };
	unsigned int state = (unsigned int)(note % 20 == 19 ? note - 19 : note) * 2654435761U + 1;
	size_t len = 0;
	for (int i = 0; i < 80 && len + 16 < size; i++) {
		state = state * 1664525U + 1013904223U;
		const char *word = note % 20 == 19 && i == 40 ? "另外" : words[state >> 28];
		len += (size_t)snprintf(out + len, size - len, "%s%s", word, i % 9 == 8 ? "，" : "");
	}
}

static void add_notes(struct ky_workbook *wb)
{
	const struct ky_kind *kind = ky_kind_find("note");
	char text[1024];
	const char *const values[] = { "person",     "G01-R001", "kind", "insight", "date",
				       "2012-05-05", "title",    "心得", "text",    text };
	ky_change_begin(wb, "add", NULL);
	for (int i = 0; i < NOTES; i++) {
		struct ky_record *record = ky_record_new(kind);
		write_essay(i, text, sizeof(text));
		for (size_t v = 0; v < 10; v += 2)
			ky_record_put(wb, record, ky_field_find(kind, values[v]), values[v + 1], NULL);
		if (ky_record_save(wb, record, NULL, NULL))
			exit(1);
		ky_record_free(record);
	}
	ky_change_commit(wb, NULL);
}

static int count_alike(void *data, const struct ky_finding *finding)
{
	*(int *)data += strcmp(finding->rule, "alike") == 0;
	return 0;
}

/* What no search can do without: every text read, every character of it mixed into a hash once. */
static uint64_t read_and_hash(const char *path)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *select = NULL;
	uint64_t hash = 0;
	sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
	sqlite3_prepare_v2(db, "SELECT id, number, title, text FROM note ORDER BY seq", -1, &select, NULL);
	while (sqlite3_step(select) == SQLITE_ROW)
		for (const unsigned char *at = sqlite3_column_text(select, 3); at && *at; at++)
			hash = (hash ^ *at) * 0xff51afd7ed558ccdULL + (hash >> 33);
	sqlite3_finalize(select);
	sqlite3_close(db);
	return hash;
}

/* The whole truth check over ten thousand notes, in which copies are looked for. */
static void measure_alike(const char *dir)
{
	double ours[CHECKS], floor[CHECKS];
	char path[1024];
	size_t len = 0;
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	const char *ini = ky_campaign_builtin(&len);
	snprintf(path, sizeof(path), "%s/alike.kuayue", dir);
	unlink(path);
	if (ky_workbook_create(path, "builtin", ini, len, "G01", "样例学校", "gaozhong",
			       ky_day_from_ymd(2012, 10, 31), &wb, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	save_person(wb);
	add_notes(wb);
	uint64_t hash = 0;
	for (int i = 0; i < CHECKS; i++) {
		int found = 0;
		double start = now_ms();
		ky_guide_check(wb, count_alike, &found, &err);
		ours[i] = now_ms() - start;
		if (found != NOTES / 20)
			printf("copies found: %d of %d\n", found, NOTES / 20);
		broken += found != NOTES / 20;
		start = now_ms();
		hash ^= read_and_hash(path);
		floor[i] = now_ms() - start;
	}
	ky_workbook_close(wb);
	unlink(path);
	double took = median(ours, CHECKS);
	report("check of 10000 notes", took, median(floor, CHECKS), hash ? "read and hash" : "read", ALIKE_BOUND);
	report("check of 10000 notes", took, 2000, "2 s", 1);
}

/* One export of all documents; *mib is the most memory it took. */
static double export_once(const char *program, const char *workbook, const char *to, double *mib)
{
	struct rusage usage;
	int status = 0;
	double start = now_ms();
	pid_t child = fork();
	if (child == 0) {
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(nowhere, 1);
		dup2(nowhere, 2);
		execl(program, program, "--today", "2012-10-31", "--file", workbook, "export", "--to", to,
		      (char *)NULL);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
		fprintf(stderr, "export: status %d\n", status);
		exit(1);
	}
	*mib = (double)usage.ru_maxrss / 1024;
	return now_ms() - start;
}

/* What the finished package would take that is there already: read, write, fsync. */
static double copy_once(const char *from, const char *to)
{
	static char buffer[65536];
	double start = now_ms();
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t got = 0;
	while (in >= 0 && out >= 0 && (got = read(in, buffer, sizeof(buffer))) > 0)
		if (write(out, buffer, (size_t)got) != got)
			exit(1);
	if (got < 0 || out < 0 || fsync(out) != 0)
		exit(1);
	close(in);
	close(out);
	double took = now_ms() - start;
	unlink(to);
	return took;
}

static void measure_export(const char *program, const char *dir)
{
	double ours[EXPORTS], copies[EXPORTS], most = 0, mib = 0;
	char workbook[1024], to[1024], pattern[1100], copy[1100];
	snprintf(workbook, sizeof(workbook), "%s/school.kuayue", dir);
	snprintf(to, sizeof(to), "%s/stick-XXXXXX", dir);
	if (!mkdtemp(to))
		exit(1);
	snprintf(pattern, sizeof(pattern), "%s/*.zip", to);
	snprintf(copy, sizeof(copy), "%s/copy", to);
	for (int i = 0; i < EXPORTS; i++) {
		glob_t found = { 0 };
		ours[i] = export_once(program, workbook, to, &mib);
		most = mib > most ? mib : most;
		if (glob(pattern, 0, NULL, &found) != 0)
			exit(1);
		copies[i] = copy_once(found.gl_pathv[0], copy);
		unlink(found.gl_pathv[0]);
		globfree(&found);
	}
	rmdir(to);
	report("export, 10000 records", median(ours, EXPORTS), 5 * median(copies, EXPORTS) + 1500,
	       "5 copies + 1.5 s", 1);
	report("memory of an export", most, 64, "64 MiB", 1);
}

static void compare_keys(const char *size, struct keys ours, struct keys peer, const char *name, double bound)
{
	char what[64];
	snprintf(what, sizeof(what), "down, %s", size);
	report(what, ours.down, peer.down, name, bound);
	snprintf(what, sizeof(what), "page down, %s", size);
	report(what, ours.page, peer.page, name, bound);
	snprintf(what, sizeof(what), "end, %s", size);
	report(what, ours.end, peer.end, name, bound);
	snprintf(what, sizeof(what), "filter typing, %s", size);
	if (peer.filter > 0)
		report(what, ours.filter, peer.filter, name, bound);
}

int main(int argc, char **argv)
{
	char paths[3][1024], text[1024], folder[1024];
	double paint[3], memory[3];
	struct keys ours[3];
	if (argc < 3)
		return 2;
	snprintf(text, sizeof(text), "%s/lines.txt", argv[2]);
	snprintf(folder, sizeof(folder), "%s/files", argv[2]);
	char *const less[] = { "less", text, NULL }, *const nnn[] = { "nnn", folder, NULL };
	printf("milliseconds (memory in MiB), medians; peers in the same run\n");
	double less_paint = first_paint(less);
	struct keys less_keys = measure_keys(less, NULL, "j", " ", "G", "g", NULL, NULL);
	less_keys.filter = less_keys.page;
	struct keys nnn_keys = measure_keys(nnn, NULL, "j", "\004", "G", "g", NULL, NULL);
	for (int i = 0; i < 3; i++) {
		snprintf(paths[i], sizeof(paths[i]), "%s/%s.kuayue", argv[2], sizes[i]);
		char *const program[] = { argv[1], "--today", "2012-10-31", paths[i], NULL };
		char what[64];
		struct terminal *warm = launch(program); /* works the figures out once, makes the backup */
		terminal_settle(warm, 6000);
		terminal_keys(warm, "q");
		terminal_wait_exit(warm, 60000);
		terminal_free(warm);
		paint[i] = first_paint(program);
		snprintf(what, sizeof(what), "first paint, %s", sizes[i]);
		report(what, paint[i], less_paint, "less", 4);
		ours[i] = measure_keys(program, "3\t", "j", "\004", "G", "g", "/1", "\033");
		compare_keys(sizes[i], ours[i], less_keys, "less", 4);
		compare_keys(sizes[i], ours[i], nnn_keys, "nnn", 1);
		memory[i] = resident_mib(program, "3\t");
	}
	report("first paint, 1000000 against 100", paint[2], paint[0], "itself", 1.5);
	compare_keys("1000000 against 100", ours[2], ours[0], "itself", 1.5);
	report("memory, 1000000 against 100", memory[2], memory[0], "itself", 1.5);
	report("memory at 1000000", memory[2], 20, "20 MiB", 1);
	measure_saving(argv[2]);
	measure_alike(argv[2]);
	measure_export(argv[1], argv[2]);
	return broken > 0;
}
