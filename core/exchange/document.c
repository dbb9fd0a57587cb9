#include "exchange/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/since.h"

static enum ky_code write_docx(void *data, FILE *out, struct ky_error *err)
{
	const struct part *part = data;
	return ky_report_docx(part->job->wb, out, err);
}

static enum ky_code write_html(void *data, FILE *out, struct ky_error *err)
{
	const struct part *part = data;
	return ky_report_html(part->job->wb, &part->job->ask->range, out, err);
}

static enum ky_code write_xlsx(void *data, FILE *out, struct ky_error *err)
{
	const struct part *part = data;
	return ky_report_xlsx(part->job->wb, &part->job->ask->range, out, err);
}

static enum ky_code write_calendar(void *data, FILE *out, struct ky_error *err)
{
	const struct part *part = data;
	return ky_calendar_ics(part->job->wb, out, err);
}

static enum ky_code write_since(void *data, FILE *out, struct ky_error *err)
{
	const struct part *part = data;
	return ky_report_since_html(part->job->wb, out, err);
}

static enum ky_code write_figures(void *data, FILE *out, struct ky_error *err)
{
	const struct part *part = data;
	return ky_report_figures_json(part->job->wb, out, err);
}

static enum ky_code write_records(void *data, FILE *out, struct ky_error *err)
{
	const struct part *part = data;
	return ky_report_records_jsonl(part->job->wb, out, err);
}

static enum ky_code write_sheet(void *data, FILE *out, struct ky_error *err)
{
	const struct part *part = data;
	return part->kind ? ky_ledger_csv(part->job->wb, part->kind, &part->job->ask->range, out, err)
			  : ky_progress_csv(part->job->wb, out, err);
}

typedef enum ky_code write_fn(void *data, FILE *out, struct ky_error *err);

static const struct document {
	struct ky_document shown;
	const char *files; /* how its files are called in the package, for the README */
	bool a_ledger;     /* one file for each ledger */
	write_fn *write;
} documents[] = {
	{ { "report.docx", N_("the report as a document, to be printed, signed and sealed"),
	    "情况报告（公文格式），用Word或WPS打开，打印签发盖章" },
	  "report.docx",
	  false,
	  write_docx },
	{ { "report.html", N_("the report; open it in a browser, it prints on A4"),
	    "情况报告，用浏览器打开，可打印成A4" },
	  "report.html",
	  false,
	  write_html },
	{ { "ledgers.xlsx", N_("the ledgers, figures and charts in one spreadsheet"),
	    "各台账、统计数字和图表，用Excel或WPS打开" },
	  "ledgers.xlsx",
	  false,
	  write_xlsx },
	{ { "since.html", N_("what changed since the last report; open it in a browser"),
	    "与上次报送相比的变化，用浏览器打开" },
	  "since.html",
	  false,
	  write_since },
	{ { "calendar.ics", N_("the remaining dates, for a calendar program"),
	    "剩余的日期，可导入电脑或手机日历" },
	  "calendar.ics",
	  false,
	  write_calendar },
	{ { "figures.json", N_("the figures, for programs"), "统计数字，供程序读取" },
	  "figures.json",
	  false,
	  write_figures },
	{ { "records.jsonl", N_("the records, one a line, for programs"), "台账记录，每行一条，供程序读取" },
	  "records.jsonl",
	  false,
	  write_records },
	{ { "ledgers.csv", N_("the ledgers, one file each, for a spreadsheet"), "各台账，用Excel或WPS打开" },
	  "ledger_*.csv",
	  true,
	  write_sheet },
};
#define DOCUMENTS (sizeof(documents) / sizeof(documents[0]))

const struct ky_document *ky_document_at(size_t index)
{
	return index < DOCUMENTS ? &documents[index].shown : NULL;
}

static bool is_wanted(const struct ky_export *ask, const struct document *document)
{
	return !ask->what || !ask->what[0] || ky_list_has(ask->what, document->shown.name);
}

static enum ky_code check_name(const char *name, struct ky_error *err)
{
	struct strbuf all;
	for (size_t i = 0; i < DOCUMENTS; i++)
		if (strcmp(documents[i].shown.name, name) == 0)
			return KY_OK;
	strbuf_init(&all, STRBUF_LINE);
	for (size_t i = 0; i < DOCUMENTS; i++)
		strbuf_addf(&all, "%s%s", i ? ", " : "", documents[i].shown.name);
	enum ky_code code =
		ky_fail(err, KY_INPUT, _("There is no document \"%.60s\"; there are: %s."), name, all.text);
	strbuf_free(&all);
	return code;
}

enum ky_code document_check(const char *what, struct ky_error *err)
{
	char *names = xstrdup(what ? what : ""), *rest = names;
	enum ky_code code = KY_OK;
	for (char *name = strtok_r(rest, ",", &rest); !code && name; name = strtok_r(NULL, ",", &rest))
		code = check_name(name, err);
	free(names);
	return code;
}

struct adding {
	struct part *parts;
	struct ky_payload *payloads;
	size_t count;
};

static struct part *add_part(struct adding *adding, const struct job *job, write_fn *write)
{
	if (adding->count >= KY_DECLARED_MAX)
		abort();
	struct part *part = &adding->parts[adding->count];
	*part = (struct part){ .job = job };
	adding->payloads[adding->count++] =
		(struct ky_payload){ .name = part->name, .write = write, .data = part };
	return part;
}

/* One CSV for each ledger: "ledger_L01_problem.csv". */
static void add_ledgers(struct adding *adding, const struct job *job, write_fn *write)
{
	const struct ky_kind *kind;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		if (!kind->ledger)
			continue;
		struct part *part = add_part(adding, job, write);
		part->kind = kind;
		snprintf(part->name, sizeof(part->name), "ledger_L%02ld_%.40s.csv",
			 strtol(kind->ledger + 1, NULL, 10), kind->name);
	}
	struct part *progress = add_part(adding, job, write);
	snprintf(progress->name, sizeof(progress->name), "ledger_L11_progress.csv");
}

enum ky_code document_parts(const struct job *job, struct part *parts, struct ky_payload *payloads, size_t *count,
			    struct ky_error *err)
{
	struct adding adding = { .parts = parts, .payloads = payloads };
	enum ky_code code = document_check(job->ask->what, err);
	for (size_t i = 0; !code && i < DOCUMENTS; i++) {
		const struct document *document = &documents[i];
		if (!is_wanted(job->ask, document))
			continue;
		if (document->a_ledger) {
			add_ledgers(&adding, job, document->write);
			continue;
		}
		struct part *part = add_part(&adding, job, document->write);
		snprintf(part->name, sizeof(part->name), "%s", document->files);
	}
	*count = adding.count;
	return code;
}

char *document_readme(const struct ky_export *ask)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	strbuf_add(&sb, "本文件包由“跨越”生成，内容如下：\r\n");
	for (size_t i = 0; i < DOCUMENTS; i++)
		if (is_wanted(ask, &documents[i]))
			strbuf_addf(&sb, "  data/%s  %s\r\n", documents[i].files, documents[i].shown.zh);
	strbuf_add(&sb, "请勿改动其中任何文件，否则校验不能通过。校验命令：kuayue verify 文件名\r\n\r\n"
			"This package was made by Kuayue. It holds:\r\n");
	for (size_t i = 0; i < DOCUMENTS; i++)
		if (is_wanted(ask, &documents[i]))
			strbuf_addf(&sb, "  data/%s  %s\r\n", documents[i].files, documents[i].shown.label);
	strbuf_add(&sb, "Change nothing in it, or it no longer verifies. To verify it: kuayue verify FILE\r\n");
	return strbuf_take(&sb);
}
