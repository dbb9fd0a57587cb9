/* Reads the columns of the tables that go with the report, and lends those that a template has not. */
#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "campaign/internal.h"
#include "campaign/model.h"

#define NOTE "note"

const struct ky_annex_column *ky_campaign_annex(const struct ky_campaign *campaign, const char *kind,
						size_t *count)
{
	size_t first = 0;
	while (first < campaign->annex_count && strcmp(campaign->annexes[first].annex, kind) != 0)
		first++;
	*count = 0;
	while (first + *count < campaign->annex_count &&
	       strcmp(campaign->annexes[first + *count].annex, kind) == 0)
		++*count;
	return campaign->annexes + first;
}

static struct ky_annex_column *add(struct ky_campaign *campaign)
{
	if (!memory_grow(&campaign->annexes, campaign->annex_count, sizeof(*campaign->annexes))) {
		campaign->no_memory = true;
		return NULL;
	}
	return &campaign->annexes[campaign->annex_count++];
}

static enum ky_code bad_column(const struct loading *loading, const struct ini_section *section, const char *key)
{
	return bad_key(loading, section->name, key, _("the line does not fit"),
		       _("\"title|text\" with the names of fields in the text, such as \"期限|{due}\", and |合计 "
			 "behind it where the last row has the sum"));
}

/* "title|text|合计" behind a number, or the text below the table behind "note". */
static enum ky_code read_column(const struct loading *loading, const struct ini_section *section,
				const struct ini_entry *entry, const char *id)
{
	struct ky_campaign *campaign = loading->campaign;
	size_t title = strcspn(entry->value, "|"), len = strlen(entry->value), end = strlen("|" ZH_TOTAL);
	bool note = strcmp(entry->key, NOTE) == 0, sum = false;
	int number;
	if (!note && !read_int(entry->key, &number))
		return bad_key(loading, section->name, entry->key, _("unknown key"),
			       _("the number of a line, such as 12, or note"));
	if (!note && (!title || !entry->value[title]))
		return bad_column(loading, section, entry->key);
	enum ky_code code = check_clauses(loading, section, entry, entry->value);
	struct ky_annex_column *column = code ? NULL : add(campaign);
	if (code || !column)
		return code;
	sum = !note && len > end && strcmp(entry->value + len - end, "|" ZH_TOTAL) == 0;
	size_t from = note ? 0 : title + 1, to = sum ? len - end : len;
	*column = (struct ky_annex_column){ .annex = id, .title = "", .text = "", .sum = sum };
	if (from >= to)
		return bad_column(loading, section, entry->key);
	char *heading = campaign_own(campaign, memory_part(entry->value, note ? 0 : title));
	char *text = campaign_own(campaign, memory_part(entry->value + from, to - from));
	if (heading && text) {
		column->title = heading;
		column->text = text;
	}
	return KY_OK;
}

enum ky_code read_annex(const struct loading *loading, const struct ini_section *section, const char *id)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < section->count; i++)
		code = read_column(loading, section, &section->entries[i], id);
	return code;
}

bool campaign_lend_annexes(struct ky_campaign *to, const struct ky_campaign *from)
{
	size_t own = to->annex_count, count = 0;
	assert(to != from);
	for (size_t i = 0; i < from->annex_count; i++) {
		const struct ky_annex_column *lent = &from->annexes[i];
		const struct ky_annex_column *has = ky_campaign_annex(to, lent->annex, &count);
		if (count && has < to->annexes + own)
			continue;
		struct ky_annex_column *column = add(to);
		if (!column)
			return false;
		*column = (struct ky_annex_column){ campaign_own(to, memory_text(lent->annex)),
						    campaign_own(to, memory_text(lent->title)),
						    campaign_own(to, memory_text(lent->text)), lent->sum };
		if (to->no_memory)
			return false; /* the next one would be looked for among names that are not there */
	}
	return true;
}
