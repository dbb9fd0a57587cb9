/* The parts that documents in HTML share: head, cells, charts, ledgers. */
#ifndef CORE_REPORT_PAGE_PARTS_H
#define CORE_REPORT_PAGE_PARTS_H

#include "kuayue/report.h"
#include "report/ledger_records.h"
#include "report/page/svg.h"
#include "report/slots.h"

/* Up to and with <body>: the style is data/report.css, inside the page. */
void html_begin(FILE *out, const char *school, const char *title);
void html_end(FILE *out);
void html_cell(FILE *out, const char *tag, const char *text); /* "td", "th scope=\"col\"" */

/* Sections of the page, each begins on a new sheet of paper. */
enum ky_code html_charts(const struct slots *slots, FILE *out, struct ky_error *err);
/* Links to all of them and to the report, on the screen alone. */
void html_contents(struct ky_workbook *wb, const struct ky_report *report, FILE *out);
enum ky_code html_progress(struct ky_workbook *wb, FILE *out, struct ky_error *err);
enum ky_code html_ledgers(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err);

/* KY_SYSTEM where what was written is not whole. */
enum ky_code html_written(FILE *out, struct ky_error *err);

#endif
