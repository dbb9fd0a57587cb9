/* Writes the report's text as HTML. */
#ifndef CORE_REPORT_PAGE_OUTLINE_H
#define CORE_REPORT_PAGE_OUTLINE_H

#include <stdio.h>

#include "kuayue/report.h"

/* The blocks before the annexes, which the page has as its ledgers. */
enum ky_code html_outline(struct ky_workbook *wb, FILE *out, struct ky_error *err);

/* A table of the report. */
enum ky_code html_table(const struct ky_table *table, FILE *out, struct ky_error *err);

#endif
