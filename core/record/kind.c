/* The list of record kinds, and the functions that find kinds and fields by name or role. */
#include "kuayue/kind.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/near.h"
#include "kuayue/language.h"
#include "record/kinds/kinds.h"
#include "record/rules.h"

static const struct kind_decl *const kinds[] = {
#define KIND(name) &kind_##name,
	KIND_LIST(KIND)
#undef KIND
};
#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))
_Static_assert(KIND_COUNT < KY_DECLARED_MAX, "more kinds than KY_DECLARED_MAX; make it larger");

const struct ky_kind *ky_kind_at(size_t index)
{
	return index < KIND_COUNT ? &kinds[index]->kind : NULL;
}

const struct ky_kind *ky_kind_find(const char *name)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (strcmp(kinds[i]->kind.name, name) == 0)
			return &kinds[i]->kind;
	return NULL;
}

const struct kind_decl *kind_decl_of(const struct ky_kind *kind)
{
	size_t at = 0;
	while (at < KIND_COUNT && &kinds[at]->kind != kind)
		at++;
	assert(at < KIND_COUNT);
	return kinds[at];
}

rule_fn *rules_of(const struct ky_kind *kind)
{
	return kind_decl_of(kind)->rule;
}

int ky_field_find(const struct ky_kind *kind, const char *name)
{
	assert(kind && name);
	for (size_t i = 0; i < kind->field_count; i++)
		if (strcmp(kind->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

int ky_field_of(const struct ky_kind *kind, enum ky_field_role role)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].role == role)
			return (int)i;
	return -1;
}

int ky_title_field(const struct ky_kind *kind)
{
	return ky_field_find(kind, kind->title);
}

/* A label's Chinese stands beside it in the declaration, and not in the catalogue. */
static bool chinese(void)
{
	return ky_language()[0] == 'z';
}

const char *ky_kind_title(const struct ky_kind *kind)
{
	return chinese() ? kind->zh : kind->label;
}

const char *ky_field_title(const struct ky_field *field)
{
	return chinese() ? field->zh : field->label;
}

void ky_field_why(const struct ky_kind *kind, int field, char *out, size_t size)
{
	assert(field >= 0 && (size_t)field < kind->field_count);
	/* How it is filled in, where nothing has to be said of why. */
	static const char *const how[] = {
		[KY_TEXT] = N_("One line of text."),
		[KY_LONG] = N_("A text of any number of lines."),
		[KY_LOG] = N_("A text; each new one is kept beside those before."),
		[KY_NUMBER] = N_("A whole number: 0 if there are none; blank means not filled in."),
		[KY_DATE] = N_("A day, such as 6.15 or 2012-06-15."),
		[KY_CHOICE] = N_("One of these."),
		[KY_LINK] = N_("One of another list."),
		[KY_LINKS] = N_("Any number of another list."),
		[KY_FILE] = N_("The path of a file to keep in the workbook."),
	};
	const char *why = kind->fields[field].why;
	if (!why)
		why = kind->fields[field].computed  ? N_("Filled in by the program.")
		      : kind->fields[field].several ? N_("Any number of these.")
						    : how[kind->fields[field].type];
	snprintf(out, size, "%s", _(why));
}

void ky_record_why(struct ky_workbook *wb, const struct ky_record *record, int field, char *out, size_t size)
{
	const struct ky_kind *kind = ky_record_kind(record);
	const struct kind_decl *decl = kind_decl_of(kind);
	const char *more = decl->why ? decl->why(wb, record, &kind->fields[field]) : NULL;
	ky_field_why(kind, field, out, size);
	size_t len = strlen(out);
	if (more)
		snprintf(out + len, size - len, "%s%s", ky_language()[0] == 'z' ? "" : " ", _(more));
}

const char *ky_kind_nearest(const char *name)
{
	struct near_word best = { 0 };
	for (size_t i = 0; i < KIND_COUNT; i++) {
		const struct ky_kind *kind = &kinds[i]->kind;
		near_consider(&best, name, kind->name, kind->name);
		near_consider(&best, name, kind->zh, kind->name);
	}
	return best.word;
}

const char *ky_field_nearest(const struct ky_kind *kind, const char *name)
{
	struct near_word best = { 0 };
	for (size_t i = 0; i < kind->field_count; i++) {
		near_consider(&best, name, kind->fields[i].name, kind->fields[i].name);
		near_consider(&best, name, kind->fields[i].zh, kind->fields[i].name);
	}
	return best.word;
}
