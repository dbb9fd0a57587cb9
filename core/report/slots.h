/* The campaign's sentences with {slots}, filled from figures and from the school's page. */
#ifndef CORE_REPORT_SLOTS_H
#define CORE_REPORT_SLOTS_H

#include "kuayue/figure.h"

#define SLOT_HUMAN "【人写】"
#define SLOT_BLANK "未填"

struct slots {
	struct ky_workbook *wb;
	struct ky_figure_value *values; /* one a figure */
};

/* Computes every figure once. */
enum ky_code slots_open(struct ky_workbook *wb, struct slots *slots, struct ky_error *err);
void slots_close(struct slots *slots);

/* NULL where there is no such figure. len: of id. */
const struct ky_figure_value *slots_value(const struct slots *slots, const char *id, size_t len);

/* text with its slots filled; what is not filled in becomes blank, what people write SLOT_HUMAN.
 * malloc'd, the caller frees. */
char *slots_fill(const struct slots *slots, const char *text, const char *blank);

#endif
