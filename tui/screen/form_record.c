/* What a form says of what is typed: a day outside of the campaign, and the rating that the records speak for. */
#include <stdio.h>
#include <string.h>

#include "kuayue/claim.h"
#include "screen/form.h"

/* The item of the checklist that the record answers, where the marked field is its rating by the school. */
static const struct ky_item *item_of(struct app *app, const struct form *form)
{
	const struct ky_field *field = &form->kind->fields[form->focus];
	int identity = ky_field_of(form->kind, KY_ROLE_IDENTITY);
	if (field->type != KY_CHOICE || field->by != KY_BY_SCHOOL || identity < 0 ||
	    ky_field_of(form->kind, KY_ROLE_STATE) >= 0)
		return NULL;
	return ky_campaign_item(ky_workbook_campaign(app->wb), ky_record_get(form->record, identity).text);
}

/* "是否……？ 凭记录：感恩教育形式 4/5，可评 2" */
static bool say_claim(struct app *app, const struct form *form, char *out, size_t size)
{
	struct ky_claim claim;
	const struct ky_item *item = item_of(app, form);
	if (!item || ky_claim_of(app->wb, item, &claim, NULL))
		return false;
	if (claim.asked)
		snprintf(out, size, _("%s By the records: %s; they speak for %d."), item->ask, claim.shown,
			 claim.level);
	else
		snprintf(out, size, _("%s Full marks: %s."), item->ask, item->full_mark);
	return true;
}

bool form_say_record(struct app *app, const struct form *form, char *out, size_t size)
{
	char says[256];
	bool day = form->focus == ky_field_of(form->kind, KY_ROLE_HAPPENED);
	if ((form->asking || day) && ky_record_outside(app->wb, form->record, says, sizeof(says))) {
		snprintf(out, size, form->asking ? _("%s Save it all the same? {ENTER}") : "%s", says);
		return true;
	}
	return !form->asking && say_claim(app, form, out, size);
}
