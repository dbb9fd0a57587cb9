/* Writes the report's text as HTML. */
#ifndef CORE_REPORT_PAGE_OUTLINE_H
#define CORE_REPORT_PAGE_OUTLINE_H

#include <stdio.h>

#include "kuayue/report.h"

/* The letter, and behind it each of its annexes. */
enum ky_code html_outline(const struct ky_report *report, FILE *out, struct ky_error *err);
/* Links to the annexes, as items of a list. */
void html_annex_contents(const struct ky_report *report, FILE *out);

/* A table of the report. */
enum ky_code html_table(const struct ky_table *table, FILE *out, struct ky_error *err);

#endif
