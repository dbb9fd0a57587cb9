/* How a package is called: a name that every stick and every system takes, and the number behind it. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/strbuf.h"
#include "kuayue/text.h"
#include "package/bag.h"
#include "texts.h"

/* Of a name's parts. All together stays far below what FAT and exFAT (255 UTF-16 units) and ext4 (255 bytes)
 * hold. */
#define NAME_MAX_BYTES 120
#define CODE_MAX_BYTES 40

/* True for a character that some file system cannot have in a name, or that people would not see. */
static bool is_unsafe(const char *text, struct ky_char c)
{
	size_t len = 0;
	for (size_t at = 0; at < c.bytes; at += len)
		if (!ky_text_is_shown(text + at, &len))
			return true;
	return c.bytes == 1 && strchr("<>:\"/\\|?*", *text);
}

/* Adds a text as Windows, FAT and exFAT can have it in a name: what they forbid becomes '_', and a long text is
 * cut between characters as people see them. */
static void add_safe(struct strbuf *sb, const char *text, size_t most)
{
	size_t used = 0;
	for (struct ky_char c = ky_text_char(text); c.bytes && used + c.bytes <= most;
	     text += c.bytes, c = ky_text_char(text)) {
		if (is_unsafe(text, c))
			strbuf_add(sb, "_");
		else
			strbuf_add_len(sb, text, c.bytes);
		used += c.bytes;
	}
	while (sb->len && (sb->text[sb->len - 1] == ' ' || sb->text[sb->len - 1] == '.'))
		sb->text[--sb->len] = '\0';
}

/* The school's code as file names begin with it. */
static void add_code(struct strbuf *sb, const char *code)
{
	if (bag_is_device_name(code) || code[0] == '.' || code[0] == ' ')
		strbuf_add(sb, "_");
	add_safe(sb, code, CODE_MAX_BYTES);
	strbuf_add(sb, "_");
}

char *bag_file_prefix(const char *code, const char *school, const char *to, const char *yyyymmdd)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	add_code(&sb, code);
	add_safe(&sb, school, NAME_MAX_BYTES);
	if (to) {
		strbuf_add(&sb, ZH_HANDOVER_MARK);
		add_safe(&sb, to, CODE_MAX_BYTES);
		strbuf_addf(&sb, "_%s_n", yyyymmdd);
	} else {
		strbuf_addf(&sb, ZH_PACKAGE_MARK "%s_v", yyyymmdd);
	}
	return strbuf_take(&sb);
}

char *bag_document_stem(const char *code, const char *title, const char *yyyymmdd)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	add_code(&sb, code);
	add_safe(&sb, title, NAME_MAX_BYTES);
	strbuf_addf(&sb, "_%s", yyyymmdd);
	return strbuf_take(&sb);
}

static bool is_numbered(const char *file, const char *code, const char *mark, char letter, int *version)
{
	struct strbuf begin;
	strbuf_init(&begin, STRBUF_LINE);
	add_code(&begin, code);
	/* FAT and exFAT do not tell g01 from G01. */
	bool ours = !begin.over && strncasecmp(file, begin.text, begin.len) == 0;
	strbuf_free(&begin);
	size_t len = strlen(file);
	const char *v = strrchr(file, '_');
	if (!ours || len < 5 || !strstr(file, mark) || !v || (v[1] | 0x20) != letter ||
	    strcasecmp(file + len - 4, ".zip") != 0)
		return false;
	char *end = NULL;
	long number = strtol(v + 2, &end, 10);
	if (end != file + len - 4 || number < 1 || number > 100000)
		return false;
	*version = (int)number;
	return true;
}

bool bag_is_package_of(const char *file, const char *code, int *version)
{
	return is_numbered(file, code, ZH_PACKAGE_MARK, 'v', version);
}

int bag_highest_version(const char *dir, const char *code, enum ky_package_kind kind)
{
	bool report = kind == KY_PACKAGE_REPORT;
	int highest = 0, version = 0;
	DIR *folder = opendir(dir);
	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder))
		if (is_numbered(entry->d_name, code, report ? ZH_PACKAGE_MARK : ZH_HANDOVER_MARK,
				report ? 'v' : 'n', &version) &&
		    version > highest)
			highest = version;
	if (folder)
		closedir(folder);
	return highest;
}
