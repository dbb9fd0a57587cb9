/* Reads JSON objects one behind the other, in a process without rights: each is sent as the names and texts of its
 * members. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "exchange/rows.h"

#define MEMORY (INT64_C(1) << 30) /* bytes: an array is held as a whole, at several times its size */
#define SECONDS 300
#define PATIENCE 120000

struct job {
	FILE *file;
	const char *shown;
	size_t sent;
};

/* A word, a whole number or nothing; of a set the words of its array. False for anything else, and where out has
 * no memory. */
static bool add_text(struct strbuf *out, const json_t *value)
{
	size_t i;
	json_t *word;
	if (json_is_null(value))
		return true;
	if (json_is_integer(value)) {
		strbuf_addf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	} else if (json_is_string(value)) {
		strbuf_add_len(out, json_string_value(value), json_string_length(value));
	} else if (json_is_array(value)) {
		json_array_foreach(value, i, word)
		{
			if (!json_is_string(word))
				return false;
			strbuf_addf(out, "%s%s", i ? " " : "", json_string_value(word));
		}
	} else {
		return false;
	}
	return !out->over; /* no text has a NUL in it: jansson refuses one */
}

static enum ky_code bad_row(const struct job *job, const char *why, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%.300s, row %zu: %s"), job->shown, job->sent + 1, why);
}

static enum ky_code check_object(const struct job *job, const json_t *object, struct ky_error *err)
{
	const char *name;
	json_t *value;
	if (!json_is_object(object))
		return bad_row(job, _("it is no object, such as {\"field\": \"value\"}."), err);
	if (json_object_size(object) > ROW_MEMBERS)
		return bad_row(job, _("it has more members than any kind has fields."), err);
	if (job->sent >= ROWS_MOST)
		return ky_fail(err, KY_INPUT, _("%.300s has more than %d rows."), job->shown, ROWS_MOST);
	json_object_foreach((json_t *)object, name, value)
	{
		struct strbuf text;
		strbuf_init(&text, ROW_TEXT);
		bool good = strlen(name) < ROW_NAME && add_text(&text, value), no_memory = text.no_memory;
		strbuf_free(&text);
		if (no_memory)
			return memory_out(err);
		if (!good)
			return ky_fail(err, KY_INPUT,
				       _("%.300s, row %zu: %.60s has to be a text, a whole number or null; of "
					 "several links, a list of texts."),
				       job->shown, job->sent + 1, name);
	}
	return KY_OK;
}

static enum ky_code put_object(struct job *job, const json_t *object, struct wire *wire)
{
	struct ky_error err = { 0 };
	const char *name;
	json_t *value;
	enum ky_code code = check_object(job, object, &err);
	confine_put_code(wire, code, &err);
	if (code)
		return code;
	wire_put_number(wire, (int64_t)json_object_size(object));
	json_object_foreach((json_t *)object, name, value)
	{
		struct strbuf text;
		strbuf_init(&text, ROW_TEXT);
		add_text(&text, value);
		wire_put_text(wire, name);
		wire_put_text(wire, text.len ? text.text : "");
		wire_put_number(wire, json_is_array(value));
		strbuf_free(&text);
	}
	job->sent++;
	return KY_OK;
}

/* KY_NO at the end of the file. */
static enum ky_code next_value(const struct job *job, json_t **value, struct ky_error *err)
{
	json_error_t why;
	int c = getc(job->file);
	while (c == ' ' || c == '\t' || c == '\r' || c == '\n')
		c = getc(job->file);
	if (c == EOF)
		return KY_NO;
	ungetc(c, job->file);
	errno = 0;
	*value = json_loadf(job->file, JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &why);
	if (*value)
		return KY_OK;
	if (json_lacks_memory(*value, &why))
		return memory_out(err);
	char text[200];
	snprintf(text, sizeof(text), "JSON: %.150s.", why.text);
	return bad_row(job, text, err);
}

/* Each answer begins with how it went; KY_NO: there are no more. */
static enum ky_code serve(void *data, struct wire *wire)
{
	struct job *job = data;
	enum ky_code code = KY_OK;
	while (!code && wire_is_well(wire)) {
		struct ky_error err = { 0 };
		json_t *value = NULL, *object;
		size_t i;
		code = next_value(job, &value, &err);
		if (code)
			confine_put_code(wire, code, &err);
		else if (!json_is_array(value))
			code = put_object(job, value, wire);
		else
			json_array_foreach(value, i, object)
			{
				code = put_object(job, object, wire);
				if (code)
					break;
			}
		json_decref(value);
	}
	wire_flush(wire);
	return code == KY_SYSTEM ? code : KY_OK;
}

enum ky_code rows_json_begin(FILE *file, const char *shown, struct confined **out, struct ky_error *err)
{
	struct job job = { .file = file, .shown = shown };
	const struct confine how = {
		.shown = shown,
		.memory = MEMORY,
		.seconds = SECONDS,
		.patience = PATIENCE,
		.keep = { fileno(file) },
		.keep_count = 1,
		.read = serve,
		.data = &job,
	};
	return confine_begin(&how, out, err);
}

enum ky_code rows_json_next(struct confined *confined, struct row *row, struct ky_error *err)
{
	struct wire *wire = confine_wire(confined);
	enum ky_code code = confine_take_code(wire, err);
	if (code)
		return code;
	size_t count = (size_t)wire_take_number(wire, 0, ROW_MEMBERS);
	for (row->count = 0; row->count < count && wire_is_well(wire); row->count++) {
		row->names[row->count] = wire_take_text(wire, ROW_NAME);
		row->values[row->count] = wire_take_text(wire, ROW_TEXT);
		row->lists[row->count] = wire_take_number(wire, 0, 1) != 0;
		bool whole = row->names[row->count] && row->values[row->count];
		if (!whole && wire_is_well(wire))
			wire->odd = true;
		if (!whole) {
			free(row->names[row->count]);
			free(row->values[row->count]);
			break;
		}
	}
	return KY_OK;
}
