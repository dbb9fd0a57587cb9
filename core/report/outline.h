/* The report's model as the files of outline*.c share it. */
#ifndef CORE_REPORT_OUTLINE_H
#define CORE_REPORT_OUTLINE_H

#include "base/kept.h"
#include "kuayue/report.h"
#include "report/pick.h"
#include "report/slots.h"

struct block {
	enum ky_block_type is;
	struct ky_run *runs;
	size_t run_count;
	int number;
	struct ky_table *table;
};

struct measure {
	int longest; /* of the rows that were looked at, in halves of a Chinese character */
	int token;  /* the longest piece of digits and letters, which is not broken; a name, where all are short */
	int digits; /* the longest piece of digits and letters, also where token is that of a name */
	int64_t sum;
	bool code;  /* nothing in it is Chinese: it cannot be broken */
	bool empty; /* in every row */
	int least;  /* narrower than this it cannot be read */
};

struct table_column {
	const char *zh, *text; /* the heading; what stands in a cell (report/cell.h) */
	bool sum;
	bool centred;
	bool names; /* short texts, such as names: broken only between two of them */
};

struct ky_table {
	struct ky_report *report;
	const struct ky_kind *kind; /* NULL: the progress table */
	struct table_column columns[KY_DECLARED_MAX];
	const char *headings[KY_DECLARED_MAX];
	struct measure measures[KY_DECLARED_MAX];
	size_t count;
	int rows;         /* that were measured */
	bool open_only;   /* only what has not reached its last state, and the first of these */
	bool whole;       /* of a document: no cell is cut */
	struct pick pick; /* the records that stand in it; all where it has no kind */
};

#define OPEN_MOST 10 /* rows of the table in the letter */

struct annex {
	const char *title;
	int number;
	char *slot; /* "table_problem", or "" */
};

struct ky_report {
	struct ky_workbook *wb;
	struct ky_error *err; /* while it is opened */
	enum ky_code code;
	struct slots slots;
	struct block *blocks;
	struct block spare; /* stands in for one that there was no memory for */
	struct ky_block *shown;
	struct kept texts; /* every text of the runs */
	struct ky_table **tables;
	struct annex *annexes;
	size_t block_count, table_count, annex_count;
	size_t bytes; /* of all texts */
	size_t rest;  /* the block that says where the other open problems are; 0: none */
	char year[8]; /* of the day that was last named in the text */
	/* What is printed: the outline, or a document of the template. */
	const struct ky_template_document *document;
	const struct ky_outline *lines;
	size_t line_count;
	const char *const *sections;
	size_t section_count;
	const struct cell_row *subject; /* the record that a copy of the document is about, or NULL */
	const char *subject_id;         /* kept as long as the report */
};

/* Sets code. All the others of these go on without what they had no memory for, and call it. */
void outline_no_memory(struct ky_report *report);

struct block *outline_block(struct ky_report *report, enum ky_block_type is);
/* Takes text over and keeps it as long as the report lives. Returns it. */
char *outline_keep(struct ky_report *report, char *text);
struct block *outline_last(struct ky_report *report);

/* outline_text.c */
/* Adds a run with what the report keeps. */
void outline_run(struct ky_report *report, const char *text);
/* The same in that block; takes text over. */
void outline_run_in(struct ky_report *report, struct block *block, char *text);
/* Adds the runs of one text of the outline. section: of its first mark; returns that of what follows. */
size_t outline_text(struct ky_report *report, const char *outline, size_t section);

/* outline_title.c: breaks the last block into lines of at most so many halves of a character, between words. */
void outline_break(struct ky_report *report, int line);

/* outline_table.c */
/* The first of the open problems, where there are any. */
void outline_open_problems(struct ky_report *report);
/* An item of the list, and the annex that goes with it. */
void outline_attach(struct ky_report *report, const char *title, int number, const char *slot, size_t len);
void outline_annexes(struct ky_report *report);

/* Lines of the outline, or of one copy of a document. */
void outline_lines(struct ky_report *report);
/* outline_document.c: the copies of a document. which: the id or number of the one record it is printed for, NULL
 * for all. */
void outline_document(struct ky_report *report, const char *which);
/* A table or list of a document, with the lines that belong to it. Returns how many lines it took. */
size_t outline_records(struct ky_report *report, const struct ky_outline *lines, size_t count);
#define SLOT_NAMES "names:"
#define SLOT_TITLES "titles:" /* of works: each in 《》 */
/* Adds titles of records, for a slot {names:RECORDS} or {titles:RECORDS}; false where the slot is none. */
bool outline_names(struct ky_report *report, const char *name, size_t len);
struct ky_table *outline_table(struct ky_report *report, const struct ky_kind *kind);
void outline_column(struct ky_table *table, const char *zh, const char *text, bool sum);

/* outline_measure.c: gives the tables their headings and measures them. */
enum ky_code outline_measure(struct ky_report *report, struct ky_error *err);

#endif
