/* The fictional county: what the files of the demo share. */
#ifndef TUI_COMMAND_DEMO_H
#define TUI_COMMAND_DEMO_H

#include "command/command.h"

#define DEMO_COLUMNS 64

/* One school of data/demo/schools.tsv. */
struct demo_school {
	const char *names[DEMO_COLUMNS]; /* the table's heading */
	const char *cells[DEMO_COLUMNS];
	int columns;
	int index; /* 0..11 */
};

const char *demo_text(const struct demo_school *school, const char *column); /* "" where it has none */
int demo_number(const struct demo_school *school, const char *column);

/* Fills a new workbook day by day, as a school would have, up to the day it reports. */
enum ky_code demo_fill(struct ky_workbook *wb, const struct demo_school *school, struct ky_error *err);
/* What comes after the report: the newest entry is of the deadline's day. */
enum ky_code demo_finish(struct ky_workbook *wb, const struct demo_school *school, struct ky_error *err);

/* demo_words.c */
void demo_name(int school, int person, char *out, size_t size);
struct demo_problem {
	const char *category, *text, *cause, *measure;
};
const struct demo_problem *demo_problem_at(int index);
extern const char *const demo_topics[6];
extern const char *const demo_titles[12];

#endif
