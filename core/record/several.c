/* Reads and shows the choices of a field that may have several of its list. */
#include "record/several.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"

#define BETWEEN "、"

static bool ends(const char *text)
{
	return !*text || link_mark(text) > 0;
}

/* The longest choice that stands at text, whole: one may begin with the words of another, or have a mark in it. */
static size_t named_at(const struct ky_choice *choices, size_t count, const char *text, size_t *len)
{
	size_t found = count;
	*len = 0;
	for (size_t i = 0; i < count; i++) {
		const char *const names[] = { choices[i].text, choices[i].id };
		for (size_t j = 0; j < sizeof(names) / sizeof(names[0]); j++) {
			size_t size = strlen(names[j]);
			if (size > *len && strncmp(text, names[j], size) == 0 && ends(text + size)) {
				found = i;
				*len = size;
			}
		}
	}
	return found;
}

static int compare_keys(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Two orders of naming them are one value. */
static enum ky_code store(struct cell *cell, const char **keys, size_t count, struct ky_error *err)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	if (count)
		qsort(keys, count, sizeof(*keys), compare_keys);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(keys[i], keys[i - 1]) != 0)
			strbuf_addf(&sb, "%s%s", i ? " " : "", keys[i]);
	enum ky_code code = strbuf_check(&sb, "choices", err);
	if (!code)
		cell_set_text(cell, sb.text);
	strbuf_free(&sb);
	return code;
}

enum ky_code several_put(struct cell *cell, const struct ky_choice *choices, size_t count, const char *text,
			 size_t *at, size_t *len, struct ky_error *err)
{
	assert(text && at && len);
	const char **keys = NULL;
	size_t taken = 0, size = 0;
	enum ky_code code = KY_OK;
	*at = *len = 0;
	for (size_t i = 0; !code && text[i]; i += size) {
		size = link_mark(text + i);
		if (size)
			continue;
		size_t found = named_at(choices, count, text + i, &size);
		if (found == count) {
			*at = i;
			while (!ends(text + i + *len))
				++*len;
			break;
		}
		code = memory_grow(&keys, taken, sizeof(*keys)) ? KY_OK : memory_out(err);
		if (!code)
			keys[taken++] = choices[found].id;
	}
	if (!code && !*len)
		code = store(cell, keys, taken, err);
	free(keys);
	return code;
}

char *several_text(const struct ky_choice *choices, size_t count, const char *keys)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	for (size_t i = 0; i < count; i++)
		if (links_have(keys, choices[i].id))
			strbuf_addf(&sb, "%s%s", sb.len ? BETWEEN : "", choices[i].text);
	/* Those that no list has any more are not hidden. */
	for (const char *key = keys; *key; key += strspn(key, " ")) {
		size_t len = strcspn(key, " "), i = 0;
		while (i < count && (strlen(choices[i].id) != len || strncmp(choices[i].id, key, len) != 0))
			i++;
		if (len && i == count)
			strbuf_addf(&sb, "%s%.*s", sb.len ? BETWEEN : "", (int)len, key);
		key += len;
	}
	return strbuf_take(&sb);
}
