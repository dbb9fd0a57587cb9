/*
 * gettext reads catalogues from files, and the program may run from a stick, installed
 * nowhere: the catalogue is part of the binary, put into a temporary folder for the moment
 * gettext takes to load it. "zh_CN.UTF-8" need not exist: LANGUAGE with C.UTF-8 does.
 */
#include "terminal/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern const unsigned char data_zh_mo[];
extern const unsigned long data_zh_mo_len;

static const char *now = "en";

static const char *of_environment(void)
{
	static const char *const names[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);
		if (value && value[0])
			return strncmp(value, "zh", 2) == 0 ? "zh" : "en";
	}
	return "en";
}

/* What is typed and shown is UTF-8, whatever the environment says. */
static void choose_locale(void)
{
	if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_ALL, "C.UTF-8");
	setlocale(LC_MESSAGES, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
}

static int write_catalogue(const char *folder)
{
	static const char *const parts[] = { "/zh", "/zh/LC_MESSAGES" };
	char path[512];
	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%s%s", folder, parts[i]);
		if (mkdir(path, 0700) != 0)
			return 0;
	}
	snprintf(path, sizeof(path), "%s/zh/LC_MESSAGES/kuayue.mo", folder);
	FILE *file = fopen(path, "wb");
	size_t wrote = file ? fwrite(data_zh_mo, 1, data_zh_mo_len, file) : 0;
	return file && fclose(file) == 0 && wrote == data_zh_mo_len;
}

static void remove_catalogue(const char *folder)
{
	static const char *const parts[] = { "/zh/LC_MESSAGES/kuayue.mo", "/zh/LC_MESSAGES", "/zh", "" };
	char path[512];
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		snprintf(path, sizeof(path), "%s%s", folder, parts[i]);
		remove(path);
	}
}

/* Once loaded, gettext keeps it in memory. Without any writable folder the program stays English. */
static void load_catalogue(void)
{
	static int loaded;
	const char *const places[] = { getenv("TMPDIR"), "/tmp", "/dev/shm", getenv("XDG_RUNTIME_DIR"),
				       getenv("HOME") };
	for (size_t i = 0; !loaded && i < sizeof(places) / sizeof(places[0]); i++) {
		char folder[400];
		if (!places[i] || !places[i][0])
			continue;
		snprintf(folder, sizeof(folder), "%.300s/kuayue-zh-XXXXXX", places[i]);
		if (!mkdtemp(folder))
			continue;
		if (write_catalogue(folder)) {
			bindtextdomain("kuayue", folder);
			bind_textdomain_codeset("kuayue", "UTF-8");
			loaded = strcmp(dgettext("kuayue", "label language: en"), "zh") == 0;
		}
		remove_catalogue(folder);
	}
}

void language_set(const char *lang)
{
	const char *wanted = lang ? lang : of_environment();
	now = strncmp(wanted, "zh", 2) == 0 ? "zh" : "en";
	choose_locale();
	setenv("LANGUAGE", now, 1);
	if (now[0] == 'z')
		load_catalogue();
	/* Makes gettext look at LANGUAGE again. */
	textdomain("kuayue");
}

const char *language_now(void)
{
	return now;
}
