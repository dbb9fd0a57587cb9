/* Choice lists: the words are the template's, the keys are the program's. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "campaign/internal.h"

/* Keys that queries and rules name, so that a template cannot do without them. */
static const struct {
	const char *list, *keys;
	bool optional; /* a template without it has the built-in template's words */
} needed[] = {
	{ "school_kind", "", false },
	{ "problem_source", "", false },
	{ "category", "", false },
	{ "problem_type", "immediate,limited,longterm", false },
	{ "problem_status", "open,working,review,closed", false },
	{ "task_status", "open,working,done", false },
	{ "topic_kind", "", false },
	{ "session_form", "collective", false },
	{ "note_kind", "note,impression,insight", false },
	{ "rating", "0,1,2,3,N", false },
	{ "yesno", "yes,no", false },
	{ "person_role", "head,deputy,leader", false },
	{ "opinion_group", "teacher,student,parent", true },
	{ "opinion_channel", "", true },
	{ "opinion_decision", "adopt,partly,explain,refuse", true },
	{ "reply_by", "", true },
	{ "visit_kind", "", true },
	{ "visit_method", "seminar,survey,opening", true },
	{ "policy_kind", "migrant,leftbehind,aid", true },
	{ "notice_kind", "key,hot,routine", true },
	{ "notice_result", "closed,working,returned", true },
	{ "adopted_level", "none", true },
	{ "medium", "", true },
	{ "media_level", "", true },
	{ "media_kind", "", true },
	{ "score_method", "", true },
	{ "doc_level", "", true },
	{ "handover_medium", "", true },
	{ "activity_kind", "mobilise,discussion,theme,gratitude,lecture,culture,practice,study,check", true },
	{ "discussion_theme", "", true },
	{ "gratitude_content", "", true },
	{ "gratitude_form", "", true },
	{ "spirit_channel", "", true },
	{ "publish_channel", "", true },
	{ "spirit_stage", "", true },
	{ "institution_kind", "new,revised,ended", true },
	{ "institution_about", "plan,study,publicity,rectify,studyrule,longterm", true },
	{ "model_kind", "", true },
	{ "model_status", "", true },
	{ "body_kind", "group,office", true },
	{ "project_stage", "", true },
	{ "suggestion_field", "", true },
	{ "reward_kind", "honour,criticism", true },
	{ "lens", "", true },
	{ "crisis", "", true },
};

static enum ky_code fail_choice(const struct loading *loading, const char *list, const char *key,
				const char *problem, const char *expected)
{
	struct strbuf section;
	strbuf_init(&section);
	strbuf_addf(&section, "choice.%s", list);
	enum ky_code code = bad_key(loading, section.text, key, problem, expected);
	strbuf_free(&section);
	return code;
}

enum ky_code read_choices(const struct loading *loading, const struct ini_section *section, const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	struct ky_campaign *campaign = loading->campaign;
	struct choice_list *list = &campaign->lists[campaign->list_count];
	if (!strcmp(name, "phase"))
		return ky_fail(loading->err, KY_INPUT,
			       _("%s: [%s]: this list comes from the [phase.N] sections; delete it"),
			       loading->file, section->name);
	if (!section->count)
		return ky_fail(loading->err, KY_INPUT, _("%s: [%s]: the list is empty; expected key=text"),
			       loading->file, section->name);
	*list = (struct choice_list){ .name = name, .items = xalloc(section->count * sizeof(*list->items)) };
	campaign->list_count++;
	for (size_t i = 0; i < section->count; i++) {
		const struct ini_entry *entry = &section->entries[i];
		if (entry->key[strspn(entry->key, plain)])
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

static bool has_choice(const struct ky_choice *items, size_t count, const char *key, size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(items[i].id) == len && !strncmp(items[i].id, key, len))
			return true;
	return false;
}

enum ky_code builtin_words(const struct loading *loading, const struct ini **words)
{
	struct ky_campaign *campaign = loading->campaign;
	size_t len = 0;
	const char *builtin = ky_campaign_builtin(&len);
	if (!campaign->words) {
		struct ini *read = xalloc(sizeof(*read));
		enum ky_code code = ini_read(read, "builtin", builtin, len, loading->err);
		if (code) {
			free(read);
			return code;
		}
		campaign->words = read;
	}
	*words = campaign->words;
	return KY_OK;
}

/*
 * A template may leave a list out: it then has the built-in template's words. So an older workbook,
 * whose template knew fewer lists, can be opened and goes on.
 */
static enum ky_code borrow_list(const struct loading *loading, const char *name)
{
	const struct ini *words = NULL;
	enum ky_code code = builtin_words(loading, &words);
	for (size_t i = 0; !code && i < words->count; i++) {
		const struct ini_section *section = &words->sections[i];
		if (strncmp(section->name, "choice.", 7) == 0 && strcmp(section->name + 7, name) == 0)
			return read_choices(loading, section, section->name + 7);
	}
	return code;
}

enum ky_code check_choices(const struct loading *loading)
{
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		size_t count = 0;
		if (!needed[i].optional || ky_campaign_choices(loading->campaign, needed[i].list, &count))
			continue;
		enum ky_code code = borrow_list(loading, needed[i].list);
		if (code)
			return code;
	}
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		size_t count = 0;
		const struct ky_choice *items = ky_campaign_choices(loading->campaign, needed[i].list, &count);
		if (!items)
			return ky_fail(loading->err, KY_INPUT,
				       _("%s: [choice.%s]: the section is missing; expected lines of key=text"),
				       loading->file, needed[i].list);
		for (const char *key = needed[i].keys; *key;) {
			size_t len = strcspn(key, ",");
			char name[32] = "";
			memcpy(name, key, len < sizeof(name) ? len : sizeof(name) - 1);
			if (!has_choice(items, count, key, len))
				return fail_choice(loading, needed[i].list, name, _("the key is missing"),
						   _("the word that people read and type"));
			key += len + (key[len] == ',');
		}
	}
	return KY_OK;
}
