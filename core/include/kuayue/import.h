/*
 * Rosters and ledgers from CSV and TSV files as Excel and WPS save them: UTF-8 with or without a
 * byte order mark, UTF-16, GB18030; CRLF; quoted cells with line breaks. First everything is
 * read and tried, then all of it is written as one change, or nothing.
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
#define KY_IMPORT_PROBLEMS 1000 /* rows of which it is said why they cannot be taken */
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
/* A field of the kind, KY_COLUMN_NUMBER, KY_COLUMN_ROW (counted, left out) or KY_COLUMN_NONE. */
KY_API int ky_import_field(const struct ky_import *import, size_t column);
/* Sets it. KY_INPUT if another column has that field, or people cannot set it. */
KY_API enum ky_code ky_import_map(struct ky_import *import, size_t column, int field, struct ky_error *err);

KY_API size_t ky_import_rows(const struct ky_import *import);
/* A cell of the first KY_IMPORT_SAMPLES rows, its start where it is long; NULL where there are not as many rows.
 */
KY_API const char *ky_import_sample(const struct ky_import *import, size_t row, size_t column);
/* Why the n-th of the rows that cannot be taken cannot, as ky_import_try or ky_import_write found, and which row
 * of the spreadsheet it is, from 1; NULL behind the last, or behind KY_IMPORT_PROBLEMS of them. */
KY_API const char *ky_import_problem(const struct ky_import *import, size_t n, int *line);
/* How many rows cannot be taken. */
KY_API size_t ky_import_bad(const struct ky_import *import);

/* Tries every row with all the rules of its kind and writes nothing; ky_import_bad says how many cannot be
 * taken. A row whose number is in the workbook changes that record. */
KY_API enum ky_code ky_import_try(struct ky_import *import, struct ky_error *err);
/* Writes all rows as one change. KY_INPUT, with nothing written, if one cannot be taken. */
KY_API enum ky_code ky_import_write(struct ky_import *import, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
