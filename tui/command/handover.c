/* kuayue handover and file: prints the handover list (移交清单), and writes an attached file out of the workbook.
 */
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "widget/handover_text.h"

static int take_line(void *data, const struct ky_handover_line *line)
{
	json_array_append_new(data, json_pack("{s:s, s:s, s:s, s:I, s:I, s:s}", "kind",
					      line->kind ? line->kind->name : "file", "name", line->name, "number",
					      line->number, "count", (json_int_t)line->count, "open",
					      (json_int_t)line->open, "sha256", line->sha256));
	return 0;
}

static int run_handover(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	bool json = call_flag(call, "--json");
	int failed = call_expect(call, &command_handover, 0, 0);
	if (!failed)
		failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	json_t *array = json ? json_array() : NULL;
	enum ky_code code = json ? ky_handover(wb, take_line, array, &err) : handover_text(wb, stdout, &err);
	ky_workbook_close(wb);
	return say_result(array, code, &err);
}

const struct command command_handover = {
	.name = "handover",
	.usage = "[--json]",
	.help = N_("what a new coordinator takes over, with counts and checksums"),
	.run = run_handover,
};

static int run_file(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_record *record = NULL;
	struct ky_error err = { 0 };
	int failed = call_expect(call, &command_file, 2, 2);
	if (!failed)
		failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_record_load(wb, call->argv[0], &record, &err);
	if (!code) {
		int sha256 = ky_field_of(ky_record_kind(record), KY_ROLE_FILE_HASH);
		code = ky_attachment_save(wb, sha256 < 0 ? "" : ky_record_get(record, sha256).text, call->argv[1],
					  &err);
	}
	ky_record_free(record);
	ky_workbook_close(wb);
	return code ? say_error(code, &err) : 0;
}

const struct command command_file = {
	.name = "file",
	.usage = "ID PATH",
	.help = N_("write the file attached to a record to a new file"),
	.run = run_file,
};
