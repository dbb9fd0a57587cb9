/* The settings (设置): the language, today's date, who fills in on this PC, and what this workbook is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/author.h"
#include "kuayue/key.h"
#include "kuayue/record.h"
#include "screen/ask_text.h"
#include "screen/keys.h"

#define KEY_LINE 400

static const struct ky_choice languages[] = { { "zh", "中文" }, { "en", "English" } };

/* The settings, in the order of their fields. */
enum { LANGUAGE, TODAY, AUTHOR, SETTINGS };

static enum ky_code check_today(struct app *app, const char *text, struct ky_error *err)
{
	return ask_text_check_day(_("Today"), text, ky_workbook_today(app->wb), err);
}

static void apply(struct app *app, void *data, const char *const *texts)
{
	(void)data;
	struct ky_error err = { 0 };
	ky_day day = KY_NO_DAY;
	ky_day_parse(texts[TODAY], ky_workbook_today(app->wb), &day, NULL); /* which check_today took */
	if (strcmp(texts[LANGUAGE], language_now()) != 0) {
		language_set(texts[LANGUAGE]);
		if (ky_setting_save(app->wb, "language", texts[LANGUAGE], &err)) {
			app_fail(app, &err);
			return;
		}
	}
	ky_workbook_set_today(app->wb, day);
	if (author_save(texts[AUTHOR], &err)) {
		ask_text_go_to(app, AUTHOR);
		app_fail_at_field(app, &err);
		if (err.code == KY_SYSTEM)
			ky_workbook_set_author(app->wb, texts[AUTHOR]);
		return;
	}
	author_sign(app->wb);
	app_go(app, 1);
	app_say(app, "%s", _("The settings are in force."));
}

static int take_group(void *data, const struct ky_known_key *known)
{
	char *line = data;
	snprintf(line, KEY_LINE, _("Exports are sealed for %s (%s)%s."), known->key.name, known->key.fingerprint,
		 keys_doubt(known));
	return 0;
}

/* The key in force is the one that came last. */
static void describe_keys(struct app *app, char own[KEY_LINE], char groups[KEY_LINE])
{
	struct ky_error err = { 0 };
	struct ky_secret_key *secret = NULL;
	snprintf(groups, KEY_LINE, "%s", _("Exports are not sealed: no group's key was imported."));
	own[0] = '\0';
	if (ky_key_own(app->wb, &secret, &err) || ky_key_each(app->wb, KY_GROUP, take_group, groups, &err))
		app_fail(app, &err);
	if (secret)
		snprintf(own, KEY_LINE, _("The school signs with the key %s."),
			 ky_secret_public(secret)->fingerprint);
	ky_secret_free(secret);
}

void screen_settings(struct app *app, int page)
{
	char today[KY_DAY_TEXT], author[AUTHOR_SIZE], intro[2048], own[KEY_LINE], groups[KEY_LINE];
	const struct ky_campaign *campaign = ky_workbook_campaign(app->wb);
	describe_keys(app, own, groups);
	author_load(author);
	bool zh = language_now()[0] == 'z';
	/* The language that is on stands first, so that Enter changes nothing by chance. */
	static const struct ky_choice english_first[] = { { "en", "English" }, { "zh", "中文" } };
	snprintf(intro, sizeof(intro),
		 _("Workbook: %s\nCampaign: %s (%s, version %s)\nA backup is made once a day beside it: %s.~1~ is "
		   "the newest of three.\n%s\n%s {^KEYS} shows all keys, imports and removes them."),
		 ky_workbook_path(app->wb), ky_campaign_title(campaign), ky_campaign_id(campaign),
		 ky_campaign_version(campaign), ky_workbook_path(app->wb), own, groups);
	const struct ask_field fields[] = {
		{ .label = _("Language"),
		  .choices = zh ? languages : english_first,
		  .choice_count = 2,
		  .why = _("{LEFT} {RIGHT} turns it; the workbook remembers it.") },
		{ .label = _("Today"),
		  .value = ky_day_format(ky_workbook_today(app->wb), today),
		  .required = true,
		  .check = check_today,
		  .why = _("For this session: correct it where the computer's clock is wrong.") },
		{ .label = _("Filled in by"),
		  .value = author,
		  .why = _("On this PC: the history says it of each change from now on. Empty: whoever is logged "
			   "in.") },
	};
	screen_ask_text(
		app, _("Settings"),
		N_("{ENTER} goes through the settings and puts them in force. {ESCAPE} leaves them as they were."),
		intro, fields, SETTINGS, apply, NULL);
	app->top->page = page;
	app->framed++;
}
