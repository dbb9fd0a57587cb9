/* The records of a ledger, for documents that need more of them than their texts. */
#ifndef CORE_REPORT_LEDGER_RECORDS_H
#define CORE_REPORT_LEDGER_RECORDS_H

#include "kuayue/ledger.h"

#define LEDGER_FORMS 17    /* L1 to L17 are paper forms */
#define LEDGER_PROGRESS 11 /* the progress table, which is no kind */
#define LEDGER_PROGRESS_ZH "进展情况统计表(数字报表)"

/* The number of the last one. */
int ledger_last(void);
/* The kind of L1, L2 and so on; NULL for the progress table, and for a number that no ledger has. */
const struct ky_kind *ledger_at(int number);
/* Whether there is one of that number, and whoever reads it gets it; *kind as ledger_at. */
bool ledger_is_there(struct ky_workbook *wb, int number, const struct ky_kind **kind);
/* The number of a kind's ledger; NULL: of the progress table. */
int ledger_number(const struct ky_kind *kind);
/* How many of its columns, the first ones, are those of a paper form; 0: it is none. */
size_t ledger_form_columns(const struct ky_kind *kind, const struct ky_ledger_column *columns, size_t count);
/* The field that the template sorts it by, or -1: by the kind's own. */
int ledger_order(struct ky_workbook *wb, const struct ky_kind *kind);

/* Calls each for every record, whole, in the ledger's order, with its row from 1; non-zero from each stops. */
enum ky_code ledger_records(struct ky_workbook *wb, const struct ky_kind *kind, const struct ky_range *range,
			    int (*each)(void *data, const struct ky_record *record, int64_t row), void *data,
			    struct ky_error *err);

#endif
