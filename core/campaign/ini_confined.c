/* Has the lines of a stranger's template checked by a process without rights. libiniparser will read what that
 * process sends back, so each word is checked again here: it can be a name or a value and nothing else. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/memory.h"
#include "campaign/ini.h"
#include "confine/confine.h"

#define MEMORY (INT64_C(64) << 20) /* bytes: the largest template takes 3 MiB of it */
#define SECONDS 20                 /* looking for the same key twice is quadratic */
#define PATIENCE 60000

struct job {
	const char *name, *text;
	size_t len;
};

void ini_put(const struct ini *ini, struct wire *wire)
{
	wire_put_number(wire, (int64_t)ini->count);
	for (size_t s = 0; s < ini->count; s++) {
		const struct ini_section *section = &ini->sections[s];
		wire_put_text(wire, section->name);
		wire_put_number(wire, section->line);
		wire_put_number(wire, (int64_t)section->count);
		for (size_t i = 0; i < section->count; i++) {
			wire_put_text(wire, section->entries[i].key);
			wire_put_text(wire, section->entries[i].value);
			wire_put_number(wire, section->entries[i].line);
		}
	}
}

static enum ky_code scan(void *data, struct wire *wire)
{
	const struct job *job = data;
	struct ini ini;
	struct ky_error err = { 0 };
	enum ky_code code = ini_scan(&ini, job->name, job->text, job->len, &err);
	confine_put_code(wire, code, &err);
	if (!code)
		ini_put(&ini, wire);
	return code;
}

/* The next text, kept behind those that came before. All of them stood in the file once, each with something to
 * end it. */
static const char *take_text(struct wire *wire, struct ini *ini, size_t *used, size_t room)
{
	char line[INI_LINE + 1];
	wire_take_line(wire, line, sizeof(line));
	size_t len = strlen(line) + 1;
	wire->odd = wire->odd || len > room - *used;
	if (!wire_is_well(wire))
		return "";
	char *kept = ini->text + *used;
	memcpy(kept, line, len);
	*used += len;
	return kept;
}

static const char *take_name(struct wire *wire, struct ini *ini, size_t *used, size_t room)
{
	const char *name = take_text(wire, ini, used, room);
	wire->odd = wire->odd || !ini_name_is_plain(name);
	return name;
}

static bool value_is_plain(const char *value)
{
	return !strchr(value, '"') && escape_is_clean(value, strlen(value));
}

static void take_entry(struct wire *wire, struct ini *ini, struct ini_entry *entry, size_t *used, size_t room)
{
	entry->key = take_name(wire, ini, used, room);
	entry->value = take_text(wire, ini, used, room);
	entry->line = (int)wire_take_number(wire, 1, INI_SIZE);
	wire->odd = wire->odd || !value_is_plain(entry->value);
}

void ini_take(struct ini *ini, size_t len, struct wire *wire)
{
	size_t used = 0, room = 2 * len + 2, entries = 0;
	ini->text = memory_new(room);
	ini->sections = memory_new(INI_SECTIONS * sizeof(*ini->sections));
	ini->entries = memory_new(INI_ENTRIES * sizeof(*ini->entries));
	if (!ini->text || !ini->sections || !ini->entries) {
		wire->no_memory = true;
		return;
	}
	size_t count = (size_t)wire_take_number(wire, 1, INI_SECTIONS);
	for (ini->count = 0; ini->count < count && wire_is_well(wire); ini->count++) {
		struct ini_section *section = &ini->sections[ini->count];
		section->name = take_name(wire, ini, &used, room);
		section->line = (int)wire_take_number(wire, 1, INI_SIZE);
		section->count = (size_t)wire_take_number(wire, 0, (int64_t)(INI_ENTRIES - entries));
		for (size_t i = 0; i < section->count && wire_is_well(wire); i++)
			take_entry(wire, ini, &ini->entries[entries + i], &used, room);
		entries += section->count;
	}
	ini_place_entries(ini);
}

enum ky_code ini_confined(struct ini *ini, const char *name, const char *text, size_t len, struct ky_error *err)
{
	assert(name && text && len <= INI_SIZE);
	struct job job = { name, text, len };
	const struct confine how = {
		.shown = name,
		.memory = MEMORY,
		.seconds = SECONDS,
		.patience = PATIENCE,
		.read = scan,
		.data = &job,
	};
	struct confined *confined = NULL;
	struct ky_error said = { 0 };
	enum ky_code code = confine_begin(&how, &confined, err);
	*ini = (struct ini){ .count = 0 };
	if (code)
		return code;
	code = confine_take_code(confine_wire(confined), &said);
	if (!code)
		ini_take(ini, len, confine_wire(confined));
	code = confine_settle(confined, code, &said, err);
	if (code)
		ini_free(ini);
	return code;
}
