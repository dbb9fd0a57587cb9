/* kuayue add and set: makes a record from FIELD=VALUE, also one that is like another or follows from it, and
 * changes one; or does so for each row of a file. */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "command/command.h"
#include "command/explain.h"
#include "kuayue/batch.h"
#include "kuayue/chain.h"
#include "kuayue/zero.h"
#include "terminal/memory.h"

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
	char outside[256];
	if (!code && ky_record_outside(wb, record, outside, sizeof(outside)))
		show(stderr, "%s\n", outside);
	return code ? say_error(code, &err) : 0;
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

static enum ky_code open_rows(const char *path, FILE **file, struct ky_batch **rows, struct ky_error *err)
{
	bool given = strcmp(path, "-") == 0;
	*file = given ? stdin : fopen(path, "rb");
	if (!*file)
		return ky_fail(err, errno == ENOENT ? KY_INPUT : KY_SYSTEM, _("%.300s: cannot be read (%s)."),
			       path, ky_reason(errno));
	return ky_batch_open(*file, given ? _("standard input") : path, rows, err);
}

/* Many: from a file, or from standard input. kind NULL: changes those that the rows name. The workbook is opened
 * once all is there, so that nobody waits for a slow pipe. */
static int take_rows(const struct call *call, const struct ky_kind *kind, const char *path,
		     struct written *written)
{
	FILE *file = NULL;
	struct ky_batch *rows = NULL;
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	enum ky_code code = open_rows(path, &file, &rows, &err);
	int failed = code ? say_error(code, &err) : call_open(call, KY_WRITE, &wb);
	if (!failed) {
		code = ky_batch_take(wb, kind, rows, written_add, written, &err);
		failed = written_end(written, code, &err);
	}
	if (!failed && kind && ky_batch_named(rows))
		show(stderr, "%s\n",
		     _("The numbers and ids of the rows only link them to each other; the records have their own, "
		       "which --print number shows."));
	ky_workbook_close(wb);
	ky_batch_close(rows);
	if (file && file != stdin)
		fclose(file);
	return failed;
}

/* Whether what stands behind --from is a file of rows, and not a record. */
static bool is_rows(const char *from)
{
	static const char *const ends[] = { ".jsonl", ".json", ".ndjson", ".csv", ".tsv", ".txt", NULL };
	return from && (strcmp(from, "-") == 0 || strchr(from, '/') || file_ends(from, ends));
}

/* FIELD=VALUE... into the record, which is saved and printed. Ends written. */
static int put_all(const struct call *call, struct ky_workbook *wb, struct ky_record *record, const char *from,
		   struct written *written)
{
	int failed = 0;
	for (int i = 1; !failed && i < call->argc; i++)
		failed = put_assignment(wb, record, call->argv[i]);
	if (!failed)
		failed = save(wb, record, from);
	if (!failed)
		written_add(written, record);
	return failed ? failed : written_end(written, KY_OK, NULL);
}

static int add_one(const struct call *call, const struct ky_kind *kind, const char *like, const char *from,
		   struct written *written)
{
	struct ky_workbook *wb = NULL;
	struct ky_record *record = NULL;
	int failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	failed = begin(wb, kind, like, from, &record);
	if (!failed)
		failed = put_all(call, wb, record, from, written);
	ky_record_free(record);
	ky_workbook_close(wb);
	return failed;
}

static int run_add(struct call *call)
{
	int failed = 0;
	struct written written;
	const char *like = call_option(call, "--like", &failed);
	const char *from = failed ? NULL : call_option(call, "--from", &failed);
	if (!failed)
		failed = written_options(call, false, &written);
	if (failed)
		return failed;
	bool rows = is_rows(from), blank = !like && !from;
	if (!call->argc || (like && from) || (rows && call->argc > 1))
		return say_usage(_("Use: kuayue %s %s"), "add", command_add.usage);
	const struct ky_kind *kind = kind_argument(call->argv[0]);
	if (!kind)
		return KY_INPUT;
	if (blank && call->argc == 1) {
		explain_kind(call);
		return say_usage(_("Use: kuayue %s %s"), "add", command_add.usage);
	}
	if (kind->single)
		return say_usage(
			_("There is one %s, made with the workbook; change it with: kuayue set CODE FIELD=VALUE"),
			kind->name);
	return rows ? take_rows(call, kind, from, &written) : add_one(call, kind, like, from, &written);
}

const struct command command_add = {
	.name = "add",
	.usage = "KIND [--like ID] FIELD=VALUE... [--from ID|FILE] [--print id|number] [--json]",
	.help = N_("add a record and print its id; --like: as another, but for its days and texts; --from: what "
		   "follows from another, such as a problem from an opinion, linked to it, or one of each row of "
		   "a FILE.jsonl or FILE.csv, - for standard input: all or none; KIND --help: its fields"),
	.run = run_add,
	.explain = explain_kind,
};

/* The confirmation is a record like any other, and is printed as one. */
static enum ky_code note_zero(struct ky_workbook *wb, const struct ky_kind *kind, struct written *written,
			      struct ky_error *err)
{
	struct ky_zero zero = { .state = KY_FIGURE_BLANK };
	struct ky_record *record = NULL;
	enum ky_code code = ky_zero_of(wb, kind, &zero, err);
	if (!code && zero.id[0])
		code = ky_record_load(wb, zero.id, &record, err);
	if (record)
		written_add(written, record);
	ky_record_free(record);
	return code;
}

/* set LEDGER zero=yes: the ledger is confirmed as empty; zero=no takes that back. */
static int set_zero(struct call *call, const struct ky_kind *kind, struct written *written)
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
	bool none = strcmp(value, "yes") == 0;
	enum ky_code code = none ? ky_zero_set(wb, kind, true, &err) : KY_OK;
	if (!code)
		code = note_zero(wb, kind, written, &err);
	if (!code && !none)
		code = ky_zero_set(wb, kind, false, &err);
	ky_workbook_close(wb);
	return written_end(written, code, &err);
}

static int run_set(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_record *record = NULL;
	struct ky_error err = { 0 };
	struct written written;
	int failed = 0;
	const char *from = call_option(call, "--from", &failed);
	if (!failed)
		failed = written_options(call, !from, &written);
	if (failed)
		return failed;
	if (from ? call->argc > 0 : call->argc < 2)
		return say_usage(_("Use: kuayue %s %s"), "set", command_set.usage);
	if (from)
		return take_rows(call, NULL, from, &written);
	const struct ky_kind *ledger = ky_kind_find(call->argv[0]);
	if (ledger)
		return set_zero(call, ledger, &written);
	failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_record_load(wb, call->argv[0], &record, &err);
	failed = code ? say_error(code, &err) : put_all(call, wb, record, NULL, &written);
	ky_record_free(record);
	ky_workbook_close(wb);
	return failed;
}

const struct command command_set = {
	.name = "set",
	.usage = "ID FIELD=VALUE... [--print id|number] [--json] | --from FILE [--json] | LEDGER zero=yes|no",
	.help = N_("change a record, by its id or printed number; --from: one for each row of a FILE.jsonl or "
		   "FILE.csv, whose id or number it has, - for standard input: all or none; zero=yes: a ledger "
		   "without records is confirmed as empty (零报告)"),
	.run = run_set,
};
