/* Has a package read in a process without rights, and takes its report member by member. A new member of struct
 * ky_package_report needs a line in put_report and one in take_report. */
#include "package/confined.h"

#include <assert.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/libraries.h"
#include "base/memory.h"
#include "confine/confine.h"
#include "key/internal.h"
#include "package/bag.h"

#define MEMORY (INT64_C(256) << 20)
#define LARGEST (INT64_C(3) << 30)  /* bytes: what is sealed has at most two thirds of it */
#define SECONDS 120                 /* for the most that a package may unpack to, on a slow PC */
#define SLOWEST (INT64_C(16) << 20) /* bytes a second that are hashed at least */
#define ENTRIES_MOST 10000          /* as verify.c counts them */
#define EXPORTS_MOST 20000          /* as state.c takes them */
#define NAME_MOST 1024              /* bytes */
#define SENTENCE_MOST 1024

struct job {
	package_reader *read;
	const struct package_reading *reading;
};

static void put_key(struct wire *wire, const struct ky_public_key *key)
{
	wire_put_number(wire, key->role);
	wire_put_text(wire, key->name);
	wire_put_text(wire, key->code);
	wire_put_bytes(wire, key->sign, sizeof(key->sign));
	wire_put_bytes(wire, key->seal, sizeof(key->seal));
	wire_put_text(wire, key->fingerprint);
}

static void take_key(struct wire *wire, struct ky_public_key *key)
{
	key->role = (enum ky_role)wire_take_number(wire, KY_GROUP, KY_SCHOOL);
	wire_take_line(wire, key->name, sizeof(key->name));
	wire_take_line(wire, key->code, sizeof(key->code));
	wire_take_bytes(wire, key->sign, sizeof(key->sign));
	wire_take_bytes(wire, key->seal, sizeof(key->seal));
	wire_take_line(wire, key->fingerprint, sizeof(key->fingerprint));
}

static void put_names(struct wire *wire, const struct ky_export_names *names)
{
	wire_put_number(wire, (int64_t)names->count);
	for (size_t i = 0; i < names->count; i++)
		wire_put_text(wire, names->list[i]);
}

static void take_names(struct wire *wire, struct ky_export_names *names)
{
	size_t count = (size_t)wire_take_number(wire, 0, EXPORTS_MOST);
	names->list = memory_new((count + 1) * sizeof(*names->list));
	wire->no_memory = wire->no_memory || !names->list;
	while (names->count < count && wire_is_well(wire))
		wire_take_line(wire, names->list[names->count++], KY_EXPORT_NAME);
}

static void put_report(struct wire *wire, const struct ky_package_report *report)
{
	wire_put_number(wire, report->kind);
	wire_put_text(wire, report->school);
	wire_put_text(wire, report->code);
	wire_put_text(wire, report->campaign);
	wire_put_text(wire, report->date);
	wire_put_number(wire, (int64_t)report->file_count);
	for (size_t i = 0; i < report->file_count; i++)
		wire_put_text(wire, report->files[i]);
	wire_put_number(wire, (int64_t)report->problem_count);
	for (size_t i = 0; i < KY_PACKAGE_PROBLEMS; i++)
		wire_put_text(wire, report->problems[i]);
	wire_put_number(wire, report->is_signed);
	put_key(wire, &report->signer);
	wire_put_text(wire, report->sealed_for);
	wire_put_text(wire, report->sealed_fingerprint);
	wire_put_number(wire, report->old_format);
	wire_put_text(wire, report->seal);
	wire_put_text(wire, report->export_name);
	put_names(wire, &report->contains);
	put_names(wire, &report->replaces);
}

/* Everything that is counted is there, whatever was said of it. */
static void take_lists(struct wire *wire, struct ky_package_report *report)
{
	size_t files = (size_t)wire_take_number(wire, 0, ENTRIES_MOST);
	report->files = memory_new((files + 1) * sizeof(*report->files));
	wire->no_memory = wire->no_memory || !report->files;
	while (report->file_count < files && wire_is_well(wire)) {
		char *name = wire_take_text(wire, NAME_MOST);
		if (!name)
			break; /* the wire is not well */
		report->files[report->file_count++] = name;
	}
	report->problem_count = (size_t)wire_take_number(wire, 0, INT32_MAX);
	for (size_t i = 0; i < KY_PACKAGE_PROBLEMS; i++) {
		report->problems[i] = wire_take_text(wire, SENTENCE_MOST);
		wire->odd = wire->odd || (i < report->problem_count) != (report->problems[i] != NULL);
	}
}

static void take_report(struct wire *wire, struct ky_package_report *report)
{
	report->kind = (enum ky_package_kind)wire_take_number(wire, KY_PACKAGE_REPORT, KY_PACKAGE_HANDOVER);
	report->school = wire_take_text(wire, BAG_TAG_MAX);
	report->code = wire_take_text(wire, BAG_TAG_MAX);
	report->campaign = wire_take_text(wire, BAG_TAG_MAX);
	report->date = wire_take_text(wire, BAG_TAG_MAX);
	take_lists(wire, report);
	report->is_signed = wire_take_number(wire, false, true);
	take_key(wire, &report->signer);
	report->sealed_for = wire_take_text(wire, BAG_TAG_MAX);
	wire_take_line(wire, report->sealed_fingerprint, sizeof(report->sealed_fingerprint));
	report->old_format = wire_take_number(wire, false, true);
	wire_take_line(wire, report->seal, sizeof(report->seal));
	wire_take_line(wire, report->export_name, sizeof(report->export_name));
	take_names(wire, &report->contains);
	take_names(wire, &report->replaces);
	wire->odd = wire->odd || (report->is_signed && !key_names_clean(&report->signer));
}

static enum ky_code read_package(void *data, struct wire *wire)
{
	const struct job *job = data;
	struct ky_package_report report = { 0 };
	struct ky_error err = { 0 };
	enum ky_code code = job->read(job->reading, &report, &err);
	confine_put_code(wire, code, &err);
	if (code == KY_OK || code == KY_NO)
		put_report(wire, &report);
	return code;
}

static enum ky_code take_answer(struct confined *confined, struct ky_package_report *report, struct ky_error *err)
{
	struct wire *wire = confine_wire(confined);
	struct ky_error said = { 0 };
	enum ky_code code = confine_take_code(wire, &said);
	if (code == KY_OK || code == KY_NO)
		take_report(wire, report);
	code = confine_settle(confined, code, &said, err);
	if (code != KY_OK && code != KY_NO)
		ky_package_report_free(report);
	return code;
}

enum ky_code package_confined(package_reader *read, const struct package_reading *reading,
			      struct ky_package_report *report, struct ky_error *err)
{
	assert(read && reading->file && report);
	struct job job = { read, reading };
	struct confined *confined = NULL;
	struct stat st = { 0 };
	*report = (struct ky_package_report){ 0 };
	fstat(fileno(reading->file), &st);
	struct confine how = {
		.shown = reading->shown,
		.memory = MEMORY,
		.largest = reading->target ? LARGEST : 0,
		.seconds = SECONDS + (int)(st.st_size / SLOWEST),
		.keep = { fileno(reading->file) },
		.keep_count = 1,
		.read = read_package,
		.data = &job,
	};
	if (reading->target)
		how.keep[how.keep_count++] = fileno(reading->target);
	/* Both look for files of their own when they are first called. */
	enum ky_code code = key_ready() ? libraries_ready(err)
					: ky_fail(err, KY_SYSTEM, "%s",
						  _("This computer gives no random numbers; start it anew."));
	if (!code)
		code = confine_begin(&how, &confined, err);
	return code ? code : take_answer(confined, report, err);
}
