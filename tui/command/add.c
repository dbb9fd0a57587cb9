#include "command/command.h"

static int save(struct ky_workbook *wb, struct ky_record *record)
{
	struct ky_error err = { 0 };
	enum ky_code code = ky_record_save(wb, record, NULL, &err);
	return code ? say_error(code, &err) : 0;
}

int run_add(struct call *call)
{
	struct ky_workbook *wb = NULL;
	int failed = call->argc < 2 ? say_usage(_("Use: kuayue %s %s"), "add", command_find("add")->usage) : 0;
	const struct ky_kind *kind = failed ? NULL : kind_argument(call->argv[0]);
	if (!kind)
		return failed ? failed : KY_INPUT;
	if (kind->single)
		return say_usage(
			_("There is one %s, made with the workbook; change it with: kuayue set CODE FIELD=VALUE"),
			kind->name);
	failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	struct ky_record *record = ky_record_new(kind);
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
