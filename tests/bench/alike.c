/* Measures the search for copied notes against reading the notes. */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kuayue/guide.h"
#include "kuayue/record.h"
#include "bench/measure.h"

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
	ky_change_begin(wb, KY_CHANGE_ADD, NULL);
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
void measure_alike(const char *dir)
{
	double ours[CHECKS], floor[CHECKS];
	char path[1024];
	size_t len = 0;
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	const char *ini = ky_campaign_builtin(&len);
	snprintf(path, sizeof(path), "%s/alike.kuayue", dir);
	unlink(path);
	if (ky_workbook_create(&(struct ky_new_workbook){ .path = path,
							  .template_name = "builtin",
							  .ini = ini,
							  .ini_len = len,
							  .code = "G01",
							  .name = "样例学校",
							  .kind = "gaozhong",
							  .today = ky_day_from_ymd(2012, 10, 31) },
			       &wb, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	save_person(wb);
	add_notes(wb);
	uint64_t hash = 0;
	for (int i = 0; i < CHECKS; i++) {
		int found = 0;
		double start = measure_ms();
		ky_guide_check(wb, count_alike, &found, &err);
		ours[i] = measure_ms() - start;
		if (found != NOTES / 20)
			printf("copies found: %d of %d\n", found, NOTES / 20);
		measure_broken += found != NOTES / 20;
		start = measure_ms();
		hash ^= read_and_hash(path);
		floor[i] = measure_ms() - start;
	}
	ky_workbook_close(wb);
	unlink(path);
	double took = measure_median(ours, CHECKS);
	measure_report("check of 10000 notes", took, measure_median(floor, CHECKS),
		       hash ? "read and hash" : "read", ALIKE_BOUND);
	measure_report("check of 10000 notes", took, 2000, "2 s", 1);
}
