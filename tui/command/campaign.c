/* kuayue campaign: says which template a workbook has, and prints its text for writing another one. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "kuayue/campaign.h"

enum origin { ORIGIN_BUILTIN, ORIGIN_VERSION, ORIGIN_OWN };

static const struct {
	const char *name; /* in JSON */
	const char *title;
} origins[] = {
	[ORIGIN_BUILTIN] = { "builtin", N_("It is the template that is built into this program.") },
	[ORIGIN_VERSION] = { "version",
			     N_("It is another text of the campaign that is built into this program.") },
	[ORIGIN_OWN] = { "own", N_("It came from a file: this program has no such campaign built in.") },
};

/* By its text, and where that is another, by the id in it. */
static enum ky_code find_origin(struct ky_workbook *wb, enum origin *origin, struct ky_error *err)
{
	size_t len = 0;
	char *own = NULL;
	struct ky_campaign *builtin = NULL;
	const char *text = ky_campaign_builtin(&len);
	enum ky_code code = ky_workbook_template(wb, &own, err);
	if (!code)
		code = ky_campaign_parse("builtin", text, len, &builtin, err);
	if (!code && strcmp(own, text) == 0)
		*origin = ORIGIN_BUILTIN;
	else if (!code && strcmp(ky_campaign_id(builtin), ky_campaign_id(ky_workbook_campaign(wb))) == 0)
		*origin = ORIGIN_VERSION;
	else
		*origin = ORIGIN_OWN;
	ky_campaign_free(builtin);
	free(own);
	return code;
}

static void print_campaign(const struct ky_campaign *campaign, enum origin origin, bool json)
{
	char day[KY_DAY_TEXT];
	size_t tasks = 0, items = 0;
	ky_campaign_tasks(campaign, &tasks);
	ky_campaign_items(campaign, &items);
	ky_day_format(ky_campaign_deadline(campaign), day);
	if (json) {
		print_json(json_pack("{s:s, s:s, s:s, s:i, s:s, s:b, s:I, s:I, s:s}", "id",
				     ky_campaign_id(campaign), "version", ky_campaign_version(campaign), "title",
				     ky_campaign_title(campaign), "year", ky_campaign_year(campaign), "deadline",
				     day, "deadline_inferred", ky_campaign_deadline_inferred(campaign), "tasks",
				     (json_int_t)tasks, "items", (json_int_t)items, "origin",
				     origins[origin].name));
		return;
	}
	print_visible(stdout, ky_campaign_title(campaign));
	show(stdout, "\n");
	print_visible(stdout, ky_campaign_id(campaign));
	show(stdout, "  ");
	/* TRANSLATORS: of a campaign template: its version, the day the report is due. */
	show(stdout, _("version %s, report due on %s%s"), ky_campaign_version(campaign), day,
	     ky_campaign_deadline_inferred(campaign) ? _(" (inferred)") : "");
	show(stdout, "\n");
	show(stdout, _("%zu tasks, %zu checklist items"), tasks, items);
	show(stdout, "\n%s\n", _(origins[origin].title));
}

/* Prints the template to the byte into a file or pipe; on a terminal, made safe to show. */
static void print_text(const char *ini)
{
	if (isatty(STDOUT_FILENO))
		print_visible(stdout, ini);
	else
		print_visible(stdout, ini);
}

static int print_own(const struct call *call, bool text, bool json)
{
	struct ky_error err = { 0 };
	struct ky_workbook *wb = NULL;
	char *ini = NULL;
	enum origin origin = ORIGIN_OWN;
	int failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	enum ky_code code = text ? ky_workbook_template(wb, &ini, &err) : find_origin(wb, &origin, &err);
	if (!code && text)
		print_text(ini);
	else if (!code)
		print_campaign(ky_workbook_campaign(wb), origin, json);
	free(ini);
	ky_workbook_close(wb);
	return code ? say_error(code, &err) : 0;
}

static int run_campaign(struct call *call)
{
	bool builtin = call_flag(call, "--print"), own = call_flag(call, "--own"),
	     json = call_flag(call, "--json");
	int failed = call_expect(call, &command_campaign, 0, 0);
	if (failed)
		return failed;
	if (builtin + own + json > 1)
		return say_usage(_("Use: kuayue %s %s"), "campaign", command_campaign.usage);
	if (!builtin)
		return print_own(call, own, json);
	print_visible(stdout, ky_campaign_builtin(NULL));
	return 0;
}

const struct command command_campaign = {
	.name = "campaign",
	.usage = "[--print|--own|--json]",
	.help = N_("which campaign's template the workbook has; --print: the text of the built-in one, to be "
		   "changed and given to new --campaign; --own: the text of the workbook's"),
	.run = run_campaign,
};
