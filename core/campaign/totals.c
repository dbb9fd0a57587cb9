/* Checks that the numbers of a template add up. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "campaign/internal.h"

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
			char *section = memory_print("group.%s", group->id);
			enum ky_code code = !section ? memory_out(loading->err)
						     : bad_number(loading, section, "weight", group->weight,
								  _("the sum of its items' weights"), sum);
			free(section);
			return code;
		}
	}
	if (total != campaign->head.weight_total)
		return bad_number(loading, "campaign", "weight_total", campaign->head.weight_total,
				  _("the sum of the groups' weights"), total);
	return KY_OK;
}

enum ky_code check_totals(const struct loading *loading)
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
