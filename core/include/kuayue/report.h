/*
 * What leaves the school: the report people read, the figures and records that machines
 * read, and the package that holds the three.
 */
#ifndef KUAYUE_REPORT_H
#define KUAYUE_REPORT_H

#include <stdio.h>

#include "kuayue/error.h"
#include "kuayue/workbook.h"

/* One self-contained Chinese page, for the screen and for A4 paper. Everything from
 * records is escaped. The figures are those of ky_workbook_today. */
enum ky_code ky_report_html(struct ky_workbook *wb, FILE *out, struct ky_error *err);

/* One JSON object with sorted keys: code, school, campaign, date and "figures", an array of
 * id, label, zh, unit, state (未填, 零报告, 不适用, 已填), value, target, origin. */
enum ky_code ky_report_figures_json(struct ky_workbook *wb, FILE *out, struct ky_error *err);

/* Every live record as one JSON object a line: record (its kind), id, number, and "fields",
 * an object with every field by its name; null is 未填, a choice is its text. */
enum ky_code ky_report_records_jsonl(struct ky_workbook *wb, FILE *out, struct ky_error *err);

/* Packs the three with a README into a new package in dir (kuayue/package.h). *path is
 * malloc'd, the caller frees it. */
enum ky_code ky_export(struct ky_workbook *wb, const char *dir, char **path, struct ky_error *err);

/* Calls each with the Chinese name of every figure that is still 未填, so that people
 * can be told before they export. Return non-zero from each to stop. */
enum ky_code ky_export_missing(struct ky_workbook *wb, int (*each)(void *data, const char *text), void *data,
			       struct ky_error *err);

#endif
