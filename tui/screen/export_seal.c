/* Lists the groups for which a package can be sealed, and keeps the chosen one. */
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "screen/export.h"

const struct ky_known_key *export_seal(const struct export_dialog *self)
{
	return self->seal ? &self->groups[self->seal - 1] : NULL;
}

static int take_group(void *data, const struct ky_known_key *known)
{
	struct export_dialog *self = data;
	self->groups = xrealloc(self->groups, (self->group_count + 1) * sizeof(*self->groups));
	memmove(self->groups + 1, self->groups, self->group_count++ * sizeof(*self->groups));
	self->groups[0] = *known;
	return 0;
}

/* The choice that has this key; 0 if none has. */
static size_t choice_of(const struct export_dialog *self, const struct ky_public_key *key)
{
	for (size_t i = 0; i < self->group_count; i++)
		if (strcmp(self->groups[i].key.fingerprint, key->fingerprint) == 0)
			return i + 1;
	return 0;
}

void export_load_groups(struct app *app, struct export_dialog *self, bool first)
{
	struct ky_error err = { 0 };
	struct ky_public_key chosen = { 0 }, usual;
	size_t before = self->group_count;
	bool sealed = false;
	if (export_seal(self))
		chosen = export_seal(self)->key;
	free(self->groups);
	self->groups = NULL;
	self->group_count = 0;
	enum ky_code code = ky_key_each(app->wb, KY_GROUP, take_group, self, &err);
	if (!code)
		code = ky_key_recipient(app->wb, NULL, &usual, &sealed, &err);
	if (code)
		app_fail(app, &err);
	self->seal = choice_of(self, &chosen);
	if (sealed && (first || self->group_count > before || (chosen.fingerprint[0] && !self->seal)))
		self->seal = choice_of(self, &usual);
	if (self->focus.kind == LINE_SEAL && !self->group_count)
		self->focus = (struct export_line){ LINE_FOLDER, 0 };
}
