/* kuayue conflicts and resolve: what two copies of the workbook said differently, and which of it holds. */
#include <stdlib.h>

#include "command/command.h"
#include "kuayue/conflict.h"
#include "kuayue/record.h"

struct printing {
	json_t *array; /* NULL: printed for people */
	int64_t count;
};

static json_t *sides_json(const struct ky_conflict *conflict)
{
	json_t *sides = json_array();
	for (size_t i = 0; i < conflict->count; i++) {
		const struct ky_conflict_side *side = &conflict->sides[i];
		json_array_append_new(sides, json_pack("{s:s, s:s, s:s, s:s?, s:b, s:b, s:b}", "text", side->text,
						       "author", side->author, "day", side->day, "from",
						       side->from, "doubtful", (int)side->doubtful, "deletes",
						       (int)side->deletes, "shown", (int)(i == 0)));
	}
	return sides;
}

static void print_side(const struct ky_conflict_side *side, size_t i)
{
	show(stdout, "  %zu%s ", i + 1, i ? " " : "*");
	print_visible(stdout, side->text[0] ? side->text : "—");
	show(stdout, "  [");
	print_visible(stdout, side->from ? side->from : _("here"));
	show(stdout, " ");
	print_visible(stdout, side->author[0] ? side->author : "—");
	show(stdout, " %s%s]\n", side->day, side->doubtful ? _(", day doubtful") : "");
}

static int take_conflict(void *data, const struct ky_conflict *conflict)
{
	struct printing *printing = data;
	const struct ky_field *field = conflict->field < 0 ? NULL : &conflict->kind->fields[conflict->field];
	printing->count++;
	if (printing->array) {
		json_array_append_new(printing->array,
				      json_pack("{s:s, s:s, s:s, s:s, s:s?, s:o}", "kind", conflict->kind->name,
						"id", conflict->id, "number", conflict->number, "title",
						conflict->title, "field", field ? field->name : NULL, "sides",
						sides_json(conflict)));
		return 0;
	}
	show(stdout, "%s  %s  ", conflict->number, ky_kind_title(conflict->kind));
	print_visible(stdout, conflict->title);
	if (field)
		show(stdout, "  %s (%s)\n", ky_field_title(field), field->name);
	else
		show(stdout, "  %s\n", _("deleted by one, changed by another (no FIELD)"));
	for (size_t i = 0; i < conflict->count; i++)
		print_side(&conflict->sides[i], i);
	return 0;
}

static int run_conflicts(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	struct printing printing = { 0 };
	bool json = call_flag(call, "--json");
	int failed = call_expect(call, &command_conflicts, 0, 0);
	if (!failed)
		failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	printing.array = json ? json_array() : NULL;
	enum ky_code code = ky_conflict_each(wb, take_conflict, &printing, &err);
	ky_workbook_close(wb);
	failed = say_result(printing.array, code, &err);
	if (!failed && !json && !printing.count)
		show(stdout, "%s\n", _("Nothing waits for a decision."));
	return failed || !printing.count ? failed : KY_NO;
}

const struct command command_conflicts = {
	.name = "conflicts",
	.usage = "[--json]",
	.help = N_(
		"what two copies of the workbook said differently, once they became one; the shown one has a *"),
	.run = run_conflicts,
};

/* -1: the record; -2: it has no such field, which was said. */
static int find_field(struct ky_workbook *wb, const char *ref, const char *name, int *failed)
{
	struct ky_record *record = NULL;
	struct ky_error err = { 0 };
	enum ky_code code = ky_record_load(wb, ref, &record, &err);
	if (code) {
		*failed = say_error(code, &err);
		return KY_CONFLICT_RECORD;
	}
	const struct ky_kind *kind = ky_record_kind(record);
	int field = name ? ky_field_find(kind, name) : KY_CONFLICT_RECORD;
	if (name && field < 0)
		*failed = unknown_field(kind, name);
	ky_record_free(record);
	return field;
}

static int take_side(const char *word, size_t *side)
{
	char *end = NULL;
	long n = strtol(word, &end, 10);
	if (*end || n < 1 || n > 1000)
		return say_usage(_("\"%.60s\" is no number of a side; the first is 1."), word);
	*side = (size_t)n - 1;
	return 0;
}

/* ID [FIELD] --take N, or ID FIELD VALUE. */
static int decide(const struct call *call, struct ky_workbook *wb, const char *take)
{
	struct ky_error err = { 0 };
	size_t side = 0;
	int failed = take ? take_side(take, &side) : 0;
	int field = KY_CONFLICT_RECORD;
	if (!failed)
		field = find_field(wb, call->argv[0], call->argc > 1 ? call->argv[1] : NULL, &failed);
	if (failed)
		return failed;
	enum ky_code code = take ? ky_conflict_take(wb, call->argv[0], field, side, &err)
				 : ky_conflict_state(wb, call->argv[0], field, call->argv[2], &err);
	return code ? say_error(code, &err) : 0;
}

static int run_resolve(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	int64_t left = 0;
	int failed = 0;
	bool json = call_flag(call, "--json");
	const char *take = call_option(call, "--take", &failed);
	if (!failed)
		failed = take ? call_expect(call, &command_resolve, 1, 2)
			      : call_expect(call, &command_resolve, 3, 3);
	if (!failed)
		failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	failed = decide(call, wb, take);
	enum ky_code code = failed ? KY_OK : ky_conflict_count(wb, &left, &err);
	ky_workbook_close(wb);
	if (failed || code)
		return failed ? failed : say_error(code, &err);
	if (json)
		print_json(json_pack("{s:I}", "left", (json_int_t)left));
	else
		show(stdout, _("Decided; %lld left. `kuayue undo` asks again.\n"), (long long)left);
	return 0;
}

const struct command command_resolve = {
	.name = "resolve",
	.usage = "ID [FIELD] --take N | ID FIELD VALUE [--json]",
	.help = N_("decide which side of a conflict holds, or write another value; what is not taken stays in the "
		   "history"),
	.run = run_resolve,
};
