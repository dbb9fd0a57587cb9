/* Compares the choice lists that fields name with those of a template. The template's form is left to
 * core/campaign/. */
#include "record/needs.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "campaign/model.h"
#include "kuayue/kind.h"

/* The next field with a choice list, in the order of the declarations; NULL past the last. */
static const struct ky_field *next_field(size_t *kind, size_t *field)
{
	const struct ky_kind *at;
	for (; (at = ky_kind_at(*kind)) != NULL; (*kind)++, *field = 0)
		while (*field < at->field_count) {
			const struct ky_field *found = &at->fields[(*field)++];
			if (found->type == KY_CHOICE)
				return found;
		}
	return NULL;
}

bool needs_lend(struct ky_campaign *campaign, const struct ky_campaign *lender)
{
	const struct ky_field *field;
	for (size_t i = 0, j = 0; (field = next_field(&i, &j)) != NULL;)
		if (field->lent && !campaign_lend_choices(campaign, lender, field->choices))
			return false;
	return true;
}

static bool has_key(const struct ky_choice *choices, size_t count, const char *key, size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(choices[i].id) == len && strncmp(choices[i].id, key, len) == 0)
			return true;
	return false;
}

static enum ky_code check_field(const struct ky_campaign *campaign, const struct ky_field *field, const char *file,
				struct ky_error *err)
{
	size_t count = 0, len = 0;
	char section[64], name[32];
	const struct ky_choice *choices = ky_campaign_choices(campaign, field->choices, &count);
	if (!choices)
		return ky_fail(err, KY_INPUT,
			       _("%s: [choice.%s]: the section is missing; expected lines of key=text"), file,
			       field->choices);
	for (const char *key = field->needs; key && *key; key += len + (key[len] == ',')) {
		len = strcspn(key, ",");
		if (has_key(choices, count, key, len))
			continue;
		snprintf(section, sizeof(section), "choice.%s", field->choices);
		snprintf(name, sizeof(name), "%.*s", (int)len, key);
		return ky_fail(err, KY_INPUT, _("%s: [%s] %s: %s; expected %s"), file, section, name,
			       _("the key is missing"), _("the word that people read and type"));
	}
	return KY_OK;
}

/* late_days.KIND: of a ledger that has both days. */
static enum ky_code check_late(const struct ky_campaign *campaign, const char *file, struct ky_error *err)
{
	static const char late[] = "late_days.";
	const char *name;
	for (size_t i = 0; (name = ky_campaign_target_name(campaign, i)) != NULL; i++) {
		bool of_kind = strncmp(name, late, strlen(late)) == 0;
		const struct ky_kind *kind = of_kind ? ky_kind_find(name + strlen(late)) : NULL;
		if (!of_kind ||
		    (kind && ky_field_of(kind, KY_ROLE_HAPPENED) >= 0 && ky_field_of(kind, KY_ROLE_STAMP) >= 0))
			continue;
		return ky_fail(err, KY_INPUT, _("%s: [%s] %s: %s; expected %s"), file, "campaign", name,
			       _("no ledger of that name has the day of entry"),
			       _("late_days. and a kind of records, such as late_days.session"));
	}
	return KY_OK;
}

enum ky_code needs_check(const struct ky_campaign *campaign, const char *file, struct ky_error *err)
{
	const struct ky_field *field;
	enum ky_code code = KY_OK;
	for (size_t i = 0, j = 0; !code && (field = next_field(&i, &j)) != NULL;)
		code = check_field(campaign, field, file, err);
	if (!code)
		code = check_late(campaign, file, err);
	return code ? code : needs_check_ledgers(campaign, file, err);
}
