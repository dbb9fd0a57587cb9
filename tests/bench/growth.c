/* What comes from outside costs in proportion: twice the input takes at most 2.3 times as long. CSV is counted by
 * cells, typing by characters, a paste and the search for personal data by bytes. Processor time is compared,
 * since it does not wait for others. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/measure.h"
#include "kuayue/personal.h"
#include "screen/terminal.h"

#define TRIES 5
#define RATIO 2.3
#define SOON 60000

static const char *const environment[] = { "LANGUAGE=zh_CN", NULL };

static double children_ms(void)
{
	struct rusage usage;
	getrusage(RUSAGE_CHILDREN, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static void fail(const char *what)
{
	fprintf(stderr, "%s\n", what);
	exit(1);
}

/* Ends well and within memory; *mib is the most it took. */
static double run(char *const argv[], double *mib)
{
	struct rusage usage;
	int status = 0;
	double before = children_ms();
	pid_t child = fork();
	if (child == 0) {
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(nowhere, 1);
		dup2(nowhere, 2);
		execv(argv[0], argv);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0)
		fail("the import failed");
	*mib = (double)usage.ru_maxrss / 1024;
	return children_ms() - before;
}

/* A table of that many rows, each with as many cells as it may have, none of which is known but the first. */
static void write_table(const char *path, size_t rows, size_t cells, const char *cell)
{
	FILE *file = fopen(path, "w");
	if (!file)
		fail(path);
	for (size_t row = 0; row <= rows; row++) {
		fputs(row ? "意见" : "raw", file);
		for (size_t i = 1; i < cells; i++)
			fprintf(file, ",%s%zu", cell, i);
		putc('\n', file);
	}
	if (fclose(file) != 0)
		fail(path);
}

struct bench {
	char program[1024], workbook[1024], table[1024];
};

static double import_ms(struct bench *bench, size_t rows, size_t cells, const char *cell, double *mib)
{
	double best = 1e9;
	char *const argv[] = { bench->program,  "--today",    "2012-10-31", "--file",
			       bench->workbook, "import",     "--kind",     "opinion",
			       "--dry-run",     bench->table, NULL };
	write_table(bench->table, rows, cells, cell);
	for (int i = 0; i < TRIES; i++) {
		double took = run(argv, mib);
		best = took < best ? took : best;
	}
	unlink(bench->table);
	return best;
}

/* Processor time from the first key to the end; undone behind, so that the next run begins with the same form. */
static double input_ms(struct bench *bench, const char *text, int pasted)
{
	char *const argv[] = { bench->program, "--today", "2012-10-31", bench->workbook, NULL };
	double before = children_ms();
	struct terminal *t = terminal_start(24, 80, argv, environment);
	terminal_settle(t, 700);
	terminal_keys(t, "6n\t\t"); /* into the text of a new problem */
	terminal_settle(t, 300);
	if (pasted)
		terminal_paste(t, text);
	else
		terminal_keys(t, text);
	terminal_keys(t, "了");
	if (!terminal_wait_text(t, "终了", SOON))
		fail("what was typed does not appear");
	terminal_keys(t, "\022\003"); /* what was typed is given up */
	if (terminal_wait_exit(t, SOON) != 0)
		fail("the interface does not end");
	terminal_free(t);
	return children_ms() - before;
}

static double best_input_ms(struct bench *bench, size_t characters, int pasted)
{
	double best = 1e9;
	static const char sentence[] = "家长反映食堂菜品少";
	char *text = malloc(characters * 3 + sizeof("终"));
	for (size_t i = 0; i < characters; i++)
		memcpy(text + i * 3, sentence + i % 9 * 3, 3);
	memcpy(text + characters * 3, "终", sizeof("终"));
	for (int i = 0; i < TRIES; i++) {
		double took = input_ms(bench, text, pasted);
		best = took < best ? took : best;
	}
	free(text);
	return best;
}

/* A text of the longest rows of digits, letters and marks that the rules look at, of that many bytes. */
static char *hard_text(size_t size)
{
	static const char *const pieces[] = { "1 3 8 0 0 1 3 8 0 0 ", "110101190001010013",
					      "微 信 号 为",          "a.b-c_d",
					      "@a.b.c.d.e.f.g.h.",    "0-",
					      "622800000000004078 ",  "１３０" };
	char *text = malloc(size + 64);
	size_t len = 0;
	for (size_t i = 0; len < size; i++) {
		const char *piece = pieces[i / 7 % (sizeof(pieces) / sizeof(pieces[0]))];
		memcpy(text + len, piece, strlen(piece));
		len += strlen(piece);
	}
	text[len] = '\0';
	return text;
}

static int found(void *data, enum ky_personal kind)
{
	(void)kind;
	++*(long *)data;
	return 0;
}

/* Looked for in this process: nothing else is measured. */
static double personal_ms(size_t size)
{
	char *text = hard_text(size);
	long count = 0;
	double best = 1e9;
	for (int i = 0; i < TRIES; i++) {
		struct rusage from, to;
		getrusage(RUSAGE_SELF, &from);
		ky_personal_each(text, found, &count);
		getrusage(RUSAGE_SELF, &to);
		double took = (double)(to.ru_utime.tv_sec - from.ru_utime.tv_sec) * 1000 +
			      (double)(to.ru_utime.tv_usec - from.ru_utime.tv_usec) / 1000;
		best = took < best ? took : best;
	}
	free(text);
	return best;
}

void measure_growth(const char *program, const char *dir)
{
	struct bench bench;
	double mib = 0, once, twice;
	snprintf(bench.program, sizeof(bench.program), "%s", program);
	snprintf(bench.workbook, sizeof(bench.workbook), "%s/100.kuayue", dir);
	snprintf(bench.table, sizeof(bench.table), "%s/table.csv", dir);
	/* The nothing that every run does is no part of what grows. */
	double nothing = import_ms(&bench, 1, 2, "x", &mib);
	once = import_ms(&bench, 6000, 64, "标题", &mib) - nothing;
	twice = import_ms(&bench, 12000, 64, "标题", &mib) - nothing;
	measure_report("CSV, 768000 cells against 384000", twice, once, "itself", RATIO);
	once = import_ms(&bench, 5, 32, "二十个字的标题一二三四五六七八九十甲乙", &mib);
	twice = import_ms(&bench, 5, 64, "二十个字的标题一二三四五六七八九十甲乙", &mib);
	measure_report("headings, 64 against 32", twice, once, "itself", RATIO);
	import_ms(&bench, 6000, 64,
		  "六十个字节的标题一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥之后还有字字字"
		  "字字字字字字字字字字字",
		  &mib);
	measure_report("memory of 60 MB of CSV", mib, 64, "64 MiB", 1);
	nothing = best_input_ms(&bench, 1, 0);
	once = best_input_ms(&bench, 10000, 0) - nothing;
	twice = best_input_ms(&bench, 20000, 0) - nothing;
	measure_report("typing, 20000 characters against 10000", twice, once, "itself", RATIO);
	once = best_input_ms(&bench, 350000, 1) - nothing;
	twice = best_input_ms(&bench, 700000, 1) - nothing;
	measure_report("pasting, 2.1 MB against 1.05 MB", twice, once, "itself", RATIO);
	once = personal_ms(2000000);
	twice = personal_ms(4000000);
	measure_report("personal data, 4 MB against 2 MB", twice, once, "itself", RATIO);
}
