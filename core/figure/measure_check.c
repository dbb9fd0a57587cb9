/* Checks what a template measures its tasks by, and what the full marks of its items rest on. */
#include <stddef.h>

#include "base/i18n.h"
#include "campaign/condition.h"
#include "figure/measure.h"

/* What a condition names that is not there; NULL: nothing. */
static const char *unknown_in(const struct ky_campaign *campaign, const char *text, struct condition *c)
{
	while (text && condition_next(&text, c)) {
		if (!measure_declaration(c->figure))
			return c->figure;
		if (c->is != CONDITION_THERE &&
		    ((c->than == CONDITION_FIGURE && !measure_declaration(c->name)) ||
		     (c->than == CONDITION_TARGET && !ky_campaign_task(campaign, c->name))))
			return c->name;
	}
	return NULL;
}

static enum ky_code check_item(const struct ky_campaign *campaign, const struct ky_item *item, const char *file,
			       struct ky_error *err)
{
	const struct {
		const char *key, *text;
	} keys[] = { { "full", item->full }, { "na_when", item->na_when } };
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct condition condition;
		const char *unknown = unknown_in(campaign, keys[i].text, &condition);
		if (unknown)
			return ky_fail(err, KY_INPUT, _("%s: [item.%s] %s: %s; expected %s"), file, item->id,
				       keys[i].key, unknown,
				       _("the id of a figure, a number, a day as MM-DD, deadline, phases or "
					 "target. and the id of a task"));
	}
	return KY_OK;
}

enum ky_code measure_check(const struct ky_campaign *campaign, const char *file, struct ky_error *err)
{
	size_t count = 0;
	struct measure measure;
	const struct ky_task *tasks = ky_campaign_tasks(campaign, &count);
	for (size_t i = 0; i < count; i++) {
		if (tasks[i].figure && !measure_declaration(tasks[i].figure))
			return ky_fail(err, KY_INPUT, _("%s: [task.%s] %s: %s; expected %s"), file, tasks[i].id,
				       "figure", tasks[i].figure, _("the id of a figure"));
		if (tasks[i].figure && tasks[i].when)
			return ky_fail(err, KY_INPUT, _("%s: [task.%s] %s: %s; expected %s"), file, tasks[i].id,
				       "when", tasks[i].when, _("nothing, for its figure measures the task"));
		if (tasks[i].when && !measure_parse(campaign, tasks[i].when, &measure))
			return ky_fail(err, KY_INPUT, _("%s: [task.%s] %s: %s; expected %s"), file, tasks[i].id,
				       "when", tasks[i].when,
				       _("KIND, KIND.FIELD or KIND.FIELD=KEY of records, such as "
					 "activity.kind=mobilise"));
	}
	const struct ky_item *items = ky_campaign_items(campaign, &count);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++)
		code = check_item(campaign, &items[i], file, err);
	return code;
}
