/* Finds the texts of the report and of the documents that people write: gives each mark of a line its name. */
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

/* Lines of which the parts that people write are named. */
struct naming {
	struct ky_campaign *campaign;
	struct ky_outline *lines;
	size_t line_count;
	const char *before; /* stands before each name */
	const char ***names;
	size_t *count;
};

static const char *above(const struct naming *naming, size_t line)
{
	assert(line < naming->line_count);
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
		if (naming->lines[line].level == others[i].level)
			return others[i].name;
	for (size_t i = line + 1; i-- > 0;)
		if (naming->lines[i].level == KY_LEVEL_1 || naming->lines[i].level == KY_LEVEL_2)
			return without_number(naming->lines[i].text);
	return "正文";
}

static bool has(const struct naming *naming, const char *name)
{
	for (size_t i = 0; i < *naming->count; i++)
		if (strcmp((*naming->names)[i], name) == 0)
			return true;
	return false;
}

static void add(const struct naming *naming, char *name)
{
	name = campaign_own(naming->campaign, name);
	if (!name || !memory_grow(naming->names, *naming->count, sizeof(**naming->names)))
		naming->campaign->no_memory = true;
	else
		(*naming->names)[(*naming->count)++] = name;
}

/* A second mark under the same heading is "主要成效2". */
static void add_bare(const struct naming *naming, const char *heading)
{
	char *name = memory_print("%s%s", naming->before, heading);
	for (int n = 2; name && has(naming, name); n++) {
		free(name);
		name = memory_print("%s%s%d", naming->before, heading, n);
	}
	add(naming, name);
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

static void find(const struct naming *naming)
{
	for (size_t i = 0; i < naming->line_count; i++) {
		size_t len = 0;
		naming->lines[i].section = *naming->count;
		for (const char *at = naming->lines[i].text; (at = section_mark(at, &len)) != NULL; at += len)
			if (*at != '{')
				add_bare(naming, above(naming, i));
			else
				add(naming,
				    memory_print("%s%.*s", naming->before, (int)(len - strlen(SECTION_NAMED) - 1),
						 at + strlen(SECTION_NAMED)));
	}
}

void sections_find(struct ky_campaign *campaign)
{
	campaign->section_count = campaign->document_section_count = 0;
	find(&(struct naming){ campaign, campaign->outline, campaign->outline_count, "", &campaign->sections,
			       &campaign->section_count });
	for (size_t i = 0; i < campaign->document_count; i++) {
		const struct ky_template_document *document = &campaign->documents[i];
		char *before = campaign_own(campaign, memory_print("%s：", document->title));
		if (!before)
			return;
		find(&(struct naming){ campaign, campaign->document_lines + document->first, document->line_count,
				       before, &campaign->document_sections, &campaign->document_section_count });
	}
}

const char *const *ky_campaign_sections(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->section_count;
	return campaign->sections;
}

const char *const *ky_campaign_document_sections(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->document_section_count;
	return campaign->document_sections;
}

/* The name of a document's part may have the record behind it that it is of. */
static bool is_part(const char *part, const char *name)
{
	size_t len = strlen(part);
	return strncmp(part, name, len) == 0 &&
	       (!name[len] || strncmp(name + len, KY_SECTION_OF, strlen(KY_SECTION_OF)) == 0);
}

bool ky_campaign_has_section(const struct ky_campaign *campaign, const char *name)
{
	for (size_t i = 0; i < campaign->section_count; i++)
		if (strcmp(campaign->sections[i], name) == 0)
			return true;
	for (size_t i = 0; i < campaign->document_section_count; i++)
		if (is_part(campaign->document_sections[i], name))
			return true;
	return false;
}
