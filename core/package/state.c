/* Writes state.json, and holds what it says against the package that it lies in. */
#include "package/state.h"

#include <assert.h>
#include <errno.h>
#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/memory.h"

#define NAMES_MOST 20000 /* exports of one school */
#define NAME_BYTES 16

void state_new_name(char out[KY_EXPORT_NAME])
{
	unsigned char bytes[NAME_BYTES];
	_Static_assert(KY_EXPORT_NAME > 2 * NAME_BYTES, "the name fits");
	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2hex(out, KY_EXPORT_NAME, bytes, sizeof(bytes));
}

static const char *const kinds[] = { [KY_PACKAGE_REPORT] = "report", [KY_PACKAGE_HANDOVER] = "handover" };

static json_t *names_json(const struct ky_export_names *names)
{
	json_t *array = json_array();
	for (size_t i = 0; i < names->count; i++)
		json_array_append_new(array, json_string(names->list[i]));
	return array;
}

static json_t *files_json(const struct state_file *files, size_t count)
{
	json_t *array = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_pack("{s:s, s:s, s:I, s:s}", "name", files[i].name, "kind",
						       files[i].kind, "size", (json_int_t)files[i].size, "sha512",
						       files[i].hex));
	return array;
}

char *state_text(const struct ky_package_info *info, const struct state_file *files, size_t count)
{
	const struct ky_package_state *state = &info->state;
	assert(state->export_name);
	json_t *root =
		json_pack("{s:i, s:s, s:s, s:s, s:s, s:o, s:o, s:[s], s:o}", "format", STATE_FORMAT, "kind",
			  kinds[info->kind], "site", info->code, "campaign", info->campaign, "export",
			  state->export_name, "contains", names_json(&state->contains), "replaces",
			  names_json(&state->replaces), "covers", info->code, "files", files_json(files, count));
	json_t *template = state->template_id
				   ? json_pack("{s:s, s:s, s:s}", "id", state->template_id, "version",
					       state->template_version, "sha256", state->template_sha256)
				   : NULL;
	if (root && template)
		json_object_set_new(root, "template", template);
	char *text = root && (template || !state->template_id) &&
				     json_array_size(json_object_get(root, "files")) == count
			     ? json_dumps(root, JSON_INDENT(1))
			     : NULL;
	json_decref(root);
	return text;
}

/* What is wrong with it is said once; the rest of it is then not looked at. */
static void garbled(struct contents *contents, const char *what)
{
	contents_complain(contents, _("%s is not as Kuayue writes it: %s"), STATE_FILE, what);
}

static bool is_name(const char *text)
{
	size_t len = text ? strlen(text) : 0;
	return len >= 16 && len < KY_EXPORT_NAME && strspn(text, "0123456789abcdef.-") == len;
}

static bool take_names(struct contents *contents, const json_t *root, const char *key,
		       struct ky_export_names *names)
{
	const json_t *array = json_object_get(root, key);
	size_t count = json_array_size(array);
	if (!json_is_array(array) || count > NAMES_MOST)
		return false;
	names->list = memory_new((count + 1) * sizeof(*names->list));
	contents->no_memory = contents->no_memory || !names->list;
	if (!names->list)
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *name = json_string_value(json_array_get(array, i));
		if (!is_name(name))
			return false;
		snprintf(names->list[names->count++], KY_EXPORT_NAME, "%s", name);
	}
	return true;
}

static bool equals(const json_t *root, const char *key, const char *text)
{
	const char *said = json_string_value(json_object_get(root, key));
	return said && strcmp(said, text ? text : "") == 0;
}

/* One entry of the list against the file that has its name. */
static void check_file(struct contents *contents, const json_t *file)
{
	const char *name = json_string_value(json_object_get(file, "name")),
		   *kind = json_string_value(json_object_get(file, "kind")),
		   *hex = json_string_value(json_object_get(file, "sha512"));
	const json_t *size = json_object_get(file, "size");
	if (!name || !kind || !kind[0] || !hex || strlen(hex) != BAG_HEX - 1 || !json_is_integer(size)) {
		garbled(contents, _("its list of files"));
		return;
	}
	char *path = memory_print("data/%s", name);
	contents->no_memory = contents->no_memory || !path;
	struct entry *entry = path ? contents_find(contents, path) : NULL;
	free(path);
	if (!entry)
		contents_complain(contents, _("%s is missing"), name);
	else if (entry->declared)
		contents_complain(contents, _("%s is listed twice in %s"), name, STATE_FILE);
	else if (!entry->damaged && (entry->size != json_integer_value(size) || strcmp(entry->hex, hex) != 0))
		contents_complain(contents, _("%s differs from what %s says of it"), name, STATE_FILE);
	if (entry)
		entry->declared = true;
}

static void check_files(struct contents *contents, const json_t *root)
{
	const json_t *files = json_object_get(root, "files");
	if (!json_is_array(files)) {
		garbled(contents, _("its list of files"));
		return;
	}
	for (size_t i = 0; i < json_array_size(files); i++)
		check_file(contents, json_array_get(files, i));
	for (size_t i = 0; i < contents->count; i++) {
		const struct entry *entry = &contents->entries[i];
		if (strncmp(entry->path, "data/", 5) == 0 && !entry->declared &&
		    strcmp(entry->path, STATE_PATH) != 0)
			contents_complain(contents, _("%s is not one of Kuayue's documents"),
					  contents_shown(entry->path));
	}
}

/* Whose package it is stands in bag-info.txt as well, which people read: they agree. */
static void check_root(struct contents *contents, const json_t *root)
{
	struct ky_package_report *report = contents->report;
	const char *export = json_string_value(json_object_get(root, "export")),
		   *kind = json_string_value(json_object_get(root, "kind"));
	if (!is_name(export) || !take_names(contents, root, "contains", &report->contains) ||
	    !take_names(contents, root, "replaces", &report->replaces)) {
		garbled(contents, _("which package it is"));
		return;
	}
	if (kind && strcmp(kind, kinds[KY_PACKAGE_HANDOVER]) == 0)
		report->kind = KY_PACKAGE_HANDOVER;
	else if (!kind || strcmp(kind, kinds[KY_PACKAGE_REPORT]) != 0)
		garbled(contents, _("its kind"));
	snprintf(report->export_name, sizeof(report->export_name), "%s", export);
	if (!contents->info_damaged &&
	    (!equals(root, "site", report->code) || !equals(root, "campaign", report->campaign)))
		contents_complain(contents, _("%s is another school's or campaign's than bag-info.txt says"),
				  STATE_FILE);
	check_files(contents, root);
}

static enum ky_code newer(const char *version, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT,
		       _("This package is of a newer version of Kuayue (format %.20s): update this program first, "
			 "then try again."),
		       version);
}

enum ky_code state_check(struct contents *contents, struct ky_error *err)
{
	const struct entry *entry = contents_find(contents, STATE_PATH);
	char version[24];
	enum ky_code code = KY_OK;
	contents->report->old_format = !entry;
	if (!entry || entry->damaged)
		return KY_OK;
	char *text = contents_tag(contents, STATE_PATH);
	json_error_t why = { .text = "" };
	bool is_text = text && strlen(text) == (size_t)entry->size;
	errno = 0;
	json_t *root = is_text ? json_loads(text, JSON_REJECT_DUPLICATES, &why) : NULL;
	contents->no_memory = contents->no_memory || (is_text && json_lacks_memory(root, &why));
	const json_t *format = json_object_get(root, "format");
	snprintf(version, sizeof(version), "%lld", (long long)json_integer_value(format));
	if (!json_is_integer(format) || json_integer_value(format) < 1)
		garbled(contents, _("its format"));
	else if (json_integer_value(format) > STATE_FORMAT)
		code = newer(version, err);
	else
		check_root(contents, root);
	json_decref(root);
	free(text);
	return code;
}
