#include "campaign/ini.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <iniparser/iniparser.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/text.h"

#define MAX_SIZE (1024 * 1024)
#define MAX_LINE 1000     /* libiniparser cuts at 1024, quotes and all */
#define MAX_SECTIONS 2000 /* looking for duplicates, here and in libiniparser, is quadratic */
#define MAX_ENTRIES 20000
#define PART 6000 /* bytes: libiniparser compares each key with all before it, so it gets parts */

struct scan {
	const char *file;
	struct ini *ini;
	struct strbuf copy; /* what libiniparser reads next */
	struct strbuf path; /* its temporary file */
	int fd;
	size_t written;
	size_t part_section, part_entry; /* where that begins */
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
static bool name_is_plain(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. ";
	return *name && name[strspn(name, plain)] == '\0';
}

static enum ky_code check_bytes(struct scan *scan, const char *line, size_t len)
{
	if (!ky_text_valid(line, len))
		return ky_fail(scan->err, KY_INPUT,
			       _("%s: line %d is not UTF-8 (it looks like GB18030); save the file as UTF-8"),
			       scan->file, scan->line);
	if (len > MAX_LINE)
		return ky_fail(scan->err, KY_INPUT,
			       _("%s: line %d has %zu bytes; expected at most %d, so shorten it"), scan->file,
			       scan->line, len, MAX_LINE);
	for (size_t i = 0; i < len; i++)
		if (((unsigned char)line[i] < ' ' && line[i] != '\t') || line[i] == 0x7f)
			return ky_fail(scan->err, KY_INPUT, _("%s: line %d has a control character; delete it"),
				       scan->file, scan->line);
	return KY_OK;
}

static int quiet(const char *format, ...)
{
	(void)format;
	return 0;
}

static enum ky_code no_temporary(const char *dir, struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM,
		       _("Cannot make a temporary file in %s: %s; free some space or set TMPDIR to a folder you "
			 "can write"),
		       dir, ky_reason(errno));
}

/* libiniparser reads files only: one file, made when it is first needed, serves all parts. */
static enum ky_code load_copy(struct scan *scan, dictionary **part)
{
	const char *dir = getenv("TMPDIR");
	if (!dir || !*dir)
		dir = "/tmp";
	if (scan->fd < 0) {
		strbuf_addf(&scan->path, "%s/kuayue-XXXXXX", dir);
		scan->fd = mkstemp(scan->path.text);
	}
	while (scan->copy.len < scan->written) /* blank lines hide the last part, faster than truncating */
		strbuf_add_len(&scan->copy, "\n", 1);
	if (scan->fd < 0 || pwrite(scan->fd, scan->copy.text, scan->copy.len, 0) != (ssize_t)scan->copy.len)
		return no_temporary(dir, scan->err);
	scan->written = scan->copy.len;
	iniparser_set_error_callback(quiet);
	*part = iniparser_load(scan->path.text);
	return *part ? KY_OK : no_temporary(dir, scan->err);
}

static void drop_copy(struct scan *scan)
{
	if (scan->fd >= 0) {
		close(scan->fd);
		unlink(scan->path.text);
	}
	strbuf_free(&scan->path);
	strbuf_free(&scan->copy);
}

/* True if slot at of the dictionary is this section and key: a look-up by name would
 * search the whole dictionary again for every key. */
static bool slot_is(const dictionary *values, size_t at, const char *section, const char *key)
{
	size_t len = strlen(section);
	if (at >= (size_t)values->size || !values->key[at] || !values->val[at])
		return false;
	const char *name = values->key[at];
	return !strncasecmp(name, section, len) && name[len] == ':' && !strcasecmp(name + len + 1, key);
}

static const char *value_at(const dictionary *values, size_t at, const char *section, const char *key)
{
	char name[2 * MAX_LINE + 2];
	if (slot_is(values, at, section, key))
		return values->val[at];
	snprintf(name, sizeof(name), "%s:%s", section, key);
	return iniparser_getstring(values, name, NULL);
}

/* Has libiniparser read the sections since the last part, and takes their values. */
static enum ky_code end_part(struct scan *scan)
{
	struct ini *ini = scan->ini;
	size_t at = 0;
	if (scan->part_section == ini->count)
		return KY_OK;
	ini->parts = xrealloc(ini->parts, (ini->part_count + 1) * sizeof(*ini->parts));
	enum ky_code code = load_copy(scan, &ini->parts[ini->part_count]);
	if (code)
		return code;
	const dictionary *values = ini->parts[ini->part_count++];
	for (; scan->part_section < ini->count; scan->part_section++) {
		const struct ini_section *section = &ini->sections[scan->part_section];
		at++; /* the section's own slot */
		for (size_t i = 0; i < section->count; i++, at++) {
			struct ini_entry *entry = &ini->entries[scan->part_entry++];
			entry->value = value_at(values, at, section->name, entry->key);
			if (!entry->value)
				return ky_fail(scan->err, KY_INPUT,
					       _("%s: [%s] %s (line %d): the value cannot be read; write it anew"),
					       scan->file, section->name, entry->key, entry->line);
		}
	}
	strbuf_clear(&scan->copy);
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
	if (!name_is_plain(name))
		return ky_fail(scan->err, KY_INPUT,
			       _("%s: [%s] (line %d): expected a section name of ASCII letters, digits, '.' "
				 "and '_'"),
			       scan->file, name, scan->line);
	for (size_t i = 0; i < ini->count; i++)
		if (!strcasecmp(ini->sections[i].name, name))
			return ky_fail(scan->err, KY_INPUT,
				       _("%s: [%s]: the section is there twice, on lines %d and %d; expected "
					 "it once"),
				       scan->file, name, ini->sections[i].line, scan->line);
	if (ini->count == MAX_SECTIONS)
		return ky_fail(scan->err, KY_INPUT, _("%s: [%s] (line %d): expected at most %d sections"),
			       scan->file, name, scan->line, MAX_SECTIONS);
	enum ky_code code = scan->copy.len > PART ? end_part(scan) : KY_OK;
	if (code)
		return code;
	if (ini->count == scan->sections_cap) {
		scan->sections_cap = scan->sections_cap ? 2 * scan->sections_cap : 128;
		ini->sections = xrealloc(ini->sections, scan->sections_cap * sizeof(*ini->sections));
	}
	ini->sections[ini->count++] = (struct ini_section){ .name = name, .line = scan->line };
	strbuf_add(&scan->copy, "[");
	strbuf_add(&scan->copy, name);
	strbuf_add(&scan->copy, "]\n");
	return KY_OK;
}

/* Takes the double quotes off a value, or refuses what libiniparser would misread. */
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
	if (!name_is_plain(key))
		return ky_fail(scan->err, KY_INPUT,
			       _("%s: [%s] %s (line %d): expected a key of ASCII letters, digits and '_'"),
			       scan->file, section->name, key, scan->line);
	for (size_t i = scan->entries - section->count; i < scan->entries; i++)
		if (!strcasecmp(ini->entries[i].key, key))
			return ky_fail(scan->err, KY_INPUT,
				       _("%s: [%s] %s: the key is there twice, on lines %d and %d; expected "
					 "it once"),
				       scan->file, section->name, key, ini->entries[i].line, scan->line);
	enum ky_code code = clean_value(scan, section->name, key, &value);
	if (code)
		return code;
	if (scan->entries == MAX_ENTRIES)
		return ky_fail(scan->err, KY_INPUT, _("%s: [%s] %s (line %d): expected at most %d keys in all"),
			       scan->file, section->name, key, scan->line, MAX_ENTRIES);
	if (scan->entries == scan->entries_cap) {
		scan->entries_cap = scan->entries_cap ? 2 * scan->entries_cap : 2048;
		ini->entries = xrealloc(ini->entries, scan->entries_cap * sizeof(*ini->entries));
	}
	ini->entries[scan->entries++] = (struct ini_entry){ .key = key, .value = "", .line = scan->line };
	section->count++;
	strbuf_add(&scan->copy, key);
	strbuf_add(&scan->copy, "=\"");
	strbuf_add(&scan->copy, value);
	strbuf_add(&scan->copy, "\"\n");
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

enum ky_code ini_read(struct ini *ini, const char *name, const char *text, size_t len, struct ky_error *err)
{
	struct scan scan = { .file = name, .ini = ini, .fd = -1, .err = err };
	*ini = (struct ini){ .count = 0 };
	if (len > MAX_SIZE)
		return ky_fail(err, KY_INPUT, _("%s: the file has %zu bytes; expected a template of at most %d"),
			       name, len, MAX_SIZE);
	strbuf_init(&scan.copy);
	strbuf_init(&scan.path);
	ini->text = xalloc(len + 1);
	if (len)
		memcpy(ini->text, text, len);
	enum ky_code code = scan_text(&scan, len);
	if (!code && !ini->count)
		code = ky_fail(err, KY_INPUT, _("%s: the file is empty; expected a campaign template"), name);
	if (!code)
		code = end_part(&scan);
	struct ini_entry *entry = ini->entries; /* it does not move any more */
	for (size_t i = 0; i < ini->count; i++) {
		ini->sections[i].entries = entry;
		if (ini->sections[i].count)
			entry += ini->sections[i].count;
	}
	drop_copy(&scan);
	if (code)
		ini_free(ini);
	return code;
}

void ini_free(struct ini *ini)
{
	for (size_t i = 0; i < ini->part_count; i++)
		iniparser_freedict(ini->parts[i]);
	free(ini->parts);
	free(ini->sections);
	free(ini->entries);
	free(ini->text);
	*ini = (struct ini){ .count = 0 };
}
