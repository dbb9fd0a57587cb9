/* Names the fields of a kind, with their types and the choices that the workbook's campaign has for them, or the
 * built-in one where there is no workbook. */
#include "command/explain.h"

#include <string.h>
#include <unistd.h>

#include "kuayue/text.h"
#include "terminal/memory.h"

static const char *type_name(const struct ky_field *field)
{
	static const char *const names[] = {
		[KY_TEXT] = "text",     [KY_LONG] = "text",   [KY_LOG] = "text",
		[KY_NUMBER] = "number", [KY_DATE] = "date",   [KY_CHOICE] = "choice",
		[KY_LINK] = "link",     [KY_LINKS] = "links", [KY_FILE] = "file",
	};
	return field->several ? "choices" : names[field->type];
}

/* The fields that people set, with the choices of campaign. */
struct explaining {
	const struct ky_kind *kind;
	const struct ky_campaign *campaign;
	json_t *fields;
};

static json_t *choices_json(const struct explaining *explaining, const struct ky_field *field)
{
	size_t count = 0;
	const struct ky_choice *choice = ky_campaign_choices(explaining->campaign, field->choices, &count);
	json_t *array = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_pack("{s:s, s:s}", "key", choice[i].id, "text", choice[i].text));
	return array;
}

static json_t *field_json(const struct explaining *explaining, int at)
{
	const struct ky_field *field = &explaining->kind->fields[at];
	char why[1024] = "";
	ky_field_why(explaining->kind, at, why, sizeof(why));
	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:s?, s:o, s:s}", "name", field->name, "label",
			 field->label, "zh", field->zh, "type", type_name(field), "required", (int)field->required,
			 "computed", (int)field->computed, "link", field->link, "choices",
			 field->type == KY_CHOICE ? choices_json(explaining, field) : json_null(), "why", why);
}

static json_t *kind_json(const struct explaining *explaining)
{
	json_t *fields = json_array();
	for (size_t i = 0; i < explaining->kind->field_count; i++)
		json_array_append_new(fields, field_json(explaining, (int)i));
	return json_pack("{s:s, s:s, s:s, s:o}", "kind", explaining->kind->name, "label", explaining->kind->label,
			 "zh", explaining->kind->zh, "fields", fields);
}

static void print_field(const struct explaining *explaining, const struct ky_field *field)
{
	size_t count = 0;
	show(stdout, "  %-16s %-7s %s%s%s%s", field->name, type_name(field), ky_field_title(field),
	     field->required ? " *" : "", field->link ? " -> " : "", field->link ? field->link : "");
	const struct ky_choice *choice =
		field->type == KY_CHOICE ? ky_campaign_choices(explaining->campaign, field->choices, &count)
					 : NULL;
	for (size_t i = 0; i < count; i++) {
		show(stdout, "%s", i ? " | " : ": ");
		print_visible(stdout, choice[i].text);
	}
	show(stdout, "\n");
}

static void print_kind(const struct explaining *explaining)
{
	show(stdout, "%s  %s\n", explaining->kind->name, ky_kind_title(explaining->kind));
	for (size_t i = 0; i < explaining->kind->field_count; i++)
		if (!explaining->kind->fields[i].computed)
			print_field(explaining, &explaining->kind->fields[i]);
	show(stdout, "%s\n",
	     _("A field marked * has to be filled in. A choice is written by its text, a link by the number of "
	       "the record, an empty value says that nothing is filled in."));
}

/* One that is named has to be there; without a name the default one may be missing. */
static int open_campaign(const struct call *call, struct ky_workbook **wb, struct ky_campaign **builtin)
{
	size_t len = 0;
	struct ky_error err = { 0 };
	if (call->file_given || access(call->file, F_OK) == 0)
		return call_open(call, KY_READ, wb);
	const char *ini = ky_campaign_builtin(&len);
	enum ky_code code = ky_campaign_parse("", ini, len, builtin, &err);
	return code ? say_error(code, &err) : 0;
}

int explain_kind(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_campaign *builtin = NULL;
	bool json = call_flag(call, "--json");
	if (call->argc != 1)
		return say_usage("%s", _("Use: kuayue add KIND --help"));
	struct explaining explaining = { .kind = kind_argument(call->argv[0]) };
	int failed = explaining.kind ? open_campaign(call, &wb, &builtin) : KY_INPUT;
	if (failed)
		return failed;
	explaining.campaign = wb ? ky_workbook_campaign(wb) : builtin;
	if (json)
		print_json(kind_json(&explaining));
	else
		print_kind(&explaining);
	ky_workbook_close(wb);
	ky_campaign_free(builtin);
	return 0;
}
