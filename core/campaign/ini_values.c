/* Values of an INI text, as libiniparser reads them from memory. */
#include <errno.h>
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
	ini->values = iniparser_load(file.path);
	int why = errno;
	memory_file_close(&file);
	/* It goes on without the values that it had no memory for, which would look like bad ones. */
	if (why == ENOMEM)
		return ky_fail(err, KY_SYSTEM, "%s", ky_reason(ENOMEM));
	return ini->values ? KY_OK
			   : ky_fail(err, KY_SYSTEM, _("The template cannot be read from %s: %s; try again"),
				     file.path, ky_reason(why));
}

enum ky_code ini_take_values(struct ini *ini, const char *name, const char *checked, size_t len,
			     struct ky_error *err)
{
	struct strbuf key;
	enum ky_code code = load(ini, checked, len, err);
	strbuf_init(&key, STRBUF_LINE);
	for (size_t s = 0; !code && s < ini->count; s++) {
		struct ini_section *section = &ini->sections[s];
		for (size_t i = 0; !code && i < section->count; i++) {
			struct ini_entry *entry = &section->entries[i];
			strbuf_clear(&key);
			strbuf_addf(&key, "%s:%s", section->name, entry->key);
			entry->value = iniparser_getstring(ini->values, key.text, NULL);
			if (!entry->value)
				code = ky_fail(err, KY_INPUT,
					       _("%s: [%s] %s (line %d): the value cannot be read; write it anew"),
					       name, section->name, entry->key, entry->line);
		}
	}
	strbuf_free(&key);
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
