/* The first page of a new workbook: which school, which day is today, and who fills in. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/author.h"
#include "base/file.h"
#include "terminal/memory.h"
#include "kuayue/campaign.h"
#include "kuayue/record.h"
#include "screen/ask_text.h"

/* The answers, in the order in which they are asked for. */
enum { CODE, NAME, KIND, TODAY, AUTHOR, ANSWERS };

static enum ky_code check_code(struct app *app, const char *text, struct ky_error *err)
{
	(void)app;
	return ky_workbook_check_code(text, err);
}

/* The day to begin with, whose year a day typed without one has: the clock's, or the campaign's first where the
 * clock is far off. */
static ky_day likely_today(const struct app *app)
{
	const struct ky_campaign *campaign = app->offered;
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(campaign, &count);
	ky_day clock = app->today != KY_NO_DAY ? app->today : ky_day_of_clock(), first = clock;
	for (size_t i = 0; i < count; i++)
		if (strcmp(phases[i].id, "1") == 0)
			first = phases[i].from;
	bool off = clock < first - 366 || clock > ky_day_from_ymd(ky_campaign_year(campaign) + 1, 12, 31);
	return off && app->today == KY_NO_DAY ? first : clock;
}

static enum ky_code check_today(struct app *app, const char *text, struct ky_error *err)
{
	return ask_text_check_day(_("Today"), text, likely_today(app), err);
}

static void make(struct app *app, const char *const *texts)
{
	struct ky_error err = { 0 };
	ky_day today = KY_NO_DAY;
	char author[AUTHOR_SIZE];
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	ky_day_parse(texts[TODAY], likely_today(app), &today, NULL); /* which check_today took */
	/* Where it cannot be kept it holds for this session. */
	enum ky_code kept = author_save(texts[AUTHOR], &err);
	if (kept == KY_INPUT) {
		ask_text_go_to(app, AUTHOR);
		app_fail_at_field(app, &err);
		return;
	}
	author_load(author);
	file_make_folders(app->path);
	if (ky_workbook_create(&(struct ky_new_workbook){ .path = app->path,
							  .template_name = "taolun-2012.ini",
							  .ini = ini,
							  .ini_len = len,
							  .code = texts[CODE],
							  .name = texts[NAME],
							  .kind = texts[KIND],
							  .today = today,
							  .author = kept ? texts[AUTHOR] : author },
			       &app->wb, &err)) {
		app_fail(app, &err);
		return;
	}
	ky_workbook_close(app->wb);
	app->wb = NULL;
	app->today = today;
	if (!app_open_workbook(app))
		return;
	if (kept)
		ky_workbook_set_author(app->wb, texts[AUTHOR]);
	app_pop(app);
	app_go(app, 1);
	app_say(app, "%s",
		_("The workbook is made. {ENTER} goes to the first thing to do, 8 to the roster and the school's "
		  "page."));
}

/* The answers while the question about them is on the screen. */
static void make_asked(struct app *app, void *data)
{
	make(app, data);
}

static const char *kind_text(const struct app *app, const char *kind)
{
	size_t count = 0;
	const struct ky_choice *kinds = ky_campaign_choices(app->offered, "school_kind", &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(kinds[i].id, kind) == 0)
			return kinds[i].text;
	return kind;
}

/* Tasks and checklist follow from the kind, so a name that speaks for another is asked about; both may be right.
 */
static void finish(struct app *app, void *data, const char *const *texts)
{
	const char *word = NULL, **kept = data, *kind = ky_campaign_kind_of_name(app->offered, texts[NAME], &word);
	char question[400];
	if (!kind || strcmp(kind, texts[KIND]) == 0) {
		make(app, texts);
		return;
	}
	memcpy(kept, texts, ANSWERS * sizeof(*kept));
	snprintf(question, sizeof(question),
		 _("%s: %s in the name is usually said of %s, and the kind chosen is %s. The tasks and the "
		   "checklist follow from the kind."),
		 texts[NAME], word, kind_text(app, kind), kind_text(app, texts[KIND]));
	ask_text_go_to(app, KIND);
	screen_ask(app, &(struct asking){
				.question = question, .verb = N_("make it so"), .yes = make_asked, .data = kept });
}

void screen_first_run(struct app *app)
{
	struct ky_error err = { 0 };
	size_t len = 0, kinds = 0;
	const char *ini = ky_campaign_builtin(&len);
	if (ky_campaign_parse("taolun-2012.ini", ini, len, &app->offered, &err)) {
		app_fail(app, &err);
		app->quit = true;
		app->status = (int)err.code;
		return;
	}
	char today[KY_DAY_TEXT], author[AUTHOR_SIZE], intro[2048];
	author_load(author);
	snprintf(intro, sizeof(intro),
		 _("%s\nA new workbook will be made at %s\nFive answers, and the school can begin. Everything "
		   "else follows from"
		   " them: the plan's tasks, the checklist, the deadlines."),
		 ky_campaign_title(app->offered), app->path);
	const struct ky_choice *choices = ky_campaign_choices(app->offered, "school_kind", &kinds);
	const struct ask_field fields[] = {
		{ .label = _("School code"),
		  .value = "",
		  .required = true,
		  .check = check_code,
		  .why = _("Letters and digits, as the education bureau gives it, such as G01.") },
		{ .label = _("School"),
		  .value = "",
		  .required = true,
		  .why = _("The full name as on the seal; it heads every report.") },
		{ .label = _("School kind"),
		  .choices = choices,
		  .choice_count = kinds,
		  .required = true,
		  .why = _("{LEFT} {RIGHT} or its number. It decides which tasks and checklist items are asked "
			   "for.") },
		{ .label = _("Today"),
		  .value = ky_day_format(likely_today(app), today),
		  .required = true,
		  .check = check_today,
		  .why = _("Correct it if the computer's clock is wrong; deadlines are counted from it.") },
		{ .label = _("Filled in by"),
		  .value = author,
		  .why = _("Your name: the history says it of each change that is made on this PC.") },
	};
	screen_ask_text(app, _("A new workbook"),
			N_("{ENTER} goes from answer to answer and makes the workbook behind the last one. "
			   "{ESCAPE} leaves without making anything."),
			intro, fields, ANSWERS, finish, xalloc(ANSWERS * sizeof(char *)));
}
