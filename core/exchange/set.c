/* Applies the sets of a template: a recipient gets the documents that the template names for him. */
#include "exchange/set.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "exchange/document.h"
#include "kuayue/guide.h"
#include "report/declared.h"

/* The documents of a recipient's set; NULL for all, because an export that names none has all. */
static const char *documents_of(const struct ky_recipient *set)
{
	return strcmp(set->documents, "all") == 0 ? NULL : set->documents;
}

static enum ky_code no_set(const struct ky_recipient *sets, size_t count, const char *name, struct ky_error *err)
{
	struct strbuf all;
	if (!count)
		return ky_fail(
			err, KY_INPUT,
			_("There is no set \"%.60s\": this campaign's template declares none; choose documents "
			  "with --what."),
			name);
	strbuf_init(&all, STRBUF_LINE);
	for (size_t i = 0; i < count; i++)
		strbuf_addf(&all, "%s%s", i ? ", " : "", sets[i].id);
	enum ky_code code = ky_fail(err, KY_INPUT, _("There is no set \"%.60s\"; there are: %s."), name, all.text);
	strbuf_free(&all);
	return code;
}

static enum ky_code bad_set(const struct ky_recipient *set, const struct ky_error *why, struct ky_error *err)
{
	if (why->code == KY_SYSTEM)
		return ky_fail(err, KY_SYSTEM, "%s", why->text);
	return ky_fail(err, KY_INPUT, _("The template's [recipient.%.60s] documents: %s"), set->id, why->text);
}

enum ky_code ky_export_set(struct ky_workbook *wb, const struct ky_export_ask *ask,
			   const struct ky_recipient **set, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_recipient *sets = ky_campaign_recipients(ky_workbook_campaign(wb), &count);
	*set = NULL;
	for (size_t i = 0; !*set && i < count; i++)
		if (ask->set ? strcmp(sets[i].id, ask->set) == 0
			     : ask->recipient && (strcmp(sets[i].id, ask->recipient) == 0 ||
						  strcmp(sets[i].title, ask->recipient) == 0))
			*set = &sets[i];
	return !*set && ask->set ? no_set(sets, count, ask->set, err) : KY_OK;
}

static bool is_all(const char *what)
{
	return !what || !what[0] || strcmp(what, "all") == 0;
}

/* Refuses the records in a public set: they hold all names and texts of the workbook. */
static enum ky_code check_public(const struct ky_recipient *set, const char *what, struct ky_error *err)
{
	if (!ky_recipient_is_public(set) || (!is_all(what) && !ky_list_has(what, "records.jsonl")))
		return KY_OK;
	return ky_fail(err, KY_INPUT,
		       _("A public set has no records.jsonl; name the documents that everybody may read, such as "
			 "report.docx."));
}

static enum ky_code check_set(const struct ky_campaign *campaign, const struct ky_recipient *set,
			      struct ky_error *err)
{
	struct ky_error why = { 0 };
	enum ky_code code = document_check(campaign, documents_of(set), &why);
	if (!code)
		code = check_public(set, documents_of(set), &why);
	return code ? bad_set(set, &why, err) : KY_OK;
}

static int take_finding(void *data, const struct ky_finding *finding)
{
	struct strbuf *first = data;
	if (!first->len)
		strbuf_add(first, finding->text);
	return 0;
}

/* Stops a public set where personal data was found, unless the user has looked at it and allowed it. */
static enum ky_code check_personal(struct ky_workbook *wb, const struct ky_export_ask *ask,
				   const struct ky_recipient *set, struct ky_error *err)
{
	struct strbuf first;
	if (!set || !ky_recipient_is_public(set) || ask->allow_personal)
		return KY_OK;
	strbuf_init(&first, STRBUF_TEXT);
	enum ky_code code = ky_guide_check_rule(wb, KY_RULE_PERSONAL, take_finding, &first, err);
	if (code == KY_NO)
		ky_fail(err, KY_NO,
			_("Nothing was written, since everybody will read it. %.400s `kuayue check` names all of "
			  "them; "
			  "where they may stay, add --allow-personal."),
			first.text);
	strbuf_free(&first);
	return code;
}

/* The set's documents with those that the template declares for it: malloc'd in *out; NULL where it has all. */
static enum ky_code add_declared(const struct ky_campaign *campaign, const struct ky_recipient *set, char **out,
				 struct ky_error *err)
{
	struct ky_declared declared;
	struct strbuf sb;
	*out = NULL;
	if (!documents_of(set))
		return KY_OK;
	strbuf_init(&sb, STRBUF_LINE);
	strbuf_add(&sb, documents_of(set));
	for (size_t i = 0; ky_document_declared(campaign, i, &declared); i++)
		if (ky_list_has(declared.document->sets, set->id) && !ky_list_has(set->documents, declared.name))
			strbuf_addf(&sb, ",%s", declared.name);
	*out = strbuf_take(&sb);
	return *out ? KY_OK : memory_out(err);
}

enum ky_code set_take(struct ky_workbook *wb, struct ky_export_ask *ask, const struct ky_recipient **out,
		      char **documents, struct ky_error *err)
{
	enum ky_code code = ky_export_set(wb, ask, out, err);
	const struct ky_recipient *set = *out;
	bool given = ask->documents && ask->documents[0];
	if (!code && set) {
		if (!ask->recipient || strcmp(ask->recipient, set->id) == 0)
			ask->recipient = set->title;
		code = given ? check_public(set, ask->documents, err)
			     : check_set(ky_workbook_campaign(wb), set, err);
		if (!code && !given)
			code = add_declared(ky_workbook_campaign(wb), set, documents, err);
		if (!code && !given)
			ask->documents = *documents;
	}
	if (!code && is_all(ask->documents))
		ask->documents = NULL;
	return code ? code : check_personal(wb, ask, set, err);
}

enum ky_code ky_export_check_sets(const struct ky_campaign *campaign, const char *file, struct ky_error *err)
{
	size_t count = 0;
	enum ky_code code = declared_check(campaign, file, err);
	struct ky_declared declared;
	for (size_t i = 0; !code && ky_document_declared(campaign, i, &declared); i++)
		if (ky_document_find(declared.name))
			code = ky_fail(err, KY_INPUT,
				       _("%s: [document.%s]: %s is a document of every workbook; expected "
					 "another name"),
				       file, declared.document->id, declared.name);
	if (code)
		return code;
	const struct ky_recipient *sets = ky_campaign_recipients(campaign, &count);
	for (size_t i = 0; i < count; i++) {
		code = check_set(campaign, &sets[i], err);
		if (code)
			return code;
	}
	return KY_OK;
}
