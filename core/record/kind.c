#include "kuayue/kind.h"

#include <string.h>

#include "record/kinds/kinds.h"
#include "record/rules.h"

/* In the order of the screens' pages. */
static const struct kind_decl *const kinds[] = {
	&kind_school, &kind_person, &kind_task, &kind_session, &kind_note, &kind_rating, &kind_problem,
};
#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

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

rule_fn *rules_of(const struct ky_kind *kind)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (&kinds[i]->kind == kind)
			return kinds[i]->rule;
	return NULL;
}

int ky_field_find(const struct ky_kind *kind, const char *name)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (strcmp(kind->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

#define LONGEST_NAME 40

/* Labels stand beside their Chinese in the declaration; the catalogue only says which is wanted. */
static bool chinese(void)
{
	/* TRANSLATORS: "zh" where labels are to be shown in Chinese. */
	return strcmp(_("label language: en"), "zh") == 0;
}

const char *ky_kind_title(const struct ky_kind *kind)
{
	return chinese() ? kind->zh : kind->label;
}

const char *ky_field_title(const struct ky_field *field)
{
	return chinese() ? field->zh : field->label;
}

/* Edits between two short names (Levenshtein), one row at a time. */
static size_t distance(const char *a, const char *b)
{
	size_t row[LONGEST_NAME + 1];
	size_t length = strlen(b);
	if (length > LONGEST_NAME)
		return LONGEST_NAME;
	for (size_t j = 0; j <= length; j++)
		row[j] = j;
	for (size_t i = 0; a[i]; i++) {
		size_t corner = row[0];
		row[0] = i + 1;
		for (size_t j = 1; j <= length; j++) {
			size_t best = corner + (a[i] != b[j - 1]);
			best = row[j] + 1 < best ? row[j] + 1 : best;
			best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
			corner = row[j];
			row[j] = best;
		}
	}
	return row[length];
}

/* Near: at most a third of the letters wrong. */
static void consider(const char *asked, const char *candidate, const char **best, size_t *least)
{
	size_t far = distance(asked, candidate);
	if (far < *least && far * 3 <= strlen(candidate) + 2) {
		*least = far;
		*best = candidate;
	}
}

const char *ky_kind_nearest(const char *name)
{
	const char *best = NULL;
	size_t least = LONGEST_NAME;
	for (size_t i = 0; i < KIND_COUNT; i++)
		consider(name, kinds[i]->kind.name, &best, &least);
	return best;
}

const char *ky_field_nearest(const struct ky_kind *kind, const char *name)
{
	const char *best = NULL;
	size_t least = LONGEST_NAME;
	for (size_t i = 0; i < kind->field_count; i++)
		consider(name, kind->fields[i].name, &best, &least);
	return best;
}
