/* Reads the parts of an .xlsx file with libzip and expat (spreadsheet/parts.h). */
#include "spreadsheet/parts.h"

#include <assert.h>
#include <expat.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "spreadsheet/refuse.h"

#define PIECE 65536
#define ENTRIES_MOST 10000
#define UNPACKED_MOST ((uint64_t)512 << 20) /* bytes, of all parts that are read */
#define RATIO_MOST 300       /* sheets of a spreadsheet are packed to a tenth, the emptiest to a fiftieth */
#define RATIO_FROM (1 << 20) /* bytes */
#define DEPTH_MOST 64
#define TOKEN_MOST (1 << 20) /* bytes of a tag with its attributes, which is held until it ends */

struct parts {
	char *path;
	zip_t *zip;
	uint64_t unpacked;
};

/* What expat calls back with. */
struct feeding {
	struct part part;
	const struct part_reader *reader;
	XML_Parser parser;
	const char *path;
	uint64_t waiting; /* bytes since something was understood last */
};

enum ky_code parts_open(FILE *file, const char *path, struct parts **out, struct ky_error *err)
{
	struct parts *parts = memory_new(sizeof(*parts));
	zip_error_t error;
	if (!parts || !(parts->path = memory_text(path))) {
		free(parts);
		fclose(file);
		return memory_out(err);
	}
	zip_error_init(&error);
	zip_source_t *source = zip_source_filep_create(file, 0, -1, &error);
	parts->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
	if (!source)
		fclose(file);
	else if (!parts->zip)
		zip_source_free(source); /* and the file with it */
	enum ky_code code = parts->zip ? KY_OK
			    : zip_error_code_zip(&error) == ZIP_ER_MEMORY
				    ? memory_out(err)
				    : refuse_damaged(path, zip_error_strerror(&error), err);
	zip_error_fini(&error);
	if (!code && zip_get_num_entries(parts->zip, 0) > ENTRIES_MOST)
		code = ky_fail(err, KY_INPUT, _("%.300s has more than %d parts: no spreadsheet has."), path,
			       ENTRIES_MOST);
	if (code)
		parts_close(parts);
	else
		*out = parts;
	return code;
}

void parts_close(struct parts *parts)
{
	if (!parts)
		return;
	if (parts->zip)
		zip_discard(parts->zip);
	free(parts->path);
	free(parts);
}

bool parts_has(struct parts *parts, const char *name)
{
	return zip_name_locate(parts->zip, name, 0) >= 0;
}

static const char *bare(const char *name)
{
	const char *colon = strrchr(name, ':');
	return colon ? colon + 1 : name;
}

const char *part_attribute(const char *const *attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strcmp(bare(attributes[i]), name) == 0)
			return attributes[i + 1];
	return NULL;
}

static void stop(struct feeding *feeding)
{
	feeding->waiting = 0;
	if (feeding->part.code)
		XML_StopParser(feeding->parser, XML_FALSE);
}

static void on_start(void *data, const char *name, const char **attributes)
{
	struct feeding *feeding = data;
	if (++feeding->part.depth > DEPTH_MOST)
		feeding->part.code =
			refuse_damaged(feeding->path, _("it is nested too deeply"), feeding->part.err);
	else if (!feeding->part.code)
		feeding->reader->start(&feeding->part, bare(name), (const char *const *)attributes);
	stop(feeding);
}

static void on_end(void *data, const char *name)
{
	struct feeding *feeding = data;
	if (!feeding->part.code && feeding->reader->end)
		feeding->reader->end(&feeding->part, bare(name));
	feeding->part.depth--;
	stop(feeding);
}

static void on_text(void *data, const char *text, int len)
{
	struct feeding *feeding = data;
	if (!feeding->part.code && feeding->reader->text)
		feeding->reader->text(&feeding->part, text, len);
	stop(feeding);
}

/* No spreadsheet has one: it is there to declare entities, which grow or come from elsewhere. */
static void on_doctype(void *data, const char *name, const char *system, const char *public, int internal)
{
	struct feeding *feeding = data;
	(void)name, (void)system, (void)public, (void)internal;
	if (!feeding->part.code)
		feeding->part.code = refuse_damaged(feeding->path, _("it declares entities"), feeding->part.err);
	stop(feeding);
}

static enum ky_code is_too_much(struct parts *parts, uint64_t now, uint64_t packed, struct ky_error *err)
{
	if (now < RATIO_FROM || now / RATIO_MOST <= packed)
		if (parts->unpacked + now <= UNPACKED_MOST)
			return KY_OK;
	return ky_fail(err, KY_INPUT, _("%.300s unpacks to more than a spreadsheet has; it is not read."),
		       parts->path);
}

static enum ky_code feed(struct parts *parts, zip_file_t *file, uint64_t packed, struct feeding *feeding)
{
	uint64_t total = 0;
	zip_int64_t got = 1;
	struct ky_error *err = feeding->part.err;
	while (!feeding->part.code && got > 0) {
		void *buffer = XML_GetBuffer(feeding->parser, PIECE);
		if (!buffer)
			return memory_out(err);
		got = zip_fread(file, buffer, PIECE);
		if (got < 0)
			return refuse_damaged(parts->path, _("a part does not unpack"), err);
		total += (uint64_t)got;
		feeding->waiting += (uint64_t)got;
		enum ky_code code = is_too_much(parts, total, packed, err);
		if (code)
			return code;
		if (feeding->waiting > TOKEN_MOST)
			return refuse_damaged(parts->path, _("a tag or a remark in it does not end"), err);
		if (XML_ParseBuffer(feeding->parser, (int)got, got == 0) == XML_STATUS_OK || feeding->part.code)
			continue;
		enum XML_Error why = XML_GetErrorCode(feeding->parser);
		return why == XML_ERROR_NO_MEMORY ? memory_out(err)
						  : refuse_damaged(parts->path, XML_ErrorString(why), err);
	}
	parts->unpacked += total;
	return feeding->part.code;
}

enum ky_code parts_read(struct parts *parts, const char *name, const struct part_reader *reader, void *data,
			struct ky_error *err)
{
	assert(parts && reader->start);
	zip_stat_t stat;
	zip_stat_init(&stat);
	zip_int64_t at = zip_name_locate(parts->zip, name, 0);
	zip_file_t *file = NULL;
	if (at >= 0 && zip_stat_index(parts->zip, (zip_uint64_t)at, 0, &stat) == 0)
		file = zip_fopen_index(parts->zip, (zip_uint64_t)at, 0);
	if (!file)
		return refuse_damaged(parts->path, at < 0 ? _("a part is missing") : zip_strerror(parts->zip),
				      err);
	struct feeding feeding = { .part = { .data = data, .err = err },
				   .reader = reader,
				   .parser = XML_ParserCreate(NULL),
				   .path = parts->path };
	enum ky_code code = feeding.parser ? KY_OK : memory_out(err);
	if (!code) {
		XML_SetUserData(feeding.parser, &feeding);
		XML_SetElementHandler(feeding.parser, on_start, on_end);
		XML_SetCharacterDataHandler(feeding.parser, on_text);
		XML_SetStartDoctypeDeclHandler(feeding.parser, on_doctype);
		code = feed(parts, file, stat.comp_size, &feeding);
		XML_ParserFree(feeding.parser);
	}
	zip_fclose(file);
	return code;
}
