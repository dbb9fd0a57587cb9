/* kuayue chain, calendar and join: a record's chain, every date of the campaign, and linking two records. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "command/command.h"
#include "kuayue/calendar.h"
#include "kuayue/chain.h"
#include "kuayue/export.h"

struct printing {
	struct ky_workbook *wb;
	json_t *array; /* NULL: printed for people */
};

static const char *field_name(const struct ky_kind *kind, int field)
{
	assert(field < (int)kind->field_count);
	return field < 0 ? "" : kind->fields[field].name;
}

static int take_link(void *data, const struct ky_chain_link *link)
{
	struct printing *printing = data;
	const struct ky_kind *kind = ky_record_kind(link->record);
	char title[300];
	ky_record_show(printing->wb, link->record, ky_title_field(kind), title, sizeof(title));
	if (printing->array) {
		json_array_append_new(
			printing->array,
			json_pack("{s:s, s:s, s:s, s:s, s:i, s:b, s:s, s:s, s:b}", "kind", kind->name, "id",
				  ky_record_id(link->record), "number", ky_record_number(link->record), "title",
				  title, "stage", (int)link->stage, "here", link->here, "reached",
				  field_name(kind, link->reached), "stops_at", field_name(kind, link->stops_at),
				  "merged", link->merged_into >= 0));
		return 0;
	}
	show(stdout, "%s%*s%s  %s  ", link->here ? "*" : " ", (int)link->stage * 4, "",
	     ky_record_number(link->record), ky_kind_title(kind));
	print_visible(stdout, title);
	if (link->stops_at >= 0) {
		show(stdout, "  [");
		show(stdout, _("stops at: %s"), ky_field_title(&kind->fields[link->stops_at]));
		show(stdout, "]");
	}
	show(stdout, "\n");
	return 0;
}

static int run_chain(struct call *call)
{
	struct ky_error err = { 0 };
	struct printing printing = { 0 };
	bool json = call_flag(call, "--json");
	int failed = call_expect(call, &command_chain, 1, 1);
	if (!failed)
		failed = call_open(call, KY_READ, &printing.wb);
	if (failed)
		return failed;
	printing.array = json ? json_array() : NULL;
	enum ky_code code = ky_chain(printing.wb, call->argv[0], take_link, &printing, &err);
	ky_workbook_close(printing.wb);
	return say_result(printing.array, code, &err);
}

const struct command command_chain = {
	.name = "chain",
	.usage = "ID [--json]",
	.help = N_("where a record comes from, and at which step it stops"),
	.run = run_chain,
};

static int take_date(void *data, const struct ky_calendar_entry *date)
{
	static const char *const words[] = { "begins", "ends", "due", "report" };
	struct printing *printing = data;
	char day[KY_DAY_TEXT];
	ky_day_format(date->day, day);
	if (printing->array) {
		json_array_append_new(printing->array,
				      json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b}", "day", day, "what",
						words[date->what], "kind", date->kind, "id", date->id, "number",
						date->number, "title", date->title, "met", date->met, "inferred",
						date->inferred));
		return 0;
	}
	show(stdout, "%s  %s%s  %s%s", day,
	     date->what == KY_DATE_BEGINS                  ? _("phase begins")
	     : date->what == KY_DATE_ENDS                  ? _("phase ends")
	     : date->what == KY_DATE_REPORT                ? _("report due")
	     : date->met                                   ? _("done")
	     : date->day < ky_workbook_today(printing->wb) ? _("overdue")
							   : _("due"),
	     date->inferred ? _(" (推定)") : "", date->number, date->number[0] ? "  " : "");
	print_visible(stdout, date->title);
	show(stdout, "\n");
	return 0;
}

/* The calendar's lines end in CR LF; what stands in them is shown. */
static void print_calendar_lines(char *text)
{
	for (char *line = text, *end; *line; line = end) {
		end = line + strcspn(line, "\r\n");
		char *next = end + strspn(end, "\r\n");
		*end = '\0';
		char *shown = visible_copy(line);
		fprintf(stdout, "%s\r\n", shown); /* visible already */
		free(shown);
		end = next;
	}
}

static enum ky_code print_calendar_file(struct ky_workbook *wb, struct ky_error *err)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	if (!out)
		return memory_out(err);
	enum ky_code code = ky_document_write(wb, ky_document_find("calendar.ics"), NULL, out, err);
	fclose(out);
	if (!code)
		print_calendar_lines(text);
	free(text);
	return code;
}

static int run_calendar(struct call *call)
{
	struct ky_error err = { 0 };
	struct printing printing = { 0 };
	bool json = call_flag(call, "--json"), ics = call_flag(call, "--ics");
	int failed = call_expect(call, &command_calendar, 0, 0);
	if (!failed && json && ics)
		failed = say_usage(_("--json and --ics are two forms; choose one."));
	if (!failed)
		failed = call_open(call, KY_READ, &printing.wb);
	if (failed)
		return failed;
	printing.array = json ? json_array() : NULL;
	enum ky_code code = ics ? print_calendar_file(printing.wb, &err)
				: ky_calendar(printing.wb, take_date, &printing, &err);
	ky_workbook_close(printing.wb);
	return say_result(printing.array, code, &err);
}

const struct command command_calendar = {
	.name = "calendar",
	.usage = "[--json|--ics]",
	.help = N_("every date of the campaign; --ics: those that remain, for a calendar"),
	.run = run_calendar,
};

static int run_join(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	int failed = call_expect(call, &command_join, 2, 2);
	if (!failed)
		failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_chain_join(wb, call->argv[0], call->argv[1], &err);
	ky_workbook_close(wb);
	return code ? say_error(code, &err) : 0;
}

const struct command command_join = {
	.name = "join",
	.usage = "ID ID",
	.help = N_("join two records of a chain: merge a problem into another, or lead an opinion to a problem; "
		   "both stay"),
	.run = run_join,
};
