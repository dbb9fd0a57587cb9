/* Reads the sections and values that are lists: outline, progress table, grades, reminders. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "campaign/clause.h"
#include "campaign/internal.h"
#include "campaign/model.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum ky_level level_of(const char *name, size_t len)
{
	static const char *const levels[KY_LEVELS] = {
		[KY_LEVEL_TITLE] = "title",   [KY_LEVEL_NUMBER] = "number", [KY_LEVEL_TO] = "to",
		[KY_LEVEL_1] = "1",           [KY_LEVEL_2] = "2",           [KY_LEVEL_TEXT] = "text",
		[KY_LEVEL_ATTACH] = "attach", [KY_LEVEL_SIGN] = "sign",     [KY_LEVEL_NOTE] = "note",
		[KY_LEVEL_MORE] = "+",        [KY_LEVEL_HEAD] = "head",     [KY_LEVEL_COPIES] = "copies",
		[KY_LEVEL_ISSUED] = "issued", [KY_LEVEL_COVER] = "cover",   [KY_LEVEL_SPINE] = "spine",
		[KY_LEVEL_TABLE] = "table",   [KY_LEVEL_COLUMN] = "column", [KY_LEVEL_NONE] = "none",
		[KY_LEVEL_LIST] = "list",
	};
	enum ky_level level = KY_LEVEL_TITLE;
	while (level < KY_LEVELS && (strlen(levels[level]) != len || strncmp(levels[level], name, len) != 0))
		level++;
	return level;
}

enum ky_code check_clauses(const struct loading *loading, const struct ini_section *section,
			   const struct ini_entry *entry, const char *text)
{
	switch (clause_check(text)) {
	case CLAUSE_OPEN:
		return bad_key(loading, section->name, entry->key, _("a bracket does not end"),
			       _("[NAME|TEXT|0：TEXT], at most four within each other"));
	case CLAUSE_LABEL:
		return bad_key(loading, section->name, entry->key, _("a wording does not say what it is for"),
			       _("a number, 未填, 不适用 or — with a colon before each text but the first"));
	case CLAUSE_HUMAN:
		return bad_key(loading, section->name, entry->key,
			       _("a text that people write stands in brackets of which only one part is printed"),
			       _("it outside of them"));
	case CLAUSE_FITS:
		break;
	}
	return KY_OK;
}

/* A line that goes on with another has a paragraph above it. */
static bool has_place(const struct ky_campaign *campaign, enum ky_level level)
{
	if (level != KY_LEVEL_MORE)
		return true;
	if (!campaign->outline_count)
		return false;
	enum ky_level above = campaign->outline[campaign->outline_count - 1].level;
	return above == KY_LEVEL_TEXT || above == KY_LEVEL_NOTE || above == KY_LEVEL_MORE;
}

/* The level is a word of its own before '|'; it is looked up, so nothing has to be cut. */
enum ky_code read_outline(const struct loading *loading, const struct ini_section *section, const char *id)
{
	struct ky_campaign *campaign = loading->campaign;
	(void)id;
	campaign->outline = memory_new((section->count + 1) * sizeof(*campaign->outline));
	if (!campaign->outline)
		return memory_out(loading->err);
	for (size_t i = 0; i < section->count; i++) {
		const struct ini_entry *entry = &section->entries[i];
		size_t len = strcspn(entry->value, "|");
		enum ky_level level = level_of(entry->value, len);
		int number;
		if (!read_int(entry->key, &number))
			return bad_key(loading, section->name, entry->key, _("unknown key"),
				       _("the number of a line, such as 12"));
		if (level >= KY_LEVEL_COVER || !entry->value[len] || !has_place(campaign, level))
			return bad_key(loading, section->name, entry->key, _("the line does not fit"),
				       _("\"level|text\" with head, number, title, to, 1, 2, text, attach, sign, "
					 "note, copies or issued, or + behind a text or note"));
		enum ky_code code = check_clauses(loading, section, entry, entry->value + len + 1);
		if (code)
			return code;
		campaign->outline[campaign->outline_count++] =
			(struct ky_outline){ .level = level, .text = entry->value + len + 1, .key = number };
	}
	return KY_OK;
}

/* "title|text": the title is cut out of a copy of all of them. */
enum ky_code read_progress(const struct loading *loading, const struct ini_section *section, const char *id)
{
	struct ky_campaign *campaign = loading->campaign;
	size_t room = 1;
	(void)id;
	for (size_t i = 0; i < section->count; i++)
		room += strlen(section->entries[i].value) + 1;
	campaign->progress = memory_new((section->count + 1) * sizeof(*campaign->progress));
	char *title = campaign_own(campaign, memory_new(room));
	if (!campaign->progress || !title)
		return memory_out(loading->err);
	for (size_t i = 0; i < section->count; i++) {
		const struct ini_entry *entry = &section->entries[i];
		size_t len = strcspn(entry->value, "|");
		int number;
		if (!read_int(entry->key, &number))
			return bad_key(loading, section->name, entry->key, _("unknown key"),
				       _("the number of a line, such as 12"));
		if (!len || !entry->value[len])
			return bad_key(loading, section->name, entry->key, _("the line does not fit"),
				       _("\"title|text\", such as \"学生数|{students}\""));
		enum ky_code code = check_clauses(loading, section, entry, entry->value + len + 1);
		if (code)
			return code;
		memcpy(title, entry->value, len);
		campaign->progress[campaign->progress_count++] =
			(struct ky_column){ title, entry->value + len + 1 };
		title += len + 1;
	}
	return KY_OK;
}

/* "90:好,80:较好": a copy is cut at ':' and ','. */
enum ky_code read_grades(const struct loading *loading)
{
	struct ky_campaign *campaign = loading->campaign;
	size_t len = strlen(campaign->head.grades);
	bool lowest = false;
	char *words = campaign_own(campaign, memory_text(campaign->head.grades));
	campaign->grades = memory_new((len / 2 + 1) * sizeof(*campaign->grades));
	if (!words || !campaign->grades)
		return memory_out(loading->err);
	for (char *at = words; at;) {
		char *next = strchr(at, ','), *colon = strchr(at, ':');
		struct ky_grade *grade = &campaign->grades[campaign->grade_count++];
		if (next)
			*next++ = '\0';
		if (colon)
			*colon = '\0';
		if (!colon || (next && colon >= next) || !colon[1] || !read_int(at, &grade->from) ||
		    grade->from > 100)
			return bad_key(loading, "campaign", "grade", _("the grades do not fit"),
				       _("SCORE:WORD with commas between them, such as 90:好,0:差"));
		grade->title = colon + 1;
		lowest = lowest || grade->from == 0;
		at = next;
	}
	if (!lowest)
		return bad_key(loading, "campaign", "grade", _("a score of 0 has no grade"),
			       _("a last grade that begins at 0, such as 0:差"));
	return KY_OK;
}

enum ky_code read_remind(const struct loading *loading)
{
	struct ky_campaign *campaign = loading->campaign;
	const char *at = campaign->head.remind;
	campaign->remind = memory_new((strlen(at) + 1) * sizeof(*campaign->remind));
	if (!campaign->remind)
		return memory_out(loading->err);
	for (bool more = true; more;) {
		char word[8] = "";
		size_t len = strcspn(at, ",");
		if (len < sizeof(word))
			memcpy(word, at, len);
		if (!read_int(word, &campaign->remind[campaign->remind_count++]))
			return bad_key(loading, "campaign", "remind_days", _("the days do not fit"),
				       _("numbers of days with commas between them, such as 7,3,1"));
		more = at[len] == ',';
		at += len + more;
	}
	return KY_OK;
}

bool campaign_lend_progress(struct ky_campaign *to, const struct ky_campaign *from)
{
	if (to->progress_count)
		return true;
	free(to->progress);
	to->progress = memory_new((from->progress_count + 1) * sizeof(*to->progress));
	if (!to->progress)
		return false;
	to->progress_count = from->progress_count;
	for (size_t i = 0; i < to->progress_count; i++)
		to->progress[i] = (struct ky_column){ campaign_own(to, memory_text(from->progress[i].title)),
						      campaign_own(to, memory_text(from->progress[i].text)) };
	return !to->no_memory;
}
