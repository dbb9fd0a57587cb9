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
#include "merge/partner.h"
#include "record/identity.h"
#include "texts.h"
#include "workbook/names.h"

struct handing {
	struct ky_workbook *wb;
	const char *site; /* whose records; NULL: all */
};

static enum ky_code write_changes(void *data, FILE *out, struct ky_error *err)
{
	const struct handing *handing = data;
	return moved_write(handing->wb, handing->site, out, err);
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
static enum ky_code write_for(struct handing *handing, const char *dir, struct ky_package_info *info,
			      const struct ky_public_key *receiver, char **path, struct ky_error *err)
{
	struct ky_workbook *wb = handing->wb;
	const struct ky_payload changes = {
		.name = MOVED_FILE, .kind = "changes", .write = write_changes, .data = handing
	};
	int version = 0;
	char *readme = readme_of(info);
	if (!readme)
		return memory_out(err);
	ky_read_begin(wb);
	enum ky_code code = ky_package_write_for(
		receiver,
		&(struct ky_packing){
			.dir = dir, .info = info, .readme = readme, .payloads = &changes, .count = 1 },
		path, &version, err);
	ky_read_end(wb);
	free(readme);
	return code;
}

/* The key of whoever gets it: every PC of the school has its own; of another school the one that is in force here,
 * which nobody may have compared yet. found false: none is known. */
static enum ky_code find_receiver(struct ky_workbook *wb, const struct ky_partner *partner,
				  const struct ky_secret_key *own, struct ky_public_key *out, bool *found,
				  struct ky_error *err)
{
	struct ky_known_key known = { 0 };
	*found = false;
	if (partner->is == KY_PARTNER_PC) {
		*found = own != NULL;
		if (own)
			*out = *ky_secret_public(own);
		return KY_OK;
	}
	enum ky_code code = ky_key_find(wb, KY_SCHOOL, partner->to, &known, err);
	if (code == KY_INPUT)
		return KY_OK;
	*found = !code && !known.altered && !known.until[0];
	*out = known.key;
	return code;
}

static enum ky_code write_to(struct ky_workbook *wb, const struct ky_partner *partner, const char *dir,
			     struct ky_package_info *info, char **path, bool *sealed, struct ky_error *err)
{
	struct ky_public_key receiver = { 0 };
	char *site = NULL;
	enum ky_code code = find_receiver(wb, partner, info->signer, &receiver, sealed, err);
	if (!code)
		code = identity_site(wb, &site, err);
	struct handing handing = { .wb = wb,
				   .site = partner->is == KY_PARTNER_PC       ? NULL
					   : partner->is == KY_PARTNER_PARENT ? site
									      : partner->to };
	if (!code)
		code = write_for(&handing, dir, info, *sealed ? &receiver : NULL, path, err);
	free(site);
	return code;
}

enum ky_code ky_merge_write(struct ky_workbook *wb, const struct ky_handing *ask, char **path, bool *sealed,
			    struct ky_error *err)
{
	struct change_name name;
	struct ky_partner partner;
	char export[CHANGE_NAME_TEXT], *code_text = NULL, *school = NULL;
	struct ky_secret_key *own = NULL;
	assert(ask->to && ask->dir);
	*path = NULL;
	*sealed = false;
	enum ky_code code = partner_find(wb, ask->to, &partner, err);
	if (!code)
		code = ky_school_text(wb, "code", &code_text, err);
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
		code = write_to(wb, &partner, ask->dir, &info, path, sealed, err);
	}
	ky_secret_free(own);
	free(school);
	free(code_text);
	return code;
}
