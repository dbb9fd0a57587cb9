/*
 * The documents that one function writes whole, a row each; ledgers.csv, which is many files, stands behind them
 * in core/exchange/document.c. What each holds is in kuayue/export.h.
 *
 *   DOCUMENT(function, kind in state.json, name, English label, Chinese label)
 *
 * A row also declares its function, write_FUNCTION, for the file that has it.
 */
#ifndef CORE_REPORT_DOCUMENTS_H
#define CORE_REPORT_DOCUMENTS_H

#include <stdio.h>

#include "kuayue/campaign.h"
#include "kuayue/ledger.h"

#define DOCUMENT_LIST(DOCUMENT)                                                                                   \
	DOCUMENT(docx, document, "report.docx", "the report as a document, to be printed, signed and sealed",     \
		 "情况报告（公文格式），用 Word 或 WPS 打开，打印签发盖章")                                       \
	DOCUMENT(page, document, "report.html", "the report; open it in a browser, it prints on A4",              \
		 "情况报告，用浏览器打开，可打印成 A4")                                                           \
	DOCUMENT(xlsx, document, "ledgers.xlsx", "the ledgers, figures and charts in one spreadsheet",            \
		 "各台账、统计数字和图表，用 Excel 或 WPS 打开")                                                  \
	DOCUMENT(since, document, "since.html", "what changed since the last report; open it in a browser",       \
		 "与上次报送相比的变化，用浏览器打开")                                                            \
	DOCUMENT(calendar, document, "calendar.ics", "the remaining dates, for a calendar program",               \
		 "剩余的日期，可导入电脑或手机日历")                                                              \
	DOCUMENT(figures, figures, "figures.json", "the figures, for programs", "统计数字，供程序读取")           \
	DOCUMENT(records, records, "records.jsonl", "the records, one a line, for programs",                      \
		 "台账记录，每行一条，供程序读取")

/* range: of the ledgers, NULL for all; documents without ledgers do not look at it. */
typedef enum ky_code document_fn(struct ky_workbook *wb, const struct ky_range *range, FILE *out,
				 struct ky_error *err);

/* A document of the template, as .docx. document NULL: the report; which: the id or number of the one record that
 * it is printed for, NULL for all. */
enum ky_code docx_document(struct ky_workbook *wb, const struct ky_template_document *document, const char *which,
			   FILE *out, struct ky_error *err);

#define DOCUMENT(function, ...) document_fn write_##function;
DOCUMENT_LIST(DOCUMENT)
#undef DOCUMENT

#endif
