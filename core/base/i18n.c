/*
 * Looks texts up in the message catalogue that is compiled in. gettext is not used for this, because it needs
 * files and a locale of the system, and some C libraries ignore LANGUAGE. msgfmt still checks and compiles the
 * catalogue; gettext's manual describes its layout ("The Format of GNU MO Files").
 */
#include "base/i18n.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/language.h"

#define MO_MAGIC 0x950412deU
#define MO_HEADER 28 /* bytes: magic, revision, count, two tables, and the hash we do not use */

extern const unsigned char data_zh_mo[];
extern const unsigned long data_zh_mo_len;

static atomic_bool chinese;

static const char *of_environment(void)
{
	static const char *const names[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);
		if (value && value[0])
			return value;
	}
	return "en";
}

void ky_language_set(const char *language)
{
	atomic_store(&chinese, strncmp(language ? language : of_environment(), "zh", 2) == 0);
}

const char *ky_language(void)
{
	return atomic_load(&chinese) ? "zh" : "en";
}

/* msgfmt writes the lowest byte first, whatever the machine. */
static uint32_t number_at(const unsigned char *at)
{
	return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* The text of one row of a table of lengths and offsets; NULL if it is not inside the catalogue and ended by
 * NUL. */
static const char *text_at(const unsigned char *catalogue, size_t len, uint32_t table, uint32_t row)
{
	const unsigned char *entry = catalogue + table + (size_t)row * 8;
	size_t size = number_at(entry), at = number_at(entry + 4);
	if (at >= len || size >= len - at || catalogue[at + size] != '\0')
		return NULL;
	return (const char *)catalogue + at;
}

const char *catalogue_find(const unsigned char *catalogue, size_t len, const char *text)
{
	if (len < MO_HEADER || number_at(catalogue) != MO_MAGIC)
		return NULL;
	uint32_t count = number_at(catalogue + 8);
	uint32_t sources = number_at(catalogue + 12), translations = number_at(catalogue + 16);
	if (sources > len || translations > len || count > (len - sources) / 8 || count > (len - translations) / 8)
		return NULL;
	/* The sources are sorted by their bytes. */
	uint32_t low = 0, high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *source = text_at(catalogue, len, sources, middle);
		int order = source ? strcmp(text, source) : -1;
		if (order == 0)
			return text_at(catalogue, len, translations, middle);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *chinese_of(const char *text)
{
	return catalogue_find(data_zh_mo, data_zh_mo_len, text);
}

const char *translate(const char *text)
{
	/* The entry of the empty text is the catalogue's own description. */
	if (!atomic_load(&chinese) || !text[0])
		return text;
	const char *found = chinese_of(text);
	return found ? found : text;
}
