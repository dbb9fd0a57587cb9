/* Which package an export is: its name, the names that the workbook knows, and those it takes the place of. */
#include "exchange/identity.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "kuayue/record.h"
#include "package/bag.h"
#include "package/state.h"
#include "package/verify.h"
#include "workbook/db.h"
#include "workbook/meta.h"

static bool has(const struct ky_export_names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->list[i], name) == 0)
			return true;
	return false;
}

/* False where there is no memory for it. */
static bool add(struct ky_export_names *names, const char *name)
{
	if (!name[0] || strlen(name) >= KY_EXPORT_NAME || has(names, name))
		return true;
	if (!memory_grow(&names->list, names->count, sizeof(*names->list)))
		return false;
	snprintf(names->list[names->count++], KY_EXPORT_NAME, "%s", name);
	return true;
}

struct adding {
	struct ky_export_names *names;
	bool no_memory;
};

static int take_name(void *data, const struct db_row *row)
{
	struct adding *adding = data;
	adding->no_memory = !add(adding->names, db_text(row, 0));
	return adding->no_memory;
}

/* From the history, which keeps an export whose line was taken out of the list. */
static enum ky_code known(struct ky_workbook *wb, struct ky_export_names *names, struct ky_error *err)
{
	struct adding adding = { names, false };
	enum ky_code code = db_run(wb,
				   "SELECT json_extract(value, '$.fields.export') FROM op"
				   " WHERE kind = 'handin' AND field IS NULL AND json_valid(value) ORDER BY n",
				   NULL, 0, take_name, &adding, err);
	return !code && adding.no_memory ? memory_out(err) : code;
}

static enum ky_code hash_template(struct ky_workbook *wb, struct identity *identity, struct ky_error *err)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *ini = NULL;
	enum ky_code code = meta_get(wb, "campaign", &ini, err);
	if (code || !ini)
		return code;
	identity->template_sha256 = memory_new(2 * sizeof(hash) + 1);
	if (!identity->template_sha256) {
		free(ini);
		return memory_out(err);
	}
	crypto_hash_sha256(hash, (const unsigned char *)ini, strlen(ini));
	sodium_bin2hex(identity->template_sha256, 2 * sizeof(hash) + 1, hash, sizeof(hash));
	free(ini);
	const struct ky_campaign *campaign = ky_workbook_campaign(wb);
	identity->state.template_id = ky_campaign_id(campaign);
	identity->state.template_version = ky_campaign_version(campaign);
	identity->state.template_sha256 = identity->template_sha256;
	return KY_OK;
}

/* Whether it is one of this school's that the workbook does not know. Known ones are only looked at, not read. */
static bool is_stranger(const char *path, const char *school, const struct ky_export_names *names,
			struct ky_package_report *report)
{
	char name[KY_EXPORT_NAME];
	if (package_export_name(path, name, NULL) || !name[0] || has(names, name))
		return false;
	enum ky_code code = ky_package_verify(path, report, NULL);
	bool stranger = code == KY_OK && report->code && strcmp(report->code, school) == 0;
	if (!stranger && (code == KY_OK || code == KY_NO))
		ky_package_report_free(report);
	return stranger;
}

static enum ky_code each_stranger(const char *dir, const char *school, const struct ky_export_names *names,
				  int (*each)(void *data, const char *file,
					      const struct ky_package_report *report),
				  void *data, struct ky_error *err)
{
	bool no_memory = false;
	int version = 0, stop = 0;
	DIR *folder = opendir(dir);
	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry && !stop; entry = readdir(folder)) {
		struct ky_package_report report;
		if (!bag_is_package_of(entry->d_name, school, &version))
			continue;
		char *path = memory_print("%s/%s", dir, entry->d_name);
		no_memory = no_memory || !path;
		if (path && is_stranger(path, school, names, &report)) {
			stop = each(data, entry->d_name, &report);
			ky_package_report_free(&report);
		}
		free(path);
	}
	if (folder)
		closedir(folder);
	return no_memory ? memory_out(err) : KY_OK;
}

static int replace(void *data, const char *file, const struct ky_package_report *report)
{
	struct adding *adding = data;
	(void)file;
	adding->no_memory = !add(adding->names, report->export_name);
	return adding->no_memory;
}

enum ky_code ky_export_strangers(struct ky_workbook *wb, const char *dir,
				 int (*each)(void *data, const char *file, const struct ky_package_report *report),
				 void *data, struct ky_error *err)
{
	assert(wb && dir && each);
	struct ky_export_names names = { NULL, 0 };
	char *school = NULL;
	enum ky_code code = ky_school_text(wb, "code", &school, err);
	if (!code)
		code = known(wb, &names, err);
	if (!code)
		code = each_stranger(dir, school ? school : "", &names, each, data, err);
	free(names.list);
	free(school);
	return code;
}

enum ky_code identity_draw(struct ky_workbook *wb, const struct ky_export_ask *ask, struct identity *identity,
			   struct ky_error *err)
{
	*identity = (struct identity){ .name = "" };
	if (sodium_init() < 0)
		return ky_fail(err, KY_SYSTEM, "%s", _("This computer gives no random numbers; start it anew."));
	state_new_name(identity->name);
	identity->state.export_name = identity->name;
	enum ky_code code = known(wb, &identity->state.contains, err);
	if (!code)
		code = hash_template(wb, identity, err);
	struct adding replaced = { &identity->state.replaces, false };
	if (!code && ask->replace)
		code = ky_export_strangers(wb, ask->dir, replace, &replaced, err);
	return !code && replaced.no_memory ? memory_out(err) : code;
}

void identity_free(struct identity *identity)
{
	free(identity->state.contains.list);
	free(identity->state.replaces.list);
	free(identity->template_sha256);
}
