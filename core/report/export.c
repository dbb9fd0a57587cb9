/* What goes into a package, and what is still missing from it. */
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "kuayue/figure.h"
#include "kuayue/ledger.h"
#include "kuayue/package.h"
#include "kuayue/report.h"
#include "workbook/db.h"

#define SHEETS 64

static enum ky_code write_html(void *data, FILE *out, struct ky_error *err)
{
	return ky_report_html(data, out, err);
}

static enum ky_code write_figures(void *data, FILE *out, struct ky_error *err)
{
	return ky_report_figures_json(data, out, err);
}

static enum ky_code write_records(void *data, FILE *out, struct ky_error *err)
{
	return ky_report_records_jsonl(data, out, err);
}

struct sheet {
	struct ky_workbook *wb;
	const struct ky_kind *kind; /* NULL: the progress table */
	char name[64];
};

static enum ky_code write_sheet(void *data, FILE *out, struct ky_error *err)
{
	const struct sheet *sheet = data;
	return sheet->kind ? ky_ledger_csv(sheet->wb, sheet->kind, out, err)
			   : ky_progress_csv(sheet->wb, out, err);
}

/* One CSV for each ledger: "ledger_L01_problem.csv". */
static size_t add_sheets(struct ky_workbook *wb, struct sheet *sheets, struct ky_payload *payloads, size_t count)
{
	const struct ky_kind *kind;
	size_t sheet = 0;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		if (!kind->ledger)
			continue;
		sheets[sheet] = (struct sheet){ .wb = wb, .kind = kind };
		snprintf(sheets[sheet].name, sizeof(sheets[sheet].name), "ledger_L%02d_%.40s.csv",
			 atoi(kind->ledger + 1), kind->name);
		sheet++;
	}
	sheets[sheet] = (struct sheet){ .wb = wb, .name = "ledger_L11_progress.csv" };
	for (size_t i = 0; i <= sheet; i++)
		payloads[count++] =
			(struct ky_payload){ .name = sheets[i].name, .write = write_sheet, .data = &sheets[i] };
	return count;
}

/* For whoever opens the ZIP without the program. CRLF: it is read in Notepad. */
static const char readme[] =
	"本文件包由“跨越”生成,内容如下:\r\n"
	"  data/report.html    情况报告,用浏览器打开,可打印成A4\r\n"
	"  data/figures.json   统计数字,供程序读取\r\n"
	"  data/records.jsonl  台账记录,每行一条,供程序读取\r\n"
	"  data/ledger_*.csv   各台账,用Excel或WPS打开\r\n"
	"请勿改动其中任何文件,否则校验不能通过。校验命令: kuayue verify 文件名\r\n"
	"\r\n"
	"This package was made by Kuayue. It holds:\r\n"
	"  data/report.html    the report; open it in a browser, it prints on A4\r\n"
	"  data/figures.json   the figures, for programs\r\n"
	"  data/records.jsonl  the records, one a line, for programs\r\n"
	"  data/ledger_*.csv   the ledgers, for a spreadsheet\r\n"
	"Change nothing in it, or it no longer verifies. To verify it: kuayue verify FILE\r\n";

struct names {
	char *code, *school;
};

static int take_names(void *data, const struct db_row *row)
{
	struct names *names = data;
	names->code = xstrdup(db_text(row, 0));
	names->school = xstrdup(db_text(row, 1));
	return 1;
}

enum ky_code ky_export(struct ky_workbook *wb, const char *dir, char **path, struct ky_error *err)
{
	struct sheet sheets[SHEETS];
	struct ky_payload payloads[SHEETS + 3] = {
		{ .name = "report.html", .write = write_html, .data = wb },
		{ .name = "figures.json", .write = write_figures, .data = wb },
		{ .name = "records.jsonl", .write = write_records, .data = wb },
	};
	size_t count = add_sheets(wb, sheets, payloads, 3);
	struct names names = { NULL, NULL };
	*path = NULL;
	enum ky_code code = db_run(wb, "SELECT code, name FROM school", NULL, 0, take_names, &names, err);
	if (!code) {
		const struct ky_package_info info = {
			.code = names.code ? names.code : "",
			.school = names.school ? names.school : "",
			.campaign = ky_campaign_id(ky_workbook_campaign(wb)),
			.date = ky_workbook_today(wb),
		};
		int version = 0;
		code = ky_package_write(dir, &info, readme, payloads, count, 1, path, &version, err);
	}
	free(names.code);
	free(names.school);
	return code;
}

enum ky_code ky_export_missing(struct ky_workbook *wb, int (*each)(void *data, const char *text), void *data,
			       struct ky_error *err)
{
	const struct ky_figure *figure;
	for (size_t i = 0; i < ky_figure_shown() && (figure = ky_figure_at(i)) != NULL; i++) {
		struct ky_figure_value value;
		enum ky_code code = ky_figure_compute(wb, figure, &value, err);
		if (code)
			return code;
		if (value.state == KY_FIGURE_BLANK && each(data, figure->zh))
			break;
	}
	return KY_OK;
}
