/* Checks the content of a bag against its manifests, label and signature. Reading the container is left to
 * verify.c. */
#include "package/contents.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "package/envelope.h"
#include "package/signature.h"

#define TAG_MANIFEST "tagmanifest-sha512.txt"
#define INFO_FILE "bag-info.txt"

static bool is_hex(const char *text)
{
	for (int i = 0; i < BAG_HEX - 1; i++)
		if (!isxdigit((unsigned char)text[i]))
			return false;
	return true;
}

static void check_line(struct contents *contents, const char *manifest, char *line)
{
	assert(strlen(manifest) > 0 && line);
	size_t len = strlen(line);
	if (len < BAG_HEX || !is_hex(line)) {
		contents_complain(contents, _("%s has a line that is no checksum"), manifest);
		return;
	}
	char *path = line + BAG_HEX - 1;
	path += strspn(path, " *");
	line[BAG_HEX - 1] = '\0';
	struct entry *entry = contents_find(contents, path);
	if (!entry) {
		contents_complain(contents, _("%s is missing"), contents_shown(path));
		return;
	}
	entry->listed = true;
	if (!entry->damaged && strcasecmp(entry->hex, line) != 0)
		contents_complain(contents, _("%s differs from its manifest"), contents_shown(path));
}

/* Compares a manifest with the entries. If the manifest itself does not unpack, nothing is said of the entries. */
static void check_manifest(struct contents *contents, const char *name)
{
	const struct entry *own = contents_find(contents, name);
	for (size_t i = 0; own && own->damaged && i < contents->count; i++)
		contents->entries[i].listed = true;
	if (own && own->damaged)
		return;
	char *text = contents_tag(contents, name);
	if (!text) {
		contents_complain(contents, _("%s is missing"), name);
		return;
	}
	for (char *line = text; *line;) {
		char *end = line + strcspn(line, "\r\n");
		char *next = end + strspn(end, "\r\n");
		*end = '\0';
		check_line(contents, name, line);
		line = next;
	}
	free(text);
}

static void check_unlisted(struct contents *contents)
{
	for (size_t i = 0; i < contents->count; i++) {
		const struct entry *entry = &contents->entries[i];
		size_t len = strlen(entry->path);
		if (!entry->listed && len && entry->path[len - 1] != '/' &&
		    strcmp(entry->path, TAG_MANIFEST) != 0 && strcmp(entry->path, SIGNATURE_FILE) != 0)
			contents_complain(contents, _("%s was added"), contents_shown(entry->path));
	}
}

/* The value behind "Label: " in a tag file, or NULL. malloc'd. */
static char *tag_value(struct contents *contents, const char *text, const char *label)
{
	size_t len = strlen(label);
	for (const char *line = text; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		if (strncasecmp(line, label, len) != 0 || line[len] != ':')
			continue;
		const char *value = line + len + 1 + strspn(line + len + 1, " ");
		size_t value_len = strcspn(value, "\r\n");
		char *copy = memory_part(value, value_len);
		contents->no_memory = contents->no_memory || !copy;
		return copy;
	}
	return NULL;
}

static void check_oxum(struct contents *contents, const char *info)
{
	char *oxum = tag_value(contents, info, "Payload-Oxum"), expected[64];
	long long bytes = 0;
	size_t files = 0;
	for (size_t i = 0; i < contents->count; i++) {
		if (strncmp(contents->entries[i].path, "data/", 5) != 0)
			continue;
		bytes += (long long)contents->entries[i].size;
		files++;
	}
	snprintf(expected, sizeof(expected), "%lld.%zu", bytes, files);
	if (!oxum || strcmp(oxum, expected) != 0)
		contents_complain(contents, _("the payload's size differs from bag-info.txt"));
	free(oxum);
}

static void read_info(struct contents *contents)
{
	struct ky_package_report *report = contents->report;
	char *info = contents_tag(contents, INFO_FILE);
	const char *text = info ? info : "";
	report->school = tag_value(contents, text, "Source-Organization");
	report->code = tag_value(contents, text, "External-Identifier");
	report->campaign = tag_value(contents, text, "Bag-Group-Identifier");
	report->date = tag_value(contents, text, "Bagging-Date");
	report->sealed_for = tag_value(contents, text, "Sealed-For");
	char *fingerprint = tag_value(contents, text, "Sealed-Fingerprint");
	/* Only digits are taken over: a label may hold anything. */
	if (report->sealed_for && fingerprint && strspn(fingerprint, "0123456789 ") == KY_FINGERPRINT - 1)
		snprintf(report->sealed_fingerprint, sizeof(report->sealed_fingerprint), "%s", fingerprint);
	free(fingerprint);
	const struct entry *entry = contents_find(contents, INFO_FILE);
	if (!entry || !entry->damaged)
		check_oxum(contents, text);
	free(info);
}

/* What was signed is the tag manifest as it is in the package now. */
static void check_signature(struct contents *contents)
{
	struct ky_package_report *report = contents->report;
	const struct entry *entry = contents_find(contents, SIGNATURE_FILE);
	const struct entry *manifest = contents_find(contents, TAG_MANIFEST),
			   *info = contents_find(contents, INFO_FILE);
	if (!entry || entry->damaged || !manifest || manifest->damaged)
		return;
	char *text = contents_tag(contents, SIGNATURE_FILE);
	enum signature_state state = SIGNATURE_GARBLED;
	if (text && (int64_t)strlen(text) == entry->size)
		state = signature_check(text, manifest->hex,
					info && info->damaged ? NULL
					: report->code        ? report->code
							      : "",
					&report->signer);
	free(text);
	report->is_signed = state == SIGNATURE_GOOD;
	contents->no_memory = contents->no_memory || state == SIGNATURE_NO_MEMORY;
	if (state == SIGNATURE_GARBLED)
		contents_complain(contents, _("%s is no signature of Kuayue's"), SIGNATURE_FILE);
	else if (state == SIGNATURE_FOREIGN)
		contents_complain(contents, _("%s is another school's"), SIGNATURE_FILE);
	else if (state == SIGNATURE_WRONG)
		contents_complain(
			contents,
			_("%s does not fit: the package was changed after it was signed, or the signature is of "
			  "another one"),
			SIGNATURE_FILE);
}

/* Whether what is sealed is for the key that the label names; that needs no key. */
static void check_sealed(struct contents *contents)
{
	struct ky_package_report *report = contents->report;
	unsigned char head[ENVELOPE_HEAD] = { 0 };
	char recipient[KY_FINGERPRINT];
	const struct entry *entry = contents_find(contents, "data/sealed.bin");
	const struct entry *info = contents_find(contents, INFO_FILE);
	if ((!report->sealed_for && !entry) || (info && info->damaged))
		return;
	char *full = memory_print("%sdata/sealed.bin", contents->top);
	contents->no_memory = contents->no_memory || !full;
	zip_file_t *file = full && entry && !entry->damaged ? contents_open(contents, full) : NULL;
	zip_int64_t got = file ? contents_read(contents, file, head, sizeof(head)) : -1;
	if (file)
		zip_fclose(file);
	free(full);
	if (!entry)
		contents_complain(contents, _("%s is missing"), "sealed.bin");
	else if (!entry->damaged && (got < 0 || !envelope_peek(head, (size_t)got, recipient) ||
				     !report->sealed_for || strcmp(recipient, report->sealed_fingerprint) != 0))
		contents_complain(contents, _("%s is not sealed for whom bag-info.txt says"), "sealed.bin");
}

void contents_check(struct contents *contents)
{
	check_manifest(contents, "manifest-sha512.txt");
	check_manifest(contents, TAG_MANIFEST);
	check_unlisted(contents);
	read_info(contents);
	check_signature(contents);
	check_sealed(contents);
}
