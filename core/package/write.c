/* Writing a package to a stick: what lies there is verified as a reader would before it gets its name. */
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "kuayue/package.h"
#include "package/bag.h"
#include "package/deliver.h"
#include "package/verify.h"
#include "package/write.h"

struct writing {
	const char *dir;
	const struct ky_package_info *info;
	FILE *built; /* the finished container, in the folder for temporary files and without a name */
	struct ky_error *err;
};

static enum ky_code check_written(struct writing *writing, const struct delivery *delivery)
{
	struct ky_package_report report = { 0 };
	enum ky_code code = package_verify(delivery->temporary, &report, writing->err);
	if (code)
		ky_fail(writing->err, KY_SYSTEM,
			_("%s: the package could not be written (%s); take another stick."), writing->dir,
			report.problem_count ? report.problems[0] : writing->err->text);
	ky_package_report_free(&report);
	return code ? KY_SYSTEM : KY_OK;
}

static enum ky_code give_final_name(struct writing *writing, struct delivery *delivery, int least, char **path,
				    int *version)
{
	char date[KY_DAY_TEXT], digits[9] = "";
	ky_day_format(writing->info->date, date);
	if (strlen(date) == 10)
		snprintf(digits, sizeof(digits), "%.4s%.2s%.2s", date, date + 5, date + 8);
	const struct ky_package_info *info = writing->info;
	assert(!info->to == (info->kind == KY_PACKAGE_REPORT));
	char *prefix = bag_file_prefix(info->code, info->school, info->to, digits);
	int n = !prefix ? 0 : bag_highest_version(writing->dir, info->code, info->kind) + 1;
	enum ky_code code = prefix ? KY_NO : memory_out(writing->err);
	for (n = n < least ? least : n; code == KY_NO; n++) {
		char *final = memory_print("%s/%s%d.zip", writing->dir, prefix, n);
		code = final ? deliver_name(delivery, final) : memory_out(writing->err);
		*version = n;
		if (code)
			free(final);
		else
			*path = final;
	}
	free(prefix);
	return code;
}

static enum ky_code deliver(struct writing *writing, int least, char **path, int *version)
{
	struct stat st = { 0 };
	struct delivery delivery = {
		.dir = writing->dir,
		.progress = writing->info->progress,
		.progress_data = writing->info->progress_data,
		.fd = -1,
		.err = writing->err,
	};
	enum ky_code code = fflush(writing->built) == 0 && fstat(fileno(writing->built), &st) == 0
				    ? deliver_open(&delivery, (int64_t)st.st_size)
				    : package_not_built(ky_reason(errno), writing->err);
	if (!code)
		code = deliver_write(&delivery, writing->built);
	if (!code)
		code = check_written(writing, &delivery);
	if (!code)
		code = give_final_name(writing, &delivery, least, path, version);
	deliver_close(&delivery);
	return code;
}

/* Said before the documents are made, which may take a while. */
static enum ky_code check_folder(const struct writing *writing)
{
	struct stat st;
	if (stat(writing->dir, &st) == 0 && S_ISDIR(st.st_mode))
		return KY_OK;
	return ky_fail(writing->err, KY_INPUT, _("%s is no folder; choose one that exists, such as the stick's."),
		       writing->dir);
}

enum ky_code ky_package_write(const struct ky_packing *ask, char **path, int *version, struct ky_error *err)
{
	const struct ky_package_info *info = ask->info;
	assert(ask->dir && info->code && info->school && info->campaign);
	struct ky_error ignored = { 0 };
	struct writing writing = { .dir = ask->dir, .info = info, .err = err ? err : &ignored };
	*path = NULL;
	enum ky_code code = check_folder(&writing);
	if (!code)
		code = package_build(info, ask->readme, ask->payloads, ask->count, &writing.built, writing.err);
	if (!code)
		code = deliver(&writing, ask->min_version, path, version);
	if (writing.built)
		fclose(writing.built);
	return code;
}
