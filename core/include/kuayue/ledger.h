/*
 * The ledgers that a school hands in. L1 to L17 begin with the columns of a paper form; what the program asks for
 * besides stands behind those, and a template may order that, and the whole of all other ledgers. The progress
 * table (进展情况统计表) is one row of figures, which the template declares.
 */
#ifndef KUAYUE_LEDGER_H
#define KUAYUE_LEDGER_H

#include <stdbool.h>
#include <stdio.h>

#include "kuayue/api.h"
#include "kuayue/record.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_COLUMN_NUMBER (-1) /* the printed number */
#define KY_COLUMN_ROW (-2)    /* 1, 2, 3: counted anew at each printing */

#define KY_COLUMN_ALONG (-4) /* where an attached file is in the package, or that it is not */

struct ky_ledger_column {
	const char *zh;
	int field; /* of the kind, or one of those above */
};

/* Fills columns (room for KY_DECLARED_MAX) and returns how many there are: first those of a paper form, in its
 * order, then those that the template names, then all others. */
KY_API size_t ky_ledger_columns(struct ky_workbook *wb, const struct ky_kind *kind,
				struct ky_ledger_column *columns);
/* How the ledger of a kind is headed; kind NULL: the progress table. */
KY_API const char *ky_ledger_title(struct ky_workbook *wb, const struct ky_kind *kind);

/* Days from and to, both included; KY_NO_DAY: no bound on that side. */
struct ky_range {
	ky_day from, to;
};

/* Calls each with the cells of every record, as people read them; non-zero from each stops. range: only what
 * happened within it (NULL: all); a kind whose records have no such day is always whole. */
KY_API enum ky_code ky_ledger_each(struct ky_workbook *wb, const struct ky_kind *kind,
				   const struct ky_range *range,
				   int (*each)(void *data, const char *const *cells, size_t count), void *data,
				   struct ky_error *err);
/* Writes a ledger as UTF-8 with a byte order mark and CRLF. No cell can run as a formula. */
KY_API enum ky_code ky_ledger_csv(struct ky_workbook *wb, const struct ky_kind *kind, const struct ky_range *range,
				  FILE *out, struct ky_error *err);
KY_API void ky_csv_cell(FILE *out, const char *text, bool last);

/* Calls each for every column of the progress table, with its title and its text. */
KY_API enum ky_code ky_progress_each(struct ky_workbook *wb,
				     int (*each)(void *data, const char *title, const char *text), void *data,
				     struct ky_error *err);
KY_API enum ky_code ky_progress_csv(struct ky_workbook *wb, FILE *out, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
