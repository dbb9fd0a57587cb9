/* Putting a package together, away from the stick: every document is hashed from what was written, and what was
 * written is listed in state.json, the manifests and the signature. */
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

#include "base/i18n.h"
#include "base/kept.h"
#include "base/libraries.h"
#include "base/strbuf.h"
#include "device/device.h"
#include "kuayue/package.h"
#include "kuayue/version.h"
#include "package/bag.h"
#include "package/signature.h"
#include "package/state.h"
#include "package/write.h"
#include "package/zip_to_file.h"

#define LEVEL 1 /* of deflate: a third larger than with the default, in a third of the time */

struct bag {
	const struct ky_package_info *info;
	char folder[64];
	FILE *spill; /* attachments one behind the other: there may be more of them than files can be open */
	FILE *built; /* the finished container, in the folder for temporary files and without a name */
	zip_t *zip;
	time_t when; /* the same for every entry, so that two exports are alike */
	struct strbuf manifest, tag_manifest;
	struct kept texts;        /* what the ZIP still reads from */
	struct state_file *files; /* of the payload, in the order they were written */
	size_t count;
	int64_t bytes;
	bool stopped; /* while packing */
	struct ky_error *err;
};

enum ky_code package_not_built(const char *why, struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM,
		       _("The package could not be put together in the folder for temporary files (%s); free some "
			 "space there and export again."),
		       why);
}

static enum ky_code no_build(struct bag *bag, const char *why)
{
	return package_not_built(why, bag->err);
}

/* Takes source over. */
static enum ky_code add_source(struct bag *bag, const char *name, int method, zip_source_t *source)
{
	char *full = memory_print("%s/%s", bag->folder, name);
	zip_int64_t index = source && full ? zip_file_add(bag->zip, full, source, ZIP_FL_ENC_UTF_8) : -1;
	if (index < 0 && source)
		zip_source_free(source);
	if (index >= 0) {
		zip_file_set_mtime(bag->zip, (zip_uint64_t)index, bag->when, 0);
		zip_set_file_compression(bag->zip, (zip_uint64_t)index, method, LEVEL);
	}
	if (!full)
		return memory_out(bag->err);
	free(full);
	return index < 0 ? no_build(bag, zip_strerror(bag->zip)) : KY_OK;
}

static enum ky_code add_text(struct bag *bag, const char *name, const char *text)
{
	size_t len = strlen(text);
	char *copy = memory_text(text), hex[BAG_HEX];
	if (!kept_add(&bag->texts, copy))
		return memory_out(bag->err);
	bag_hash(text, len, hex);
	if (strcmp(name, TAG_MANIFEST) != 0)
		strbuf_addf(&bag->tag_manifest, "%s  %s\n", hex, name);
	return add_source(bag, name, ZIP_CM_DEFLATE, zip_source_buffer(bag->zip, copy, len, 0));
}

static void list_payload(struct bag *bag, const struct ky_payload *payload, int64_t size, char name[256])
{
	struct state_file *listed = &bag->files[bag->count];
	assert(strlen(payload->name) < 256 - strlen("data/"));
	listed->name = payload->name;
	listed->kind = payload->kind ? payload->kind : "document";
	listed->size = size;
	bag->count++;
	bag->bytes += size;
	snprintf(name, 256, "data/%s", payload->name);
	strbuf_addf(&bag->manifest, "%s  %s\n", listed->hex, name);
}

/* What a school attaches is packed already, as photos are, or compresses by any factor, which a reader would take
 * for an attack: it is stored as it is. The ZIP opens the file anew for each of them. */
static enum ky_code add_attachment(struct bag *bag, const struct ky_payload *payload)
{
	char name[256], path[32];
	if (!bag->spill)
		bag->spill = device_temporary();
	if (!bag->spill || fseeko(bag->spill, 0, SEEK_END) != 0)
		return no_build(bag, ky_reason(errno));
	int64_t from = (int64_t)ftello(bag->spill);
	enum ky_code code = payload->write(payload->data, bag->spill, bag->err);
	if (!code && (fflush(bag->spill) != 0 || ferror(bag->spill)))
		code = no_build(bag, ky_reason(errno));
	int64_t size = (int64_t)ftello(bag->spill) - from;
	if (!code && !bag_hash_part(bag->spill, from, size, bag->files[bag->count].hex))
		code = no_build(bag, ky_reason(errno));
	if (code)
		return code;
	list_payload(bag, payload, size, name);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fileno(bag->spill));
	return add_source(bag, name, ZIP_CM_STORE,
			  zip_source_file(bag->zip, path, (zip_uint64_t)from, (zip_int64_t)size));
}

static enum ky_code add_payload(struct bag *bag, const struct ky_payload *payload)
{
	char name[256];
	FILE *file = device_temporary();
	if (!file)
		return no_build(bag, ky_reason(errno));
	enum ky_code code = payload->write(payload->data, file, bag->err);
	if (!code && (fflush(file) != 0 || ferror(file)))
		code = no_build(bag, ky_reason(errno));
	struct stat st = { 0 };
	if (!code && (fstat(fileno(file), &st) != 0 || !bag_hash_file(file, -1, bag->files[bag->count].hex)))
		code = no_build(bag, ky_reason(errno));
	if (code) {
		fclose(file);
		return code;
	}
	list_payload(bag, payload, (int64_t)st.st_size, name);
	rewind(file);
	zip_source_t *source = zip_source_filep(bag->zip, file, 0, 0);
	if (!source)
		fclose(file);
	return add_source(bag, name, ZIP_CM_DEFLATE, source);
}

/* The last of the payload: it lists all before it. */
static enum ky_code write_state(void *data, FILE *out, struct ky_error *err)
{
	const struct bag *bag = data;
	char *text = state_text(bag->info, bag->files, bag->count);
	if (!text)
		return memory_out(err);
	fputs(text, out);
	free(text);
	return KY_OK;
}

/* The last file: it signs the tag manifest, which has all others. */
static enum ky_code add_signature(struct bag *bag)
{
	char hex[BAG_HEX];
	if (!bag->info->signer)
		return KY_OK;
	bag_hash(bag->tag_manifest.text, bag->tag_manifest.len, hex);
	char *text = signature_text(bag->info->signer, hex);
	enum ky_code code = text ? add_text(bag, SIGNATURE_FILE, text) : memory_out(bag->err);
	free(text);
	return code;
}

/* A value of bag-info.txt stays on its line. */
static void add_info(struct strbuf *sb, const char *label, const char *value)
{
	assert(!strchr(label, ':'));
	size_t start = sb->len;
	strbuf_addf(sb, "%s: %s", label, value);
	for (char *at = sb->text + start; start < sb->len && *at; at++)
		if (*at == '\n' || *at == '\r')
			*at = ' ';
	strbuf_add(sb, "\n");
}

static enum ky_code add_tags(struct bag *bag, const char *readme)
{
	struct strbuf info;
	char date[KY_DAY_TEXT], oxum[64];
	strbuf_init(&info, BAG_TAG_MAX);
	snprintf(oxum, sizeof(oxum), "%lld.%zu", (long long)bag->bytes, bag->count);
	add_info(&info, "Source-Organization", bag->info->school);
	add_info(&info, "External-Identifier", bag->info->code);
	add_info(&info, "Bag-Group-Identifier", bag->info->campaign);
	add_info(&info, "Bagging-Date", ky_day_format(bag->info->date, date));
	add_info(&info, "Payload-Oxum", oxum);
	if (bag->info->sealed_for) {
		add_info(&info, "Sealed-For", bag->info->sealed_for->name);
		add_info(&info, "Sealed-Fingerprint", bag->info->sealed_for->fingerprint);
	}
	add_info(&info, "Bag-Software-Agent", "Kuayue " KY_VERSION);
	enum ky_code code = strbuf_check(&info, INFO_FILE, bag->err);
	if (!code)
		code = add_text(bag, "bagit.txt", BAG_DECLARATION);
	if (!code)
		code = add_text(bag, INFO_FILE, info.text);
	if (!code)
		code = strbuf_check(&bag->manifest, PAYLOAD_MANIFEST, bag->err);
	if (!code)
		code = add_text(bag, PAYLOAD_MANIFEST, bag->manifest.text);
	if (!code)
		code = add_text(bag, "README.txt", readme);
	if (!code)
		code = strbuf_check(&bag->tag_manifest, TAG_MANIFEST, bag->err);
	if (!code)
		code = add_text(bag, TAG_MANIFEST, bag->tag_manifest.text);
	if (!code)
		code = add_signature(bag);
	strbuf_free(&info);
	return code;
}

static enum ky_code say_progress(const struct bag *bag, int done, const char *document)
{
	const struct ky_package_info *info = bag->info;
	if (!info->progress || !info->progress(info->progress_data, done, document))
		return KY_OK;
	return ky_fail(bag->err, KY_NO, _("The export was stopped; nothing was written."));
}

static void packing(zip_t *zip, double part, void *data)
{
	struct bag *bag = data;
	int done = KY_DONE_DOCUMENTS + (int)(part * (KY_DONE_PACKED - KY_DONE_DOCUMENTS));
	(void)zip;
	bag->stopped = bag->stopped || say_progress(bag, done, "") != KY_OK;
}

static int is_stopped(zip_t *zip, void *data)
{
	const struct bag *bag = data;
	(void)zip;
	return bag->stopped;
}

static enum ky_code fill(struct bag *bag, const char *readme, const struct ky_payload *payloads, size_t count)
{
	char comment[SEAL_SIZE + 1];
	memset(comment, '-', SEAL_SIZE);
	comment[SEAL_SIZE] = '\0';
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < count; i++) {
		code = say_progress(bag, (int)(KY_DONE_DOCUMENTS * i / count), payloads[i].name);
		if (!code)
			code = payloads[i].kind && strcmp(payloads[i].kind, PACKAGE_ATTACHMENT) == 0
				       ? add_attachment(bag, &payloads[i])
				       : add_payload(bag, &payloads[i]);
	}
	if (!code)
		code = add_payload(bag,
				   &(struct ky_payload){ .name = STATE_FILE, .write = write_state, .data = bag });
	if (!code)
		code = add_tags(bag, readme);
	if (!code && zip_set_archive_comment(bag->zip, comment, SEAL_SIZE) != 0)
		code = no_build(bag, zip_strerror(bag->zip));
	return code;
}

static enum ky_code write_zip(struct bag *bag, const char *readme, const struct ky_payload *payloads, size_t count)
{
	int failed = 0;
	bag->built = device_temporary();
	bag->zip = bag->built ? zip_to_file_open(bag->built, &failed) : NULL;
	if (!bag->zip)
		return no_build(bag, ky_reason(errno));
	zip_register_progress_callback_with_state(bag->zip, 0.02, packing, NULL, bag);
	zip_register_cancel_callback_with_state(bag->zip, is_stopped, NULL, bag);
	enum ky_code code = fill(bag, readme, payloads, count);
	if (!code && zip_close(bag->zip) != 0)
		code = bag->stopped ? KY_NO : no_build(bag, zip_strerror(bag->zip));
	else if (!code)
		return KY_OK;
	zip_discard(bag->zip);
	return code;
}

/* Noon of the bagging date, the machine's time: the same for every export of that day. */
static time_t noon_of(ky_day day)
{
	int year = 1980, month = 1, of_month = 1;
	if (day != KY_NO_DAY)
		ky_day_to_ymd(day, &year, &month, &of_month);
	struct tm tm = {
		.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = of_month, .tm_hour = 12, .tm_isdst = -1
	};
	return mktime(&tm);
}

static enum ky_code build(struct bag *bag, const char *readme, const struct ky_payload *payloads, size_t count)
{
	bag_folder(bag->info->code, bag->folder, sizeof(bag->folder));
	strbuf_init(&bag->manifest, BAG_TAG_MAX);
	strbuf_init(&bag->tag_manifest, BAG_TAG_MAX);
	bag->files = memory_new((count + 1) * sizeof(*bag->files));
	enum ky_code code = bag->files ? libraries_ready(bag->err) : memory_out(bag->err);
	if (!code)
		code = write_zip(bag, readme, payloads, count);
	if (!code)
		code = seal_write(bag->built, bag->err);
	strbuf_free(&bag->manifest);
	strbuf_free(&bag->tag_manifest);
	kept_free(&bag->texts);
	free(bag->files);
	if (bag->spill)
		fclose(bag->spill);
	return code;
}

enum ky_code package_build(const struct ky_package_info *info, const char *readme,
			   const struct ky_payload *payloads, size_t count, FILE **built, struct ky_error *err)
{
	struct ky_error ignored = { 0 };
	struct ky_package_info named = *info;
	char name[KY_EXPORT_NAME];
	if (!named.state.export_name) {
		state_new_name(name);
		named.state.export_name = name;
	}
	struct bag bag = { .info = &named, .when = noon_of(info->date), .err = err ? err : &ignored };
	enum ky_code code = build(&bag, readme, payloads, count);
	if (code && bag.built)
		fclose(bag.built);
	*built = code ? NULL : bag.built;
	return code;
}
