/* Collects everything that can be done: actions, places, ledgers, figures, records (screen/palette.h). */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/frame.h"
#include "base/pinyin.h"
#include "kuayue/figure.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "screen/palette.h"
#include "terminal/memory.h"

#define MOST_RECORDS 300 /* of a kind whose records come from the template */

static const char *const titles[COMMAND_CLASSES] = {
	[COMMAND_LATELY] = N_("lately"),         [COMMAND_HERE] = N_("on this screen"),
	[COMMAND_EVERYWHERE] = N_("everywhere"), [COMMAND_PAGE] = N_("page"),
	[COMMAND_LEDGER] = N_("ledger"),         [COMMAND_RECORD] = N_("record"),
	[COMMAND_FIGURE] = N_("figure"),
};

const char *command_class_title(enum command_class class)
{
	return _(titles[class]);
}

/* english, chinese: either may be NULL. */
static void add(struct commands *commands, struct command command, const char *english, const char *chinese,
		const char *key)
{
	assert(english || chinese);
	english = english ? english : chinese;
	const char *shown = chinese && language_now()[0] == 'z' ? chinese : english;
	char *names = xprintf("%s\n%s", chinese ? chinese : "", english);
	command.name = xstrdup(shown);
	command.key = xstrdup(key);
	command.folded = have(ky_text_fold(names));
	command.spoken = xstrdup(chinese ? chinese : "");
	free(names);
	commands->at = xrealloc(commands->at, ((size_t)commands->count + 1) * sizeof(*commands->at));
	commands->at[commands->count++] = command;
}

static void add_action(struct commands *commands, const struct screen *below, enum action action,
		       enum command_class class)
{
	const char *english = NULL, *chinese = NULL;
	bool typing = below->ops->typing && below->ops->typing(below);
	action_labels(action, &english, &chinese);
	for (const struct key_label *label = below->ops->labels; label && label->action; label++)
		if (label->action == action) {
			english = label->label;
			chinese = chinese_of(english);
		}
	add(commands, (struct command){ .class = class, .action = action }, english, chinese,
	    action_has_key(action, typing) ? action_key(action, typing) : "");
}

/* Keys that only move, and those that the palette itself is for. */
static bool is_movement(enum action action)
{
	return (action >= ACT_UP && action <= ACT_END) || action == ACT_TAB || action == ACT_BACK_TAB ||
	       action == ACT_ESCAPE || action == ACT_PALETTE || action == ACT_PAGE;
}

static bool is_own(const struct screen *below, enum action action)
{
	const enum action *own = below->ops->actions;
	while (*own && *own != action)
		own++;
	return *own == action;
}

static void add_lately(struct app *app, const struct screen *below, struct commands *commands)
{
	const struct lately *lately = &app->lately;
	for (int i = 0; i < LATELY && lately->actions[i]; i++)
		if (is_own(below, lately->actions[i]) || place_of_action(app->places, lately->actions[i]))
			add_action(commands, below, lately->actions[i], COMMAND_LATELY);
	for (int i = 0; app->wb && i < LATELY && lately->records[i][0]; i++) {
		struct ky_record *record = NULL;
		char title[400];
		if (ky_record_load(app->wb, lately->records[i], &record, NULL))
			continue; /* deleted since */
		const struct ky_kind *kind = ky_record_kind(record);
		ky_record_show(app->wb, record, ky_title_field(kind), title, sizeof(title));
		char *name = xprintf("%s %s", ky_record_number(record), title);
		add(commands,
		    (struct command){ .class = COMMAND_LATELY, .kind = kind, .id = xstrdup(lately->records[i]) },
		    NULL, name, "");
		free(name);
		ky_record_free(record);
	}
}

static void add_places(struct app *app, const struct screen *below, struct commands *commands,
		       enum command_class class)
{
	char key[8];
	for (const struct place *place = app->places; place->open; place++) {
		bool page = place->page != 0;
		if (page != (class == COMMAND_PAGE) || (!app->wb && !place->without_workbook))
			continue;
		snprintf(key, sizeof(key), "%d", place->page);
		if (place->title)
			add(commands, (struct command){ .class = class, .place = place }, place->title,
			    chinese_of(place->title),
			    page            ? key
			    : place->action ? action_key(place->action, 0)
					    : "");
		else if (!is_movement(place->action) && !is_own(below, place->action))
			add_action(commands, below, place->action, class);
	}
}

static void add_ledgers(struct commands *commands)
{
	for (size_t i = 0; ky_kind_at(i); i++)
		add(commands, (struct command){ .class = COMMAND_LEDGER, .kind = ky_kind_at(i) },
		    ky_kind_at(i)->label, ky_kind_at(i)->zh, ky_kind_at(i)->ledger ? ky_kind_at(i)->ledger : "");
}

void commands_collect(struct app *app, const struct screen *below, struct commands *commands)
{
	*commands = (struct commands){ 0 };
	add_lately(app, below, commands);
	for (const enum action *action = below->ops->actions; *action; action++)
		if (!is_movement(*action))
			add_action(commands, below, *action, COMMAND_HERE);
	add_places(app, below, commands, COMMAND_EVERYWHERE);
	add_action(commands, below, ACT_QUIT, COMMAND_EVERYWHERE);
	add_places(app, below, commands, COMMAND_PAGE);
	if (!app->wb)
		return;
	add_ledgers(commands);
	for (size_t i = 0; i < ky_figure_shown(); i++)
		add(commands, (struct command){ .class = COMMAND_FIGURE, .figure = ky_figure_at(i) },
		    ky_figure_at(i)->label, ky_figure_at(i)->zh, "");
}

struct adding {
	struct app *app;
	struct commands *commands;
};

static int add_record(void *data, const struct ky_record *row)
{
	struct adding *adding = data;
	const struct ky_kind *kind = ky_record_kind(row);
	char title[400];
	ky_record_show(adding->app->wb, row, ky_title_field(kind), title, sizeof(title));
	char *name = xprintf("%s %s", ky_record_number(row), title);
	add(adding->commands,
	    (struct command){ .class = COMMAND_RECORD, .kind = kind, .id = xstrdup(ky_record_id(row)) }, NULL,
	    name, "");
	free(name);
	return 0;
}

void commands_add_records(struct app *app, struct commands *commands)
{
	struct adding adding = { .app = app, .commands = commands };
	if (commands->has_records || !app->wb)
		return;
	commands->has_records = true;
	for (size_t i = 0; ky_kind_at(i); i++) {
		struct ky_list *list = NULL;
		struct ky_error err = { 0 };
		if (ky_kind_at(i)->single || ky_field_of(ky_kind_at(i), KY_ROLE_IDENTITY) < 0)
			continue;
		if (ky_list_open(app->wb, ky_kind_at(i), &list, &err) ||
		    (ky_list_total(list) <= MOST_RECORDS && ky_list_each(list, add_record, &adding, &err)))
			app_fail(app, &err);
		ky_list_close(list);
	}
}

void commands_free(struct commands *commands)
{
	for (int i = 0; i < commands->count; i++) {
		free(commands->at[i].id);
		free(commands->at[i].name);
		free(commands->at[i].key);
		free(commands->at[i].folded);
		free(commands->at[i].spoken);
	}
	free(commands->at);
	*commands = (struct commands){ 0 };
}

int command_fits(const struct command *command, const char *folded)
{
	const char *at = strstr(command->folded, folded);
	for (const char *next = at; next; next = strstr(next + 1, folded))
		if (next == command->folded || next[-1] == '\n')
			return 2;
	if (pinyin_begins(command->spoken, folded))
		return 2;
	return at || pinyin_finds(command->spoken, folded) ? 1 : 0;
}

void command_run(struct app *app, const struct command *command)
{
	if (command->action) {
		lately_done(&app->lately, command->action);
		app_do(app, command->action);
	} else if (command->place && command->place->page) {
		app_go(app, command->place->page);
	} else if (command->place) {
		command->place->open(app, command->place->page);
	} else if (command->figure) {
		screen_records(app, command->figure->id);
	} else if (command->id) {
		screen_form(app, command->kind, command->id, NULL);
	} else {
		screen_list_of(app, command->kind);
	}
}
