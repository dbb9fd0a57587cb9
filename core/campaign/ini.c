/* Checks the lines of an INI text, in a process without rights (ini_confined.c). Reading the values is left to
 * libiniparser (ini_values.c). */
#include "campaign/ini.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "kuayue/text.h"

struct scan {
	const char *file;
	struct ini *ini;
	size_t entries, sections_cap, entries_cap;
	int line;
	struct ky_error *err;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Cuts blanks off both ends, in place. */
static char *trim(char *text, char *end)
{
	while (text < end && is_blank(*text))
		text++;
	while (end > text && is_blank(end[-1]))
		end--;
	*end = '\0';
	return text;
}

/* Names are ASCII: tolower must mean the same to libiniparser in every locale. */
bool ini_name_is_plain(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. ";
	size_t len = strspn(name, plain);
	return len && len <= INI_NAME && name[len] == '\0';
}

static enum ky_code check_bytes(struct scan *scan, const char *line, size_t len)
{
	if (!ky_text_valid(line, len))
		return ky_fail(scan->err, KY_INPUT,
			       _("%s: line %d is not UTF-8 (it looks like GB18030); save the file as UTF-8"),
			       scan->file, scan->line);
	if (len > INI_LINE)
		return ky_fail(scan->err, KY_INPUT,
			       _("%s: line %d has %zu bytes; expected at most %d, so shorten it"), scan->file,
			       scan->line, len, INI_LINE);
	if (!escape_is_clean(line, len))
		return ky_fail(scan->err, KY_INPUT, _("%s: line %d has a control character; delete it"),
			       scan->file, scan->line);
	return KY_OK;
}

static enum ky_code add_section(struct scan *scan, char *line, size_t len)
{
	struct ini *ini = scan->ini;
	if (line[len - 1] != ']')
		return ky_fail(scan->err, KY_INPUT, _("%s: line %d opens a section and does not end with ]"),
			       scan->file, scan->line);
	const char *name = trim(line + 1, line + len - 1);
	if (strchr(name, ':'))
		return ky_fail(scan->err, KY_INPUT,
			       _("%s: [%s] (line %d): a section name cannot have a ':'; use '.' instead"),
			       scan->file, name, scan->line);
	if (!ini_name_is_plain(name))
		return ky_fail(scan->err, KY_INPUT,
			       _("%s: [%s] (line %d): expected a section name of at most %d ASCII letters, "
				 "digits, '.' and '_'"),
			       scan->file, name, scan->line, INI_NAME);
	for (size_t i = 0; i < ini->count; i++)
		if (!strcasecmp(ini->sections[i].name, name))
			return ky_fail(scan->err, KY_INPUT,
				       _("%s: [%s]: the section is there twice, on lines %d and %d; expected "
					 "it once"),
				       scan->file, name, ini->sections[i].line, scan->line);
	if (ini->count == INI_SECTIONS)
		return ky_fail(scan->err, KY_INPUT, _("%s: [%s] (line %d): expected at most %d sections"),
			       scan->file, name, scan->line, INI_SECTIONS);
	if (ini->count == scan->sections_cap) {
		size_t cap = scan->sections_cap ? 2 * scan->sections_cap : 128;
		struct ini_section *more = realloc(ini->sections, cap * sizeof(*more));
		if (!more)
			return memory_out(scan->err);
		ini->sections = more;
		scan->sections_cap = cap;
	}
	ini->sections[ini->count++] = (struct ini_section){ .name = name, .line = scan->line };
	return KY_OK;
}

/* Takes the double quotes off a value, or refuses a value that libiniparser would misread. */
static enum ky_code clean_value(struct scan *scan, const char *section, const char *key, char **value)
{
	char *text = *value;
	size_t len = strlen(text);
	if (*text == '"') {
		if (len < 2 || strchr(text + 1, '"') != text + len - 1)
			return ky_fail(scan->err, KY_INPUT,
				       _("%s: [%s] %s (line %d): expected one pair of double quotes around "
					 "the whole value"),
				       scan->file, section, key, scan->line);
		text[len - 1] = '\0';
		*value = text + 1;
		return KY_OK;
	}
	if (text[strcspn(text, ";#\"")] || *text == '\'' || (len && text[len - 1] == '\\'))
		return ky_fail(scan->err, KY_INPUT,
			       _("%s: [%s] %s (line %d): a value with ; # \\ or a quote in it is cut there; put "
				 "the value in double quotes"),
			       scan->file, section, key, scan->line);
	return KY_OK;
}

static enum ky_code add_entry(struct scan *scan, char *line, size_t len)
{
	struct ini *ini = scan->ini;
	char *equals = memchr(line, '=', len);
	if (!ini->count || !equals)
		return ky_fail(scan->err, KY_INPUT,
			       ini->count ? _("%s: line %d: expected key=value, [section] or # comment")
					  : _("%s: line %d: expected a [section] before the first key=value"),
			       scan->file, scan->line);
	struct ini_section *section = &ini->sections[ini->count - 1];
	char *value = trim(equals + 1, line + len);
	const char *key = trim(line, equals);
	if (!ini_name_is_plain(key))
		return ky_fail(scan->err, KY_INPUT,
			       _("%s: [%s] %s (line %d): expected a key of at most %d ASCII letters, digits "
				 "and '_'"),
			       scan->file, section->name, key, scan->line, INI_NAME);
	for (size_t i = scan->entries - section->count; i < scan->entries; i++)
		if (!strcasecmp(ini->entries[i].key, key))
			return ky_fail(scan->err, KY_INPUT,
				       _("%s: [%s] %s: the key is there twice, on lines %d and %d; expected "
					 "it once"),
				       scan->file, section->name, key, ini->entries[i].line, scan->line);
	enum ky_code code = clean_value(scan, section->name, key, &value);
	if (code)
		return code;
	if (scan->entries == INI_ENTRIES)
		return ky_fail(scan->err, KY_INPUT, _("%s: [%s] %s (line %d): expected at most %d keys in all"),
			       scan->file, section->name, key, scan->line, INI_ENTRIES);
	if (scan->entries == scan->entries_cap) {
		size_t cap = scan->entries_cap ? 2 * scan->entries_cap : 2048;
		struct ini_entry *more = realloc(ini->entries, cap * sizeof(*more));
		if (!more)
			return memory_out(scan->err);
		ini->entries = more;
		scan->entries_cap = cap;
	}
	ini->entries[scan->entries++] = (struct ini_entry){ .key = key, .value = value, .line = scan->line };
	section->count++;
	return KY_OK;
}

static enum ky_code scan_line(struct scan *scan, char *line, size_t len)
{
	enum ky_code code = check_bytes(scan, line, len);
	if (code)
		return code;
	line = trim(line, line + len);
	len = strlen(line);
	if (!len || *line == '#' || *line == ';')
		return KY_OK;
	return *line == '[' ? add_section(scan, line, len) : add_entry(scan, line, len);
}

static enum ky_code scan_text(struct scan *scan, size_t len)
{
	char *line = scan->ini->text, *end = line + len;
	enum ky_code code = KY_OK;
	if (len >= 3 && !memcmp(line, "\xEF\xBB\xBF", 3))
		line += 3;
	while (!code && line < end) {
		char *stop = memchr(line, '\n', (size_t)(end - line));
		char *next = stop ? stop + 1 : end;
		stop = stop ? stop : end;
		if (stop > line && stop[-1] == '\r')
			stop--;
		scan->line++;
		code = scan_line(scan, line, (size_t)(stop - line));
		line = next;
	}
	return code;
}

/* Sets the pointers to the entries, once their array does not grow any more. */
void ini_place_entries(struct ini *ini)
{
	struct ini_entry *entry = ini->entries;
	for (size_t i = 0; i < ini->count; i++) {
		ini->sections[i].entries = entry;
		if (ini->sections[i].count)
			entry += ini->sections[i].count;
	}
}

enum ky_code ini_scan(struct ini *ini, const char *name, const char *text, size_t len, struct ky_error *err)
{
	struct scan scan = { .file = name, .ini = ini, .err = err };
	*ini = (struct ini){ .count = 0 };
	ini->text = memory_new(len + 1);
	if (!ini->text)
		return memory_out(err);
	if (len)
		memcpy(ini->text, text, len);
	enum ky_code code = scan_text(&scan, len);
	if (!code && !ini->count)
		code = ky_fail(err, KY_INPUT, _("%s: the file is empty; expected a campaign template"), name);
	ini_place_entries(ini);
	if (code)
		ini_free(ini);
	return code;
}

enum ky_code ini_read(struct ini *ini, const char *name, const char *text, size_t len, bool own,
		      struct ky_error *err)
{
	*ini = (struct ini){ .count = 0 };
	if (len > INI_SIZE)
		return ky_fail(err, KY_INPUT, _("%s: the file has %zu bytes; expected a template of at most %d"),
			       name, len, INI_SIZE);
	enum ky_code code = own ? ini_scan(ini, name, text, len, err) : ini_confined(ini, name, text, len, err);
	if (!code)
		code = ini_take_values(ini, name, err);
	if (code)
		ini_free(ini);
	return code;
}
