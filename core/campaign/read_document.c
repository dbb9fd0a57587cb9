/* Reads the documents that a template declares beside the report ([document.NAME]), and lends those of another. */
#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "campaign/internal.h"
#include "campaign/model.h"

#define LONGEST_ID 40

/* The keys that are no line of the document. */
static const struct {
	const char *key;
	size_t at;
} keys[] = {
	{ "title", offsetof(struct ky_template_document, title) },
	{ "sets", offsetof(struct ky_template_document, sets) },
	{ "each", offsetof(struct ky_template_document, each) },
	{ "due", offsetof(struct ky_template_document, due) },
};
#define KEYS (sizeof(keys) / sizeof(keys[0]))

struct reading {
	const struct loading *loading;
	const struct ini_section *section;
	struct ky_template_document *document;
};

static enum ky_code bad(const struct reading *reading, const char *key, const char *problem, const char *expected)
{
	return bad_key(reading->loading, reading->section->name, key, problem, expected);
}

/* Whether what a line needs above it is there. */
static bool has_place(const struct ky_campaign *campaign, const struct ky_template_document *document,
		      enum ky_level level)
{
	const struct ky_outline *last =
		document->line_count ? &campaign->document_lines[campaign->document_line_count - 1] : NULL;
	enum ky_level above = last ? last->level : KY_LEVELS;
	/* A table without columns shows nothing. */
	if (above == KY_LEVEL_TABLE && level != KY_LEVEL_COLUMN)
		return false;
	switch (level) {
	case KY_LEVEL_MORE:
		return above == KY_LEVEL_TEXT || above == KY_LEVEL_NOTE || above == KY_LEVEL_MORE;
	case KY_LEVEL_COLUMN:
		return above == KY_LEVEL_TABLE || above == KY_LEVEL_COLUMN;
	case KY_LEVEL_NONE:
		return above == KY_LEVEL_COLUMN || above == KY_LEVEL_LIST;
	default:
		return level != KY_LEVEL_ATTACH && level < KY_LEVELS;
	}
}

/* What is printed for each of some records cannot have a part that people write once. */
static bool is_repeated(enum ky_level level)
{
	return level == KY_LEVEL_TABLE || level == KY_LEVEL_COLUMN || level == KY_LEVEL_LIST ||
	       level == KY_LEVEL_NONE;
}

static enum ky_code check_text(const struct reading *reading, const struct ini_entry *entry, enum ky_level level,
			       const char *text)
{
	size_t mark = 0;
	bool two = level == KY_LEVEL_COLUMN || level == KY_LEVEL_LIST;
	size_t first = strcspn(text, "|");
	if (two && (!first || !text[first] || !text[first + 1]))
		return bad(reading, entry->key, _("the line does not fit"),
			   level == KY_LEVEL_COLUMN
				   ? _("\"column|title|text\" with the names of fields in the text, such as "
				       "\"column|期限|{due}\"")
				   : _("\"list|KIND|text\" with the names of fields in the text, such as "
				       "\"list|model|{row}．{title}\""));
	if (is_repeated(level) && section_mark(text, &mark))
		return bad(reading, entry->key,
			   _("a text that people write stands in a line that is printed for each record"),
			   _("it in a line of its own"));
	return check_clauses(reading->loading, reading->section, entry, text);
}

static enum ky_code read_line(const struct reading *reading, const struct ini_entry *entry, int number)
{
	struct ky_campaign *campaign = reading->loading->campaign;
	size_t len = strcspn(entry->value, "|");
	enum ky_level level = level_of(entry->value, len);
	if (!entry->value[len] || !entry->value[len + 1] || !has_place(campaign, reading->document, level))
		return bad(reading, entry->key, _("the line does not fit"),
			   _("\"level|text\" with cover, spine, head, number, title, to, 1, 2, text, list, table, "
			     "sign, note, copies or issued; + behind a text or note, column behind a table, none "
			     "behind a column or list"));
	enum ky_code code = check_text(reading, entry, level, entry->value + len + 1);
	if (code)
		return code;
	if (!memory_grow(&campaign->document_lines, campaign->document_line_count,
			 sizeof(*campaign->document_lines)))
		return memory_out(reading->loading->err);
	campaign->document_lines[campaign->document_line_count++] =
		(struct ky_outline){ .level = level, .text = entry->value + len + 1, .key = number };
	reading->document->line_count++;
	return KY_OK;
}

/* memcpy, because the member is only known as an offset. */
static enum ky_code read_entry(const struct reading *reading, const struct ini_entry *entry)
{
	int number;
	bool stated = strncmp(entry->value, ZH_STATED, strlen(ZH_STATED)) == 0;
	if (read_int(entry->key, &number))
		return read_line(reading, entry, number);
	for (size_t i = 0; i < KEYS; i++)
		if (strcmp(keys[i].key, entry->key) == 0) {
			memcpy((char *)reading->document + keys[i].at, &entry->value, sizeof(entry->value));
			return KY_OK;
		}
	if (strcmp(entry->key, "due_origin") != 0)
		return bad(reading, entry->key, _("unknown key"),
			   _("title, sets, each, due, due_origin, or the number of a line, such as 12"));
	reading->document->due_inferred = !stated;
	if (!stated && strncmp(entry->value, ZH_INFERRED, strlen(ZH_INFERRED)) != 0)
		return bad(reading, entry->key, _("the value does not fit"),
			   _("a text that begins with 方案 (stated) or 推定 (inferred)"));
	return KY_OK;
}

bool ky_campaign_document_due(const struct ky_campaign *campaign, const struct ky_template_document *document,
			      size_t index, ky_day *day)
{
	const char *at = document->due ? document->due : "";
	for (; index > 0 && *at; index--) {
		at += strcspn(at, ",");
		at += *at == ',';
	}
	size_t len = strcspn(at, ",");
	char text[KY_DAY_TEXT] = "";
	if (!len || len >= sizeof(text))
		return false;
	memcpy(text, at, len);
	return campaign_day(campaign, text, day);
}

static enum ky_code check_due(const struct reading *reading)
{
	const char *due = reading->document->due;
	size_t days = due ? 1 : 0;
	ky_day day, before = KY_NO_DAY;
	for (const char *at = due; at && *at; at++)
		days += *at == ',';
	for (size_t i = 0; i < days; i++, before = day)
		if (!ky_campaign_document_due(reading->loading->campaign, reading->document, i, &day) ||
		    (before != KY_NO_DAY && day <= before))
			return bad(reading, "due", _("the days do not fit"),
				   _("days as MM-DD with commas between them, each after the one before, such as "
				     "03-31,05-31"));
	return KY_OK;
}

/* Its name is that of a file, also on a stick. */
static bool is_plain(const char *id)
{
	size_t len = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_");
	return len > 0 && len <= LONGEST_ID && !id[len];
}

static enum ky_code check_sets(const struct reading *reading)
{
	const struct ky_campaign *campaign = reading->loading->campaign;
	const char *sets = reading->document->sets;
	while (sets && *sets) {
		size_t len = strcspn(sets, ","), i = 0;
		while (i < campaign->recipient_count && (strlen(campaign->recipients[i].id) != len ||
							 strncmp(campaign->recipients[i].id, sets, len) != 0))
			i++;
		if (i == campaign->recipient_count)
			return bad(reading, "sets", _("the value does not fit"),
				   _("names of [recipient.NAME] of this file with commas between them, or nothing "
				     "for a document that is only written where it is chosen"));
		sets += len + (sets[len] == ',');
	}
	return KY_OK;
}

static enum ky_code check_document(const struct reading *reading)
{
	const struct ky_campaign *campaign = reading->loading->campaign;
	const struct ky_template_document *document = reading->document;
	if (!is_plain(document->id))
		return bad(reading, "document", _("the name does not fit"),
			   _("at most 40 small letters, digits and _, such as document.rectify"));
	if (!document->title || !document->title[0])
		return bad(reading, "title", _("the key is missing"), _("a text"));
	if (document->each && !document->each[0])
		return bad(reading, "each", _("the value does not fit"),
			   _("KIND, KIND.FIELD or KIND.FIELD=KEY of records, such as session.form=collective"));
	if (!document->line_count ||
	    campaign->document_lines[campaign->document_line_count - 1].level == KY_LEVEL_TABLE)
		return bad(
			reading, "1", _("the key is missing"),
			_("the lines of the document, such as 1=\"title|整改方案\", and columns behind a table"));
	if (campaign->document_count > KY_TEMPLATE_DOCUMENTS_MAX)
		return bad(reading, "title", _("there are too many documents"), _("at most 48 of them"));
	enum ky_code code = check_due(reading);
	return code ? code : check_sets(reading);
}

enum ky_code read_document(const struct loading *loading, const struct ini_section *section, const char *id)
{
	struct ky_campaign *campaign = loading->campaign;
	struct ky_template_document *document = &campaign->documents[campaign->document_count++];
	const struct reading reading = { loading, section, document };
	enum ky_code code = KY_OK;
	document->id = id;
	document->first = campaign->document_line_count;
	for (size_t i = 0; !code && i < section->count; i++)
		code = read_entry(&reading, &section->entries[i]);
	return code ? code : check_document(&reading);
}

const struct ky_template_document *ky_campaign_documents(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->document_count;
	return campaign->documents;
}

const struct ky_outline *ky_campaign_document_lines(const struct ky_campaign *campaign,
						    const struct ky_template_document *document)
{
	assert(document->first + document->line_count <= campaign->document_line_count);
	return campaign->document_lines + document->first;
}

static const char *lent(struct ky_campaign *to, const char *text)
{
	return text ? campaign_own(to, memory_text(text)) : NULL;
}

bool campaign_lend_documents(struct ky_campaign *to, const struct ky_campaign *from)
{
	if (to->document_count || strcmp(to->head.id, from->head.id) != 0)
		return true;
	for (size_t i = 0; i < from->document_line_count && !to->no_memory; i++) {
		const struct ky_outline *line = &from->document_lines[i];
		if (!memory_grow(&to->document_lines, to->document_line_count, sizeof(*to->document_lines)))
			return false;
		to->document_lines[to->document_line_count++] =
			(struct ky_outline){ .level = line->level, .text = lent(to, line->text) };
	}
	for (size_t i = 0; i < from->document_count && !to->no_memory; i++) {
		const struct ky_template_document *document = &from->documents[i];
		if (!memory_grow(&to->documents, to->document_count, sizeof(*to->documents)))
			return false;
		struct ky_template_document *copy = &to->documents[to->document_count++];
		*copy = *document;
		copy->id = lent(to, document->id);
		copy->title = lent(to, document->title);
		copy->sets = lent(to, document->sets);
		copy->each = lent(to, document->each);
		copy->due = lent(to, document->due);
	}
	sections_find(to);
	return !to->no_memory;
}
