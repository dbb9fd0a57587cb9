/* What the files of the demo share. The texts are in data/demo/story.tsv, the numbers in data/demo/schools.tsv. */
#ifndef TUI_DEMO_DEMO_H
#define TUI_DEMO_DEMO_H

#include <stdint.h>
#include <stdio.h>

#include "demo/story.h"
#include "kuayue/record.h"
#include "terminal/i18n.h"

/* One school of data/demo/schools.tsv. */
struct demo_school {
	const char *names[KY_DECLARED_MAX]; /* the table's heading */
	const char *cells[KY_DECLARED_MAX];
	int columns;
	int index; /* 0..11 */
};

const char *demo_text(const struct demo_school *school, const char *column); /* "" where it has none */
int demo_number(const struct demo_school *school, const char *column);

/* Fills a new workbook day by day, as a school would have, up to the day it reports. */
enum ky_code demo_fill(struct ky_workbook *wb, const struct demo_school *school, struct ky_error *err);
/* Adds what comes after the report, so that the newest entry is of the deadline's day. */
enum ky_code demo_finish(struct ky_workbook *wb, const struct demo_school *school, struct ky_error *err);

#define STAFF_MAX 400

/* Cells of the story's problems. */
enum { PROBLEM_CATEGORY, PROBLEM_TEXT, PROBLEM_CAUSE, PROBLEM_MEASURE };

/* The state of one run. A failure stays in code, and every later step does nothing. */
struct filling {
	struct ky_workbook *wb;
	const struct demo_school *school;
	struct story *story;
	enum ky_code code;
	struct ky_error *err;
	char (*people)[32]; /* ids */
	char (*ids)[32];    /* of the kind that was listed last */
	int people_count, id_count;
	int delay; /* days by which all that happens, and is entered, is later than in the story */
};

/* tool.c */
ky_day demo_day_of(const char *text);
void demo_begin_day(struct filling *f, const char *day);
void demo_done_for_today(struct filling *f);
struct ky_record *demo_begin(const char *kind);
struct ky_record *demo_load(struct filling *f, const char *id);
void demo_put(struct filling *f, struct ky_record *record, const char *field, const char *text);
void demo_put_number(struct filling *f, struct ky_record *record, const char *field, int number);
void demo_put_day(struct filling *f, struct ky_record *record, const char *field, ky_day day);
void demo_save(struct filling *f, struct ky_record *record); /* and frees it */
/* field, text, ..., NULL: saves a record with them, of the day that is under way. */
void demo_add_values(struct filling *f, const char *kind, const char *const *values);
#define demo_add(f, kind, ...) demo_add_values(f, kind, (const char *const[]){ __VA_ARGS__, NULL })
/* The fields of a section of the story; n is its {n}. */
void demo_put_story(struct filling *f, struct ky_record *record, const char *section, int n);
/* A cell of the school's i-th problem; each school begins elsewhere in the list. */
const char *demo_problem(const struct filling *f, int i, int cell);
/* The whole records of a section, each day's as one change. */
void demo_play(struct filling *f, const char *section);
void demo_list_ids(struct filling *f, const char *kind);
/* The name of a member of staff, counted from 0: the head, the deputy and so on. */
void demo_name(const struct filling *f, int person, char *out, size_t size);
bool demo_is(const struct filling *f, const char *code); /* the school's */

void demo_fill_first_ratings(struct filling *f); /* rating.c, in May */
void demo_fill_ratings(struct filling *f);       /* rating.c, before the report */
void demo_fill_problems(struct filling *f);      /* problem.c */
void demo_fill_hollow(struct filling *f);        /* hollow.c: a school that did nothing and says it did all */
/* fault.c: whether data/demo/faults.tsv has the school's item or task, which is then bad on purpose. */
bool demo_fault(const struct filling *f, const char *what);

#define DEMO_CHAINED 3                       /* opinions, visits and notices of one school that became a problem */
void demo_fill_research(struct filling *f);  /* research.c, spring: organisation, documents, visits, cards */
void demo_fill_opinions(struct filling *f);  /* opinion.c: what was said, and what was answered */
void demo_fill_chains(struct filling *f);    /* opinion.c: what became of it, and the notices */
void demo_fill_publicity(struct filling *f); /* publicity.c: activities, bulletins, media */
void demo_confirm_zeros(struct filling *f);  /* publicity.c: what the table says 0 of */
void demo_fill_results(struct filling *f);   /* result.c, autumn: publications, rules, polls, models */
void demo_fill_archive(struct filling *f);   /* result.c: an entry for every piece of evidence */

#endif
