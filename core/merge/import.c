/* Takes a hand-over package into a workbook, or takes that back (kuayue/merge.h). */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/i18n.h"
#include "kuayue/key.h"
#include "kuayue/merge.h"
#include "kuayue/record.h"
#include "merge/bring.h"
#include "merge/partner.h"
#include "merge/take.h"
#include "package/verify.h"
#include "record/identity.h"
#include "record/site.h"
#include "workbook/meta.h"

struct import {
	struct ky_workbook *wb;
	const char *path;
	char *site; /* of this workbook */
	enum { FROM_PC, FROM_PARENT, FROM_POINT } from;
	char point[64]; /* the site of the point; "" before it is known */
	FILE *file;
	struct ky_package_report report;
	int64_t n; /* row of received */
	struct taking *taking;
	struct ky_merge_outcome *out;
	struct ky_error *err;
};

static enum ky_code refuse(const struct import *import, const char *why)
{
	return ky_fail(import->err, KY_INPUT, _("%.200s cannot be taken in: %.600s. Nothing was changed."),
		       file_name(import->path), why);
}

/* A PC of this school may bring what the school has; the central school what we handed to it; a teaching point its
 * own records. */
static enum ky_code take_line(void *data, const struct moved_line *line, struct ky_error *err)
{
	struct import *import = data;
	bool record = line->is == MOVED_RECORD;
	if (record && import->from == FROM_POINT && !import->point[0])
		snprintf(import->point, sizeof(import->point), "%s", line->site);
	bool own = record && strcmp(line->site, import->site) == 0;
	bool may = !record || import->from == FROM_PC || (import->from == FROM_PARENT && own) ||
		   (import->from == FROM_POINT && !own && strcmp(line->site, import->point) == 0);
	if (!may)
		return ky_fail(err, KY_INPUT, _("it has records of the school with the code %.60s"), line->site);
	return taking_line(import->taking, line, err);
}

static enum ky_code find_sender(struct import *import)
{
	char *parent = NULL, *own = NULL;
	const char *code_text = import->report.code ? import->report.code : "";
	enum ky_code code = partner_parent(import->wb, &parent, import->err);
	if (!code)
		code = ky_school_text(import->wb, "code", &own, import->err);
	if (!code)
		import->from = import->out->trust == KY_TRUST_OWN || strcmp(code_text, own) == 0 ? FROM_PC
			       : strcmp(code_text, parent) == 0                                  ? FROM_PARENT
												 : FROM_POINT;
	free(parent);
	free(own);
	return code;
}

static enum ky_code check_whose(struct import *import)
{
	const struct ky_package_report *report = &import->report;
	const char *campaign = ky_campaign_id(ky_workbook_campaign(import->wb));
	struct ky_merge_outcome *out = import->out;
	struct ky_known_key known;
	snprintf(out->code, sizeof(out->code), "%s", report->code ? report->code : "");
	snprintf(out->school, sizeof(out->school), "%s", report->school ? report->school : "");
	snprintf(out->date, sizeof(out->date), "%s", report->date ? report->date : "");
	out->kind = report->kind;
	if (report->kind != KY_PACKAGE_HANDOVER)
		return refuse(import, _("it is the package for the leadership group, without the changes; ask for "
					"a hand-over package"));
	if (!report->campaign || strcmp(report->campaign, campaign) != 0)
		return refuse(import, _("it is of another campaign"));
	enum ky_code code = ky_package_trust(import->wb, report, &out->trust, &known, import->err);
	if (!code && out->trust != KY_TRUST_OWN && out->trust != KY_TRUST_KNOWN && out->trust != KY_TRUST_NEW)
		code = refuse(import, _("it is not signed by a key of this school"));
	return code ? code : find_sender(import);
}

/* A teaching point says itself whose it is, and nobody else's records come in. */
static enum ky_code check_point(struct import *import, struct ky_error *err)
{
	char *parent = NULL, *own = NULL;
	if (import->from != FROM_POINT)
		return KY_OK;
	enum ky_code code = db_text_of(import->wb, "SELECT parent FROM main.school WHERE site = ?1", import->point,
				       &parent, err);
	if (!code)
		code = ky_school_text(import->wb, "code", &own, err);
	if (!code && (!parent || strcmp(parent, own) != 0))
		code = ky_fail(err, KY_INPUT,
			       _("it is of another school, which does not say that this is its central one"));
	free(parent);
	free(own);
	return code;
}

/* The key of a point that is new here is remembered as one that was only seen. */
static enum ky_code remember_key(struct import *import)
{
	const struct ky_package_report *report = &import->report;
	if (import->from == FROM_PC || import->out->trust != KY_TRUST_NEW || !report->is_signed)
		return KY_OK;
	enum ky_code code = ky_key_see(import->wb, &report->signer, import->err);
	return code == KY_NO ? KY_OK : code;
}

static enum ky_code note_import(struct import *import)
{
	const struct ky_package_report *report = &import->report;
	struct ky_workbook *wb = import->wb;
	char day[KY_DAY_TEXT], *undone = NULL;
	const struct db_arg id[] = { DB_T(report->export_name) };
	enum ky_code code =
		db_text_of(wb, "SELECT undone FROM received WHERE id = ?1 AND undone IS NOT NULL LIMIT 1",
			   report->export_name, &undone, import->err);
	import->out->taken_back = undone != NULL;
	free(undone);
	if (!code)
		code = db_run(wb, "INSERT INTO received (id, site, day, path, signer) VALUES (?1, ?2, ?3, ?4, ?5)",
			      (struct db_arg[]){ id[0], DB_T(import->site),
						 DB_T(ky_day_format(ky_workbook_today(wb), day)),
						 DB_T(file_name(import->path)),
						 DB_T(report->is_signed ? report->signer.fingerprint : "") },
			      5, NULL, NULL, import->err);
	return code ? code : db_number(wb, "SELECT last_insert_rowid()", NULL, 0, 0, &import->n, import->err);
}

static void count(struct import *import, const struct taken *taken)
{
	struct ky_merge_outcome *out = import->out;
	int64_t days = (taken->latest - (int64_t)time(NULL)) / 86400;
	out->changes = taken->changes;
	out->operations = taken->operations;
	out->made = taken->made;
	out->changed = taken->changed;
	out->removed = taken->removed;
	out->undecided = taken->rivals;
	out->known = taken->known;
	out->ahead = days > 1 ? days : 0;
}

/* Inside a change. */
static enum ky_code take_all(struct import *import)
{
	struct taken taken = { 0 };
	struct ky_error why = { 0 };
	enum ky_code code = note_import(import);
	if (!code)
		code = taking_begin(import->wb, import->n, &import->taking, import->err);
	if (code)
		return code;
	code = bring_lines(import->file, import->report.code, import->path, take_line, import, &why);
	if (!code)
		code = taking_finish(import->taking, &taken, &why);
	if (!code)
		code = check_point(import, &why);
	if (!code && import->from == FROM_POINT)
		code = db_run(import->wb, "UPDATE received SET site = ?2 WHERE n = ?1",
			      (struct db_arg[]){ DB_I(import->n), DB_T(import->point) }, 2, NULL, NULL, &why);
	taking_end(import->taking);
	import->taking = NULL;
	count(import, &taken);
	if (code == KY_INPUT)
		return refuse(import, why.text);
	if (code)
		*import->err = why;
	return code;
}

static enum ky_code attempt(struct import *import, bool keep)
{
	enum ky_code code = ky_change_begin(import->wb, KY_CHANGE_IMPORT, import->err);
	if (code)
		return code;
	code = take_all(import);
	if (!code && keep)
		code = remember_key(import);
	if (!code && keep) {
		code = ky_change_commit(import->wb, import->err);
		return code ? code : site_settle(import->wb, import->err);
	}
	ky_change_rollback(import->wb);
	return code;
}

/* agree NULL: nobody is asked, and nothing taken in. The first time only to know what it would be; what was there
 * is backed up in between, when nothing is under way.
 */
static enum ky_code take(struct import *import, bool (*agree)(void *data, const struct ky_merge_outcome *outcome),
			 void *data)
{
	enum ky_code code = check_whose(import);
	if (!code)
		code = attempt(import, false);
	if (code || !agree || !import->out->operations)
		return code;
	const struct ky_merge_outcome before = *import->out;
	if (!agree(data, &before))
		return ky_fail(import->err, KY_NO, _("Nothing was taken in."));
	code = workbook_back_up(import->wb, import->err);
	if (!code)
		code = attempt(import, true);
	return code;
}

static enum ky_code open_and_take(struct ky_workbook *wb, const char *path,
				  bool (*agree)(void *data, const struct ky_merge_outcome *outcome), void *data,
				  struct ky_merge_outcome *out, struct ky_error *err)
{
	struct ky_error ignored = { .code = KY_OK };
	struct ky_secret_key *own = NULL;
	struct import import = { .wb = wb, .path = path, .out = out, .err = err ? err : &ignored };
	*out = (struct ky_merge_outcome){ 0 };
	if (ky_workbook_read_only(wb))
		return ky_workbook_read_only_error(wb, err);
	enum ky_code code = identity_site(wb, &import.site, import.err);
	if (!code)
		code = ky_key_own(wb, &own, import.err);
	if (!code)
		code = package_opened(path, own, &import.file, &import.report, import.err);
	if (!code)
		code = take(&import, agree, data);
	if (import.file)
		fclose(import.file);
	ky_package_report_free(&import.report);
	ky_secret_free(own);
	free(import.site);
	return code;
}

enum ky_code ky_merge_take(struct ky_workbook *wb, const char *path,
			   bool (*agree)(void *data, const struct ky_merge_outcome *outcome), void *data,
			   struct ky_merge_outcome *out, struct ky_error *err)
{
	assert(agree && out);
	return open_and_take(wb, path, agree, data, out, err);
}

enum ky_code ky_merge_look(struct ky_workbook *wb, const char *path, struct ky_merge_outcome *out,
			   struct ky_error *err)
{
	assert(out);
	return open_and_take(wb, path, NULL, NULL, out, err);
}
