/* Lists the sections that a template may have, and reads them in order. */
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "campaign/internal.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* In the order in which they are read: a section may name what stands in those before it. */
static const struct form {
	const char *name; /* with a '.' at its end where an id follows */
	enum ky_code (*read)(const struct loading *loading, const struct ini_section *section, const char *id);
	bool required;
} forms[] = {
	{ "campaign", read_head, true },         { "choice.", read_choices, false },
	{ "phase.", read_phase, false },         { "target.", read_target, false },
	{ "group.", read_group, false },         { "task.", read_task, false },
	{ "item.", read_item, false },           { "outline", read_outline, true },
	{ "progress", read_progress, false },    { "annex.", read_annex, false },
	{ "recipient.", read_recipient, false }, { "ledger.", read_ledger, false },
	{ "document.", read_document, false },
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
					 "task.ID, group.ID, item.ID, choice.NAME, recipient.NAME, annex.KIND, "
					 "ledger.KIND, document.NAME, outline or progress (line %d)"),
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
	struct ky_choice *items = campaign_own(campaign, memory_new(campaign->phase_count * sizeof(*items)));
	for (size_t i = 0; items && i < campaign->phase_count; i++)
		items[i] = (struct ky_choice){ campaign->phases[i].id, campaign->phases[i].title };
	*list = (struct choice_list){ .name = "phase", .items = items, .count = campaign->phase_count };
}

static bool make_room(struct ky_campaign *campaign)
{
	size_t most = campaign->ini.count + 1; /* each section is one of them */
	campaign->phases = memory_new(most * sizeof(*campaign->phases));
	campaign->tasks = memory_new(most * sizeof(*campaign->tasks));
	campaign->items = memory_new(most * sizeof(*campaign->items));
	size_t head = 0; /* the keys of one section may be some, too */
	for (size_t i = 0; i < campaign->ini.count; i++)
		head += campaign->ini.sections[i].count;
	campaign->targets = memory_new((most + head) * sizeof(*campaign->targets));
	campaign->recipients = memory_new(most * sizeof(*campaign->recipients));
	campaign->documents = memory_new(most * sizeof(*campaign->documents));
	campaign->groups = memory_new(most * sizeof(*campaign->groups));
	campaign->lists = memory_new(most * sizeof(*campaign->lists));
	if (!campaign->phases || !campaign->tasks || !campaign->items || !campaign->targets ||
	    !campaign->recipients || !campaign->documents || !campaign->groups || !campaign->lists)
		return false;
	campaign->phases[0] = (struct ky_phase){ "0", NULL, KY_NO_DAY, KY_NO_DAY };
	campaign->phase_count = 1;
	return true;
}

/* Tasks and items name kinds of school. */
static enum ky_code check_school_kinds(const struct loading *loading)
{
	size_t count = 0;
	if (ky_campaign_choices(loading->campaign, "school_kind", &count))
		return KY_OK;
	return ky_fail(loading->err, KY_INPUT,
		       _("%s: [choice.%s]: the section is missing; expected lines of key=text"), loading->file,
		       "school_kind");
}

static enum ky_code read_forms(const struct loading *loading)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < COUNT(forms); i++) {
		code = read_form(loading, &forms[i]);
		if (!code && forms[i].read == read_choices)
			code = check_school_kinds(loading);
	}
	return code;
}

enum ky_code read_sections(const struct loading *loading)
{
	if (!make_room(loading->campaign))
		return memory_out(loading->err);
	enum ky_code code = check_names(loading);
	if (!code)
		code = read_forms(loading);
	if (!code)
		code = read_grades(loading);
	if (!code)
		code = read_remind(loading);
	if (!code)
		code = check_totals(loading);
	if (code)
		return code;
	sections_find(loading->campaign);
	/* Without a [phase.0] the whole campaign goes by its own title. */
	struct ky_phase *whole = &loading->campaign->phases[0];
	if (!whole->title)
		whole->title = loading->campaign->head.title;
	add_phase_choices(loading->campaign);
	return KY_OK;
}
