/* Checks the names in the texts of a template against what there is (report/names.h). */
#include "report/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "campaign/names.h"
#include "kuayue/figure.h"
#include "kuayue/record.h"
#include "record/written.h"
#include "report/outline.h"
#include "report/slots.h"
#include "texts.h"

#define TABLE "table_"
#define PROGRESS "progress"
#define ATTACH "attach|"
#define DIVISOR_MOST 1000
#define SHOWN 60 /* bytes of a wrong name */

struct checking {
	const char *file;
	struct ky_error *err;
};

/* Beside figures: names of the annex's columns, and of the outline's lines. */
static const char *const of_rows[] = { "row", "number" };
static const char *const of_lines[] = { "open_problems", "problem_list" };

static bool is(const char *text, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(text, word, len) == 0;
}

static bool is_one_of(const char *text, size_t len, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is(text, len, words[i]))
			return true;
	return false;
}

static bool is_figure(const char *text, size_t len)
{
	const struct ky_figure *figure;
	for (size_t i = 0; (figure = ky_figure_at(i)) != NULL; i++)
		if (is(text, len, figure->id))
			return true;
	return false;
}

static bool is_table(const char *text, size_t len)
{
	const struct ky_kind *kind;
	size_t prefix = strlen(TABLE);
	if (len <= prefix || memcmp(text, TABLE, prefix) != 0)
		return false;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++)
		if (is(text + prefix, len - prefix, kind->name))
			return true;
	return is(text + prefix, len - prefix, PROGRESS);
}

static bool is_slot(const struct campaign_name *name)
{
	const char *colon = name->chooses ? NULL : memchr(name->text, ':', name->len);
	size_t len = colon ? (size_t)(colon - name->text) : name->len;
	for (size_t i = 0; slots_other(i); i++)
		if (is(name->text, name->len, slots_other(i)))
			return true;
	if (colon && is(name->text, len, ZH_NOTE_SLOT))
		return is_figure(colon + 1, name->len - len - 1);
	if (is_figure(name->text, len) || written_find(name->text, name->len))
		return true;
	if (name->chooses)
		return false;
	/* Which records these are is checked with those of the documents (report/declared.h). */
	if (strncmp(name->text, SLOT_NAMES, strlen(SLOT_NAMES)) == 0 ||
	    strncmp(name->text, SLOT_TITLES, strlen(SLOT_TITLES)) == 0)
		return true;
	if (strncmp(name->line, ATTACH, strlen(ATTACH)) == 0)
		return is_table(name->text, name->len);
	return is_one_of(name->text, name->len, of_lines, sizeof(of_lines) / sizeof(of_lines[0])) ||
	       (name->text[-1] == '{' && strncmp(name->text - 1, ZH_ZERO_SLOT, strlen(ZH_ZERO_SLOT)) == 0);
}

static bool is_field(const struct ky_kind *kind, const char *text, size_t len)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (is(text, len, kind->fields[i].name))
			return true;
	return false;
}

/* "weight*self/3" are two fields, and what their product is divided by. */
static bool is_column(const struct ky_kind *kind, const struct campaign_name *name)
{
	const char *end = name->text + name->len, *slash = memchr(name->text, '/', name->len);
	if (!name->chooses && is_one_of(name->text, name->len, of_rows, sizeof(of_rows) / sizeof(of_rows[0])))
		return true;
	for (const char *at = name->text, *to = slash ? slash : end; at <= to;) {
		const char *times = memchr(at, '*', (size_t)(to - at)), *stop = times ? times : to;
		if (!is_field(kind, at, (size_t)(stop - at)))
			return false;
		at = stop + 1;
	}
	char *rest = NULL;
	long divisor = slash ? strtol(slash + 1, &rest, 10) : 1;
	return !slash || (slash[1] >= '1' && slash[1] <= '9' && divisor <= DIVISOR_MOST && rest == end);
}

static void add_words(struct strbuf *sb, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		strbuf_addf(sb, "%s%s", sb->len ? ", " : "", words[i]);
}

static void add_word(struct strbuf *sb, const char *word)
{
	add_words(sb, &word, 1);
}

/* What could stand there. */
static void add_expected(struct strbuf *sb, const struct ky_kind *kind)
{
	if (kind)
		add_words(sb, of_rows, sizeof(of_rows) / sizeof(of_rows[0]));
	for (size_t i = 0; kind && i < kind->field_count; i++)
		add_word(sb, kind->fields[i].name);
	for (size_t i = 0; !kind && i < WRITTEN_COUNT; i++)
		add_word(sb, written_slots[i].name);
	for (size_t i = 0; !kind && slots_other(i); i++)
		add_word(sb, slots_other(i));
	if (!kind)
		add_words(sb, of_lines, 1);
}

static enum ky_code refuse(const struct checking *checking, const struct campaign_name *name,
			   const struct ky_kind *kind)
{
	struct strbuf words;
	int shown = (int)(name->len < SHOWN ? name->len : utf8_cut(name->text, SHOWN));
	strbuf_init(&words, STRBUF_TEXT);
	add_expected(&words, kind);
	enum ky_code code =
		kind ? ky_fail(checking->err, KY_INPUT,
			       _("%s: [%s] %s: nothing is called \"%.*s\"; expected the name of a field, one of "
				 "%s"),
			       checking->file, name->section, name->key, shown, name->text, words.text)
		     : ky_fail(checking->err, KY_INPUT,
			       _("%s: [%s] %s: nothing is called \"%.*s\"; expected the id of a figure "
				 "(kuayue-figures(7)), or one of %s"),
			       checking->file, name->section, name->key, shown, name->text, words.text);
	strbuf_free(&words);
	return code;
}

static enum ky_code check(void *data, const struct campaign_name *name)
{
	const struct checking *checking = data;
	const struct ky_kind *kind = name->annex ? ky_kind_find(name->annex) : NULL;
	if (name->annex && !kind)
		return ky_fail(checking->err, KY_INPUT,
			       _("%s: [%s] %s: nothing is called \"%s\"; expected a kind of records behind "
				 "\"annex.\", such as problem"),
			       checking->file, name->section, name->key, name->annex);
	bool known = kind ? is_column(kind, name) : is_slot(name);
	return known ? KY_OK : refuse(checking, name, kind);
}

enum ky_code names_check(const struct ky_campaign *campaign, const char *file, struct ky_error *err)
{
	struct checking checking = { file, err };
	return campaign_each_name(campaign, check, &checking);
}
