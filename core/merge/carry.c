/* Carries lines of ops.jsonl between the process that parses them and the one that takes them in (merge/moved.h).
 */
#include <assert.h>

#include "base/memory.h"
#include "merge/moved.h"

#define WORD_MOST 400

static void put_refs(struct wire *wire, const struct moved_refs *refs)
{
	wire_put_number(wire, (int64_t)refs->count);
	for (size_t i = 0; i < refs->count; i++) {
		wire_put_number(wire, refs->list[i].change);
		wire_put_number(wire, refs->list[i].rank);
	}
}

static bool take_refs(struct wire *wire, struct moved_refs *out)
{
	size_t count = (size_t)wire_take_number(wire, 0, MOVED_REFS_MAX);
	out->list = memory_new((count + 1) * sizeof(*out->list));
	wire->no_memory = wire->no_memory || !out->list;
	for (size_t i = 0; out->list && i < count && wire_is_well(wire); i++) {
		out->list[i].change = wire_take_number(wire, 0, INT32_MAX);
		out->list[i].rank = (int)wire_take_number(wire, 0, INT32_MAX);
		out->count++;
	}
	return out->list != NULL;
}

static void put_op(struct wire *wire, const struct moved_line *line)
{
	wire_put_number(wire, line->change);
	wire_put_number(wire, line->act);
	wire_put_number(wire, line->takes_back);
	wire_put_text(wire, line->number);
	wire_put_number(wire, (int64_t)line->field_count);
	for (size_t i = 0; i < line->field_count; i++) {
		const struct moved_field *field = &line->fields[i];
		wire_put_text(wire, field->name);
		wire_put_number(wire, field->value.is);
		wire_put_number(wire, field->value.number);
		wire_put_text(wire, field->value.text);
	}
	put_refs(wire, &line->over);
	put_refs(wire, &line->seen);
}

static bool take_op(struct wire *wire, struct moved_line *out)
{
	out->change = wire_take_number(wire, 0, INT32_MAX);
	out->act = (enum moved_act)wire_take_number(wire, MOVED_MADE, MOVED_SET);
	out->takes_back = wire_take_number(wire, 0, 1) != 0;
	wire_take_line(wire, out->number, sizeof(out->number));
	size_t count = (size_t)wire_take_number(wire, 0, MOVED_FIELDS_MAX);
	for (size_t i = 0; i < count && wire_is_well(wire); i++) {
		if (!memory_grow(&out->fields, i, sizeof(*out->fields))) {
			wire->no_memory = true;
			return false;
		}
		struct moved_field *field = &out->fields[out->field_count++];
		*field = (struct moved_field){ .name = "" };
		wire_take_line(wire, field->name, sizeof(field->name));
		field->value.is = (enum moved_value_is)wire_take_number(wire, VALUE_BLANK, VALUE_TEXT);
		field->value.number = wire_take_number(wire, INT64_MIN, INT64_MAX);
		field->value.text = wire_take_text(wire, MOVED_TEXT_MAX);
		if (field->value.is == VALUE_TEXT && !field->value.text)
			return false;
	}
	return take_refs(wire, &out->over) && take_refs(wire, &out->seen);
}

static void put_change(struct wire *wire, const struct moved_line *line)
{
	wire_put_text(wire, line->run);
	wire_put_text(wire, line->day);
	wire_put_text(wire, line->what);
	wire_put_text(wire, line->author);
	wire_put_text(wire, line->template);
	wire_put_number(wire, line->seq);
	wire_put_number(wire, line->clock);
	wire_put_number(wire, line->wall);
	wire_put_number(wire, line->undoes);
	wire_put_number(wire, line->doubtful);
}

static void take_change(struct wire *wire, struct moved_line *out)
{
	wire_take_line(wire, out->run, sizeof(out->run));
	wire_take_line(wire, out->day, sizeof(out->day));
	wire_take_line(wire, out->what, sizeof(out->what));
	out->author = wire_take_text(wire, WORD_MOST);
	out->template = wire_take_text(wire, WORD_MOST);
	out->seq = wire_take_number(wire, 1, INT64_MAX);
	out->clock = wire_take_number(wire, 0, MOVED_CLOCK_MAX);
	out->wall = wire_take_number(wire, INT64_MIN, INT64_MAX);
	out->undoes = wire_take_number(wire, -1, INT32_MAX);
	out->doubtful = wire_take_number(wire, 0, 1) != 0;
}

void moved_put(struct wire *wire, const struct moved_line *line)
{
	assert(line->is >= MOVED_HEAD && line->is <= MOVED_END);
	wire_put_number(wire, line->is);
	switch (line->is) {
	case MOVED_HEAD:
		wire_put_number(wire, line->seq);
		break;
	case MOVED_CHANGE:
		put_change(wire, line);
		break;
	case MOVED_RECORD:
		wire_put_text(wire, line->kind);
		wire_put_text(wire, line->id);
		wire_put_text(wire, line->site);
		break;
	case MOVED_OP:
		put_op(wire, line);
		break;
	case MOVED_END:
		break;
	}
}

bool moved_take_from(struct wire *wire, struct moved_line *out)
{
	*out = (struct moved_line){ 0 };
	out->is = (enum moved_is)wire_take_number(wire, MOVED_HEAD, MOVED_END);
	bool ok = true;
	switch (out->is) {
	case MOVED_HEAD:
		out->seq = wire_take_number(wire, 1, 1000);
		break;
	case MOVED_CHANGE:
		take_change(wire, out);
		break;
	case MOVED_RECORD:
		wire_take_line(wire, out->kind, sizeof(out->kind));
		wire_take_line(wire, out->id, sizeof(out->id));
		wire_take_line(wire, out->site, sizeof(out->site));
		break;
	case MOVED_OP:
		ok = take_op(wire, out);
		break;
	case MOVED_END:
		break;
	}
	return ok && wire_is_well(wire);
}
