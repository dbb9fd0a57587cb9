/* The records of a ledger, for documents that need more of them than their texts. */
#ifndef CORE_REPORT_LEDGER_RECORDS_H
#define CORE_REPORT_LEDGER_RECORDS_H

#include "kuayue/ledger.h"

#define LEDGERS 17         /* L1 to L17 */
#define LEDGER_PROGRESS 11 /* the progress table, which is no kind */
#define LEDGER_PROGRESS_ZH "进展情况统计表(数字报表)"

/* The kind of L1 to L17; NULL for the progress table. */
const struct ky_kind *ledger_at(int number);

/* Calls each for every record, whole, in the ledger's order, with its row from 1; non-zero from each stops. */
enum ky_code ledger_records(struct ky_workbook *wb, const struct ky_kind *kind, const struct ky_range *range,
			    int (*each)(void *data, const struct ky_record *record, int64_t row), void *data,
			    struct ky_error *err);

#endif
