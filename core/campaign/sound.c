/* Checks that a packed campaign keeps what reading a template would have made sure of. */
#include <string.h>

#include "campaign/condition.h"
#include "campaign/internal.h"

static bool phases_are_sound(const struct ky_campaign *campaign)
{
	if (campaign->phase_count < 2 || strcmp(campaign->phases[0].id, "0") != 0)
		return false;
	for (size_t i = 0; i < campaign->phase_count; i++)
		if (campaign->phases[i].from > campaign->phases[i].to)
			return false;
	return true;
}

static bool items_are_sound(const struct ky_campaign *campaign)
{
	for (size_t i = 0; i < campaign->item_count; i++)
		if (!phase_exists(campaign, campaign->items[i].phase) ||
		    !condition_check(campaign->items[i].full) || !condition_check(campaign->items[i].na_when))
			return false;
	return true;
}

static bool tasks_are_sound(const struct ky_campaign *campaign)
{
	for (size_t i = 0; i < campaign->task_count; i++)
		if (campaign->tasks[i].from > campaign->tasks[i].to ||
		    !phase_exists(campaign, campaign->tasks[i].phase))
			return false;
	return items_are_sound(campaign);
}

static bool outline_is_sound(const struct ky_campaign *campaign)
{
	for (size_t i = 0; i < campaign->outline_count; i++)
		if ((unsigned)campaign->outline[i].level >= KY_LEVELS)
			return false;
	return true;
}

/* Each document has its own lines among all of them. */
static bool documents_are_sound(const struct ky_campaign *campaign)
{
	size_t first = 0;
	for (size_t i = 0; i < campaign->document_count; i++) {
		const struct ky_template_document *document = &campaign->documents[i];
		if (document->first != first || document->line_count > campaign->document_line_count - first)
			return false;
		first += document->line_count;
	}
	for (size_t i = 0; i < campaign->document_line_count; i++)
		if ((unsigned)campaign->document_lines[i].level >= KY_LEVELS)
			return false;
	return campaign->document_count <= KY_TEMPLATE_DOCUMENTS_MAX;
}

/* The keys of the phases are what stands behind "phase." in a section's name. */
static bool lists_are_sound(const struct ky_campaign *campaign)
{
	for (size_t i = 0; i < campaign->list_count; i++)
		for (size_t k = 0; k < campaign->lists[i].count; k++)
			if (strcmp(campaign->lists[i].name, "phase") != 0 &&
			    !choice_key_is_plain(campaign->lists[i].items[k].id))
				return false;
	return true;
}

/* Every score has its grade. */
static bool grades_are_sound(const struct ky_campaign *campaign)
{
	bool lowest = false;
	for (size_t i = 0; i < campaign->grade_count; i++)
		lowest = lowest || campaign->grades[i].from == 0;
	return lowest;
}

bool campaign_is_sound(const struct ky_campaign *campaign)
{
	return campaign->head.year >= 1900 && campaign->head.year <= 2999 && campaign->from <= campaign->to &&
	       phases_are_sound(campaign) && tasks_are_sound(campaign) && outline_is_sound(campaign) &&
	       documents_are_sound(campaign) && lists_are_sound(campaign) && grades_are_sound(campaign);
}
