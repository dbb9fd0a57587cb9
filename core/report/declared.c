/* Checks the documents that a template declares (report/declared.h). */
#include "report/declared.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "campaign/clause.h"
#include "campaign/internal.h"
#include "report/outline.h"
#include "texts.h"

#define LONGEST 60 /* bytes of a wrong text that a message repeats */

struct checking {
	const struct ky_campaign *campaign;
	const char *file;
	const struct ky_template_document *document; /* NULL: the outline */
	const struct ky_outline *line;
	const struct ky_kind *subject; /* of each=, or NULL */
	bool grouped;                  /* by what its records have in common */
	const struct ky_kind *rows;    /* of the table or list, or NULL: its lines name fields alone */
	struct ky_error *err;
};

/* problem: what the line has that is none. */
static enum ky_code bad(const struct checking *checking, const char *problem, size_t len, const char *expected)
{
	char section[64] = "outline";
	if (checking->document)
		snprintf(section, sizeof(section), "document.%.40s", checking->document->id);
	return ky_fail(checking->err, KY_INPUT, _("%s: [%s] %d: %.*s; expected %s"), checking->file, section,
		       checking->line->key, (int)(len < LONGEST ? len : LONGEST), problem, expected);
}

static enum ky_code bad_records(const struct checking *checking, const char *text, size_t len)
{
	return bad(checking, text, len,
		   _("KIND, KIND.FIELD or KIND.FIELD=KEY of records, such as activity.kind=mobilise; {id} for KEY "
		     "where the field points to what each= names, {group} where that has a hyphen behind its "
		     "field"));
}

/* The records of a table, a list or a slot. */
static enum ky_code check_records(const struct checking *checking, const char *text, size_t len, struct pick *pick)
{
	if (!pick_parse(checking->campaign, text, len, pick))
		return bad_records(checking, text, len);
	const char *link = pick->field >= 0 ? pick->kind->fields[pick->field].link : NULL;
	bool fits = true;
	switch (pick->is) {
	case PICK_ID:
		fits = checking->subject && !checking->grouped && link && ky_kind_find(link) == checking->subject;
		break;
	case PICK_GROUP:
		fits = checking->grouped;
		break;
	case PICK_BY_GROUP:
		fits = false;
		break;
	case PICK_KEYS:
		break;
	}
	return fits ? KY_OK : bad_records(checking, text, len);
}

static bool is(const char *name, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(name, word, len) == 0;
}

static bool begins(const char *name, size_t len, const char *with)
{
	return len > strlen(with) && memcmp(name, with, strlen(with)) == 0;
}

static int field_of(const struct ky_kind *kind, const char *name, size_t len)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (is(name, len, kind->fields[i].name))
			return (int)i;
	return -1;
}

/* "weight*self/3": fields, multiplied, and a number that divides. */
static bool is_product(const struct ky_kind *kind, const char *name, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t end = at;
		while (end < len && name[end] != '*' && name[end] != '/')
			end++;
		if (field_of(kind, name + at, end - at) < 0)
			return false;
		if (end < len && name[end] == '/')
			return end + 1 < len && strspn(name + end + 1, "0123456789") >= len - end - 1;
		at = end + 1;
	}
	return len > 0;
}

/* Of a column or of a list: a field of the row's record. */
static bool is_of_row(const struct ky_kind *kind, const char *name, size_t len)
{
	static const char pages[] = "begins:";
	if (begins(name, len, pages)) {
		int field = field_of(kind, name + strlen(pages), len - strlen(pages));
		return field >= 0 && kind->fields[field].type == KY_NUMBER;
	}
	return is(name, len, "row") || is(name, len, "number") || is_product(kind, name, len);
}

static enum ky_code check_slot(const struct checking *checking, const char *name, size_t len)
{
	static const char *const others[] = { "open_problems", "problem_list", ZH_ZERO };
	struct pick pick;
	if (checking->rows)
		return is_of_row(checking->rows, name, len)
			       ? KY_OK
			       : bad(checking, name, len, _("the name of a field of the record"));
	if (begins(name, len, SLOT_NAMES) || begins(name, len, SLOT_TITLES)) {
		size_t skip = strcspn(name, ":") + 1;
		if (slots_figure(name + skip, len - skip))
			return KY_OK;
		return check_records(checking, name + skip, len - skip, &pick);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (is(name, len, others[i]))
			return KY_OK;
	/* An outline has always been free to say what nothing fills. */
	if (!checking->document || strncmp(name - 1, SECTION_NAMED, strlen(SECTION_NAMED)) == 0 ||
	    slots_know(checking->subject, name, len))
		return KY_OK;
	return bad(checking, name, len, _("the id of a figure, or the name of a field of what each= names"));
}

static enum ky_code check_text(const struct checking *checking, const char *text)
{
	enum ky_code code = KY_OK;
	struct clause clause;
	for (; !code && *text; text++) {
		const char *close = *text == '{' ? strchr(text, '}') : NULL;
		if (close)
			code = check_slot(checking, text + 1, (size_t)(close - text) - 1);
		else if (clause_at(text, &clause))
			code = check_slot(checking, clause.name, clause.name_len);
	}
	return code;
}

static enum ky_code check_line(struct checking *checking, const struct ky_outline *line)
{
	struct pick pick;
	size_t len = strcspn(line->text, "|");
	checking->line = line;
	if (line->level != KY_LEVEL_TABLE && line->level != KY_LEVEL_LIST) {
		checking->rows = line->level == KY_LEVEL_COLUMN ? checking->rows : NULL;
		return check_text(checking, line->level == KY_LEVEL_COLUMN ? line->text + len : line->text);
	}
	bool list = line->level == KY_LEVEL_LIST;
	enum ky_code code = check_records(checking, line->text, list ? len : strlen(line->text), &pick);
	if (code)
		return code;
	checking->rows = pick.kind;
	return list ? check_text(checking, line->text + len) : KY_OK;
}

static enum ky_code check_document(struct checking *checking)
{
	const struct ky_template_document *document = checking->document;
	const struct ky_outline *lines = ky_campaign_document_lines(checking->campaign, document);
	enum ky_code code = KY_OK;
	struct pick pick = { .kind = NULL };
	if (document->each && (!pick_parse(checking->campaign, document->each, strlen(document->each), &pick) ||
			       pick.is == PICK_ID || pick.is == PICK_GROUP))
		return ky_fail(
			checking->err, KY_INPUT, _("%s: [document.%s] each: %.60s; expected %s"), checking->file,
			document->id, document->each,
			_("KIND, KIND.FIELD or KIND.FIELD=KEY of records, such as session.form=collective; a "
			  "hyphen behind FIELD for one copy of all that begin with the same"));
	checking->subject = pick.kind;
	checking->grouped = pick.kind && pick.is == PICK_BY_GROUP;
	for (size_t i = 0; !code && i < document->line_count; i++)
		code = check_line(checking, &lines[i]);
	return code;
}

enum ky_code declared_check(const struct ky_campaign *campaign, const char *file, struct ky_error *err)
{
	assert(campaign && file);
	size_t count = 0;
	enum ky_code code = KY_OK;
	struct checking checking = { .campaign = campaign, .file = file, .err = err };
	const struct ky_outline *lines = ky_campaign_outline(campaign, &count);
	for (size_t i = 0; !code && i < count; i++)
		code = check_line(&checking, &lines[i]);
	const struct ky_template_document *documents = ky_campaign_documents(campaign, &count);
	for (size_t i = 0; !code && i < count; i++) {
		checking.document = &documents[i];
		code = check_document(&checking);
	}
	return code;
}
