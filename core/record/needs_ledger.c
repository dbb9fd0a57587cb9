/* Compares what a template says of ledgers with the declarations of kinds: a ledger of that name, its fields, and
 * a heading that a sheet of a spreadsheet can be called by. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "kuayue/kind.h"
#include "record/needs.h"

#define TITLE_MOST 31 /* characters of a sheet's name */

static enum ky_code bad(const struct ky_ledger_form *form, const char *key, const char *file, const char *expected,
			struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%s: [ledger.%s] %s: it does not fit; expected %s"), file, form->kind, key,
		       expected);
}

static bool is_progress(const struct ky_ledger_form *form)
{
	return strcmp(form->kind, KY_LEDGER_PROGRESS) == 0;
}

/* Each name of the list is a column of the kind, and stands there once. */
static bool are_columns(const struct ky_kind *kind, const char *list)
{
	bool fit = true;
	while (fit && *list) {
		size_t len = strcspn(list, ",");
		char *name = memory_part(list, len);
		int field = name ? ky_field_find(kind, name) : -1;
		fit = field >= 0 && !kind->fields[field].apart && !(list[len] && ky_list_has(list + len, name));
		free(name);
		list += len + (list[len] == ',');
	}
	return fit;
}

static bool is_title(const char *title)
{
	size_t len = strlen(title);
	return utf8_count(title, len, true) <= TITLE_MOST && !strpbrk(title, "[]:*?/\\") && title[0] != '\'' &&
	       title[len - 1] != '\'';
}

static const char *title_of(const struct ky_campaign *campaign, const struct ky_kind *kind)
{
	const struct ky_ledger_form *form = ky_campaign_ledger(campaign, kind->name);
	return form && form->title ? form->title : kind->paper;
}

static bool is_other_title(const struct ky_campaign *campaign, const struct ky_ledger_form *form)
{
	const struct ky_kind *kind;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++)
		if (kind->ledger && strcmp(kind->name, form->kind) != 0 &&
		    strcmp(title_of(campaign, kind), form->title) == 0)
			return true;
	return false;
}

static enum ky_code check_form(const struct ky_campaign *campaign, const struct ky_ledger_form *form,
			       const char *file, struct ky_error *err)
{
	const struct ky_kind *kind = ky_kind_find(form->kind);
	if (!is_progress(form) && (!kind || !kind->ledger))
		return ky_fail(err, KY_INPUT,
			       _("%s: [ledger.%s]: no ledger has that name; expected a kind of "
				 "records, such as activity, or progress"),
			       file, form->kind);
	if (form->title && (!is_title(form->title) || is_other_title(campaign, form)))
		return bad(form, "title", file,
			   _("a heading of its own, at most 31 characters and without [ ] : * ? / \\"), err);
	if (form->order && (!kind || ky_field_find(kind, form->order) < 0))
		return bad(form, "order", file, _("the name of one of its fields"), err);
	if (form->columns && (!kind || !are_columns(kind, form->columns)))
		return bad(form, "columns", file, _("names of its fields, each once, with commas between them"),
			   err);
	if (form->sets && kind && (kind->personal || kind->local) && ky_list_has(form->sets, "public"))
		return bad(form, "sets", file,
			   _("no public, because this ledger is about persons or about this workbook"), err);
	return KY_OK;
}

enum ky_code needs_check_ledgers(const struct ky_campaign *campaign, const char *file, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_ledger_form *forms = ky_campaign_ledgers(campaign, &count);
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++)
		code = check_form(campaign, &forms[i], file, err);
	return code;
}
