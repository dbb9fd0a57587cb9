/*
 * Imports rosters and ledgers from .xlsx, .xls, CSV and TSV files as Excel and WPS save them: lines in UTF-8 with
 * or without a byte order mark, UTF-16, GB18030; CRLF; quoted cells with line breaks. An import reads and tries
 * every row first; then it writes all of them as one change, or none, unless those that cannot be taken are left
 * out.
 */
#ifndef KUAYUE_IMPORT_H
#define KUAYUE_IMPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "kuayue/api.h"
#include "kuayue/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_IMPORT_BYTES (64L * 1024 * 1024)
#define KY_IMPORT_SAMPLES 3     /* rows that are shown */
#define KY_IMPORT_PROBLEMS 1000 /* refused rows whose reason is kept */
#define KY_COLUMN_NONE (-3)     /* a column that is left out */

/* What a file is, by its content: whatever is no template (ky_update_open) and no package (ky_package_verify) is
 * taken for a table. */
enum ky_given { KY_GIVEN_TABLE, KY_GIVEN_TEMPLATE, KY_GIVEN_PACKAGE };
KY_API enum ky_given ky_import_given(const char *path);

struct ky_import;

/* Reads the file through, refuses it where it has more than 64 columns, 200,000 rows or 8 MiB in a cell, and finds
 * its heading: the first row in which columns of the kind are named, by their Chinese or English title or their
 * field's name. kind NULL: the kind that fits it best. The caller frees *out with ky_import_close. */
KY_API enum ky_code ky_import_open(struct ky_workbook *wb, const struct ky_kind *kind, const char *path,
				   struct ky_import **out, struct ky_error *err);
/* The same with more said: */
struct ky_import_ask {
	const struct ky_kind *kind; /* NULL: the one that fits best */
	size_t sheet;  /* of a workbook of a spreadsheet, from 1; 0: the first that is shown and has rows */
	bool unmapped; /* with a kind: a table that names none of its columns is taken, too, to be mapped */
};
KY_API enum ky_code ky_import_open_as(struct ky_workbook *wb, const struct ky_import_ask *ask, const char *path,
				      struct ky_import **out, struct ky_error *err);
KY_API void ky_import_close(struct ky_import *import);

/* The sheets of a workbook, from 0, and the one that is read; NULL behind the last, and for a file of lines. */
KY_API const char *ky_import_sheet(const struct ky_import *import, size_t sheet);
KY_API size_t ky_import_sheet_taken(const struct ky_import *import);
/* The spreadsheet's row that has the headings, from 1. */
KY_API int ky_import_heading_line(const struct ky_import *import);

KY_API const struct ky_kind *ky_import_kind(const struct ky_import *import);
KY_API size_t ky_import_columns(const struct ky_import *import);
KY_API const char *ky_import_heading(const struct ky_import *import, size_t column);
/* What a column is taken for: a field of the kind, KY_COLUMN_NUMBER, KY_COLUMN_ROW (a count, which is left out) or
 * KY_COLUMN_NONE. */
KY_API int ky_import_field(const struct ky_import *import, size_t column);
/* The columns that a kind takes, by their titles, for a sentence; those that it needs are marked. malloc'd; NULL:
 * no memory. */
KY_API char *ky_import_wanted(const struct ky_kind *kind);
/* What would be written of a cell of one of the first rows: √ becomes 是 in a field of yes and no, 数学 becomes
 * 数学组 where subjects are read as groups. The caller frees *out. KY_INPUT where it cannot be taken. */
KY_API enum ky_code ky_import_value(const struct ky_import *import, size_t row, size_t column, char **out,
				    struct ky_error *err);
/* The n-th other kind that the headings fit as well, where the caller gave none; NULL past the last. Where there
 * is one nothing is written: the caller asks, and opens the file again for the kind that is meant. */
KY_API const struct ky_kind *ky_import_rival(const struct ky_import *import, size_t n);
/* Sets what a column is taken for. KY_INPUT if another column has that field, or people cannot set it. */
KY_API enum ky_code ky_import_map(struct ky_import *import, size_t column, int field, struct ky_error *err);

KY_API size_t ky_import_rows(const struct ky_import *import);
/* A cell of one of the first KY_IMPORT_SAMPLES rows, cut where it is long; NULL where there are fewer rows. */
KY_API const char *ky_import_sample(const struct ky_import *import, size_t row, size_t column);
/* Why the n-th refused row was refused by ky_import_try or ky_import_write; *line is its row of the spreadsheet,
 * from 1. NULL behind the last one, or behind KY_IMPORT_PROBLEMS of them. */
KY_API const char *ky_import_problem(const struct ky_import *import, size_t n, int *line);
/* How many rows were refused. */
KY_API size_t ky_import_bad(const struct ky_import *import);
/* What became of the others. */
struct ky_import_tally {
	size_t added, changed, same; /* same: those that are there already, and have nothing new or are skipped */
};
KY_API struct ky_import_tally ky_import_counts(const struct ky_import *import);

/*
 * A row without a number is the record that is there where ky_kind.known_by tells so; it is never added a second
 * time. What its cells do there:
 */
enum ky_known {
	KY_KNOWN_FILL,    /* they go where nothing is yet */
	KY_KNOWN_REPLACE, /* they go over what is there; a blank one never does */
	KY_KNOWN_SKIP,
};
KY_API void ky_import_set_known(struct ky_import *import, enum ky_known known);
/* Rows that may be one that is there or another: refused until it is said. False behind the last of them. */
struct ky_doubt {
	int line;
	const char *title;
	size_t choices; /* records that it may be; one more choice is that it is none of them */
	int chosen;     /* -1: nothing yet */
};
KY_API bool ky_import_doubt(const struct ky_import *import, size_t n, struct ky_doubt *out);
/* What tells the record of a choice: its number, and the fields that it is known by. malloc'd; NULL: no memory. */
KY_API char *ky_import_doubt_choice(const struct ky_import *import, size_t n, size_t choice);
/* choice: ky_doubt.choices stands for none of them, -1 leaves it open. */
KY_API void ky_import_decide(struct ky_import *import, size_t n, int choice);
/* Whether the n-th refused row is one of these. */
KY_API bool ky_import_problem_is_doubt(const struct ky_import *import, size_t n);

/* Checks every row against all rules of its kind and writes nothing; ky_import_bad says how many were refused. A
 * row whose number is in the workbook will change that record. */
KY_API enum ky_code ky_import_try(struct ky_import *import, struct ky_error *err);
/* Writes all rows as one change. KY_INPUT, with nothing written, if one cannot be taken. */
KY_API enum ky_code ky_import_write(struct ky_import *import, struct ky_error *err);
/* Leaves out those that cannot be taken, and writes the others. KY_INPUT if there are none. What was left out goes
 * into left (which may be NULL) as CSV, with the row of the spreadsheet and the reason; put right, that file can
 * be imported itself. Whether it was written whole is for the caller to see, before the change that he began ends.
 */
KY_API enum ky_code ky_import_write_left(struct ky_import *import, FILE *left, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
