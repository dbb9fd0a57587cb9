/* Reads a package that may have been altered, cut short, or made to do harm. Nothing is unpacked to disk, and
 * every size is checked against a bound before it is used. */
#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zip.h>

#include "base/escape.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/libraries.h"
#include "base/strbuf.h"
#include "kuayue/package.h"
#include "kuayue/text.h"
#include "package/confined.h"
#include "package/container.h"
#include "package/contents.h"
#include "package/state.h"
#include "package/verify.h"
#include "package/zip_to_file.h"

#define ENTRIES_MAX 10000
#define BYTES_MAX (INT64_C(2) << 30)
#define RATIO_MAX 300 /* bytes unpacked for one packed; no document comes near it */
#define RATIO_FROM (1 << 20)

static bool safe_name(const char *name)
{
	size_t len = strlen(name);
	if (!len || len > 255 || name[0] == '/' || strchr(name, '\\') || strchr(name, ':') ||
	    !escape_is_name(name, len))
		return false;
	for (const char *part = name; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL)
		if (strncmp(part, "../", 3) == 0 || strcmp(part, "..") == 0 || strncmp(part, "./", 2) == 0)
			return false;
	return true;
}

/* Hashes an entry. The size that the container states is not relied on. */
static void read_entry(struct contents *contents, zip_uint64_t index, struct entry *entry)
{
	unsigned char buffer[16384], digest[crypto_hash_sha512_BYTES];
	crypto_hash_sha512_state state;
	errno = 0;
	zip_file_t *file = zip_fopen_index(contents->zip, index, 0);
	contents->no_memory = contents->no_memory || (!file && errno == ENOMEM);
	crypto_hash_sha512_init(&state);
	int64_t total = 0;
	zip_int64_t got = file ? 1 : -1;
	while (got > 0 && total <= entry->size) {
		got = contents_read(contents, file, buffer, sizeof(buffer));
		if (got > 0)
			crypto_hash_sha512_update(&state, buffer, (unsigned long long)got);
		total += got > 0 ? got : 0;
	}
	if (file)
		zip_fclose(file);
	crypto_hash_sha512_final(&state, digest);
	sodium_bin2hex(entry->hex, BAG_HEX, digest, sizeof(digest));
	entry->damaged = got < 0 || total != entry->size;
	if (entry->damaged)
		contents_complain(contents, _("%s is damaged inside the package"), contents_shown(entry->path));
}

static enum ky_code bad_entry(struct ky_error *err, const char *name, const char *why)
{
	return ky_fail(err, KY_INPUT, _("The package is refused: \"%.100s\" %s. Ask the school for another copy."),
		       name, why);
}

/* What no package of ours has, and what could do harm: refused before anything is read. */
static enum ky_code check_entry(const zip_stat_t *st, int64_t *total, struct ky_error *err)
{
	if (!safe_name(st->name))
		return bad_entry(err, st->name, _("is a name that leads out of the folder"));
	if (st->encryption_method != ZIP_EM_NONE)
		return bad_entry(err, st->name, _("is encrypted"));
	*total += (int64_t)st->size;
	if (st->size > (zip_uint64_t)BYTES_MAX || *total > BYTES_MAX ||
	    (st->size > RATIO_FROM && st->size / (st->comp_size + 1) > RATIO_MAX))
		return bad_entry(err, st->name, _("would unpack to far more than a report holds"));
	return KY_OK;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Two names that one system takes for the same: which of the files is then there is chance, or somebody's choice.
 */
static enum ky_code check_twins(struct contents *contents, struct ky_error *err)
{
	char **keys = memory_new((contents->count + 1) * sizeof(*keys));
	size_t count = 0;
	if (!keys)
		return memory_out(err);
	enum ky_code code = KY_OK;
	while (count < contents->count && (keys[count] = bag_name_key(contents->entries[count].path)) != NULL)
		count++;
	contents->no_memory = contents->no_memory || count < contents->count;
	qsort(keys, count, sizeof(*keys), by_text);
	for (size_t i = 1; !code && i < count; i++)
		if (strcmp(keys[i - 1], keys[i]) == 0)
			code = bad_entry(err, keys[i], _("is there twice"));
	for (size_t i = 0; i < count; i++)
		free(keys[i]);
	free(keys);
	return code;
}

static enum ky_code list_entries(struct contents *contents, struct ky_error *err)
{
	zip_int64_t count = zip_get_num_entries(contents->zip, 0);
	int64_t total = 0;
	if (count > ENTRIES_MAX)
		return ky_fail(err, KY_INPUT, _("The package is refused: it has %lld entries."), (long long)count);
	contents->entries = memory_new(((size_t)(count > 0 ? count : 0) + 1) * sizeof(*contents->entries));
	if (!contents->entries)
		return memory_out(err);
	for (zip_int64_t i = 0; i < count; i++) {
		zip_stat_t st;
		if (zip_stat_index(contents->zip, (zip_uint64_t)i, 0, &st) != 0)
			return ky_fail(err, KY_INPUT, _("The package's table of contents cannot be read."));
		enum ky_code code = check_entry(&st, &total, err);
		if (code)
			return code;
		contents->entries[contents->count++] =
			(struct entry){ .path = memory_text(st.name), .size = (int64_t)st.size };
		if (!contents->entries[contents->count - 1].path)
			return memory_out(err);
	}
	return check_twins(contents, err);
}

/* The folder that holds bagit.txt becomes the root that all paths are seen from. */
static bool find_top(struct contents *contents)
{
	static const char mark[] = "/bagit.txt";
	for (size_t i = 0; i < contents->count && !contents->top; i++) {
		const char *path = contents->entries[i].path, *slash = strchr(path, '/');
		if (slash && strcmp(slash, mark) == 0) {
			contents->top = memory_part(path, (size_t)(slash - path) + 1);
			contents->no_memory = contents->no_memory || !contents->top;
		}
	}
	if (!contents->top)
		return false;
	size_t len = strlen(contents->top);
	for (size_t i = 0; i < contents->count; i++) {
		char *path = contents->entries[i].path;
		if (strncmp(path, contents->top, len) == 0)
			memmove(path, path + len, strlen(path + len) + 1);
		else
			contents_complain(contents, _("%s was added outside the bag"), path);
	}
	return true;
}

static void list_files(struct contents *contents)
{
	struct ky_package_report *report = contents->report;
	report->files = memory_new((contents->count + 1) * sizeof(char *));
	for (size_t i = 0; report->files && i < contents->count; i++) {
		const char *path = contents->entries[i].path;
		if (strncmp(path, "data/", 5) != 0 || !path[5] || strcmp(path, STATE_PATH) == 0)
			continue;
		char *file = memory_text(path + 5);
		if (file)
			report->files[report->file_count++] = file;
		else
			contents->no_memory = true;
	}
	contents->no_memory = contents->no_memory || !report->files;
}

static enum ky_code check_bag(struct contents *contents, FILE *file, struct ky_error *err)
{
	enum ky_code code = list_entries(contents, err);
	if (code)
		return code;
	if (!find_top(contents))
		return ky_fail(err, KY_INPUT, _("It is a ZIP, but no package of Kuayue: it holds no bagit.txt."));
	for (size_t i = 0; i < contents->count; i++)
		read_entry(contents, (zip_uint64_t)i, &contents->entries[i]);
	container_check(file, contents);
	code = contents_check(contents, err);
	if (!code)
		list_files(contents);
	return code;
}

#define NAME_AT 30 /* in the file: of its first entry's name */

bool verify_begins(int fd)
{
	char head[NAME_AT + sizeof(BAG_PREFIX) - 1];
	return pread(fd, head, sizeof(head), 0) == (ssize_t)sizeof(head) &&
	       (memcmp(head, "PK", 2) == 0 || memcmp(head + 2, "\3\4", 2) == 0) &&
	       memcmp(head + NAME_AT, BAG_PREFIX, sizeof(BAG_PREFIX) - 1) == 0;
}

/* Whether a file that no longer reads as a ZIP was once ours. */
static bool was_ours(FILE *file)
{
	char tail[512] = "";
	bool ours = verify_begins(fileno(file));
	if (fseek(file, -(long)sizeof(tail), SEEK_END) != 0)
		return ours;
	size_t got = fread(tail, 1, sizeof(tail), file);
	for (size_t i = 0; !ours && i + sizeof(SEAL_PREFIX) - 1 <= got; i++)
		ours = memcmp(tail + i, SEAL_PREFIX, sizeof(SEAL_PREFIX) - 1) == 0;
	return ours;
}

static void free_reader(struct contents *contents)
{
	for (size_t i = 0; i < contents->count; i++)
		free(contents->entries[i].path);
	free(contents->entries);
	free(contents->top);
	if (contents->zip)
		zip_discard(contents->zip);
}

static enum ky_code verify(const char *path, FILE *file, struct ky_package_report *report, struct ky_error *err)
{
	struct contents contents = { .report = report };
	_Static_assert(sizeof(report->seal) == BAG_HEX, "a seal is kept whole");
	enum seal_state seal = seal_check(file, report->seal);
	bool ours = was_ours(file);
	contents.unreadable = ferror(file);
	enum ky_code code = libraries_ready(err);
	if (code)
		return code;
	contents.zip = zip_from_file_open(file, &contents.unreadable, &contents.no_memory);
	if (!contents.zip && !ours) {
		code = ky_fail(err, KY_INPUT, _("%s is no package of Kuayue; choose a .zip that an export wrote."),
			       path);
	} else if (!contents.zip) {
		contents_complain(&contents, _("the container is damaged: it cannot be opened any more"));
	} else {
		code = check_bag(&contents, file, err);
		if (code == KY_INPUT && !contents.top && seal == SEAL_BROKEN) {
			contents_complain(&contents, _("the container was altered: %s"), err->text);
			code = KY_OK;
		}
	}
	if (!code && contents.zip && seal != SEAL_WHOLE)
		contents_complain(&contents, seal == SEAL_BROKEN
						     ? _("the container was altered: its seal does not match")
						     : _("the container was altered: it has no seal"));
	if (contents.no_memory)
		code = memory_out(err);
	if (contents.unreadable)
		code = file_unreadable(path, err);
	free_reader(&contents);
	return code ? code : report->problem_count ? KY_NO : KY_OK;
}

enum ky_code verify_reading(const struct package_reading *reading, struct ky_package_report *report,
			    struct ky_error *err)
{
	return verify_file(reading->file, reading->shown, report, err);
}

/* Of all that is in it nothing but what state.json says; whatever else may be wrong is not looked for. */
static enum ky_code read_name(const struct package_reading *reading, struct ky_package_report *report,
			      struct ky_error *err)
{
	struct contents contents = { .report = report };
	contents.zip = zip_from_file_open(reading->file, &contents.unreadable, &contents.no_memory);
	enum ky_code code = contents.zip
				    ? list_entries(&contents, err)
				    : ky_fail(err, KY_INPUT,
					      _("%s is no package of Kuayue; choose a .zip that an export wrote."),
					      reading->shown);
	if (!code && find_top(&contents))
		code = state_check(&contents, err);
	free_reader(&contents);
	if (contents.no_memory)
		code = memory_out(err);
	if (contents.unreadable)
		code = file_unreadable(reading->shown, err);
	if (code)
		ky_package_report_free(report);
	return code;
}

enum ky_code package_export_name(const char *path, char out[KY_EXPORT_NAME], struct ky_error *err)
{
	struct package_reading reading = { .shown = path };
	struct ky_package_report report = { 0 };
	out[0] = '\0';
	enum ky_code code = file_open(path, &reading.file, err);
	if (code)
		return code;
	code = package_confined(read_name, &reading, &report, err);
	fclose(reading.file);
	snprintf(out, KY_EXPORT_NAME, "%s", report.export_name);
	ky_package_report_free(&report);
	return code;
}

enum ky_code package_verify(const char *path, struct ky_package_report *report, struct ky_error *err)
{
	assert(path && report);
	struct package_reading reading = { .shown = path };
	*report = (struct ky_package_report){ 0 };
	enum ky_code code = file_open(path, &reading.file, err);
	if (code)
		return code;
	code = package_confined(verify_reading, &reading, report, err);
	fclose(reading.file);
	return code;
}

enum ky_code verify_file(FILE *file, const char *shown, struct ky_package_report *report, struct ky_error *err)
{
	*report = (struct ky_package_report){ 0 };
	enum ky_code code = verify(shown, file, report, err);
	if (code != KY_OK && code != KY_NO)
		ky_package_report_free(report);
	return code;
}

void ky_package_report_free(struct ky_package_report *report)
{
	for (size_t i = 0; i < report->file_count; i++)
		free(report->files[i]);
	for (size_t i = 0; i < KY_PACKAGE_PROBLEMS; i++)
		free(report->problems[i]);
	free(report->files);
	free(report->school);
	free(report->code);
	free(report->campaign);
	free(report->date);
	free(report->sealed_for);
	free(report->contains.list);
	free(report->replaces.list);
	*report = (struct ky_package_report){ 0 };
}
