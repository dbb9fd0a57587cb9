/* Makes the record that follows from another in a chain, and links two records that belong together. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/chain.h"
#include "record/internal.h"
#include "record/kinds/kinds.h"

enum ky_chain_stage chain_stage(const struct ky_kind *kind)
{
	return kind_decl_of(kind)->stage;
}

/* The field of kind by which its chain leads to another kind, or -1. */
static int chain_field(const struct ky_kind *kind, const struct ky_kind *other)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].chain && strcmp(kind->fields[i].link, other->name) == 0)
			return (int)i;
	return -1;
}

bool ky_chain_onward(const struct ky_kind *kind, struct ky_onward *out)
{
	const struct ky_kind *other;
	for (size_t i = 0; (other = ky_kind_at(i)) != NULL; i++) {
		if ((int)chain_stage(other) != (int)chain_stage(kind) + 1)
			continue;
		*out = (struct ky_onward){ other, chain_field(kind, other), chain_field(other, kind) };
		if (out->own >= 0 || out->theirs >= 0)
			return true;
	}
	return false;
}

static const char *source_key(const struct ky_kind *kind)
{
	const char *source = kind_decl_of(kind)->source;
	return source ? source : kind->name;
}

static bool has_choice(struct ky_workbook *wb, const struct ky_field *field, const char *key)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(ky_workbook_campaign(wb), field->choices, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].id, key) == 0)
			return true;
	return false;
}

/* True where two fields of different kinds ask the same question. */
static bool asks_the_same(const struct ky_field *a, const struct ky_field *b)
{
	return a->type == KY_CHOICE && b->type == KY_CHOICE && a->role != KY_ROLE_STATE &&
	       strcmp(a->name, b->name) == 0 && strcmp(a->choices, b->choices) == 0;
}

static void copy_into(struct ky_workbook *wb, const struct ky_record *from, struct ky_record *to, int field)
{
	assert(field >= 0 && (size_t)field < to->kind->field_count);
	const struct ky_kind *kind = from->kind;
	const struct ky_field *asked = &to->kind->fields[field];
	struct ky_error ignored;
	if (asked->type == KY_CHOICE && has_choice(wb, asked, source_key(kind)))
		ky_record_put(wb, to, field, source_key(kind), &ignored);
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *known = &kind->fields[i];
		bool raised = known->type == KY_LONG && asked->type == KY_LONG &&
			      strcmp(kind->title, known->name) == 0 && strcmp(to->kind->title, asked->name) == 0;
		if (from->cells[i].is == CELL_STR && (raised || asks_the_same(known, asked)))
			ky_record_put(wb, to, field, from->cells[i].text, &ignored);
	}
}

struct ky_record *ky_chain_follow(struct ky_workbook *wb, const struct ky_record *from)
{
	struct ky_onward onward;
	struct ky_error ignored;
	if (!ky_chain_onward(from->kind, &onward))
		return NULL;
	struct ky_record *record = ky_record_new(onward.kind);
	if (!record)
		return NULL;
	if (onward.theirs >= 0)
		ky_record_put(wb, record, onward.theirs, from->id, &ignored);
	for (size_t i = 0; i < onward.kind->field_count; i++)
		if ((int)i != onward.theirs)
			copy_into(wb, from, record, (int)i);
	return record;
}

/* Sets record's link to id, or adds it to a set of them. */
static enum ky_code put_link(struct ky_workbook *wb, struct ky_record *record, int field, const char *id,
			     struct ky_error *err)
{
	assert(field >= 0 && (size_t)field < record->kind->field_count);
	assert(record->kind->fields[field].link);
	const struct ky_field *decl = &record->kind->fields[field];
	const char *now = ky_record_get(record, field).text;
	if (links_have(now, id))
		return KY_OK;
	if (now[0] && decl->type == KY_LINK) {
		char title[200];
		ky_record_show(wb, record, field, title, sizeof(title));
		return ky_fail(err, KY_INPUT,
			       _("%s: \"%s\" leads to \"%s\" already; open it and change the link there."),
			       record->number, ky_field_title(decl), title);
	}
	char *ids = memory_print("%s%s%s", now, now[0] ? " " : "", id);
	enum ky_code code = ids ? ky_record_put(wb, record, field, ids, err) : memory_out(err);
	free(ids);
	return code ? code : ky_record_save(wb, record, NULL, err);
}

static enum ky_code join(struct ky_workbook *wb, struct ky_record *from, struct ky_record *to,
			 struct ky_error *err)
{
	struct ky_onward onward;
	int merged = ky_field_of(from->kind, KY_ROLE_MERGED);
	if (from->kind == to->kind && merged >= 0)
		return put_link(wb, from, merged, to->id, err);
	if (!ky_chain_onward(from->kind, &onward) || onward.kind != to->kind)
		return ky_fail(err, KY_INPUT, _("%s does not follow from %s; see their chain."), to->number,
			       from->number);
	return onward.own >= 0 ? put_link(wb, from, onward.own, to->id, err)
			       : put_link(wb, to, onward.theirs, from->id, err);
}

enum ky_code ky_chain_join(struct ky_workbook *wb, const char *from, const char *to, struct ky_error *err)
{
	struct ky_record *source = NULL, *follower = NULL;
	enum ky_code code = ky_record_load(wb, from, &source, err);
	if (!code)
		code = ky_record_load(wb, to, &follower, err);
	if (!code)
		code = join(wb, source, follower, err);
	ky_record_free(source);
	ky_record_free(follower);
	return code;
}
