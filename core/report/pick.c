/* Reads which records a document of the template is about, and finds them (report/pick.h). */
#include "report/pick.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "report/reader.h"

#define LONGEST 64 /* bytes of the name of a kind or field */

static bool is(const char *text, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(text, word, len) == 0;
}

static bool copy(char out[LONGEST], const char *text, size_t len)
{
	if (!len || len >= LONGEST)
		return false;
	memcpy(out, text, len);
	out[len] = '\0';
	return true;
}

/* Whether every one of the keys is a choice of the field. */
static bool are_choices(const struct ky_campaign *campaign, const struct ky_field *field, const char *keys,
			size_t len)
{
	size_t count = 0;
	const char *end = keys + len;
	const struct ky_choice *choices =
		field->type == KY_CHOICE ? ky_campaign_choices(campaign, field->choices, &count) : NULL;
	if (!choices && field->lent)
		return true; /* a template without the list gets it from the built-in one */
	for (bool more = true; more;) {
		size_t at = 0, key = strcspn(keys, ",");
		if (key > (size_t)(end - keys))
			key = (size_t)(end - keys);
		while (at < count && !is(keys, key, choices[at].id))
			at++;
		if (at == count)
			return false;
		more = keys + key < end;
		keys += key + more;
	}
	return true;
}

/* Whether the keys, of which there is one at least, are texts of the field. */
static bool are_texts(const struct ky_field *field, const char *keys, size_t len)
{
	return field->type == KY_TEXT && len > 0 && keys[0] != ',' && keys[len - 1] != ',';
}

static bool parse_value(const struct ky_campaign *campaign, const char *text, size_t len, struct pick *out)
{
	const struct ky_field *field = &out->kind->fields[out->field];
	bool links = field->type == KY_LINK || field->type == KY_LINKS;
	out->keys = text;
	out->keys_len = len;
	if (is(text, len, "{id}")) {
		out->is = PICK_ID;
		return links;
	}
	if (is(text, len, "{group}")) {
		out->is = PICK_GROUP;
		return field->type == KY_TEXT;
	}
	return are_texts(field, text, len) || are_choices(campaign, field, text, len);
}

bool pick_parse(const struct ky_campaign *campaign, const char *text, size_t len, struct pick *out)
{
	char name[LONGEST];
	const char *dot = memchr(text, '.', len), *end = text + len;
	*out = (struct pick){ .field = -1 };
	if (!copy(name, text, dot ? (size_t)(dot - text) : len))
		return false;
	out->kind = ky_kind_find(name);
	if (!out->kind || out->kind->local)
		return false;
	if (!dot)
		return true;
	const char *equals = memchr(dot, '=', (size_t)(end - dot));
	bool group = !equals && end[-1] == '-';
	size_t field = (size_t)((equals ? equals : end) - dot) - 1 - group;
	if (!copy(name, dot + 1, field))
		return false;
	out->field = ky_field_find(out->kind, name);
	if (out->field < 0)
		return false;
	if (group)
		out->is = PICK_BY_GROUP;
	if (!equals)
		return !group || out->kind->fields[out->field].type == KY_TEXT;
	return parse_value(campaign, equals + 1, (size_t)(end - equals) - 1, out);
}

static bool has_word(const char *list, size_t len, char between, const char *word)
{
	for (size_t at = 0; at < len;) {
		size_t end = at;
		while (end < len && list[end] != between)
			end++;
		if (is(list + at, end - at, word))
			return true;
		at = end + 1;
	}
	return false;
}

/* Of a field that has several choices, one is enough. */
static bool has_any(const struct pick *pick, const char *text)
{
	bool several = pick->kind->fields[pick->field].several;
	char key[LONGEST];
	while (*text) {
		size_t len = several ? strcspn(text, " ") : strlen(text);
		if (copy(key, text, len) && has_word(pick->keys, pick->keys_len, ',', key))
			return true;
		text += len + (text[len] == ' ');
	}
	return false;
}

bool pick_takes(struct ky_workbook *wb, const struct pick *pick, const struct ky_record *record)
{
	assert(ky_record_kind(record) == pick->kind);
	if (ky_record_dropped(record) || ky_record_merged(wb, record) || !reader_may_see(wb, pick->kind))
		return false;
	if (pick->field < 0)
		return true;
	struct ky_value value = ky_record_get(record, pick->field);
	const char *text = value.is == KY_STR ? value.text : "", *of = pick->of ? pick->of : "";
	switch (pick->is) {
	case PICK_ID:
		return has_word(text, strlen(text), ' ', of);
	case PICK_GROUP:
		return of[0] && is(text, strcspn(text, "-"), of);
	case PICK_KEYS:
		if (pick->keys)
			return has_any(pick, text);
		break;
	case PICK_BY_GROUP:
		break;
	}
	return text[0] || value.is == KY_INT;
}

struct picking {
	struct ky_workbook *wb;
	const struct pick *pick;
	int (*each)(void *data, const struct ky_record *record);
	void *data;
};

static int take(void *data, const struct ky_record *record)
{
	const struct picking *picking = data;
	return pick_takes(picking->wb, picking->pick, record) ? picking->each(picking->data, record) : 0;
}

enum ky_code pick_each(struct ky_workbook *wb, const struct pick *pick,
		       int (*each)(void *data, const struct ky_record *record), void *data, struct ky_error *err)
{
	struct picking picking = { wb, pick, each, data };
	struct ky_list *list = NULL;
	enum ky_code code = ky_list_open(wb, pick->kind, &list, err);
	if (code)
		return code;
	ky_list_whole(list);
	code = ky_list_each(list, take, &picking, err);
	ky_list_close(list);
	return code;
}

char *pick_group(const struct pick *pick, const struct ky_record *record)
{
	struct ky_value value = ky_record_get(record, pick->field);
	const char *text = value.is == KY_STR ? value.text : "";
	return memory_part(text, strcspn(text, "-"));
}
