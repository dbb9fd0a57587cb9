/* kuayue delete and restore: deletes records, lists those that were deleted, and brings them back. */
#include <stdlib.h>

#include "command/command.h"
#include "terminal/memory.h"

#define ARGUMENTS_MOST 100000

static enum ky_code delete_one(struct ky_workbook *wb, const char *ref, struct written *written,
			       struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = ky_record_load(wb, ref, &record, err);
	if (!code)
		code = ky_record_delete(wb, ky_record_id(record), err);
	if (!code)
		written_add(written, record);
	ky_record_free(record);
	return code;
}

static enum ky_code restore_one(struct ky_workbook *wb, const char *ref, struct written *written,
				struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = ky_record_restore(wb, ref, err);
	if (!code)
		code = ky_record_load(wb, ref, &record, err);
	if (!code)
		written_add(written, record);
	ky_record_free(record);
	return code;
}

/* Each of the call's arguments, as one change, or none. */
static int do_each(const struct call *call, enum ky_change what,
		   enum ky_code (*one)(struct ky_workbook *wb, const char *ref, struct written *written,
				       struct ky_error *err),
		   struct written *written)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	int failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_change_begin(wb, what, &err);
	if (!code) {
		for (int i = 0; !code && i < call->argc; i++)
			code = one(wb, call->argv[i], written, &err);
		if (!code)
			code = ky_change_commit(wb, &err);
		else
			ky_change_rollback(wb);
	}
	ky_workbook_close(wb);
	return written_end(written, code, &err);
}

static int run_delete(struct call *call)
{
	struct written written;
	int failed = written_options(call, false, &written);
	if (!failed)
		failed = call_expect(call, &command_delete, 1, ARGUMENTS_MOST);
	return failed ? failed : do_each(call, KY_CHANGE_DELETE, delete_one, &written);
}

const struct command command_delete = {
	.name = "delete",
	.usage = "ID... [--print id|number] [--json]",
	.help = N_("delete records, by their ids or printed numbers, all or none; restore brings them back"),
	.run = run_delete,
};

struct gone {
	struct ky_workbook *wb;
	json_t *array; /* NULL: prints for people */
};

static int take_gone(void *data, const struct ky_record *record, const char *day)
{
	struct gone *gone = data;
	const struct ky_kind *kind = ky_record_kind(record);
	char *title = have(ky_record_text(gone->wb, record, ky_title_field(kind)));
	if (gone->array) {
		json_array_append_new(gone->array,
				      json_pack("{s:s, s:s, s:s, s:s, s:s}", "kind", kind->name, "id",
						ky_record_id(record), "number", ky_record_number(record), "title",
						title, "day", day));
	} else {
		show(stdout, "%s  %s  %s  ", day, ky_record_number(record), ky_kind_title(kind));
		print_visible(stdout, title);
		show(stdout, "\n");
	}
	free(title);
	return 0;
}

static int list_gone(const struct call *call, bool json)
{
	struct ky_error err = { 0 };
	struct gone gone = { 0 };
	int failed = call_open(call, KY_READ, &gone.wb);
	if (failed)
		return failed;
	gone.array = json ? json_array() : NULL;
	enum ky_code code = ky_record_each_deleted(gone.wb, take_gone, &gone, &err);
	ky_workbook_close(gone.wb);
	return say_result(gone.array, code, &err);
}

static int run_restore(struct call *call)
{
	struct written written;
	int failed = written_options(call, false, &written);
	if (!failed)
		failed = call_expect(call, &command_restore, 0, ARGUMENTS_MOST);
	if (failed)
		return failed;
	return call->argc ? do_each(call, KY_CHANGE_ADD, restore_one, &written) : list_gone(call, written.json);
}

const struct command command_restore = {
	.name = "restore",
	.usage = "[ID...] [--print id|number] [--json]",
	.help = N_("bring deleted records back as they were, all or none; without ID: list what was deleted"),
	.run = run_restore,
};
