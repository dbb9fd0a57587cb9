/* Measures the first page of a search against SQLite's own look through the texts with LIKE, and building the
 * index. */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/measure.h"
#include "kuayue/search.h"

#define FIRST_PAGE 20
#define BOUND 0.01 /* a hundred times faster */

/* Two, three and eight characters: of one record, and of none. */
static const char *const words[] = { "样例", "样例学", "第543210篇",      "召开征求意见座谈",
				     "摊贩", "摊贩子", "摊贩子在校门口边" };

static void build(struct ky_index *index)
{
	struct ky_error err = { .text = "" };
	double begin = measure_ms();
	for (bool done = false; !done;)
		if (ky_index_step(index, 100, &done, &err)) {
			fprintf(stderr, "%s\n", err.text);
			exit(1);
		}
	printf("  the index of 1000000 is built beside the interface in %.1f s\n", (measure_ms() - begin) / 1000);
}

static int count(void *data, const struct ky_found *found)
{
	(void)found;
	++*(int *)data;
	return 0;
}

static double ask(struct ky_index *index, const char *word, int *found)
{
	struct ky_search *search = NULL;
	struct ky_error err = { .text = "" };
	bool more = false;
	double begin = measure_ms();
	if (ky_search_begin(index, word, &search, &err) ||
	    ky_search_next(search, &(struct ky_stretch){ .count = FIRST_PAGE, .scan_limit = 100000 }, count, found,
			   &more, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	ky_search_end(search);
	return measure_ms() - begin;
}

static double scan(const char *path, const char *word)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *statement = NULL;
	double begin = measure_ms();
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(
		    db,
		    "SELECT id FROM note WHERE title LIKE '%' || ?1 || '%' OR text LIKE '%' || ?1 || '%'"
		    " LIMIT 20",
		    -1, &statement, NULL) != SQLITE_OK)
		exit(1);
	sqlite3_bind_text(statement, 1, word, -1, SQLITE_STATIC);
	while (sqlite3_step(statement) == SQLITE_ROW)
		;
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return measure_ms() - begin;
}

void measure_search(const char *dir)
{
	char path[4096], what[100];
	struct ky_workbook *wb = NULL;
	struct ky_index *index = NULL;
	struct ky_error err = { .text = "" };
	snprintf(path, sizeof(path), "%s/1000000.kuayue", dir);
	if (ky_workbook_open(path, KY_READ, ky_day_from_ymd(2012, 10, 31), &wb, &err) ||
	    ky_index_open(wb, &index, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	build(index);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		double ours[5];
		int found = 0;
		for (int k = 0; k < 5; k++)
			ours[k] = ask(index, words[i], &found);
		snprintf(what, sizeof(what), "search for %s at 1000000, found %d", words[i], found / 5);
		measure_report(what, measure_median(ours, 5), scan(path, words[i]), "LIKE", BOUND);
	}
	ky_index_close(index);
	ky_workbook_close(wb);
}
