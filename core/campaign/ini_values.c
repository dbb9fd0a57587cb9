/* Has libiniparser read the values of a checked INI text, from memory. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <iniparser/iniparser.h>

#include "base/i18n.h"
#include "base/memory_file.h"
#include "base/strbuf.h"
#include "campaign/ini.h"

static int quiet(const char *format, ...)
{
	(void)format;
	return 0;
}

/* Whether there is memory for the table that libiniparser begins with: it does not look whether it has it, and
 * would write to no address. */
static bool has_room(void)
{
	enum { PARTS = 4, BYTES = 4096 };
	void *parts[PARTS];
	bool all = true;
	for (size_t i = 0; i < PARTS; i++) {
		parts[i] = memory_new(BYTES);
		all = all && parts[i];
	}
	for (size_t i = 0; i < PARTS; i++)
		free(parts[i]);
	return all;
}

static enum ky_code load(struct ini *ini, const char *checked, size_t len, struct ky_error *err)
{
	struct memory_file file;
	if (!memory_file_open(&file, MEMORY_FILE_MEMORY, checked, len))
		return ky_fail(
			err, KY_SYSTEM,
			_("Cannot make a temporary file in %s: %s; free some space or set TMPDIR to a folder "
			  "you can write"),
			memory_file_folder(), ky_reason(errno));
	iniparser_set_error_callback(quiet);
	errno = 0;
	ini->values = has_room() ? iniparser_load(file.path) : NULL;
	int why = errno;
	memory_file_close(&file);
	/* Where memory is out libiniparser goes on without some values, which would look like missing ones. */
	if (why == ENOMEM)
		return memory_out(err);
	return ini->values ? KY_OK
			   : ky_fail(err, KY_SYSTEM, _("The template cannot be read from %s: %s; try again"),
				     file.path, ky_reason(why));
}

/* One line a section, and one a key with its value in double quotes. */
static void render(const struct ini *ini, struct strbuf *checked)
{
	for (size_t s = 0; s < ini->count; s++) {
		const struct ini_section *section = &ini->sections[s];
		strbuf_addf(checked, "[%s]\n", section->name);
		for (size_t i = 0; i < section->count; i++)
			strbuf_addf(checked, "%s=\"%s\"\n", section->entries[i].key, section->entries[i].value);
	}
}

/* The key is looked up as libiniparser has it. */
static enum ky_code take_value(struct ini *ini, const char *name, const struct ini_section *section,
			       struct ini_entry *entry, struct ky_error *err)
{
	char key[2 * INI_NAME + 2];
	snprintf(key, sizeof(key), "%s:%s", section->name, entry->key);
	entry->value = iniparser_getstring(ini->values, key, NULL);
	return entry->value ? KY_OK
			    : ky_fail(err, KY_INPUT,
				      _("%s: [%s] %s (line %d): the value cannot be read; write it anew"), name,
				      section->name, entry->key, entry->line);
}

enum ky_code ini_take_values(struct ini *ini, const char *name, struct ky_error *err)
{
	struct strbuf checked;
	strbuf_init(&checked, 4 * INI_SIZE + 16);
	render(ini, &checked);
	enum ky_code code = strbuf_check(&checked, name, err);
	if (!code)
		code = load(ini, checked.text, checked.len, err);
	for (size_t s = 0; !code && s < ini->count; s++)
		for (size_t i = 0; !code && i < ini->sections[s].count; i++)
			code = take_value(ini, name, &ini->sections[s], &ini->sections[s].entries[i], err);
	strbuf_free(&checked);
	return code;
}

void ini_free(struct ini *ini)
{
	if (ini->values)
		iniparser_freedict(ini->values);
	free(ini->sections);
	free(ini->entries);
	free(ini->text);
	*ini = (struct ini){ .count = 0 };
}
