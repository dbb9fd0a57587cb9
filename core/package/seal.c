/* Writes, looks into and opens sealed packages: bags whose payload is another bag, encrypted. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "device/device.h"
#include "device/new_file.h"
#include "kuayue/package.h"
#include "package/bag.h"
#include "package/confined.h"
#include "package/envelope.h"
#include "package/state.h"
#include "package/verify.h"
#include "package/write.h"
#include "package/zip_to_file.h"
#include "texts.h"

struct sealing {
	const struct ky_package_info *info;
	const struct ky_public_key *recipient;
	FILE *inner;
	bool outside; /* the inner package is written */
};

/* The inner package counts as the first half of the progress, sealing it as the second. */
static bool progress(void *data, int done, const char *document)
{
	const struct sealing *sealing = data;
	const struct ky_package_info *info = sealing->info;
	return info->progress &&
	       info->progress(info->progress_data, done / 2 + (sealing->outside ? 500 : 0), document);
}

static bool stop(void *data, int64_t done)
{
	(void)done;
	return progress(data, 0, "");
}

static enum ky_code write_envelope(void *data, FILE *out, struct ky_error *err)
{
	struct sealing *sealing = data;
	rewind(sealing->inner);
	return envelope_write(sealing->inner, out, sealing->recipient, stop, sealing, err);
}

/* CRLF, for it is read in Notepad by whoever opens the ZIP. */
static char *sealed_readme(const struct ky_package_info *info, const struct ky_public_key *recipient)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	strbuf_addf(&sb, ZH_SEALED_FROM ZH_SEALED_FOR ZH_SEALED_OPEN ZH_SEALED_VERIFY ZH_SEALED_HELP, info->school,
		    info->code, recipient->name, recipient->fingerprint);
	strbuf_add(&sb, ZH_README_INSIDE "  data/sealed.bin  " ZH_OWN_SEALED "\r\n");
	bag_list_own(&sb, true);
	strbuf_addf(&sb,
		    "\r\n"
		    "This is a sealed package of Kuayue, from %s (%s).\r\n"
		    "It is sealed for %s (key fingerprint %s); only who has that secret key can open it.\r\n"
		    "To open it: kuayue open PACKAGE.zip --key SECRET-KEY-FILE --to FOLDER\r\n"
		    "Whether it is whole, and who signed it, shows without the key: kuayue verify PACKAGE.zip\r\n"
		    "If it cannot be opened, ask the school to export it again. Change nothing in it.\r\n"
		    "It holds:\r\n"
		    "  data/sealed.bin  what is sealed: only who has the secret key can open it\r\n",
		    info->school, info->code, recipient->name, recipient->fingerprint);
	bag_list_own(&sb, false);
	return strbuf_take(&sb);
}

enum ky_code ky_package_write_for(const struct ky_public_key *recipient, const struct ky_packing *ask, char **path,
				  int *version, struct ky_error *err)
{
	struct sealing sealing = { .info = ask->info, .recipient = recipient };
	const struct ky_payload envelope = {
		.name = "sealed.bin", .kind = STATE_SEALED_KIND, .write = write_envelope, .data = &sealing
	};
	char name[KY_EXPORT_NAME];
	*path = NULL;
	if (!recipient)
		return ky_package_write(ask, path, version, err);
	struct ky_package_info inner = *ask->info;
	/* One export, inside and outside. */
	if (!inner.state.export_name) {
		state_new_name(name);
		inner.state.export_name = name;
	}
	inner.progress = progress;
	inner.progress_data = &sealing;
	/* What is sealed has no name: the stick never sees it, and a killed program leaves none of it. */
	enum ky_code code = package_build(&inner, ask->readme, ask->payloads, ask->count, &sealing.inner, err);
	if (!code) {
		struct ky_package_info outer = inner;
		outer.sealed_for = recipient;
		sealing.outside = true;
		char *text = sealed_readme(ask->info, recipient);
		struct ky_packing around = *ask;
		around.info = &outer;
		around.readme = text;
		around.payloads = &envelope;
		around.count = 1;
		code = text ? ky_package_write(&around, path, version, err) : memory_out(err);
		free(text);
	}
	if (sealing.inner)
		fclose(sealing.inner);
	return code;
}

static int64_t read_zip(void *data, void *buffer, size_t size)
{
	return zip_fread(data, buffer, size);
}

static enum ky_code decrypt(const struct package_reading *reading, const char *code_text, struct ky_error *err)
{
	assert(reading->secret && reading->target);
	char folder[64], name[96];
	bool unreadable = false, no_memory = false;
	const char *path = reading->shown;
	bag_folder(code_text, folder, sizeof(folder));
	snprintf(name, sizeof(name), "%s/data/sealed.bin", folder);
	zip_t *zip = zip_from_file_open(reading->file, &unreadable, &no_memory);
	zip_file_t *file = zip ? zip_fopen(zip, name, 0) : NULL;
	enum ky_code code =
		file ? envelope_read(read_zip, file, reading->target, reading->secret, file_name(path), err)
		     : ky_fail(err, KY_INPUT,
			       _("%.200s: the sealed part was altered or cut short; ask the school "
				 "for another copy."),
			       file_name(path));
	if (file)
		zip_fclose(file);
	if (zip)
		zip_discard(zip);
	return unreadable ? file_unreadable(path, err) : no_memory ? memory_out(err) : code;
}

static enum ky_code check_outer(const struct package_reading *reading, struct ky_package_report *outer,
				struct ky_error *err)
{
	enum ky_code code = verify_file(reading->file, reading->shown, outer, err);
	if (code == KY_NO)
		return ky_fail(err, KY_INPUT,
			       _("The package was altered (%.600s): ask the school for another copy."),
			       outer->problems[0]);
	if (!code && !outer->sealed_for)
		return ky_fail(err, KY_INPUT, _("%.300s is not sealed; every PC can open it as it is."),
			       reading->shown);
	return code;
}

/* Checks that the inner package is of the school that the outer one names: somebody may have sealed another's. */
static enum ky_code check_inner(FILE *opened, const char *shown, const struct ky_package_report *outer,
				struct ky_package_report *inner, struct ky_error *err)
{
	enum ky_code code = verify_file(opened, shown, inner, err);
	if (code == KY_NO || code == KY_INPUT)
		return ky_fail(err, KY_INPUT,
			       _("The package was altered (%.600s): ask the school for another copy."),
			       code == KY_NO ? inner->problems[0] : _("what is sealed in it is no package"));
	if (code)
		return code;
	bool same = strcmp(inner->code ? inner->code : "", outer->code ? outer->code : "") == 0 &&
		    inner->is_signed == outer->is_signed && !inner->sealed_for &&
		    strcmp(inner->export_name, outer->export_name) == 0 &&
		    memcmp(inner->signer.sign, outer->signer.sign, sizeof(inner->signer.sign)) == 0;
	return same ? KY_OK
		    : ky_fail(err, KY_INPUT,
			      _("Outside the package is %.60s's and inside another's: do not trust it, and ask "
				"the "
				"school by telephone."),
			      outer->code ? outer->code : "?");
}

static char *opened_name(const char *path, const char *dir)
{
	const char *base = file_name(path);
	size_t len = strlen(base);
	len -= len > 4 && strcmp(base + len - 4, ".zip") == 0 ? 4 : 0;
	return memory_print("%s/%.*s" ZH_PACKAGE_OPENED ".zip", dir, (int)len, base);
}

static enum ky_code no_room(struct ky_error *err)
{
	return ky_fail(
		err, KY_SYSTEM,
		_("There is no room for what is opened in the folder for temporary files (%s); free some space "
		  "there and open it again."),
		ky_reason(errno));
}

/* Decrypts and verifies; runs without rights. */
static enum ky_code read_sealed(const struct package_reading *reading, struct ky_package_report *report,
				struct ky_error *err)
{
	struct ky_package_report outer = { 0 };
	enum ky_code code = check_outer(reading, &outer, err);
	if (!code)
		code = decrypt(reading, outer.code ? outer.code : "", err);
	if (!code && fflush(reading->target) != 0)
		code = no_room(err);
	if (!code)
		code = check_inner(reading->target, reading->shown, &outer, report, err);
	ky_package_report_free(&outer);
	if (code)
		ky_package_report_free(report);
	return code;
}

/* *opened is what was inside, in a file without a name, which the caller closes. */
static enum ky_code open_sealed(const char *path, const struct ky_secret_key *secret, FILE **opened,
				struct ky_package_report *report, struct ky_error *err)
{
	struct package_reading reading = { .shown = path, .secret = secret };
	*report = (struct ky_package_report){ 0 };
	*opened = NULL;
	enum ky_code code = file_open(path, &reading.file, err);
	if (!code && !(*opened = reading.target = device_temporary()))
		code = no_room(err);
	if (!code)
		code = package_confined(read_sealed, &reading, report, err);
	if (reading.file)
		fclose(reading.file);
	return code;
}

enum ky_code package_opened(const char *path, const struct ky_secret_key *secret, FILE **file,
			    struct ky_package_report *report, struct ky_error *err)
{
	struct package_reading reading = { .shown = path };
	*report = (struct ky_package_report){ 0 };
	*file = NULL;
	enum ky_code code = file_open(path, &reading.file, err);
	if (!code)
		code = package_confined(verify_reading, &reading, report, err);
	if (code == KY_NO) {
		code = ky_fail(err, KY_INPUT, _("The package was altered (%.600s): ask for another copy."),
			       report->problems[0]);
		ky_package_report_free(report);
	}
	if (code || !report->sealed_for) {
		*file = code ? NULL : reading.file;
		if (code && reading.file)
			fclose(reading.file);
		return code;
	}
	fclose(reading.file);
	ky_package_report_free(report);
	return secret ? open_sealed(path, secret, file, report, err)
		      : ky_fail(err, KY_INPUT, _("%.300s is sealed, and there is no key here that opens it."),
				path);
}

enum ky_code ky_package_look(const char *path, const struct ky_secret_key *secret,
			     struct ky_package_report *report, struct ky_error *err)
{
	FILE *opened = NULL;
	enum ky_code code = package_only_report(report, open_sealed(path, secret, &opened, report, err), err);
	if (opened)
		fclose(opened);
	return code;
}

static enum ky_code copy_all(FILE *from, FILE *to, const char *name, struct ky_error *err)
{
	char buffer[16384];
	size_t got = 0, put = 0;
	rewind(from);
	while ((got = fread(buffer, 1, sizeof(buffer), from)) > 0 && put == 0)
		put = got - fwrite(buffer, 1, got, to);
	return ferror(from) || ferror(to)
		       ? ky_fail(err, KY_SYSTEM,
				 _("%.300s cannot be written (%s); choose another name or folder."), name,
				 ky_reason(errno))
		       : KY_OK;
}

static enum ky_code write_opened(FILE *opened, const char *name, struct ky_error *err)
{
	struct new_file file = { 0 };
	enum ky_code code = new_file_begin(&file, name, true, err);
	if (code)
		return code;
	code = copy_all(opened, file.out, name, err);
	if (!code)
		code = new_file_settle(&file, err);
	if (!code)
		code = new_file_name(&file, err);
	new_file_end(&file);
	return code;
}

enum ky_code ky_package_open(const char *path, const struct ky_secret_key *secret, const char *dir, char **out,
			     struct ky_package_report *report, struct ky_error *err)
{
	FILE *opened = NULL;
	*out = NULL;
	enum ky_code code = package_only_report(report, open_sealed(path, secret, &opened, report, err), err);
	if (!code) {
		*out = opened_name(path, dir);
		code = *out ? write_opened(opened, *out, err) : memory_out(err);
		if (code)
			ky_package_report_free(report);
	}
	if (opened)
		fclose(opened);
	if (code) {
		free(*out);
		*out = NULL;
	}
	return code;
}
