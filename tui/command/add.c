/* kuayue add and set: makes a record from FIELD=VALUE, also one that is like another or follows from it, and
 * changes one. */
#include "command/command.h"
#include "kuayue/chain.h"
#include "kuayue/zero.h"
#include "terminal/memory.h"

#include <string.h>

/* from: the record that leads to it, or NULL. Both are written, or neither. */
static int save(struct ky_workbook *wb, struct ky_record *record, const char *from)
{
	struct ky_error err = { 0 };
	enum ky_code code = ky_change_begin(wb, ky_record_id(record)[0] ? KY_CHANGE_EDIT : KY_CHANGE_ADD, &err);
	if (code)
		return say_error(code, &err);
	code = ky_record_save(wb, record, NULL, &err);
	if (!code && from)
		code = ky_chain_join(wb, from, ky_record_id(record), &err);
	if (!code)
		code = ky_change_commit(wb, &err);
	else
		ky_change_rollback(wb);
	return code ? say_error(code, &err) : 0;
}

/* KIND alone: says which fields can be filled in, with their types and choice lists. */
static int say_fields(const struct ky_kind *kind)
{
	static const char *const types[] = { "text",   "text", "text",  "number", "date",
					     "choice", "link", "links", "file" };
	show(stdout, "%s  %s\n", kind->name, ky_kind_title(kind));
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		if (!field->computed)
			show(stdout, "  %-16s %-7s %s%s%s%s\n", field->name, types[field->type],
			     ky_field_title(field), field->required ? " *" : "", field->link ? " -> " : "",
			     field->link ? field->link : "");
	}
	return say_usage(_("Use: kuayue %s %s"), "add", command_add.usage);
}

/* Makes the record that follows from another, if that is of the kind asked for. */
static enum ky_code follow(struct ky_workbook *wb, const struct ky_kind *kind, const struct ky_record *from,
			   struct ky_record **out, struct ky_error *err)
{
	struct ky_onward onward;
	*out = ky_chain_follow(wb, from);
	if (!*out && ky_chain_onward(ky_record_kind(from), &onward))
		out_of_memory();
	if (*out && ky_record_kind(*out) == kind)
		return KY_OK;
	ky_record_free(*out);
	*out = NULL;
	return ky_fail(err, KY_INPUT, _("No record of %s follows from %s; see kuayue chain."), ky_kind_title(kind),
		       ky_record_number(from));
}

/* A blank record, one like another, or one that follows from another. */
static int begin(struct ky_workbook *wb, const struct ky_kind *kind, const char *like, const char *from,
		 struct ky_record **out)
{
	struct ky_record *other = NULL;
	struct ky_error err = { 0 };
	*out = NULL;
	if (!like && !from) {
		*out = have(ky_record_new(kind));
		return 0;
	}
	enum ky_code code = ky_record_load(wb, like ? like : from, &other, &err);
	if (!code && like && ky_record_kind(other) != kind)
		code = ky_fail(&err, KY_INPUT, _("%.60s is no record of %s."), like, ky_kind_title(kind));
	if (!code && like)
		code = ky_record_like(wb, other, out, &err);
	else if (!code)
		code = follow(wb, kind, other, out, &err);
	ky_record_free(other);
	return code ? say_error(code, &err) : 0;
}

static int run_add(struct call *call)
{
	struct ky_workbook *wb = NULL;
	int failed = 0;
	const char *like = call_option(call, "--like", &failed);
	const char *from = failed ? NULL : call_option(call, "--from", &failed);
	if (call->argc == 1 && !like && !from) {
		const struct ky_kind *asked = kind_argument(call->argv[0]);
		return asked ? say_fields(asked) : KY_INPUT;
	}
	bool blank = !like && !from;
	failed = failed ? failed
		 : (call->argc < 2 && blank) || (like && from)
			 ? say_usage(_("Use: kuayue %s %s"), "add", command_add.usage)
			 : 0;
	const struct ky_kind *kind = failed || !call->argc ? NULL : kind_argument(call->argv[0]);
	if (!kind)
		return failed ? failed : KY_INPUT;
	if (kind->single)
		return say_usage(
			_("There is one %s, made with the workbook; change it with: kuayue set CODE FIELD=VALUE"),
			kind->name);
	failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	struct ky_record *record = NULL;
	failed = begin(wb, kind, like, from, &record);
	for (int i = 1; !failed && i < call->argc; i++)
		failed = put_assignment(wb, record, call->argv[i]);
	if (!failed)
		failed = save(wb, record, from);
	if (!failed)
		show(stdout, "%s\n", ky_record_id(record));
	ky_record_free(record);
	ky_workbook_close(wb);
	return failed;
}

const struct command command_add = {
	.name = "add",
	.usage = "KIND [--like ID] FIELD=VALUE... [--from ID]",
	.help = N_("add a record and print its id; --like: as another, but for its days and texts; --from: what "
		   "follows from another, such as a problem from an opinion, linked to it"),
	.run = run_add,
};

/* set LEDGER zero=yes: the ledger is confirmed as empty; zero=no takes that back. */
static int set_zero(struct call *call, const struct ky_kind *kind)
{
	static const char name[] = "zero=";
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	const char *value = call->argv[1] + strlen(name);
	if (call->argc != 2 || strncmp(call->argv[1], name, strlen(name)) != 0 ||
	    (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0))
		return say_usage(_("Of a whole ledger only this can be set: kuayue set %s zero=yes, or zero=no."),
				 kind->name);
	int failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_zero_set(wb, kind, strcmp(value, "yes") == 0, &err);
	ky_workbook_close(wb);
	return code ? say_error(code, &err) : 0;
}

static int run_set(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_record *record = NULL;
	struct ky_error err = { 0 };
	if (call->argc < 2)
		return say_usage(_("Use: kuayue %s %s"), "set", command_set.usage);
	const struct ky_kind *ledger = ky_kind_find(call->argv[0]);
	if (ledger)
		return set_zero(call, ledger);
	int failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_record_load(wb, call->argv[0], &record, &err);
	failed = code ? say_error(code, &err) : 0;
	for (int i = 1; !failed && i < call->argc; i++)
		failed = put_assignment(wb, record, call->argv[i]);
	if (!failed)
		failed = save(wb, record, NULL);
	ky_record_free(record);
	ky_workbook_close(wb);
	return failed;
}

const struct command command_set = {
	.name = "set",
	.usage = "ID FIELD=VALUE... | LEDGER zero=yes|no",
	.help = N_(
		"change a record, by its id or printed number; zero=yes: a ledger without records is confirmed as "
		"empty (零报告)"),
	.run = run_set,
};
