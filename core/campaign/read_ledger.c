/* Reads what a template says of ledgers: how each is headed and sorted, its columns, and for whom it is. */
#include <string.h>

#include "base/memory.h"
#include "campaign/internal.h"
#include "campaign/model.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const struct ky_ledger_form *ky_campaign_ledger(const struct ky_campaign *campaign, const char *kind)
{
	for (size_t i = 0; i < campaign->ledger_count; i++)
		if (strcmp(campaign->ledgers[i].kind, kind) == 0)
			return &campaign->ledgers[i];
	return NULL;
}

const struct ky_ledger_form *ky_campaign_ledgers(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->ledger_count;
	return campaign->ledgers;
}

static struct ky_ledger_form *add(struct ky_campaign *campaign)
{
	if (!memory_grow(&campaign->ledgers, campaign->ledger_count, sizeof(*campaign->ledgers))) {
		campaign->no_memory = true;
		return NULL;
	}
	struct ky_ledger_form *form = &campaign->ledgers[campaign->ledger_count++];
	*form = (struct ky_ledger_form){ .kind = "" };
	return form;
}

enum ky_code read_ledger(const struct loading *loading, const struct ini_section *section, const char *id)
{
	static const struct key_rule rules[] = {
		{ "title", VALUE_TEXT, offsetof(struct ky_ledger_form, title), true },
		{ "order", VALUE_WORDS, offsetof(struct ky_ledger_form, order), true },
		{ "columns", VALUE_WORDS, offsetof(struct ky_ledger_form, columns), true },
		{ "sets", VALUE_SETS, offsetof(struct ky_ledger_form, sets), true },
	};
	struct ky_ledger_form *form = add(loading->campaign);
	if (!form)
		return KY_OK;
	form->kind = id;
	return read_keys(loading, section, rules, COUNT(rules), form);
}

static const char *copy(struct ky_campaign *to, const char *text)
{
	return text ? campaign_own(to, memory_text(text)) : NULL;
}

bool campaign_lend_ledgers(struct ky_campaign *to, const struct ky_campaign *from)
{
	for (size_t i = 0; i < from->ledger_count; i++) {
		const struct ky_ledger_form *lent = &from->ledgers[i];
		if (ky_campaign_ledger(to, lent->kind))
			continue;
		const char *kind = copy(to, lent->kind);
		struct ky_ledger_form *form = kind ? add(to) : NULL;
		if (!form)
			return false;
		*form = (struct ky_ledger_form){ .kind = kind,
						 .title = copy(to, lent->title),
						 .order = copy(to, lent->order),
						 .columns = copy(to, lent->columns),
						 .sets = copy(to, lent->sets) };
	}
	return !to->no_memory;
}
