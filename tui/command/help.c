/* Prints what --help asks for: all commands, or one of the lists that fill the manual pages and README
 * (man/fill.awk). */
#include <string.h>

#include "app/place.h"
#include "command/command.h"
#include "kuayue/export.h"
#include "kuayue/figure.h"
#include "terminal/action.h"

static void print_commands(FILE *out)
{
	show(out, "%s\n\n", _("Kuayue, an offline workbook for a school in an education campaign."));
	show(out, "  kuayue [WORKBOOK]\n      %s\n", _("the interface, on a terminal"));
	for (size_t i = 0; i < command_count; i++)
		show(out, "  kuayue %s %s\n      %s\n", commands[i]->name, commands[i]->usage,
		     _(commands[i]->help));
	show(out, "\n%s\n",
	     _("Before or behind any command: --file WORKBOOK, --today DATE, --wait SECONDS, --lang zh|en, "
	       "--help, --version."));
	show(out, "%s\n",
	     _("Exit status: 0 done; 1 the answer is no, or there are findings; 2 wrong usage; 3 bad input; 4 "
	       "the"
	       " machine failed."));
}

/* As mdoc list items. */
static void print_kinds(FILE *out)
{
	for (size_t i = 0; ky_kind_at(i); i++) {
		const struct ky_kind *kind = ky_kind_at(i);
		bool first = true;
		show(out, ".It Cm %s\n", kind->name);
		if (kind->ledger)
			show(out, _("%s, ledger %s:"), ky_kind_title(kind), kind->ledger);
		else
			show(out, _("%s:"), ky_kind_title(kind));
		for (size_t j = 0; j < kind->field_count; j++) {
			const struct ky_field *field = &kind->fields[j];
			if (field->computed)
				continue;
			show(out, "%s\n%s %s%s", first ? "" : _(";"), field->name, ky_field_title(field),
			     field->required ? " *" : "");
			first = false;
		}
		show(out, "\n");
	}
}

/* Name, key in lists, key while typing, label, separated by tabs. */
static void print_keys(FILE *out)
{
	for (int i = 1; i < ACT_COUNT; i++) {
		enum action action = (enum action)i;
		fprintf(out, "%s\t%s\t%s\t%s\n", action_name(action), action_key(action, 0), action_key(action, 1),
			action_label(action));
	}
}

/* Of a page its number, of a tool the name of its screen; then what stands on its tab, or under 更多. */
static void print_places(FILE *out, const struct place *place)
{
	for (; place->open; place++) {
		if (place->page)
			show(out, "%d %d %s\n", place->page, place->page, place_title(place));
		else if (place->title)
			show(out, "%s %s\n", place->name, place_title(place));
	}
}

/* As mdoc list items; behind the others, those that the built-in template declares. */
static void print_documents(FILE *out)
{
	const struct ky_document *document;
	struct ky_campaign *campaign = NULL;
	struct ky_declared declared;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	for (size_t i = 0; (document = ky_document_at(i)) != NULL; i++)
		show(out, ".It Pa %s\n%s\n", document->name, ky_document_title(document));
	if (ky_campaign_parse("builtin", ini, len, &campaign, NULL))
		return;
	for (size_t i = 0; ky_document_declared(campaign, i, &declared); i++)
		show(out, ".It Pa %s\n%s\n", declared.name, declared.document->title);
	ky_campaign_free(campaign);
}

/* The next field with a choice list, in the order of the declarations; NULL past the last. *kind is whose it
 * is. */
static const struct ky_field *next_choice(size_t *at, size_t *field, const struct ky_kind **kind)
{
	for (; (*kind = ky_kind_at(*at)) != NULL; (*at)++, *field = 0)
		while (*field < (*kind)->field_count) {
			const struct ky_field *found = &(*kind)->fields[(*field)++];
			if (found->type == KY_CHOICE)
				return found;
		}
	return NULL;
}

/* As one mdoc list item: which fields have the list, which keys no template can do without, and whether it can do
 * without the list. Nothing where field is not the first that has it. */
static void print_choice(FILE *out, const struct ky_field *field)
{
	const struct ky_field *other;
	const struct ky_kind *kind;
	const char *needs = NULL;
	bool lent = false, first = true;
	for (size_t i = 0, j = 0; (other = next_choice(&i, &j, &kind)) != NULL;) {
		if (strcmp(other->choices, field->choices) != 0)
			continue;
		if (first && other != field)
			return;
		if (first)
			show(out, ".It Li %s\n", field->choices);
		show(out, "%s%s.%s", first ? "" : ", ", kind->name, other->name);
		first = false;
		lent = lent || other->lent;
		needs = needs ? needs : other->needs;
	}
	if (needs)
		show(out, _("; needs %s"), needs);
	show(out, "%s\n", lent ? _("; may be left out") : "");
}

/* The lists of a template; that of the phases is made by the program. */
static void print_choices(FILE *out)
{
	const struct ky_field *field;
	const struct ky_kind *kind;
	for (size_t i = 0, j = 0; (field = next_choice(&i, &j, &kind)) != NULL;)
		if (strcmp(field->choices, "phase") != 0)
			print_choice(out, field);
}

/* As mdoc list items. */
static void print_figures(FILE *out)
{
	for (size_t i = 0; i < ky_figure_count(); i++) {
		const struct ky_figure *figure = ky_figure_at(i);
		show(out, ".It Li {%s}\n%s%s%s\n", figure->id, ky_figure_title(figure),
		     figure->unit[0] ? ", " : "", figure->unit);
	}
}

/* As mdoc list items, for kuayue-figures(7). */
static void print_definitions(FILE *out)
{
	bool zh = language_now()[0] == 'z';
	for (size_t i = 0; i < ky_figure_count(); i++) {
		const struct ky_figure *figure = ky_figure_at(i);
		show(out, ".It Va %s\n%s%s%s%s%s\n%s\n", figure->id, ky_figure_title(figure),
		     figure->unit[0] ? (zh ? "（" : " (") : "", figure->unit,
		     figure->unit[0] ? (zh ? "）" : ")") : "", zh ? "：" : ":", ky_figure_means(figure));
	}
}

/* For completion: of each kind its prefix, then its fields that people set, with the choices of the built-in
 * template, separated by bars. */
static void print_fields(FILE *out)
{
	size_t len = 0, count = 0;
	struct ky_campaign *campaign = NULL;
	const char *ini = ky_campaign_builtin(&len);
	if (ky_campaign_parse("", ini, len, &campaign, NULL))
		return;
	for (size_t i = 0; ky_kind_at(i); i++) {
		const struct ky_kind *kind = ky_kind_at(i);
		show(out, "%s||%s\n", kind->name, kind->single ? "" : kind->prefix[0] ? kind->prefix : "-");
		for (size_t j = 0; j < kind->field_count; j++) {
			const struct ky_field *field = &kind->fields[j];
			const struct ky_choice *choice =
				ky_campaign_choices(campaign, field->choices ? field->choices : "", &count);
			if (field->computed)
				continue;
			show(out, "%s|%s", kind->name, field->name);
			for (size_t k = 0; k < count; k++)
				show(out, "|%s", choice[k].text);
			show(out, "\n");
		}
	}
	ky_campaign_free(campaign);
}

void command_help(FILE *out, const char *about, const struct place *places)
{
	static const struct {
		const char *about;
		void (*print)(FILE *out);
	} lists[] = {
		{ "keys", print_keys },
		{ "kinds", print_kinds },
		{ "documents", print_documents },
		{ "choices", print_choices },
		{ "figures", print_figures },
		{ "fields", print_fields },
		{ "definitions", print_definitions },
	};
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (strcmp(lists[i].about, about) == 0) {
			lists[i].print(out);
			return;
		}
	if (strcmp(about, "places") == 0)
		print_places(out, places);
	else
		print_commands(out);
}
