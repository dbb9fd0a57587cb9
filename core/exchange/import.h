/* What the files of the import share: import.c opens a table and answers what is in it, import_heading.c finds its
 * headings, import_columns.c says which column is which field, import_value.c what a cell says, import_known.c
 * and import_match.c which rows are there already, import_take.c makes a record of a
 * row, import_write.c takes them all. */
#ifndef CORE_EXCHANGE_IMPORT_H
#define CORE_EXCHANGE_IMPORT_H

#include "exchange/sheet.h"
#include "kuayue/import.h"

#define IMPORT_RIVALS 4
#define IMPORT_KNOWN_FIELDS 4 /* that ky_kind.known_by names at most */

/* The cells of a row, kept. */
struct import_row {
	char *cells[SHEET_COLUMNS];
	size_t count;
};

struct import_problem {
	size_t row; /* behind the heading */
	char *text;
	bool doubt;
};

/* Somebody with a name: a record, or a row of the file. */
struct import_known {
	char *texts[IMPORT_KNOWN_FIELDS]; /* of the fields that it is known by, to be compared; the first is the
					     name */
	char *id, *number;                /* of a record; NULL: it is a row */
	size_t row;                       /* of the file; of a record the one that is it */
	bool left, taken;
};

/* What a row is. */
struct import_decision {
	enum import_is { IMPORT_NEW, IMPORT_NUMBERED, IMPORT_KNOWN, IMPORT_REPEATED, IMPORT_DOUBT } is;
	size_t of; /* KNOWN: of import_known; REPEATED: the row; DOUBT: of import_doubt */
};

struct import_doubt {
	size_t row, first, count; /* of import_known: whom it may be */
	char *title;
};

/* What was said of a doubt; it holds as long as the file is open, whatever the columns become. */
struct import_said {
	size_t row;
	char *id; /* NULL: nobody who is there */
};

struct ky_import {
	struct ky_workbook *wb;
	const struct ky_kind *kind;
	char *path;
	struct sheet *sheet;
	size_t heading; /* row of the sheet */
	struct import_row headings, samples[KY_IMPORT_SAMPLES];
	int fields[SHEET_COLUMNS];
	const char *ends[SHEET_COLUMNS]; /* what is added to a cell without it; up to a comma; or NULL */
	int row_number;                  /* the column that counts the rows; -1: none */
	struct import_problem problems[KY_IMPORT_PROBLEMS]; /* in the order of their rows */
	size_t problem_count, bad;
	enum ky_known known;
	struct ky_import_tally counts;
	struct import_known *people;
	size_t people_count;
	struct import_decision *decisions; /* one a row, or NULL: all are new */
	struct import_doubt *doubts;
	size_t doubt_count;
	struct import_said *said;
	size_t said_count;
	/* Other kinds whose columns the headings name as many of; none where the caller said which it is. */
	const struct ky_kind *rivals[IMPORT_RIVALS];
	size_t rival_count;
	struct labels *labels; /* what the rows of the file are called there */
	FILE *left;            /* where refused rows go, while they are saved */
};

/* The cells of a row behind the heading, until the next call. */
enum ky_code import_read(struct ky_import *import, size_t row, const struct sheet_row **out, struct ky_error *err);
/* The spreadsheet's row, from 1. */
int import_line(const struct ky_import *import, size_t row);
/* Of a field or number, the column that goes there; -1 where none does. */
int import_column_of(const struct ky_import *import, int field);
/* What a row has in that column; "" where there is none. */
const char *import_cell(const struct ky_import *import, const struct sheet_row *cells, int field);

/* import_columns.c */
struct import_names;
/* Folded and without blanks: 姓 名 is 姓名. malloc'd; NULL: no memory. */
char *import_key(const char *text);
/* What the columns of a kind may be called, or of all that have rows. NULL: no memory. */
struct import_names *import_names_of(const struct ky_kind *wanted);
void import_names_free(struct import_names *names);
/* Adds to fits, one a kind, how many of its fields the cell names: one or none. False: no memory. */
#define IMPORT_KINDS 128
bool import_count_cell(const struct import_names *names, const char *cell, size_t fits[IMPORT_KINDS]);
enum ky_code import_map_columns(struct ky_import *import, struct ky_error *err);

/* import_heading.c */
/* The row that names the most columns of the kind asked for or, where that is NULL, of any: into import, with its
 * cells. KY_INPUT where none names any. */
enum ky_code import_find_heading(struct ky_import *import, const struct ky_import_ask *ask, struct ky_error *err);

/* import_kind.c */
/* Takes the kind that fits best of those that import_find_heading found, and maps its columns. */
enum ky_code import_settle_kind(struct ky_import *import, struct ky_error *err);
/* KY_INPUT where two kinds fit and nobody said which. */
enum ky_code import_check_kind(const struct ky_import *import, struct ky_error *err);
/* Adds the kind to the sentence of what was refused. Returns code. */
enum ky_code import_say_kind(const struct ky_import *import, enum ky_code code, struct ky_error *err);

/* import_value.c */
/* What is put into the field of a column. *out is freed by the caller. */
enum ky_code import_value(const struct ky_import *import, size_t column, const char *cell, char **out,
			  struct ky_error *err);

/* import_known.c */
/* Decides what each row is. */
enum ky_code import_decide_rows(struct ky_import *import, struct ky_error *err);
/* import_match.c: decides for those of import->people that are rows; count: of the fields that they are known by.
 */
enum ky_code import_match(struct ky_import *import, size_t count, struct ky_error *err);
/* What was said of the row; NULL: nothing. */
struct import_said *import_said_of(const struct ky_import *import, size_t row);
/* import_known.c */
void import_forget_people(struct ky_import *import);

/* import_take.c */
/* Saves the record that a row is, inside a change. KY_INPUT where it cannot be taken, and nothing was written. */
enum ky_code import_take_row(struct ky_import *import, size_t row, const struct sheet_row *cells,
			     struct ky_error *err);

/* import_write.c */
void import_forget_problems(struct ky_import *import);

#endif
