/* Choice lists: the words are the template's, the keys are the program's. */
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "campaign/internal.h"

/* Keys that queries and rules name, so that a template cannot do without them. */
static const struct {
	const char *list, *keys;
} needed[] = {
	{ "school_kind", "" },
	{ "problem_source", "" },
	{ "category", "" },
	{ "problem_type", "immediate,limited,longterm" },
	{ "problem_status", "open,working,review,closed" },
	{ "task_status", "open,working,done" },
	{ "topic_kind", "" },
	{ "session_form", "collective" },
	{ "note_kind", "note,impression,insight" },
	{ "rating", "0,1,2,3,N" },
	{ "yesno", "yes,no" },
	{ "person_role", "" },
};

static enum ky_code fail_choice(const struct reader *reader, const char *list, const char *key,
				const char *problem, const char *expected)
{
	struct strbuf section;
	strbuf_init(&section);
	strbuf_addf(&section, "choice.%s", list);
	enum ky_code code = bad_key(reader, section.text, key, problem, expected);
	strbuf_free(&section);
	return code;
}

enum ky_code read_choices(const struct reader *reader, const struct ini_section *section, const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	struct ky_campaign *campaign = reader->campaign;
	struct choice_list *list = &campaign->lists[campaign->list_count];
	if (!strcmp(name, "phase"))
		return ky_fail(reader->err, KY_INPUT,
			       _("%s: [%s]: this list comes from the [phase.N] sections; delete it"), reader->file,
			       section->name);
	if (!section->count)
		return ky_fail(reader->err, KY_INPUT, _("%s: [%s]: the list is empty; expected key=text"),
			       reader->file, section->name);
	*list = (struct choice_list){ .name = name, .items = xalloc(section->count * sizeof(*list->items)) };
	campaign->list_count++;
	for (size_t i = 0; i < section->count; i++) {
		const struct ini_entry *entry = &section->entries[i];
		if (entry->key[strspn(entry->key, plain)])
			return bad_key(reader, section->name, entry->key, _("the key does not fit"),
				       _("a key of ASCII letters, digits and '_'"));
		if (!*entry->value)
			return bad_key(reader, section->name, entry->key, _("the text is empty"),
				       _("the word that people read and type"));
		for (size_t k = 0; k < i; k++)
			if (!strcmp(list->items[k].text, entry->value))
				return bad_key(reader, section->name, entry->key,
					       _("another key of the list has the same text"),
					       _("a text of its own"));
		list->items[list->count++] = (struct ky_choice){ entry->key, entry->value };
	}
	return KY_OK;
}

static bool has_choice(const struct ky_choice *items, size_t count, const char *key, size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(items[i].key) == len && !strncmp(items[i].key, key, len))
			return true;
	return false;
}

enum ky_code check_choices(const struct reader *reader)
{
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		size_t count = 0;
		const struct ky_choice *items = ky_campaign_choices(reader->campaign, needed[i].list, &count);
		if (!items)
			return ky_fail(reader->err, KY_INPUT,
				       _("%s: [choice.%s]: the section is missing; expected lines of key=text"),
				       reader->file, needed[i].list);
		for (const char *key = needed[i].keys; *key;) {
			size_t len = strcspn(key, ",");
			char name[32] = "";
			memcpy(name, key, len < sizeof(name) ? len : sizeof(name) - 1);
			if (!has_choice(items, count, key, len))
				return fail_choice(reader, needed[i].list, name, _("the key is missing"),
						   _("the word that people read and type"));
			key += len + (key[len] == ',');
		}
	}
	return KY_OK;
}
