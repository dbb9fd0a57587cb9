/* The sections of a template, and what must be true between them. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "campaign/internal.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static enum ky_code check_window(const struct loading *loading, const char *section, ky_day from, ky_day to)
{
	if (from <= to)
		return KY_OK;
	return bad_key(loading, section, "to", _("the day is before \"from\""), _("that day or a later one"));
}

static enum ky_code read_head(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "id", VALUE_TEXT, offsetof(struct campaign_head, id), false },
		{ "version", VALUE_TEXT, offsetof(struct campaign_head, version), false },
		{ "title", VALUE_TEXT, offsetof(struct campaign_head, title), false },
		{ "year", VALUE_INT, offsetof(struct campaign_head, year), false },
		{ "report_deadline", VALUE_TEXT, offsetof(struct campaign_head, deadline), false },
		{ "report_deadline_origin", VALUE_ORIGIN, offsetof(struct campaign_head, deadline_inferred),
		  false },
		{ "remind_days", VALUE_TEXT, offsetof(struct campaign_head, remind), false },
		{ "tasks", VALUE_INT, offsetof(struct campaign_head, tasks), false },
		{ "items", VALUE_INT, offsetof(struct campaign_head, items), false },
		{ "weight_total", VALUE_INT, offsetof(struct campaign_head, weight_total), false },
		{ "grade", VALUE_TEXT, offsetof(struct campaign_head, grades), false },
	};
	struct ky_campaign *campaign = loading->campaign;
	struct campaign_head *head = &campaign->head;
	(void)id;
	enum ky_code code = read_keys(loading, section, rules, COUNT(rules), head);
	if (code)
		return code;
	if (head->year < 1900 || head->year > 2999)
		return bad_key(loading, section->name, "year", _("the year does not fit"), _("1900 to 2999"));
	if (ky_day_parse_in_year(head->deadline, head->year, &campaign->deadline, NULL))
		return bad_key(loading, section->name, "report_deadline", _("the day does not fit"),
			       _("a day as MM-DD, such as 02-29"));
	return KY_OK;
}

static enum ky_code read_phase(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "title", VALUE_TEXT, offsetof(struct ky_phase, title), false },
		{ "from", VALUE_DAY, offsetof(struct ky_phase, from), false },
		{ "to", VALUE_DAY, offsetof(struct ky_phase, to), false },
	};
	struct ky_campaign *campaign = loading->campaign;
	if (!strcmp(id, "0")) /* its days are those of the others */
		return read_keys(loading, section, rules, 1, &campaign->phases[0]);
	struct ky_phase *phase = &campaign->phases[campaign->phase_count++], *whole = &campaign->phases[0];
	phase->id = id;
	enum ky_code code = read_keys(loading, section, rules, COUNT(rules), phase);
	if (code)
		return code;
	if (whole->from == KY_NO_DAY || phase->from < whole->from)
		whole->from = phase->from;
	if (whole->to == KY_NO_DAY || phase->to > whole->to)
		whole->to = phase->to;
	return check_window(loading, section->name, phase->from, phase->to);
}

static enum ky_code read_target(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "value", VALUE_INT, offsetof(struct campaign_target, value), false },
		{ "origin", VALUE_ORIGIN, offsetof(struct campaign_target, inferred), false },
	};
	struct campaign_target *target = &loading->campaign->targets[loading->campaign->target_count++];
	target->name = id;
	return read_keys(loading, section, rules, COUNT(rules), target);
}

static enum ky_code read_group(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "title", VALUE_TEXT, offsetof(struct campaign_group, title), false },
		{ "weight", VALUE_INT, offsetof(struct campaign_group, weight), false },
	};
	struct campaign_group *group = &loading->campaign->groups[loading->campaign->group_count++];
	group->id = id;
	return read_keys(loading, section, rules, COUNT(rules), group);
}

static enum ky_code read_task(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "title", VALUE_TEXT, offsetof(struct ky_task, title), false },
		{ "phase", VALUE_PHASE, offsetof(struct ky_task, phase), false },
		{ "from", VALUE_DAY, offsetof(struct ky_task, from), false },
		{ "to", VALUE_DAY, offsetof(struct ky_task, to), false },
		{ "window_origin", VALUE_ORIGIN, offsetof(struct ky_task, window_inferred), false },
		{ "target", VALUE_INT, offsetof(struct ky_task, target), false },
		{ "unit", VALUE_TEXT, offsetof(struct ky_task, unit), false },
		{ "target_origin", VALUE_ORIGIN, offsetof(struct ky_task, target_inferred), false },
		{ "role", VALUE_TEXT, offsetof(struct ky_task, role), false },
		{ "evidence", VALUE_TEXT, offsetof(struct ky_task, evidence), false },
		{ "receiver", VALUE_TEXT, offsetof(struct ky_task, receiver), false },
		{ "basis", VALUE_TEXT, offsetof(struct ky_task, basis), false },
		{ "figure", VALUE_TEXT, offsetof(struct ky_task, figure), true },
		{ "skip", VALUE_KINDS, offsetof(struct ky_task, skip), false },
		{ "s", VALUE_ANY, offsetof(struct ky_task, sources), false },
	};
	struct ky_task *task = &loading->campaign->tasks[loading->campaign->task_count++];
	task->id = id;
	enum ky_code code = read_keys(loading, section, rules, COUNT(rules), task);
	return code ? code : check_window(loading, section->name, task->from, task->to);
}

static enum ky_code read_item(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "group", VALUE_GROUP, offsetof(struct ky_item, group), false },
		{ "title", VALUE_TEXT, offsetof(struct ky_item, title), false },
		{ "ask", VALUE_TEXT, offsetof(struct ky_item, ask), false },
		{ "basis", VALUE_TEXT, offsetof(struct ky_item, basis), false },
		{ "quote", VALUE_TEXT, offsetof(struct ky_item, quote), false },
		{ "evidence", VALUE_TEXT, offsetof(struct ky_item, evidence), false },
		{ "full_mark", VALUE_TEXT, offsetof(struct ky_item, full_mark), false },
		{ "phase", VALUE_PHASE, offsetof(struct ky_item, phase), false },
		{ "weight", VALUE_INT, offsetof(struct ky_item, weight), false },
		{ "na", VALUE_KINDS, offsetof(struct ky_item, na), false },
		{ "hint", VALUE_ANY, NOWHERE, true },
		{ "s", VALUE_ANY, offsetof(struct ky_item, sources), false },
	};
	struct ky_campaign *campaign = loading->campaign;
	struct ky_item *item = &campaign->items[campaign->item_count++];
	item->id = id;
	enum ky_code code = read_keys(loading, section, rules, COUNT(rules), item);
	for (size_t i = 0; !code && i < campaign->group_count; i++)
		if (!strcmp(campaign->groups[i].id, item->group))
			item->group_title = campaign->groups[i].title;
	return code;
}

/* The level is a word of its own before '|'; it is looked up, so nothing has to be cut. */
static enum ky_code read_outline(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const char *const levels[] = {
		"title", "number", "to", "1", "2", "text", "attach", "sign", "note"
	};
	struct ky_campaign *campaign = loading->campaign;
	(void)id;
	campaign->outline = xalloc((section->count + 1) * sizeof(*campaign->outline));
	for (size_t i = 0; i < section->count; i++) {
		const struct ini_entry *entry = &section->entries[i];
		size_t len = strcspn(entry->value, "|"), level = 0;
		int number;
		if (!read_int(entry->key, &number))
			return bad_key(loading, section->name, entry->key, _("unknown key"),
				       _("the number of a line, such as 12"));
		while (level < COUNT(levels) &&
		       (strlen(levels[level]) != len || strncmp(levels[level], entry->value, len) != 0))
			level++;
		if (level == COUNT(levels) || !entry->value[len])
			return bad_key(
				loading, section->name, entry->key, _("the line does not fit"),
				_("\"level|text\" with title, number, to, 1, 2, text, attach, sign or note"));
		campaign->outline[campaign->outline_count++] =
			(struct ky_outline){ levels[level], entry->value + len + 1, 0 };
	}
	sections_find(campaign);
	return KY_OK;
}

static enum ky_code read_recipient(const struct loading *loading, const struct ini_section *section,
				   const char *id)
{
	static const struct key_rule rules[] = {
		{ "title", VALUE_TEXT, offsetof(struct ky_recipient, title), false },
		{ "documents", VALUE_NAMES, offsetof(struct ky_recipient, documents), false },
	};
	struct ky_recipient *recipient = &loading->campaign->recipients[loading->campaign->recipient_count++];
	recipient->id = id;
	return read_keys(loading, section, rules, COUNT(rules), recipient);
}

/* "title|text": the title is cut out of a copy of all of them. */
static enum ky_code read_progress(const struct loading *loading, const struct ini_section *section, const char *id)
{
	struct ky_campaign *campaign = loading->campaign;
	size_t room = 1;
	(void)id;
	for (size_t i = 0; i < section->count; i++)
		room += strlen(section->entries[i].value) + 1;
	campaign->progress = xalloc((section->count + 1) * sizeof(*campaign->progress));
	campaign->titles = xalloc(room);
	char *title = campaign->titles;
	for (size_t i = 0; i < section->count; i++) {
		const struct ini_entry *entry = &section->entries[i];
		size_t len = strcspn(entry->value, "|");
		int number;
		if (!read_int(entry->key, &number))
			return bad_key(loading, section->name, entry->key, _("unknown key"),
				       _("the number of a line, such as 12"));
		if (!len || !entry->value[len])
			return bad_key(loading, section->name, entry->key, _("the line does not fit"),
				       _("\"title|text\", such as \"学生数|{students}\""));
		memcpy(title, entry->value, len);
		campaign->progress[campaign->progress_count++] =
			(struct ky_column){ title, entry->value + len + 1 };
		title += len + 1;
	}
	return KY_OK;
}

/* A template without a progress table has the built-in template's. */
static enum ky_code borrow_progress(const struct loading *loading)
{
	const struct ini *words = NULL;
	enum ky_code code = loading->campaign->progress ? KY_OK : builtin_words(loading, &words);
	for (size_t i = 0; !code && words && i < words->count; i++)
		if (strcmp(words->sections[i].name, "progress") == 0)
			code = read_progress(loading, &words->sections[i], NULL);
	return code;
}

static enum ky_code bad_number(const struct loading *loading, const char *section, const char *key, int stated,
			       const char *what, int found)
{
	return ky_fail(loading->err, KY_INPUT, _("%s: [%s] %s: it says %d; expected %d, which is %s"),
		       loading->file, section, key, stated, found, what);
}

static enum ky_code check_weights(const struct loading *loading)
{
	const struct ky_campaign *campaign = loading->campaign;
	int total = 0;
	for (size_t g = 0; g < campaign->group_count; g++) {
		const struct campaign_group *group = &campaign->groups[g];
		int sum = 0;
		for (size_t i = 0; i < campaign->item_count; i++)
			if (!strcmp(campaign->items[i].group, group->id))
				sum += campaign->items[i].weight;
		total += sum;
		if (sum != group->weight) {
			struct strbuf section;
			strbuf_init(&section);
			strbuf_addf(&section, "group.%s", group->id);
			enum ky_code code = bad_number(loading, section.text, "weight", group->weight,
						       _("the sum of its items' weights"), sum);
			strbuf_free(&section);
			return code;
		}
	}
	if (total != campaign->head.weight_total)
		return bad_number(loading, "campaign", "weight_total", campaign->head.weight_total,
				  _("the sum of the groups' weights"), total);
	return KY_OK;
}

static enum ky_code check_totals(const struct loading *loading)
{
	const struct ky_campaign *campaign = loading->campaign;
	if (campaign->phase_count < 2)
		return ky_fail(loading->err, KY_INPUT,
			       _("%s: [phase.1]: the section is missing; expected title, from and to"),
			       loading->file);
	if ((size_t)campaign->head.tasks != campaign->task_count)
		return bad_number(loading, "campaign", "tasks", campaign->head.tasks,
				  _("the number of [task.ID] sections"), (int)campaign->task_count);
	if ((size_t)campaign->head.items != campaign->item_count)
		return bad_number(loading, "campaign", "items", campaign->head.items,
				  _("the number of [item.ID] sections"), (int)campaign->item_count);
	return check_weights(loading);
}

/* "90:好,80:较好": cuts the copy in campaign->split at ':' and ','. */
static enum ky_code read_grades(const struct loading *loading)
{
	struct ky_campaign *campaign = loading->campaign;
	size_t len = strlen(campaign->head.grades);
	bool lowest = false;
	campaign->split = xstrdup(campaign->head.grades);
	campaign->grades = xalloc((len / 2 + 1) * sizeof(*campaign->grades));
	for (char *at = campaign->split; at;) {
		char *next = strchr(at, ','), *colon = strchr(at, ':');
		struct ky_grade *grade = &campaign->grades[campaign->grade_count++];
		if (next)
			*next++ = '\0';
		if (colon)
			*colon = '\0';
		if (!colon || (next && colon >= next) || !colon[1] || !read_int(at, &grade->from) ||
		    grade->from > 100)
			return bad_key(loading, "campaign", "grade", _("the grades do not fit"),
				       _("SCORE:WORD with commas between them, such as 90:好,0:差"));
		grade->title = colon + 1;
		lowest = lowest || grade->from == 0;
		at = next;
	}
	if (!lowest)
		return bad_key(loading, "campaign", "grade", _("a score of 0 has no grade"),
			       _("a last grade that begins at 0, such as 0:差"));
	return KY_OK;
}

static enum ky_code read_remind(const struct loading *loading)
{
	struct ky_campaign *campaign = loading->campaign;
	const char *at = campaign->head.remind;
	campaign->remind = xalloc((strlen(at) + 1) * sizeof(*campaign->remind));
	for (bool more = true; more;) {
		char word[8] = "";
		size_t len = strcspn(at, ",");
		if (len < sizeof(word))
			memcpy(word, at, len);
		if (!read_int(word, &campaign->remind[campaign->remind_count++]))
			return bad_key(loading, "campaign", "remind_days", _("the days do not fit"),
				       _("numbers of days with commas between them, such as 7,3,1"));
		more = at[len] == ',';
		at += len + more;
	}
	return KY_OK;
}

/* In the order they are read: each may name what was read before it. */
static const struct form {
	const char *name; /* with a '.' at its end where an id follows */
	enum ky_code (*read)(const struct loading *loading, const struct ini_section *section, const char *id);
	bool required;
} forms[] = {
	{ "campaign", read_head, true },      { "choice.", read_choices, false },
	{ "phase.", read_phase, false },      { "target.", read_target, false },
	{ "group.", read_group, false },      { "task.", read_task, false },
	{ "item.", read_item, false },        { "outline", read_outline, true },
	{ "progress", read_progress, false }, { "recipient.", read_recipient, false },
};

/* What follows the form's name in the section's, or NULL if it is of another form. */
static const char *id_in(const struct form *form, const char *section)
{
	size_t len = strlen(form->name);
	bool with_id = form->name[len - 1] == '.';
	if (strncmp(section, form->name, len) != 0 || with_id != (section[len] != '\0'))
		return NULL;
	return section + len;
}

static enum ky_code check_names(const struct loading *loading)
{
	const struct ini *ini = &loading->campaign->ini;
	for (size_t i = 0; i < ini->count; i++) {
		size_t form = 0;
		while (form < COUNT(forms) && !id_in(&forms[form], ini->sections[i].name))
			form++;
		if (form == COUNT(forms))
			return ky_fail(loading->err, KY_INPUT,
				       _("%s: [%s]: unknown section; expected campaign, phase.N, target.NAME, "
					 "task.ID, group.ID, item.ID, choice.NAME, recipient.NAME, outline or "
					 "progress (line %d)"),
				       loading->file, ini->sections[i].name, ini->sections[i].line);
	}
	return KY_OK;
}

static enum ky_code read_form(const struct loading *loading, const struct form *form)
{
	const struct ini *ini = &loading->campaign->ini;
	bool found = false;
	for (size_t i = 0; i < ini->count; i++) {
		const char *id = id_in(form, ini->sections[i].name);
		if (!id)
			continue;
		enum ky_code code = form->read(loading, &ini->sections[i], id);
		if (code)
			return code;
		found = true;
	}
	if (form->required && !found)
		return ky_fail(loading->err, KY_INPUT,
			       _("%s: [%s]: the section is missing; expected it as in the built-in template"),
			       loading->file, form->name);
	return KY_OK;
}

static void add_phase_choices(struct ky_campaign *campaign)
{
	struct choice_list *list = &campaign->lists[campaign->list_count++];
	*list = (struct choice_list){ .name = "phase",
				      .items = xalloc(campaign->phase_count * sizeof(*list->items)),
				      .count = campaign->phase_count };
	for (size_t i = 0; i < list->count; i++)
		list->items[i] = (struct ky_choice){ campaign->phases[i].id, campaign->phases[i].title };
}

static void make_room(struct ky_campaign *campaign)
{
	size_t most = campaign->ini.count + 1; /* each section is one of them */
	campaign->phases = xalloc(most * sizeof(*campaign->phases));
	campaign->tasks = xalloc(most * sizeof(*campaign->tasks));
	campaign->items = xalloc(most * sizeof(*campaign->items));
	campaign->targets = xalloc(most * sizeof(*campaign->targets));
	campaign->recipients = xalloc(most * sizeof(*campaign->recipients));
	campaign->groups = xalloc(most * sizeof(*campaign->groups));
	campaign->lists = xalloc((most + LISTS_MAX) * sizeof(*campaign->lists)); /* some may be borrowed */
	campaign->phases[0] = (struct ky_phase){ "0", NULL, KY_NO_DAY, KY_NO_DAY };
	campaign->phase_count = 1;
}

enum ky_code read_sections(const struct loading *loading)
{
	make_room(loading->campaign);
	enum ky_code code = check_names(loading);
	for (size_t i = 0; !code && i < COUNT(forms); i++) {
		code = read_form(loading, &forms[i]);
		if (!code && forms[i].read == read_choices)
			code = check_choices(loading);
	}
	if (!code)
		code = borrow_progress(loading);
	if (!code)
		code = read_grades(loading);
	if (!code)
		code = read_remind(loading);
	if (!code)
		code = check_totals(loading);
	if (code)
		return code;
	/* Without a [phase.0] the whole campaign goes by its own title. */
	struct ky_phase *whole = &loading->campaign->phases[0];
	if (!whole->title)
		whole->title = loading->campaign->head.title;
	add_phase_choices(loading->campaign);
	return KY_OK;
}
