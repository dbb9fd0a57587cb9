/* Writes report.html: one page that needs no other file, so that it opens anywhere. */
#include <stdlib.h>

#include "base/strbuf.h"
#include "report/documents.h"
#include "report/page/outline.h"
#include "report/page/parts.h"
#include "texts.h"

/* The contents, the letter and its annexes. */
static enum ky_code write_report(struct ky_workbook *wb, FILE *out, struct ky_error *err)
{
	struct ky_report *report = NULL;
	/* The file's lock once, not for each row. */
	ky_read_begin(wb);
	enum ky_code code = ky_report_open(wb, &report, err);
	if (!code) {
		html_contents(wb, report, out);
		fputs("<main>\n", out);
		code = html_outline(report, out, err);
	}
	ky_report_close(report);
	ky_read_end(wb);
	return code;
}

static enum ky_code write_parts(struct ky_workbook *wb, const struct ky_range *range, const char *school,
				const struct slots *slots, FILE *out, struct ky_error *err)
{
	html_begin(out, school, ZH_REPORT);
	fputs("<a class=\"skip\" href=\"#report\">" ZH_SKIP "</a>\n", out);
	enum ky_code code = write_report(wb, out, err);
	if (!code)
		code = html_charts(slots, out, err);
	if (!code)
		code = html_ledgers(wb, range, out, err);
	fputs("</main>\n", out);
	html_end(out);
	return code;
}

enum ky_code write_page(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	struct slots slots = { 0 };
	char *school = NULL;
	enum ky_code code = ky_school_text(wb, "name", &school, err);
	if (!code)
		code = slots_open(wb, &slots, err);
	if (!code)
		code = write_parts(wb, range, school, &slots, out, err);
	slots_close(&slots);
	free(school);
	return code ? code : html_written(out, err);
}
