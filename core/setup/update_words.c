/* Compares what a newer template has beside tasks and items: days, targets, choices, forms. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "record/internal.h"
#include "setup/update.h"

static void compare_days(struct ky_update *update)
{
	char before[KY_DAY_TEXT], after[KY_DAY_TEXT];
	size_t count = 0, old_count = 0;
	update_say(update, _("Version %s becomes version %s."), ky_campaign_version(update->old),
		   ky_campaign_version(update->new));
	if (ky_campaign_deadline(update->old) != ky_campaign_deadline(update->new))
		update_say(update, _("The report is due on %s (it was %s)."),
			   ky_day_format(ky_campaign_deadline(update->new), after),
			   ky_day_format(ky_campaign_deadline(update->old), before));
	const struct ky_phase *phases = ky_campaign_phases(update->new, &count);
	const struct ky_phase *old = ky_campaign_phases(update->old, &old_count);
	for (size_t i = 1; i < count; i++)
		if (i >= old_count || phases[i].from != old[i].from || phases[i].to != old[i].to)
			update_say(update, _("Phase %s %s: %s to %s."), phases[i].id, phases[i].title,
				   ky_day_format(phases[i].from, before), ky_day_format(phases[i].to, after));
}

static const struct ky_choice *choice_of(const struct ky_campaign *campaign, const char *list, const char *key)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(campaign, list, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].id, key) == 0)
			return &choices[i];
	return NULL;
}

static void compare_list(struct ky_update *update, const struct ky_field *field)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(update->new, field->choices, &count);
	for (size_t i = 0; i < count; i++) {
		const struct ky_choice *before = choice_of(update->old, field->choices, choices[i].id);
		if (!before)
			update_say(update, _("New choice of %s: %s."), ky_field_title(field), choices[i].text);
		else if (strcmp(before->text, choices[i].text) != 0)
			update_say(update, _("Choice of %s: %s becomes %s."), ky_field_title(field), before->text,
				   choices[i].text);
	}
	choices = ky_campaign_choices(update->old, field->choices, &count);
	for (size_t i = 0; i < count; i++)
		if (!choice_of(update->new, field->choices, choices[i].id))
			update_say(update, _("Choice of %s: %s is dropped."), ky_field_title(field),
				   choices[i].text);
}

/* Several fields may have one list: it is compared at the first. */
static bool is_first_of_list(const struct ky_kind *kind, size_t field)
{
	const struct ky_kind *other;
	for (size_t i = 0; (other = ky_kind_at(i)) != NULL; i++)
		for (size_t j = 0; j < other->field_count; j++) {
			if (other == kind && j == field)
				return true;
			if (other->fields[j].type == KY_CHOICE &&
			    strcmp(other->fields[j].choices, kind->fields[field].choices) == 0)
				return false;
		}
	return true;
}

/* The phases are left out, because compare_days says what differs in them. */
static void compare_choices(struct ky_update *update)
{
	const struct ky_kind *kind;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++)
		for (size_t j = 0; j < kind->field_count; j++)
			if (kind->fields[j].type == KY_CHOICE && strcmp(kind->fields[j].choices, "phase") != 0 &&
			    is_first_of_list(kind, j))
				compare_list(update, &kind->fields[j]);
}

static void compare_targets(struct ky_update *update)
{
	const char *name;
	for (size_t i = 0; (name = ky_campaign_target_name(update->new, i)) != NULL; i++) {
		int value = 0, old = 0;
		bool inferred = false;
		ky_campaign_target(update->new, name, &value, &inferred);
		if (!ky_campaign_target(update->old, name, &old, &inferred) || old != value)
			update_say(update, _("Target %s: %d (it was %d)."), name, value, old);
	}
}

static bool same_outline(const struct ky_update *update)
{
	size_t count = 0, old_count = 0;
	const struct ky_outline *new = ky_campaign_outline(update->new, &count);
	const struct ky_outline *old = ky_campaign_outline(update->old, &old_count);
	bool same = count == old_count;
	for (size_t i = 0; same && i < count; i++)
		same = new[i].level == old[i].level &&strcmp(new[i].text, old[i].text) == 0;
	return same;
}

static bool same_progress(const struct ky_update *update)
{
	size_t count = 0, old_count = 0;
	const struct ky_column *new = ky_campaign_progress(update->new, &count);
	const struct ky_column *old = ky_campaign_progress(update->old, &old_count);
	bool same = count == old_count;
	for (size_t i = 0; same && i < count; i++)
		same = strcmp(new[i].title, old[i].title) == 0 && strcmp(new[i].text, old[i].text) == 0;
	return same;
}

static bool same_annexes(const struct ky_update *update)
{
	const struct ky_kind *kind;
	for (size_t k = 0; (kind = ky_kind_at(k)) != NULL; k++) {
		size_t count = 0, old_count = 0;
		const struct ky_annex_column *new = ky_campaign_annex(update->new, kind->name, &count);
		const struct ky_annex_column *old = ky_campaign_annex(update->old, kind->name, &old_count);
		if (count != old_count)
			return false;
		for (size_t i = 0; i < count; i++)
			if (strcmp(new[i].title, old[i].title) != 0 || strcmp(new[i].text, old[i].text) != 0 ||
			    new[i].sum != old[i].sum)
				return false;
	}
	return true;
}

static bool has_section(const struct ky_campaign *campaign, const char *name)
{
	size_t count = 0;
	const char *const *sections = ky_campaign_sections(campaign, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(sections[i], name) == 0)
			return true;
	return false;
}

static void compare_sections(struct ky_update *update)
{
	size_t count = 0;
	const char *const *sections = ky_campaign_sections(update->new, &count);
	for (size_t i = 0; i < count; i++)
		if (!has_section(update->old, sections[i]))
			update_say(update, _("New part of the report to be written: %s."), sections[i]);
	sections = ky_campaign_sections(update->old, &count);
	for (size_t i = 0; i < count; i++)
		if (!has_section(update->new, sections[i]))
			update_say(update, _("The report has no part %s any more; what was written stays."),
				   sections[i]);
}

void update_compare_words(struct ky_update *update)
{
	compare_days(update);
	compare_targets(update);
	compare_choices(update);
	if (!same_outline(update))
		update_say(update, "%s", _("The outline of the report is another one."));
	if (!same_progress(update))
		update_say(update, "%s", _("The progress table has other columns."));
	if (!same_annexes(update))
		update_say(update, "%s", _("A table that goes with the report has other columns."));
	compare_sections(update);
}

/* Refuses a template that lacks a choice which some record has: the record would have no text for it. */
static enum ky_code check_field(const struct ky_update *update, const struct ky_kind *kind,
				const struct ky_field *field, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(update->old, field->choices, &count);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++) {
		int64_t used = 0;
		if (choice_of(update->new, field->choices, choices[i].id))
			continue;
		char *sql = memory_print(field->several ? "SELECT count(*) FROM \"%s\" WHERE has_link(\"%s\", ?1)"
							: "SELECT count(*) FROM \"%s\" WHERE \"%s\" = ?1",
					 kind->name, field->name);
		code = sql ? db_once_number(update->wb, sql, choices[i].id, &used, err) : memory_out(err);
		free(sql);
		if (!code && used)
			code = ky_fail(err, KY_INPUT,
				       _("The template takes away %s=%s of [choice.%s], which %lld records have; "
					 "keep that"
					 " line."),
				       choices[i].id, choices[i].text, field->choices, (long long)used);
	}
	return code;
}

enum ky_code update_check_words(const struct ky_update *update, struct ky_error *err)
{
	const struct ky_kind *kind;
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && (kind = ky_kind_at(i)) != NULL; i++)
		for (size_t j = 0; !code && j < kind->field_count; j++)
			if (kind->fields[j].type == KY_CHOICE)
				code = check_field(update, kind, &kind->fields[j], err);
	return code;
}
