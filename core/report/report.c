/* Opens and closes the report and the documents of the template: their blocks are made once, by outline*.c. */
#include <stdlib.h>

#include "base/memory.h"
#include "report/outline.h"

static void publish(struct ky_report *report)
{
	report->shown = memory_new((report->block_count + 1) * sizeof(*report->shown));
	if (!report->shown)
		outline_no_memory(report);
	for (size_t i = 0; report->shown && i < report->block_count; i++) {
		const struct block *block = &report->blocks[i];
		report->shown[i].is = block->is;
		report->shown[i].runs = block->runs;
		report->shown[i].run_count = block->run_count;
		report->shown[i].number = block->number;
		report->shown[i].table = block->table;
	}
}

static void take_lines(struct ky_report *report, const struct ky_template_document *document)
{
	const struct ky_campaign *campaign = ky_workbook_campaign(report->wb);
	report->document = document;
	if (document) {
		report->lines = ky_campaign_document_lines(campaign, document);
		report->line_count = document->line_count;
		report->sections = ky_campaign_document_sections(campaign, &report->section_count);
	} else {
		report->lines = ky_campaign_outline(campaign, &report->line_count);
		report->sections = ky_campaign_sections(campaign, &report->section_count);
	}
}

enum ky_code ky_report_open(struct ky_workbook *wb, struct ky_report **out, struct ky_error *err)
{
	return ky_report_open_document(wb, NULL, NULL, out, err);
}

enum ky_code ky_report_open_document(struct ky_workbook *wb, const struct ky_template_document *document,
				     const char *which, struct ky_report **out, struct ky_error *err)
{
	struct ky_report *report = memory_new(sizeof(*report));
	if (!report)
		return memory_out(err);
	report->wb = wb;
	report->err = err;
	take_lines(report, document);
	enum ky_code code = slots_open(wb, &report->slots, err);
	if (!code) {
		if (document)
			outline_document(report, which);
		else
			outline_lines(report);
		code = report->code;
	}
	if (!code)
		code = outline_measure(report, err);
	publish(report);
	if (!code)
		code = report->code;
	if (code)
		ky_report_close(report);
	else
		*out = report;
	return code;
}

void ky_report_close(struct ky_report *report)
{
	if (!report)
		return;
	for (size_t i = 0; i < report->block_count; i++)
		free(report->blocks[i].runs);
	for (size_t i = 0; i < report->table_count; i++)
		free(report->tables[i]);
	for (size_t i = 0; i < report->annex_count; i++)
		free(report->annexes[i].slot);
	slots_close(&report->slots);
	free(report->spare.runs);
	free(report->annexes);
	free(report->tables);
	free(report->blocks);
	kept_free(&report->texts);
	free(report->shown);
	free(report);
}

const struct ky_block *ky_report_blocks(const struct ky_report *report, size_t *count)
{
	*count = report->block_count;
	return report->shown;
}
