/* Gives an older text of a campaign what measures its tasks and items in a newer one. */
#include <string.h>

#include "base/memory.h"
#include "campaign/internal.h"
#include "campaign/model.h"

bool campaign_has_measures(const struct ky_campaign *campaign)
{
	for (size_t i = 0; i < campaign->task_count; i++)
		if (campaign->tasks[i].when)
			return true;
	return false;
}

static void lend_measure(struct ky_campaign *to, struct ky_task *task, const struct ky_task *like)
{
	if (task->figure || !like || strcmp(task->title, like->title) != 0)
		return;
	if (like->figure)
		task->figure = campaign_own(to, memory_text(like->figure));
	if (like->when)
		task->when = campaign_own(to, memory_text(like->when));
}

static bool has_conditions(const struct ky_campaign *campaign)
{
	for (size_t i = 0; i < campaign->item_count; i++)
		if (campaign->items[i].full || campaign->items[i].na_when)
			return true;
	return false;
}

static void lend_conditions(struct ky_campaign *to, struct ky_item *item, const struct ky_item *like)
{
	if (!like || strcmp(item->title, like->title) != 0)
		return;
	if (like->full)
		item->full = campaign_own(to, memory_text(like->full));
	if (like->na_when)
		item->na_when = campaign_own(to, memory_text(like->na_when));
}

bool campaign_lend_conditions(struct ky_campaign *to, const struct ky_campaign *from)
{
	if (has_conditions(to) || strcmp(to->head.id, from->head.id) != 0)
		return true;
	for (size_t i = 0; i < to->item_count; i++)
		lend_conditions(to, &to->items[i], ky_campaign_item(from, to->items[i].id));
	return !to->no_memory;
}

bool campaign_lend_measures(struct ky_campaign *to, const struct ky_campaign *from)
{
	if (campaign_has_measures(to) || strcmp(to->head.id, from->head.id) != 0)
		return true;
	for (size_t i = 0; i < to->task_count; i++)
		lend_measure(to, &to->tasks[i], ky_campaign_task(from, to->tasks[i].id));
	return !to->no_memory;
}
