/* Writes a hand-over package: what happened to every record of the workbook. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "kuayue/key.h"
#include "kuayue/merge.h"
#include "kuayue/record.h"
#include "merge/moved.h"
#include "texts.h"
#include "workbook/names.h"

static enum ky_code write_changes(void *data, FILE *out, struct ky_error *err)
{
	return moved_write(data, out, err);
}

static char *readme_of(const struct ky_package_info *info)
{
	return memory_print(
		ZH_HANDOVER_README
		"This is a hand-over package of Kuayue, from %s (%s), for another PC of the same school.\r\n"
		"It holds all records and all changes ever made to them, deleted ones included: keep it in"
		" the school.\r\n",
		info->school, info->code, info->school, info->code);
}

/* Read in one piece: a change that another program makes meanwhile is not half in it. */
static enum ky_code write_for(struct ky_workbook *wb, const char *dir, struct ky_package_info *info,
			      const struct ky_secret_key *own, char **path, struct ky_error *err)
{
	const struct ky_payload changes = {
		.name = MOVED_FILE, .kind = "changes", .write = write_changes, .data = wb
	};
	int version = 0;
	char *readme = readme_of(info);
	if (!readme)
		return memory_out(err);
	ky_read_begin(wb);
	enum ky_code code = ky_package_write_for(
		own ? ky_secret_public(own) : NULL,
		&(struct ky_packing){
			.dir = dir, .info = info, .readme = readme, .payloads = &changes, .count = 1 },
		path, &version, err);
	ky_read_end(wb);
	free(readme);
	return code;
}

enum ky_code ky_merge_write(struct ky_workbook *wb, const struct ky_handing *ask, char **path, bool *sealed,
			    struct ky_error *err)
{
	struct change_name name;
	char export[CHANGE_NAME_TEXT], *code_text = NULL, *school = NULL;
	struct ky_secret_key *own = NULL;
	assert(ask->to && ask->dir);
	*path = NULL;
	if (strcmp(ask->to, KY_HAND_TO_PC) != 0)
		return ky_fail(err, KY_INPUT, _("\"%.60s\" is nobody this workbook exchanges with: it is pc."),
			       ask->to);
	enum ky_code code = ky_school_text(wb, "code", &code_text, err);
	if (!code)
		code = ky_school_text(wb, "name", &school, err);
	if (!code)
		code = ky_key_own(wb, &own, err);
	if (!code)
		code = change_name_set_aside(wb, &name, err);
	if (!code) {
		struct ky_package_info info = {
			.kind = KY_PACKAGE_HANDOVER,
			.to = ask->to,
			.code = code_text,
			.school = school,
			.campaign = ky_campaign_id(ky_workbook_campaign(wb)),
			.date = ky_workbook_today(wb),
			.signer = own,
			.state = { .export_name = change_name_text(&name, export) },
		};
		*sealed = own != NULL;
		code = write_for(wb, ask->dir, &info, own, path, err);
	}
	ky_secret_free(own);
	free(school);
	free(code_text);
	return code;
}
