/* Exports: writes the documents that are asked for into a package, and adds the package to the list of what was
 * handed in. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "exchange/document.h"
#include "exchange/identity.h"
#include "exchange/set.h"
#include "kuayue/figure.h"
#include "kuayue/key.h"
#include "kuayue/record.h"
#include "package/bag.h"
#include "package/verify.h"
#include "workbook/db.h"

struct names {
	char *code, *school;
	int64_t version; /* the highest that was handed in */
};

static enum ky_code gather(struct ky_workbook *wb, struct names *names, struct ky_error *err)
{
	enum ky_code code = ky_school_text(wb, "code", &names->code, err);
	if (!code)
		code = ky_school_text(wb, "name", &names->school, err);
	return code ? code : db_number(wb, "SELECT max(version) FROM handin", NULL, 0, 0, &names->version, err);
}

static enum ky_code put(struct ky_workbook *wb, struct ky_record *record, const char *field, const char *text,
			struct ky_error *err)
{
	return ky_record_put(wb, record, ky_field_find(ky_record_kind(record), field), text ? text : "", err);
}

static int take_column(void *data, const char *title, const char *text)
{
	strbuf_addf(data, "%s\t%s\n", title, text);
	return 0;
}

/* The progress table as it is reported, a line a column, for the next report to compare with. */
static enum ky_code reported(struct ky_workbook *wb, struct strbuf *sb, struct ky_error *err)
{
	strbuf_init(sb, STRBUF_TEXT);
	enum ky_code code = ky_progress_each(wb, take_column, sb, err);
	return code ? code : strbuf_check(sb, "L11", err);
}

static enum ky_code add_handin(struct ky_workbook *wb, const struct ky_export_ask *ask, const char *path,
			       int version, const char *export, struct ky_error *err)
{
	char date[KY_DAY_TEXT], number[24];
	struct strbuf figures;
	enum ky_code code = reported(wb, &figures, err);
	struct ky_record *record = ky_record_new(ky_kind_find("handin"));
	if (!code && !record)
		code = memory_out(err);
	snprintf(number, sizeof(number), "%d", version);
	const char *const values[][2] = {
		{ "date", ky_day_format(ky_workbook_today(wb), date) },
		{ "version", number },
		{ "file", file_name(path) },
		{ "folder", ask->dir },
		{ "documents", ask->documents },
		{ "recipient", ask->recipient },
		{ "reported", figures.text },
		{ "export", export },
	};
	if (!code)
		code = ky_change_begin(wb, KY_CHANGE_EXPORT, err);
	if (code) {
		ky_record_free(record);
		strbuf_free(&figures);
		return code;
	}
	for (size_t i = 0; !code && i < sizeof(values) / sizeof(values[0]); i++)
		code = put(wb, record, values[i][0], values[i][1], err);
	if (!code)
		code = ky_record_save(wb, record, NULL, err);
	if (!code)
		code = ky_change_commit(wb, err);
	else
		ky_change_rollback(wb);
	ky_record_free(record);
	strbuf_free(&figures);
	return code;
}

/* Adds the package to the list. If that fails, the sentence says that the package itself is whole. */
static enum ky_code list_handin(struct ky_workbook *wb, const struct ky_export_ask *ask, const char *path,
				int version, const char *export, struct ky_error *err)
{
	assert(path && version > 0);
	struct ky_error why = { 0 };
	if (add_handin(wb, ask, path, version, export, &why) == KY_OK)
		return KY_OK;
	return ky_fail(
		err, KY_SYSTEM,
		_("The package is written and whole (%.300s), but the list of what was handed in could not be "
		  "added to: %.400s"),
		path, why.text);
}

/* All documents show the same moment, because the file's lock for reading is held from the first to the last of
 * them. A writer waits that long, but not for the stick. */
struct reading {
	const struct job *job;
	bool under_way;
};

static void end_reading(struct reading *reading)
{
	if (reading->under_way) {
		ky_figures_forget(reading->job->wb);
		ky_read_end(reading->job->wb);
	}
	reading->under_way = false;
}

static bool on_progress(void *data, int done, const char *document)
{
	struct reading *reading = data;
	const struct ky_export_ask *ask = reading->job->ask;
	if (done >= KY_DONE_DOCUMENTS)
		end_reading(reading);
	return ask->progress && ask->progress(ask->data, done, document);
}

static enum ky_code write_package(const struct job *job, const struct names *names,
				  const struct identity *identity, char **path, int *version, struct ky_error *err)
{
	struct part *parts = memory_new(DOCUMENT_PARTS * sizeof(*parts));
	struct ky_payload *payloads = memory_new((DOCUMENT_PARTS + job->attachments.chosen) * sizeof(*payloads));
	struct reading reading = { .job = job, .under_way = true };
	size_t count = 0;
	struct ky_secret_key *signer = NULL;
	struct ky_public_key recipient;
	bool sealed = false;
	enum ky_code code = parts && payloads ? KY_OK : memory_out(err);
	if (!code)
		code = ky_key_recipient(job->wb, job->ask->seal, &recipient, &sealed, err);
	if (!code)
		code = ky_key_own(job->wb, &signer, err);
	const struct ky_package_info info = {
		.code = names->code,
		.school = names->school,
		.campaign = ky_campaign_id(ky_workbook_campaign(job->wb)),
		.date = ky_workbook_today(job->wb),
		.signer = signer,
		.state = identity->state,
		.progress = on_progress,
		.progress_data = &reading,
	};
	ky_read_begin(job->wb);
	ky_figures_keep(job->wb);
	reader_set(job->wb, &job->reader);
	if (!code)
		code = document_parts(job, parts, payloads, &count, err);
	if (!code)
		count = attachments_add(&job->attachments, payloads, count);
	if (!code) {
		char *readme = document_readme(job);
		code = !readme ? memory_out(err)
			       : ky_package_write_for(
					 sealed ? &recipient : NULL,
					 &(struct ky_packing){ .dir = job->ask->dir,
							       .info = &info,
							       .readme = readme,
							       .payloads = payloads,
							       .count = count,
							       .min_version = (int)names->version + 1 },
					 path, version, err);
		free(readme);
	}
	ky_secret_free(signer);
	end_reading(&reading);
	reader_set(job->wb, NULL);
	free(payloads);
	free(parts);
	return code;
}

/* Attached files go to whoever gets the archive's ledger, and to the public never. */
static enum ky_code take_attachments(struct job *job, struct ky_error *err)
{
	const struct ky_kind *archive = ky_kind_find("archive");
	const struct ky_recipient *set = job->reader.set;
	enum ky_code code = attachments_load(job->wb, &job->attachments, err);
	if (!code)
		code = attachments_choose(&job->attachments, job->ask->attachments, err);
	reader_set(job->wb, &job->reader);
	bool gets = reader_has_ledger(job->wb, archive) && !(set && ky_recipient_is_public(set));
	reader_set(job->wb, NULL);
	if (!code && job->attachments.chosen && !gets)
		code = ky_fail(
			err, KY_INPUT,
			_("Attachments are not for %s: photos and scans show persons, and they go to whoever gets "
			  "the archive's ledger. Export without them."),
			set->title);
	job->reader.path = attachments_path;
	job->reader.data = &job->attachments;
	return code;
}

enum ky_code ky_export(struct ky_workbook *wb, const struct ky_export_ask *ask, char **path, struct ky_error *err)
{
	assert(ask->dir);
	struct ky_export_ask whole = *ask;
	struct job job = { .wb = wb, .ask = &whole };
	struct names names = { NULL, NULL, 0 };
	struct identity identity = { .name = "" };
	int version = 0;
	*path = NULL;
	char *documents = NULL;
	enum ky_code code = set_take(wb, &whole, &job.reader.set, &documents, err);
	if (!code)
		code = gather(wb, &names, err);
	if (!code)
		code = identity_draw(wb, ask, &identity, err);
	if (!code)
		code = take_attachments(&job, err);
	if (!code)
		code = write_package(&job, &names, &identity, path, &version, err);
	if (!code && !ky_workbook_read_only(wb))
		code = list_handin(wb, &whole, *path, version, identity.name, err);
	attachments_free(&job.attachments);
	identity_free(&identity);
	free(documents);
	free(names.code);
	free(names.school);
	return code;
}

enum ky_code ky_export_list(struct ky_workbook *wb, const struct ky_export_ask *ask, const char *path,
			    struct ky_error *err)
{
	struct ky_export_ask whole = *ask;
	const struct ky_recipient *set = NULL;
	struct names names = { NULL, NULL, 0 };
	char export[KY_EXPORT_NAME] = "";
	int version = 0;
	whole.allow_personal = true; /* it is written already */
	char *documents = NULL;
	enum ky_code code = set_take(wb, &whole, &set, &documents, err);
	if (!code)
		code = gather(wb, &names, err);
	if (!code && !bag_is_package_of(file_name(path), names.code, &version))
		code = ky_fail(err, KY_INPUT, _("%s is no package of this school."), path);
	if (!code)
		code = package_export_name(path, export, err);
	if (!code)
		code = list_handin(wb, &whole, path, version, export, err);
	free(documents);
	free(names.code);
	free(names.school);
	return code;
}

enum ky_code ky_export_missing(struct ky_workbook *wb, int (*each)(void *data, const char *text), void *data,
			       struct ky_error *err)
{
	const struct ky_figure *figure;
	for (size_t i = 0; i < ky_figure_shown() && (figure = ky_figure_at(i)) != NULL; i++) {
		struct ky_figure_value value;
		enum ky_code code = ky_figure_compute(wb, figure, &value, err);
		if (code)
			return code;
		if (value.state == KY_FIGURE_BLANK && each(data, figure->zh))
			break;
	}
	return KY_OK;
}
