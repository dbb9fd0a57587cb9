/* kuayue undo and redo: takes the newest change back, or does again what was taken back last. */
#include "command/command.h"
#include "kuayue/undo.h"
#include "terminal/memory.h"

/* What a change was, for programs: the same in both languages. */
static const char *change_word(enum ky_change what)
{
	switch (what) {
	case KY_CHANGE_ADD:
		return "add";
	case KY_CHANGE_DELETE:
		return "delete";
	case KY_CHANGE_IMPORT:
		return "import";
	default:
		return "edit";
	}
}

static json_t *records_json(const struct ky_undo_step *step)
{
	static const char *const does[] = {
		[KY_EVENT_FIELD] = "changed", [KY_EVENT_MADE] = "made", [KY_EVENT_DELETED] = "deleted"
	};
	json_t *array = json_array();
	for (size_t i = 0; i < step->records && i < KY_UNDO_RECORDS; i++) {
		const struct ky_undo_record *record = &step->record[i];
		json_array_append_new(array, json_pack("{s:s, s:s, s:s, s:s}", "kind",
						       record->kind ? record->kind->name : "", "id", record->id,
						       "number", record->number, "does", does[record->does]));
	}
	return array;
}

static json_t *step_json(const struct ky_undo_step *step, bool done)
{
	char day[KY_DAY_TEXT];
	const struct ky_kind *kind = step->field >= 0 ? step->record[0].kind : NULL;
	return json_pack("{s:b, s:s, s:s, s:s, s:I, s:o, s:s?, s:s?, s:s?}", "done", (int)done, "what",
			 change_word(step->what), "day", ky_day_format(step->day, day), "author", step->author,
			 "count", (json_int_t)step->records, "records", records_json(step), "field",
			 kind ? kind->fields[step->field].name : NULL, "now", kind ? step->now : NULL, "then",
			 kind ? step->then : NULL);
}

static int take_step(struct call *call, const struct command *command,
		     enum ky_code (*step)(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err),
		     enum ky_code (*look)(struct ky_workbook *wb, struct ky_undo_step *step, struct ky_error *err))
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	struct ky_undo_step taken = { 0 };
	bool dry_run = call_flag(call, "--dry-run"), json = call_flag(call, "--json");
	int failed = call_expect(call, command, 0, 0);
	if (!failed)
		failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = dry_run ? look(wb, &taken, &err) : step(wb, &taken, &err);
	json_t *root = json && !code ? step_json(&taken, !dry_run) : NULL;
	if (!code && !json) {
		print_visible(stdout, taken.text);
		show(stdout, "\n");
	}
	ky_undo_step_clear(&taken);
	ky_workbook_close(wb);
	return say_result(root, code, &err);
}

static int run_undo(struct call *call)
{
	return take_step(call, &command_undo, ky_undo, ky_undo_look);
}

const struct command command_undo = {
	.name = "undo",
	.usage = "[--dry-run] [--json]",
	.help = N_("take the newest change back and say what that was; --dry-run: only say it"),
	.run = run_undo,
};

static int run_redo(struct call *call)
{
	return take_step(call, &command_redo, ky_redo, ky_redo_look);
}

const struct command command_redo = {
	.name = "redo",
	.usage = "[--dry-run] [--json]",
	.help = N_("do again what undo took back last"),
	.run = run_redo,
};
