/* Reads keys.ini (terminal/keys_file.h). libiniparser reads the values; which line has a name it does not say, so
 * that is looked up in the text. */
#include "terminal/keys_file.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <iniparser/iniparser.h>

#include "base/file.h"
#include "terminal/action.h"
#include "terminal/i18n.h"
#include "terminal/memory.h"

#define SECTION "keys"
#define TYPING ".typing"
#define TEXT_MOST 65536 /* bytes of the file */

struct keys_file {
	char *path, *text;
	dictionary *values;
	struct ky_error *err;
};

/* NULL where the system names no home; the caller frees it. */
static char *keys_path(void)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	if (config && config[0] == '/')
		return xprintf("%s/kuayue/keys.ini", config);
	return home && home[0] == '/' ? xprintf("%s/.config/kuayue/keys.ini", home) : NULL;
}

static int quiet(const char *format, ...)
{
	return format != NULL;
}

/* The line on which that name stands for the nth time, from 1; 0: it does not. */
static int line_of(const char *text, const char *name, int nth)
{
	int line = 1;
	for (; *text; line++) {
		const char *at = text + strspn(text, " \t");
		size_t len = strlen(name);
		if (strncasecmp(at, name, len) == 0 && at[len + strspn(at + len, " \t")] == '=' && --nth == 0)
			return line;
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return 0;
}

static enum ky_code refuse(const struct keys_file *file, const char *name, const char *why, const char *what)
{
	return ky_fail(file->err, KY_INPUT, _("keys.ini, line %d: %s %s. No key was changed."),
		       line_of(file->text, name, 1), why, what);
}

/* What a line is about. */
struct changing {
	const char *name; /* as libiniparser gives it, in small letters */
	enum action action;
	bool typing;
};

static struct changing changing_of(const char *name)
{
	char called[64];
	size_t len = strlen(name), suffix = strlen(TYPING);
	struct changing changing = { .name = name };
	changing.typing = len > suffix && strcmp(name + len - suffix, TYPING) == 0;
	len -= changing.typing ? suffix : 0;
	for (size_t i = 0; i < len && len < sizeof(called); i++)
		called[i] = (char)toupper((unsigned char)name[i]);
	if (len < sizeof(called))
		changing.action = action_of_name(called, len);
	return changing;
}

static enum ky_code take(const struct keys_file *file, const char *name)
{
	struct changing changing = changing_of(name);
	char *full = xprintf(SECTION ":%s", name);
	const char *value = iniparser_getstring(file->values, full, "");
	int key = action_key_of_text(value, changing.typing);
	free(full);
	if (line_of(file->text, name, 2))
		return refuse(file, name, _("this name stands twice:"), name);
	if (changing.action == ACT_NONE || changing.action == ACT_PAGE)
		return refuse(file, name, _("there is no action with keys of its own called"), name);
	if (!key)
		return refuse(file, name,
			      changing.typing ? _("a key while typing is a letter behind ^ or a function key, not")
					      : _("a key in lists is one letter or sign, a letter behind ^ or a "
						  "function key, not"),
			      value);
	action_change_key(changing.action, key, changing.typing);
	return KY_OK;
}

/* Two lines may give their keys to each other, so clashes are looked for when all are taken. */
static enum ky_code check(const struct keys_file *file, const char *name)
{
	struct changing changing = changing_of(name);
	enum action other = action_clash(changing.action, changing.typing);
	if (!other)
		return KY_OK;
	return ky_fail(file->err, KY_INPUT,
		       _("keys.ini, line %d: %s would be the key of %s and of %s. No key was changed."),
		       line_of(file->text, name, 1), action_key(changing.action, changing.typing),
		       action_name(changing.action), action_name(other));
}

static enum ky_code take_all(const struct keys_file *file)
{
	int count = iniparser_getsecnkeys(file->values, SECTION);
	const char **names = xalloc(((size_t)count + 1) * sizeof(*names));
	enum ky_code code = KY_OK;
	if (count > 0 && !iniparser_getseckeys(file->values, SECTION, names))
		count = 0;
	for (int i = 0; !code && i < count; i++)
		code = take(file, names[i] + strlen(SECTION ":"));
	for (int i = 0; !code && i < count; i++)
		code = check(file, names[i] + strlen(SECTION ":"));
	free(names);
	if (code)
		actions_as_declared();
	return code;
}

enum ky_code keys_load(struct ky_error *err)
{
	struct keys_file file = { .path = keys_path(), .err = err };
	FILE *stream = NULL;
	enum ky_code code = KY_OK;
	assert(err);
	/* What is no file, or none of ours to read, is as good as none. */
	if (file.path && file_open(file.path, &stream, NULL) == KY_OK) {
		file.text = xalloc(TEXT_MOST + 1);
		size_t len = fread(file.text, 1, TEXT_MOST, stream);
		file.text[len] = '\0';
		fclose(stream);
		iniparser_set_error_callback(quiet);
		file.values = len < TEXT_MOST ? iniparser_load(file.path) : NULL;
		if (file.values)
			code = take_all(&file);
		else
			code = ky_fail(err, KY_INPUT, _("%s cannot be read as an INI file. No key was changed."),
				       file.path);
	}
	if (file.values)
		iniparser_freedict(file.values);
	free(file.text);
	free(file.path);
	return code;
}
