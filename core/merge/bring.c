/* Reads what a hand-over package has in it (merge/bring.h). */
#include "merge/bring.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/i18n.h"
#include "base/libraries.h"
#include "base/memory.h"
#include "confine/confine.h"
#include "package/bag.h"
#include "package/zip_to_file.h"

#define MEMORY (INT64_C(256) << 20)
#define SECONDS 120
#define BLOCK 65536

struct bringing {
	FILE *file;
	char name[160];
	char *line; /* of MOVED_LINE_MAX bytes and an end */
	size_t len;
	struct moved_line above;
	bool has_above;
};

/* The line that is whole now. */
static enum ky_code send(struct bringing *bringing, struct wire *wire, struct ky_error *err)
{
	struct moved_line line;
	enum ky_code code = moved_parse(bringing->line, bringing->len,
					bringing->has_above ? &bringing->above : NULL, &line, err);
	bringing->len = 0;
	if (code)
		return code;
	confine_put_code(wire, KY_OK, NULL);
	moved_put(wire, &line);
	if (line.is == MOVED_CHANGE) {
		moved_line_clear(&bringing->above);
		bringing->above = line;
		bringing->has_above = true;
	} else {
		moved_line_clear(&line);
	}
	return wire_is_well(wire) ? KY_OK : moved_garbled(err);
}

static enum ky_code send_block(struct bringing *bringing, const char *block, size_t size, struct wire *wire,
			       struct ky_error *err)
{
	enum ky_code code = KY_OK;
	while (!code && size) {
		const char *end = memchr(block, '\n', size);
		size_t len = end ? (size_t)(end - block) : size;
		if (bringing->len + len > MOVED_LINE_MAX)
			return moved_garbled(err);
		memcpy(bringing->line + bringing->len, block, len);
		bringing->len += len;
		if (end)
			code = send(bringing, wire, err);
		size -= len + (end != NULL);
		block += len + (end != NULL);
	}
	return code;
}

static enum ky_code send_all(struct bringing *bringing, struct wire *wire, struct ky_error *err)
{
	static char block[BLOCK];
	bool unreadable = false, no_memory = false;
	zip_t *zip = zip_from_file_open(bringing->file, &unreadable, &no_memory);
	zip_file_t *file = zip ? zip_fopen(zip, bringing->name, 0) : NULL;
	bringing->line = memory_new(MOVED_LINE_MAX + 1);
	enum ky_code code = no_memory || !bringing->line ? memory_out(err)
			    : file                       ? KY_OK
				   : ky_fail(err, KY_INPUT, "%s", _("it has no changes in it"));
	zip_int64_t got = 0;
	while (!code && (got = zip_fread(file, block, sizeof(block))) > 0)
		code = send_block(bringing, block, (size_t)got, wire, err);
	if (!code && (got < 0 || bringing->len))
		code = moved_garbled(err);
	if (file)
		zip_fclose(file);
	if (zip)
		zip_discard(zip);
	moved_line_clear(&bringing->above);
	free(bringing->line);
	return code;
}

/* In the process without rights. Each line comes behind KY_OK; what else comes is why there is no more. */
static enum ky_code read_changes(void *data, struct wire *wire)
{
	struct ky_error why = { 0 };
	enum ky_code code = send_all(data, wire, &why);
	confine_put_code(wire, code, &why);
	if (!code)
		moved_put(wire, &(struct moved_line){ .is = MOVED_END });
	return code == KY_SYSTEM ? KY_SYSTEM : KY_OK;
}

static enum ky_code take_lines(struct wire *wire,
			       enum ky_code (*each)(void *data, const struct moved_line *line,
						    struct ky_error *err),
			       void *data, struct ky_error *err)
{
	bool ended = false;
	enum ky_code code = KY_OK;
	while (!code && !ended) {
		struct moved_line line = { 0 };
		code = confine_take_code(wire, err);
		if (code)
			return code;
		if (!moved_take_from(wire, &line))
			code = moved_garbled(err);
		ended = line.is == MOVED_END;
		if (!code && !ended)
			code = each(data, &line, err);
		moved_line_clear(&line);
	}
	return code;
}

enum ky_code bring_lines(FILE *file, const char *code_text, const char *shown,
			 enum ky_code (*each)(void *data, const struct moved_line *line, struct ky_error *err),
			 void *data, struct ky_error *err)
{
	struct bringing bringing = { .file = file };
	struct confined *confined = NULL;
	struct ky_error said = { 0 };
	char folder[64];
	bag_folder(code_text, folder, sizeof(folder));
	snprintf(bringing.name, sizeof(bringing.name), "%s/data/" MOVED_FILE, folder);
	enum ky_code code = libraries_ready(err);
	if (code)
		return code;
	const struct confine how = { .shown = shown,
				     .memory = MEMORY,
				     .seconds = SECONDS,
				     .keep = { fileno(file) },
				     .keep_count = 1,
				     .read = read_changes,
				     .data = &bringing };
	code = confine_begin(&how, &confined, err);
	if (code)
		return code;
	code = take_lines(confine_wire(confined), each, data, &said);
	return confine_settle(confined, code, &said, err);
}
