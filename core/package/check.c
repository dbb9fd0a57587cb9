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
#include "package/state.h"

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
	if (entry->met || (strncmp(path, "data/", 5) == 0) != (strcmp(manifest, PAYLOAD_MANIFEST) == 0))
		contents_complain(contents, _("%s is listed twice, or in the wrong manifest"),
				  contents_shown(path));
	entry->met = entry->listed = true;
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
	if (own && strlen(text) != (size_t)own->size)
		contents_complain(contents, _("%s holds what no text does"), name);
	for (char *line = text; *line;) {
		char *end = line + strcspn(line, "\r\n");
		char *next = end + strspn(end, "\r\n");
		*end = '\0';
		check_line(contents, name, line);
		line = next;
	}
	free(text);
}

/* Listed or not, nothing else belongs in a bag of Kuayue's: no fetch.txt, no other manifest, no folder. */
static void check_unlisted(struct contents *contents)
{
	for (size_t i = 0; i < contents->count; i++) {
		const struct entry *entry = &contents->entries[i];
		bool data = strncmp(entry->path, "data/", 5) == 0 && entry->path[strlen(entry->path) - 1] != '/';
		if (!data && !bag_is_own(entry->path))
			contents_complain(contents, _("%s is not one of Kuayue's documents"),
					  entry->path[0] ? contents_shown(entry->path) : contents->top);
		else if (!entry->listed && strcmp(entry->path, TAG_MANIFEST) != 0 &&
			 strcmp(entry->path, SIGNATURE_FILE) != 0)
			contents_complain(contents, _("%s was added"), contents_shown(entry->path));
		else if (!bag_name_is_portable(entry->path))
			contents_complain(contents,
					  _("%s has a name that not every PC takes, or that runs when opened"),
					  contents_shown(entry->path));
	}
}

/* The two lines that say what a bag is (RFC 8493, 2.1.1): other ones would have it read otherwise. */
static void check_declaration(struct contents *contents)
{
	const struct entry *entry = contents_find(contents, "bagit.txt");
	char *text = entry && !entry->damaged ? contents_tag(contents, "bagit.txt") : NULL;
	if (text && (strcmp(text, BAG_DECLARATION) != 0 || entry->size != (int64_t)strlen(BAG_DECLARATION)))
		contents_complain(contents, _("%s is not as Kuayue writes it"), "bagit.txt");
	free(text);
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
	contents->info_damaged = entry && entry->damaged;
	if (info && entry && strlen(info) != (size_t)entry->size)
		contents_complain(contents, _("%s holds what no text does"), INFO_FILE);
	if (!contents->info_damaged)
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

/* The folder that a package unpacks into is named after the school. */
static void check_folder(struct contents *contents)
{
	char folder[64];
	const char *code = contents->report->code;
	bag_folder(code ? code : "", folder, sizeof(folder));
	size_t len = strlen(folder);
	if (!contents->info_damaged && (strncmp(contents->top, folder, len) != 0 || contents->top[len] != '/'))
		contents_complain(contents, _("the folder in the container is not that of the school in %s"),
				  INFO_FILE);
}

enum ky_code contents_check(struct contents *contents, struct ky_error *err)
{
	read_info(contents);
	enum ky_code code = state_check(contents, err);
	if (code)
		return code;
	check_manifest(contents, PAYLOAD_MANIFEST);
	check_manifest(contents, TAG_MANIFEST);
	check_unlisted(contents);
	check_declaration(contents);
	check_folder(contents);
	check_signature(contents);
	check_sealed(contents);
	return KY_OK;
}
