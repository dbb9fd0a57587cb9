/* How wide the columns of a ledger's sheet are. */
#ifndef CORE_REPORT_XLSX_WIDTHS_H
#define CORE_REPORT_XLSX_WIDTHS_H

#include "kuayue/ledger.h"

struct xlsx_widths {
	struct ky_workbook *wb;
	const struct ky_kind *kind;
	const struct ky_ledger_column *columns;
	size_t count;
	size_t form; /* how many of them are those of a paper form; 0: it is none */
	int *widths; /* in digits: the answer, one a column; 0: it is hidden */
};

/* By the records of these days. */
enum ky_code xlsx_widths(struct xlsx_widths *out, const struct ky_range *range, struct ky_error *err);

#endif
