/* Says what a record lacks still: the fields that its kind requires, and those that a choice in it asks for. All
 * of it is said at once, so that nobody learns of the next gap by closing the last one. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "record/internal.h"
#include "record/kinds/kinds.h"
#include "record/lacks.h"
#include "record/rule_help.h"

static bool is_asked(const struct ky_record *record, const struct kind_demand *need)
{
	return (!need->unless || !rule_equals(record, need->unless, need->unless_is)) &&
	       !rule_is_answered(record, need->field);
}

size_t ky_record_lacks(struct ky_workbook *wb, const struct ky_record *record, int field, const char *choice,
		       int lacking[KY_DECLARED_MAX])
{
	assert(field >= 0 && (size_t)field < record->kind->field_count && choice);
	const struct kind_decl *decl = kind_decl_of(record->kind);
	const char *name = record->kind->fields[field].name;
	size_t count = 0;
	if (decl->merged_needs_none && ky_record_merged(wb, record))
		return 0;
	for (size_t i = 0; i < decl->demand_count && count < KY_DECLARED_MAX; i++) {
		const struct kind_demand *need = &decl->demands[i];
		if (strcmp(need->when, name) == 0 && strcmp(need->is, choice) == 0 && is_asked(record, need))
			lacking[count++] = ky_field_find(record->kind, need->field);
	}
	return count;
}

char *ky_fields_named(const struct ky_kind *kind, const int *fields, size_t count)
{
	struct strbuf names;
	strbuf_init(&names, STRBUF_TEXT);
	for (size_t i = 0; i < count; i++)
		strbuf_addf(&names, "%s%s", i ? _(", ") : "", ky_field_title(&kind->fields[fields[i]]));
	return strbuf_take(&names);
}

/* The one demand that asks for that field with that choice. */
static const char *why_asked(const struct ky_record *record, int when, const char *choice, int field)
{
	const struct kind_decl *decl = kind_decl_of(record->kind);
	for (size_t i = 0; i < decl->demand_count; i++) {
		const struct kind_demand *need = &decl->demands[i];
		if (strcmp(need->when, record->kind->fields[when].name) == 0 && strcmp(need->is, choice) == 0 &&
		    strcmp(need->field, record->kind->fields[field].name) == 0)
			return need->why;
	}
	return "";
}

static enum ky_code refuse(struct ky_workbook *wb, const struct ky_record *record, int when, const int *lacking,
			   size_t count, struct ky_error *err)
{
	const struct ky_kind *kind = record->kind;
	const char *choice = record->cells[when].text;
	if (count == 1)
		return field_fail(&kind->fields[lacking[0]], err, "%s",
				  _(why_asked(record, when, choice, lacking[0])));
	char *names = ky_fields_named(kind, lacking, count), *state = ky_record_text(wb, record, when);
	enum ky_code code = names && state ? ky_fail(err, KY_INPUT, _("%s \"%s\" needs %zu more: %s."),
						     ky_field_title(&kind->fields[when]), state, count, names)
					   : memory_out(err);
	free(names);
	free(state);
	return code;
}

enum ky_code rule_check_demands(struct ky_workbook *wb, const struct ky_record *record, int *field,
				struct ky_error *err)
{
	for (size_t i = 0; i < record->kind->field_count; i++) {
		int lacking[KY_DECLARED_MAX];
		if (record->kind->fields[i].type != KY_CHOICE || record->cells[i].is != CELL_STR)
			continue;
		size_t count = ky_record_lacks(wb, record, (int)i, record->cells[i].text, lacking);
		if (!count)
			continue;
		*field = lacking[0];
		return refuse(wb, record, (int)i, lacking, count, err);
	}
	return KY_OK;
}

enum ky_code lacks_check_required(const struct ky_record *record, int *field, struct ky_error *err)
{
	const struct ky_kind *kind = record->kind;
	int lacking[KY_DECLARED_MAX];
	size_t count = 0;
	for (size_t i = 0; i < kind->field_count; i++) {
		bool missing = record->cells[i].is == CELL_BLANK ||
			       (record->cells[i].is == CELL_NA && !kind->fields[i].may_be_na);
		if (kind->fields[i].required && missing && count < KY_DECLARED_MAX)
			lacking[count++] = (int)i;
	}
	if (!count)
		return KY_OK;
	*field = lacking[0];
	if (count == 1)
		return field_fail(&kind->fields[lacking[0]], err, "%s", _("it has to be filled in."));
	char *names = ky_fields_named(kind, lacking, count);
	enum ky_code code = names ? ky_fail(err, KY_INPUT, _("%zu fields have to be filled in: %s."), count, names)
				  : memory_out(err);
	free(names);
	return code;
}
