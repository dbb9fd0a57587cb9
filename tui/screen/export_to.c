/* Whom an export is for (交给谁): the leadership group gets the report, somebody with another copy of the records
 * a hand-over package. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "screen/export.h"
#include "terminal/memory.h"

void export_load_partners(struct app *app, struct export_dialog *self)
{
	struct ky_error err = { 0 };
	self->partners = xalloc(KY_PARTNERS * sizeof(*self->partners));
	if (ky_merge_partners(app->wb, self->partners, &self->partner_count, &err))
		app_fail(app, &err);
}

const char *export_partner(const struct export_dialog *self, size_t to)
{
	assert(to <= self->partner_count);
	if (!to)
		return _("the leadership group");
	const struct ky_partner *partner = &self->partners[to - 1];
	return strcmp(partner->to, KY_HAND_TO_PC) == 0 ? _("another PC of this school") : partner->name;
}

void export_hand_over(struct app *app, struct export_dialog *self)
{
	struct ky_error err = { 0 };
	char *path = NULL;
	bool sealed = false;
	assert(self->to);
	const struct ky_handing ask = { .to = self->partners[self->to - 1].to, .dir = export_target(self) };
	app_hold_keys(app, true);
	enum ky_code code = ky_merge_write(app->wb, &ask, &path, &sealed, &err);
	app_hold_keys(app, false);
	if (code) {
		app_fail(app, &err);
		return;
	}
	app_pop(app);
	if (sealed)
		app_say(app, _("Written: %s"), path);
	else
		app_say(app, _("Written, NOT ENCRYPTED, with all changes in it, deleted records too: %s"), path);
	free(path);
}
