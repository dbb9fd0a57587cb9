/* Finds the texts of the report that people write: gives each mark of the outline its name. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "campaign/internal.h"

/* The heading without its number: "三、主要成效" is 主要成效, "（一）学习讨论" is 学习讨论. */
static const char *without_number(const char *heading)
{
	static const char *const ends[] = { "、", "）", ")", "." };
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		const char *end = strstr(heading, ends[i]);
		/* At most 二十一 in brackets stands before it. */
		if (end && end - heading <= 13 && end[strlen(ends[i])])
			return end + strlen(ends[i]);
	}
	return heading;
}

static const char *above(const struct ky_campaign *campaign, size_t line)
{
	assert(line < campaign->outline_count);
	static const struct {
		enum ky_level level;
		const char *name;
	} others[] = {
		{ KY_LEVEL_TITLE, "标题" },
		{ KY_LEVEL_NUMBER, "文号" },
		{ KY_LEVEL_TO, "主送" },
		{ KY_LEVEL_SIGN, "落款" },
	};
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (campaign->outline[line].level == others[i].level)
			return others[i].name;
	for (size_t i = line + 1; i-- > 0;)
		if (campaign->outline[i].level == KY_LEVEL_1 || campaign->outline[i].level == KY_LEVEL_2)
			return without_number(campaign->outline[i].text);
	return "正文";
}

static bool has(const struct ky_campaign *campaign, const char *name)
{
	for (size_t i = 0; i < campaign->section_count; i++)
		if (strcmp(campaign->sections[i], name) == 0)
			return true;
	return false;
}

static void add(struct ky_campaign *campaign, char *name)
{
	name = campaign_own(campaign, name);
	if (!name || !memory_grow(&campaign->sections, campaign->section_count, sizeof(*campaign->sections)))
		campaign->no_memory = true;
	else
		campaign->sections[campaign->section_count++] = name;
}

/* A second mark under the same heading is "主要成效2". */
static void add_bare(struct ky_campaign *campaign, const char *heading)
{
	char *name = memory_text(heading);
	for (int n = 2; name && has(campaign, name); n++) {
		free(name);
		name = memory_print("%s%d", heading, n);
	}
	add(campaign, name);
}

const char *section_mark(const char *text, size_t *len)
{
	for (; *text; text++) {
		if (*text != SECTION_BARE[0] && *text != SECTION_NAMED[0])
			continue;
		if (strncmp(text, SECTION_BARE, strlen(SECTION_BARE)) == 0) {
			*len = strlen(SECTION_BARE);
			return text;
		}
		size_t inner = strcspn(text, "}");
		if (strncmp(text, SECTION_NAMED, strlen(SECTION_NAMED)) == 0 && text[inner]) {
			*len = inner + 1;
			return text;
		}
	}
	return NULL;
}

void sections_find(struct ky_campaign *campaign)
{
	for (size_t i = 0; i < campaign->outline_count; i++) {
		size_t len = 0;
		campaign->outline[i].section = campaign->section_count;
		for (const char *at = campaign->outline[i].text; (at = section_mark(at, &len)) != NULL;
		     at += len) {
			if (*at != '{') {
				add_bare(campaign, above(campaign, i));
				continue;
			}
			add(campaign, memory_part(at + strlen(SECTION_NAMED), len - strlen(SECTION_NAMED) - 1));
		}
	}
}

const char *const *ky_campaign_sections(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->section_count;
	return campaign->sections;
}
