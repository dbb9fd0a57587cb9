/* Reads the keys of one section by a table of rules. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "campaign/condition.h"
#include "campaign/internal.h"
#include "campaign/model.h"
#include "texts.h"

#define SHOWN 60 /* bytes of a wrong value that a message repeats */

enum ky_code bad_key(const struct loading *loading, const char *section, const char *key, const char *problem,
		     const char *expected)
{
	return ky_fail(loading->err, KY_INPUT, _("%s: [%s] %s: %s; expected %s"), loading->file, section, key,
		       problem, expected);
}

static const char *expectation(enum value_type type)
{
	switch (type) {
	case VALUE_INT:
		return _("a whole number, such as 3");
	case VALUE_DAY:
		return _("a day as MM-DD, such as 02-29");
	case VALUE_ORIGIN:
		return _("a text that begins with 方案 (stated) or 推定 (inferred)");
	case VALUE_PHASE:
		return _("the N of a [phase.N] of this file, or 0 for the whole campaign");
	case VALUE_GROUP:
		return _("the name of a [group.NAME] of this file");
	case VALUE_KINDS:
		return _("nothing, or keys of [choice.school_kind] with commas between them");
	case VALUE_OF_KINDS:
		return _("KIND:NUMBER of [choice.school_kind] with commas between them, such as jiaoxuedian:1");
	case VALUE_WORDS:
		return _("names of fields with commas between them, such as date,title");
	case VALUE_SETS:
		return _("names of [recipient.NAME] of this file with commas between them, such as "
			 "inspection,public");
	case VALUE_FULL:
		return _("conditions over figures with \" and \" between them, such as sessions>=3 and "
			 "plan_date<=02-29");
	case VALUE_NAMES:
		return _("all, or names of documents with commas between them, such as report.html,figures.json");
	case VALUE_ANY:
		return _("a text; it may be empty");
	case VALUE_TEXT:
		break;
	}
	return _("a text");
}

bool read_int(const char *text, int *number)
{
	int sum = 0;
	if (!*text || strlen(text) > 7)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		sum = sum * 10 + (*text - '0');
	}
	*number = sum;
	return sum <= NUMBER_MAX;
}

static bool kinds_exist(const struct ky_campaign *campaign, const char *list)
{
	size_t count = 0;
	const struct ky_choice *kinds = ky_campaign_choices(campaign, "school_kind", &count);
	while (*list) {
		size_t len = strcspn(list, ","), i = 0;
		while (i < count && (strlen(kinds[i].id) != len || strncmp(kinds[i].id, list, len) != 0))
			i++;
		if (i == count || (list[len] && !list[len + 1]))
			return false;
		list += len + (list[len] == ',');
	}
	return true;
}

/* "jiaoxuedian:1,youeryuan:3" */
static bool kinds_have_numbers(const struct ky_campaign *campaign, const char *list)
{
	bool fits = true;
	while (fits && *list) {
		char kind[64], text[16];
		size_t len = strcspn(list, ","), colon = strcspn(list, ":,");
		int number = 0;
		fits = colon < len && colon < sizeof(kind) && len - colon - 1 < sizeof(text) &&
		       (!list[len] || list[len + 1]);
		if (!fits)
			return false;
		memcpy(kind, list, colon);
		kind[colon] = '\0';
		memcpy(text, list + colon + 1, len - colon - 1);
		text[len - colon - 1] = '\0';
		fits = colon > 0 && kinds_exist(campaign, kind) && read_int(text, &number);
		list += len + (list[len] == ',');
	}
	return fits;
}

/* "report.html,figures.json": nothing empty, and letters, digits, '.', '_' and '-' only. */
static bool are_names(const char *list)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	for (;; list++) {
		size_t len = strspn(list, plain);
		if (!len || (list[len] && list[len] != ','))
			return false;
		list += len;
		if (!*list)
			return true;
	}
}

/* A name that no recipient has would be a typing error that nobody sees. */
static bool recipients_exist(const struct ky_campaign *campaign, const char *list)
{
	for (; *list; list += strcspn(list, ","), list += *list == ',') {
		size_t len = strcspn(list, ","), i = 0;
		while (i < campaign->recipient_count && (strlen(campaign->recipients[i].id) != len ||
							 strncmp(campaign->recipients[i].id, list, len) != 0))
			i++;
		if (i == campaign->recipient_count)
			return false;
	}
	return true;
}

bool campaign_day(const struct ky_campaign *campaign, const char *text, ky_day *day)
{
	if (ky_day_parse_in_year(text, campaign->head.year, day, NULL))
		return false;
	return *day >= campaign->from || !ky_day_parse_in_year(text, campaign->head.year + 1, day, NULL);
}

bool phase_exists(const struct ky_campaign *campaign, const char *id)
{
	for (size_t i = 0; i < campaign->phase_count; i++)
		if (!strcmp(campaign->phases[i].id, id))
			return true;
	return false;
}

bool group_exists(const struct ky_campaign *campaign, const char *id)
{
	for (size_t i = 0; i < campaign->group_count; i++)
		if (!strcmp(campaign->groups[i].id, id))
			return true;
	return false;
}

/* Stores a value as the C type of its member. memcpy is used because the member's type is only known as an
 * offset. */
static bool store_value(const struct loading *loading, const struct key_rule *rule, const char *text, void *object)
{
	const struct ky_campaign *campaign = loading->campaign;
	char *member = rule->at == NOWHERE ? NULL : (char *)object + rule->at;
	int number = 0;
	bool inferred = false, fits = true;
	const void *value = &text;
	size_t size = sizeof(text);
	switch (rule->type) {
	case VALUE_TEXT:
		fits = *text != '\0';
		break;
	case VALUE_ANY:
		break;
	case VALUE_INT:
		fits = read_int(text, &number);
		value = &number;
		size = sizeof(number);
		break;
	case VALUE_DAY:
		fits = campaign_day(campaign, text, &number);
		value = &number;
		size = sizeof(number);
		break;
	case VALUE_ORIGIN:
		inferred = !strncmp(text, ZH_INFERRED, strlen(ZH_INFERRED));
		fits = inferred || !strncmp(text, ZH_STATED, strlen(ZH_STATED));
		value = &inferred;
		size = sizeof(inferred);
		break;
	case VALUE_PHASE:
		fits = phase_exists(campaign, text);
		break;
	case VALUE_GROUP:
		fits = group_exists(campaign, text);
		break;
	case VALUE_KINDS:
		fits = kinds_exist(campaign, text);
		break;
	case VALUE_OF_KINDS:
		fits = kinds_have_numbers(campaign, text);
		break;
	case VALUE_FULL:
		fits = condition_check(text);
		break;
	case VALUE_SETS:
		fits = are_names(text) && recipients_exist(campaign, text);
		break;
	case VALUE_WORDS:
	case VALUE_NAMES:
		fits = are_names(text);
		break;
	}
	if (fits && member)
		memcpy(member, value, size);
	return fits;
}

static enum ky_code unknown_key(const struct loading *loading, const struct ini_section *section,
				const struct ini_entry *entry, const struct key_rule *rules, size_t count)
{
	struct strbuf names;
	strbuf_init(&names, STRBUF_LINE);
	for (size_t i = 0; i < count; i++)
		strbuf_addf(&names, "%s%s", i ? ", " : "", rules[i].key);
	enum ky_code code =
		ky_fail(loading->err, KY_INPUT, _("%s: [%s] %s: unknown key; expected one of %s (line %d)"),
			loading->file, section->name, entry->key, names.text, entry->line);
	strbuf_free(&names);
	return code;
}

static bool rules_key(const struct key_rule *rule, const char *key)
{
	size_t len = strlen(rule->key);
	return rule->key[len - 1] == '.' ? strncmp(rule->key, key, len) == 0 && key[len]
					 : strcmp(rule->key, key) == 0;
}

static enum ky_code read_entry(const struct loading *loading, const struct ini_section *section,
			       const struct ini_entry *entry, const struct key_rule *rule, void *object)
{
	int len = (int)strlen(entry->value);
	if (store_value(loading, rule, entry->value, object))
		return KY_OK;
	if (len > SHOWN)
		for (len = SHOWN; len && ((unsigned char)entry->value[len] & 0xc0) == 0x80; len--)
			; /* not inside a character */
	return ky_fail(loading->err, KY_INPUT, _("%s: [%s] %s: \"%.*s\" does not fit; expected %s (line %d)"),
		       loading->file, section->name, entry->key, len, entry->value, expectation(rule->type),
		       entry->line);
}

enum ky_code read_keys(const struct loading *loading, const struct ini_section *section,
		       const struct key_rule *rules, size_t count, void *object)
{
	assert(count <= 32); /* one bit for each in what was seen */
	uint32_t seen = 0;
	for (size_t i = 0; i < section->count; i++) {
		const struct ini_entry *entry = &section->entries[i];
		size_t rule = 0;
		while (rule < count && !rules_key(&rules[rule], entry->key))
			rule++;
		if (rule == count)
			return unknown_key(loading, section, entry, rules, count);
		enum ky_code code = read_entry(loading, section, entry, &rules[rule], object);
		if (code)
			return code;
		seen |= UINT32_C(1) << rule;
	}
	for (size_t rule = 0; rule < count; rule++)
		if (!rules[rule].optional && !(seen & (UINT32_C(1) << rule)))
			return bad_key(loading, section->name, rules[rule].key, _("the key is missing"),
				       expectation(rules[rule].type));
	return KY_OK;
}
