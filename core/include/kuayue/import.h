/*
 * Imports rosters and ledgers from CSV and TSV files as Excel and WPS save them: UTF-8 with or without a byte
 * order mark, UTF-16, GB18030; CRLF; quoted cells with line breaks. An import reads and tries every row first;
 * then it writes all of them as one change, or none.
 */
#ifndef KUAYUE_IMPORT_H
#define KUAYUE_IMPORT_H

#include "kuayue/api.h"
#include "kuayue/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_IMPORT_BYTES (64L * 1024 * 1024)
#define KY_IMPORT_SAMPLES 3     /* rows that are shown */
#define KY_IMPORT_PROBLEMS 1000 /* refused rows whose reason is kept */
#define KY_COLUMN_NONE (-3)     /* a column that is left out */

struct ky_import;

/* Reads the file through, refuses it where it has more than 64 columns, 200,000 rows or 8 MiB in a cell, and finds
 * its heading: the first row in which columns of the kind are named, by their Chinese or English title or their
 * field's name. kind NULL: the kind that fits it best. The caller frees *out with ky_import_close. */
KY_API enum ky_code ky_import_open(struct ky_workbook *wb, const struct ky_kind *kind, const char *path,
				   struct ky_import **out, struct ky_error *err);
KY_API void ky_import_close(struct ky_import *import);

KY_API const struct ky_kind *ky_import_kind(const struct ky_import *import);
KY_API size_t ky_import_columns(const struct ky_import *import);
KY_API const char *ky_import_heading(const struct ky_import *import, size_t column);
/* What a column is taken for: a field of the kind, KY_COLUMN_NUMBER, KY_COLUMN_ROW (a count, which is left out) or
 * KY_COLUMN_NONE. */
KY_API int ky_import_field(const struct ky_import *import, size_t column);
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

/* Checks every row against all rules of its kind and writes nothing; ky_import_bad says how many were refused. A
 * row whose number is in the workbook will change that record. */
KY_API enum ky_code ky_import_try(struct ky_import *import, struct ky_error *err);
/* Writes all rows as one change. KY_INPUT, with nothing written, if one cannot be taken. */
KY_API enum ky_code ky_import_write(struct ky_import *import, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
