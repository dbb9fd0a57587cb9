/* Choice lists. A template brings the words; some keys the program needs, as the record kinds declare. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "campaign/internal.h"
#include "campaign/model.h"

bool choice_key_is_plain(const char *key)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	return *key && key[strspn(key, plain)] == '\0';
}

enum ky_code read_choices(const struct loading *loading, const struct ini_section *section, const char *name)
{
	struct ky_campaign *campaign = loading->campaign;
	struct choice_list *list = &campaign->lists[campaign->list_count];
	if (!strcmp(name, "phase"))
		return ky_fail(loading->err, KY_INPUT,
			       _("%s: [%s]: this list comes from the [phase.N] sections; delete it"),
			       loading->file, section->name);
	if (!section->count)
		return ky_fail(loading->err, KY_INPUT, _("%s: [%s]: the list is empty; expected key=text"),
			       loading->file, section->name);
	*list = (struct choice_list){
		.name = name, .items = campaign_own(campaign, memory_new(section->count * sizeof(*list->items)))
	};
	if (!list->items)
		return memory_out(loading->err);
	campaign->list_count++;
	for (size_t i = 0; i < section->count; i++) {
		const struct ini_entry *entry = &section->entries[i];
		if (!choice_key_is_plain(entry->key))
			return bad_key(loading, section->name, entry->key, _("the key does not fit"),
				       _("a key of ASCII letters, digits and '_'"));
		if (!*entry->value)
			return bad_key(loading, section->name, entry->key, _("the text is empty"),
				       _("the word that people read and type"));
		for (size_t k = 0; k < i; k++)
			if (!strcmp(list->items[k].text, entry->value))
				return bad_key(loading, section->name, entry->key,
					       _("another key of the list has the same text"),
					       _("a text of its own"));
		list->items[list->count++] = (struct ky_choice){ entry->key, entry->value };
	}
	return KY_OK;
}

static struct choice_list *find_list(const struct ky_campaign *campaign, const char *name)
{
	for (size_t i = 0; i < campaign->list_count; i++)
		if (!strcmp(campaign->lists[i].name, name))
			return &campaign->lists[i];
	return NULL;
}

const struct ky_choice *ky_campaign_choices(const struct ky_campaign *campaign, const char *name, size_t *count)
{
	assert(count);
	const struct choice_list *list = find_list(campaign, name);
	*count = list ? list->count : 0;
	return list ? list->items : NULL;
}

/* The last place where the word stands in the name, past its end; NULL: nowhere. */
static const char *last_end(const char *name, const char *word)
{
	const char *end = NULL;
	for (const char *at = name; (at = strstr(at, word)) != NULL; at++)
		end = at + strlen(word);
	return end;
}

/* "chuzhong_2" is a word for chuzhong. */
static const char *kind_of_word(const struct ky_campaign *campaign, const char *key)
{
	size_t count = 0;
	const struct ky_choice *kinds = ky_campaign_choices(campaign, "school_kind", &count);
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(kinds[i].id);
		if (strncmp(kinds[i].id, key, len) == 0 && (!key[len] || key[len] == '_'))
			return kinds[i].id;
	}
	return NULL;
}

const char *ky_campaign_kind_of_name(const struct ky_campaign *campaign, const char *name, const char **word)
{
	assert(name && word);
	size_t count = 0;
	const struct ky_choice *words = ky_campaign_choices(campaign, "school_word", &count), *found = NULL;
	const char *end = NULL;
	for (size_t i = 0; i < count; i++) {
		const char *here = last_end(name, words[i].text);
		bool later = here && (!end || here > end),
		     longer = here && here == end && strlen(words[i].text) > strlen(found->text);
		if (!later && !longer)
			continue;
		found = &words[i];
		end = here;
	}
	*word = found ? found->text : NULL;
	return found ? kind_of_word(campaign, found->id) : NULL;
}

bool campaign_lend_choices(struct ky_campaign *to, const struct ky_campaign *from, const char *name)
{
	const struct choice_list *lent = find_list(from, name);
	if (!lent || find_list(to, name))
		return true;
	struct ky_choice *items = campaign_own(to, memory_new(lent->count * sizeof(*items)));
	struct choice_list *lists = realloc(to->lists, (to->list_count + 1) * sizeof(*lists));
	char *copy = campaign_own(to, memory_text(lent->name));
	to->lists = lists ? lists : to->lists;
	if (!items || !lists || !copy)
		return false;
	for (size_t i = 0; i < lent->count; i++)
		items[i] = (struct ky_choice){ campaign_own(to, memory_text(lent->items[i].id)),
					       campaign_own(to, memory_text(lent->items[i].text)) };
	lists[to->list_count++] = (struct choice_list){ copy, items, lent->count };
	return !to->no_memory;
}
