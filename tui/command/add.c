#include "command/command.h"

static int save(struct ky_workbook *wb, struct ky_record *record)
{
	struct ky_error err = { 0 };
	enum ky_code code = ky_record_save(wb, record, NULL, &err);
	return code ? say_error(code, &err) : 0;
}

/* KIND alone: what can be filled in, with its type and its choices' list. */
static int say_fields(const struct ky_kind *kind)
{
	static const char *const types[] = { "text",   "text", "text",  "number", "date",
					     "choice", "link", "links", "file" };
	printf("%s  %s\n", kind->name, ky_kind_title(kind));
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		if (!field->computed)
			printf("  %-16s %-7s %s%s%s%s\n", field->name, types[field->type], ky_field_title(field),
			       field->required ? " *" : "", field->link ? " -> " : "",
			       field->link ? field->link : "");
	}
	return say_usage(_("Use: kuayue %s %s"), "add", command_find("add")->usage);
}

/* A blank record, or one like another. */
static int begin(struct ky_workbook *wb, const struct ky_kind *kind, const char *like, struct ky_record **out)
{
	struct ky_record *other = NULL;
	struct ky_error err = { 0 };
	*out = NULL;
	if (!like) {
		*out = ky_record_new(kind);
		return 0;
	}
	enum ky_code code = ky_record_load(wb, like, &other, &err);
	if (!code && ky_record_kind(other) != kind)
		code = ky_fail(&err, KY_INPUT, _("%.60s is no record of %s."), like, ky_kind_title(kind));
	if (!code)
		*out = ky_record_like(other);
	ky_record_free(other);
	return code ? say_error(code, &err) : 0;
}

int run_add(struct call *call)
{
	struct ky_workbook *wb = NULL;
	int failed = 0;
	const char *like = call_option(call, "--like", &failed);
	if (call->argc == 1 && !like) {
		const struct ky_kind *asked = kind_argument(call->argv[0]);
		return asked ? say_fields(asked) : KY_INPUT;
	}
	failed = failed                    ? failed
		 : call->argc < 2 && !like ? say_usage(_("Use: kuayue %s %s"), "add", command_find("add")->usage)
					   : 0;
	const struct ky_kind *kind = failed || !call->argc ? NULL : kind_argument(call->argv[0]);
	if (!kind)
		return failed ? failed : KY_INPUT;
	if (kind->single)
		return say_usage(
			_("There is one %s, made with the workbook; change it with: kuayue set CODE FIELD=VALUE"),
			kind->name);
	failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	struct ky_record *record = NULL;
	failed = begin(wb, kind, like, &record);
	for (int i = 1; !failed && i < call->argc; i++)
		failed = put_assignment(wb, record, call->argv[i]);
	if (!failed)
		failed = save(wb, record);
	if (!failed)
		printf("%s\n", ky_record_id(record));
	ky_record_free(record);
	ky_workbook_close(wb);
	return failed;
}

int run_set(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_record *record = NULL;
	struct ky_error err = { 0 };
	if (call->argc < 2)
		return say_usage(_("Use: kuayue %s %s"), "set", command_find("set")->usage);
	int failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_record_load(wb, call->argv[0], &record, &err);
	failed = code ? say_error(code, &err) : 0;
	for (int i = 1; !failed && i < call->argc; i++)
		failed = put_assignment(wb, record, call->argv[i]);
	if (!failed)
		failed = save(wb, record);
	ky_record_free(record);
	ky_workbook_close(wb);
	return failed;
}
