/* Reads a line of ops.jsonl (merge/moved.h). It runs in a process without rights. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/memory.h"
#include "kuayue/text.h"
#include "merge/moved.h"

#define DEPTH_MOST 6

enum ky_code moved_garbled(struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, "%s", _("a line of its changes is not as Kuayue writes it"));
}

void moved_line_clear(struct moved_line *line)
{
	for (size_t i = 0; i < line->field_count; i++)
		free(line->fields[i].value.text);
	free(line->fields);
	free(line->author);
	free(line->template);
	free(line->over.list);
	free(line->seen.list);
	*line = (struct moved_line){ 0 };
}

/* A short text of these bytes. */
static bool take_word(const json_t *value, const char *bytes, char *out, size_t size)
{
	const char *text = json_string_value(value);
	size_t len = text ? strlen(text) : 0;
	if (!len || len >= size || (bytes && strspn(text, bytes) != len))
		return false;
	memcpy(out, text, len + 1);
	return true;
}

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define HEX "0123456789abcdef"
#define NAME_BYTES LOWER "0123456789_"

static bool take_number(const json_t *value, int64_t least, int64_t most, int64_t *out)
{
	if (!json_is_integer(value) || json_integer_value(value) < least || json_integer_value(value) > most)
		return false;
	*out = json_integer_value(value);
	return true;
}

/* Whether there was memory for what is in it. */
static bool is_there(struct moved_line *line, bool got)
{
	line->no_memory = line->no_memory || !got;
	return got;
}

/* Left out where it is that of the change above, null where there is none. */
static bool take_kept(const json_t *root, const char *key, const char *above, struct moved_line *line, char **out)
{
	const json_t *value = json_object_get(root, key);
	const char *text = value ? json_string_value(value) : above;
	if ((value && !json_is_null(value) && !json_is_string(value)) || (text && strlen(text) > 400))
		return false;
	*out = text ? memory_text(text) : NULL;
	return !text || is_there(line, *out != NULL);
}

static bool take_kept_word(const json_t *root, const char *key, const char *bytes, const char *above, char *out,
			   size_t size)
{
	const json_t *value = json_object_get(root, key);
	if (value)
		return take_word(value, bytes, out, size);
	if (above)
		memcpy(out, above, strlen(above) + 1);
	return above != NULL;
}

static bool take_change(const json_t *root, const struct moved_line *above, struct moved_line *out)
{
	const json_t *doubtful = json_object_get(root, "q");
	ky_day day;
	out->is = MOVED_CHANGE;
	out->doubtful = doubtful != NULL;
	out->undoes = -1;
	if (json_object_get(root, "u") && !take_number(json_object_get(root, "u"), 0, INT32_MAX, &out->undoes))
		return false;
	return take_kept_word(root, "d", HEX, above ? above->run : NULL, out->run, sizeof(out->run)) &&
	       strlen(out->run) == 32 && take_number(json_object_get(root, "s"), 1, INT64_MAX, &out->seq) &&
	       take_number(json_object_get(root, "c"), 0, MOVED_CLOCK_MAX, &out->clock) &&
	       take_number(json_object_get(root, "w"), INT64_MIN, INT64_MAX, &out->wall) &&
	       take_kept_word(root, "day", NULL, above ? above->day : NULL, out->day, sizeof(out->day)) &&
	       ky_day_parse(out->day, KY_NO_DAY, &day, NULL) == KY_OK &&
	       take_kept_word(root, "what", LOWER " ", above ? above->what : NULL, out->what, sizeof(out->what)) &&
	       take_kept(root, "by", above ? above->author : NULL, out, &out->author) &&
	       take_kept(root, "t", above ? above->template : NULL, out, &out->template);
}

static bool take_head(const json_t *root, struct moved_line *out)
{
	const char *what = json_string_value(json_object_get(root, "kuayue"));
	out->is = MOVED_HEAD;
	return what && strcmp(what, "ops") == 0 &&
	       take_number(json_object_get(root, "format"), 1, 1000, &out->seq);
}

static bool take_record(const json_t *root, struct moved_line *out)
{
	out->is = MOVED_RECORD;
	return json_array_size(root) == 3 &&
	       take_word(json_array_get(root, 0), NAME_BYTES, out->kind, sizeof(out->kind)) &&
	       take_word(json_array_get(root, 1), HEX, out->id, sizeof(out->id)) &&
	       take_word(json_array_get(root, 2), NULL, out->site, sizeof(out->site));
}

static bool take_refs(const json_t *array, struct moved_line *line, struct moved_refs *out)
{
	size_t count = json_array_size(array);
	if (!array)
		return true;
	if (!json_is_array(array) || count % 2 || count / 2 > MOVED_REFS_MAX)
		return false;
	out->list = memory_new((count / 2 + 1) * sizeof(*out->list));
	if (!is_there(line, out->list != NULL))
		return false;
	for (size_t i = 0; i < count; i += 2) {
		int64_t rank = 0;
		struct moved_ref *ref = &out->list[out->count];
		if (!take_number(json_array_get(array, i), 0, INT32_MAX, &ref->change) ||
		    !take_number(json_array_get(array, i + 1), 0, INT32_MAX, &rank))
			return false;
		ref->rank = (int)rank;
		out->count++;
	}
	return true;
}

/* What was replaced, or taken back. */
static bool take_over(const json_t *value, struct moved_line *out)
{
	if (!json_is_object(value))
		return take_refs(value, out, &out->over);
	out->takes_back = true;
	return take_refs(json_object_get(value, "a"), out, &out->over) && out->over.count > 0;
}

static bool take_value(const json_t *json, struct moved_line *line, struct moved_value *out)
{
	const char *text = json_string_value(json);
	if (json_is_null(json))
		return true;
	if (json_is_integer(json)) {
		*out = (struct moved_value){ .is = VALUE_NUMBER, .number = json_integer_value(json) };
		return true;
	}
	if (!text || strlen(text) > MOVED_TEXT_MAX)
		return false;
	*out = (struct moved_value){ .is = VALUE_TEXT, .text = memory_text(text) };
	return is_there(line, out->text != NULL);
}

static bool add_field(struct moved_line *out, const char *name, const json_t *value)
{
	if (out->field_count == MOVED_FIELDS_MAX || strlen(name) >= MOVED_NAME || !name[0] ||
	    strspn(name, NAME_BYTES) != strlen(name) ||
	    !is_there(out, memory_grow(&out->fields, out->field_count, sizeof(*out->fields))))
		return false;
	struct moved_field *field = &out->fields[out->field_count++];
	*field = (struct moved_field){ .name = "" };
	memcpy(field->name, name, strlen(name) + 1);
	return take_value(value, out, &field->value);
}

static bool take_whole(const json_t *root, struct moved_line *out)
{
	const json_t *fields = json_object_get(root, "fields");
	const char *name;
	json_t *value;
	if (!take_word(json_object_get(root, "number"), NULL, out->number, sizeof(out->number)))
		return false;
	json_object_foreach((json_t *)fields, name, value)
	{
		if (!add_field(out, name, value))
			return false;
	}
	return true;
}

static bool take_edit(const char *name, const json_t *value, struct moved_line *out)
{
	out->act = MOVED_EDITED;
	if (!json_is_object(value))
		return add_field(out, name, value);
	out->act = MOVED_SET;
	const json_t *added = json_object_get(value, "+"), *removed = json_object_get(value, "-");
	return json_is_string(added) && json_is_string(removed) && add_field(out, name, added) &&
	       add_field(out, name, removed);
}

static bool take_op(const json_t *root, struct moved_line *out)
{
	const char *what = json_string_value(json_array_get(root, 1));
	const json_t *value = json_array_get(root, 2);
	size_t count = json_array_size(root);
	out->is = MOVED_OP;
	if (!what || count < 3 || count > 5 || !take_number(json_array_get(root, 0), 0, INT32_MAX, &out->change) ||
	    !take_over(json_array_get(root, 3), out) || !take_refs(json_array_get(root, 4), out, &out->seen))
		return false;
	if (strcmp(what, "+") != 0 && strcmp(what, "-") != 0)
		return out->seen.count == 0 && take_edit(what, value, out);
	out->act = what[0] == '+' ? MOVED_MADE : MOVED_DELETED;
	return take_whole(value, out);
}

/* Deep nesting costs a reader its stack. */
static bool is_shallow(const char *text, size_t len)
{
	int depth = 0;
	bool quoted = false;
	for (size_t i = 0; i < len && depth <= DEPTH_MOST; i++) {
		if (quoted && text[i] == '\\')
			i++;
		else if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && (text[i] == '[' || text[i] == '{'))
			depth++;
		else if (!quoted && (text[i] == ']' || text[i] == '}'))
			depth--;
	}
	return depth <= DEPTH_MOST;
}

enum ky_code moved_parse(const char *text, size_t len, const struct moved_line *above, struct moved_line *out,
			 struct ky_error *err)
{
	json_error_t why = { 0 };
	bool ok = false, fits = len <= MOVED_LINE_MAX && is_shallow(text, len);
	*out = (struct moved_line){ 0 };
	errno = 0;
	json_t *root = fits ? json_loadb(text, len, JSON_REJECT_DUPLICATES, &why) : NULL;
	if (json_is_object(root))
		ok = json_object_get(root, "kuayue") ? take_head(root, out) : take_change(root, above, out);
	else if (json_is_array(root))
		ok = json_is_string(json_array_get(root, 0)) ? take_record(root, out) : take_op(root, out);
	bool no_memory = out->no_memory || (fits && json_lacks_memory(root, &why));
	json_decref(root);
	if (ok)
		return KY_OK;
	moved_line_clear(out);
	return no_memory ? memory_out(err) : moved_garbled(err);
}
