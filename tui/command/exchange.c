/* kuayue exchange and unimport: hands all changes on to another copy of the workbook, and takes back what came
 * from one. */
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "kuayue/merge.h"

static int run_exchange(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	char *path = NULL;
	int failed = 0;
	bool json = call_flag(call, "--json"), sealed = false;
	const char *to = call_option(call, "--for", &failed), *dir = call_option(call, "--to", &failed);
	if (!failed)
		failed = call_expect(call, &command_exchange, 0, 0);
	if (!failed && !to)
		failed = say_usage(_("Use: kuayue %s %s"), command_exchange.name, command_exchange.usage);
	if (!failed)
		failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	const struct ky_handing ask = { .to = to, .dir = dir ? dir : "." };
	enum ky_code code = ky_merge_write(wb, &ask, &path, &sealed, &err);
	ky_workbook_close(wb);
	json_t *root = json && !code ? json_pack("{s:s, s:s, s:b}", "file", path, "for", to, "sealed", (int)sealed)
				     : NULL;
	if (!code && !json) {
		print_visible(stdout, path);
		show(stdout, "\n");
		if (!sealed)
			show(stderr, "%s\n",
			     _("Not encrypted; it has all changes in it, deleted records too. Give it to nobody "
			       "else."));
	}
	free(path);
	return say_result(root, code, &err);
}

const struct command command_exchange = {
	.name = "exchange",
	.usage = "--for pc|CODE [--to DIR] [--json]",
	.help = N_("write a hand-over package, records with all their changes: for another PC of the school, the "
		   "central "
		   "school, or a teaching point"),
	.run = run_exchange,
};

struct imports {
	json_t *array; /* NULL: printed for people, or looked through */
	bool print;
	const char *wanted; /* NULL: all of them */
	int64_t n;          /* the newest that stands and is wanted, 0: none */
};

static int take_merged(void *data, const struct ky_merged *merged)
{
	struct imports *imports = data;
	char number[24];
	snprintf(number, sizeof(number), "%lld", (long long)merged->n);
	if (imports->array)
		json_array_append_new(imports->array,
				      json_pack("{s:I, s:s, s:s, s:s, s:I, s:s?}", "n", (json_int_t)merged->n,
						"site", merged->site, "day", merged->day, "file", merged->file,
						"changes", (json_int_t)merged->changes, "taken_back",
						merged->taken_back));
	if (imports->print) {
		show(stdout, "%s  %s  %s  ", number, merged->day, merged->site);
		print_visible(stdout, merged->file);
		show(stdout, merged->taken_back ? _("  taken back %s") : "  %s",
		     merged->taken_back ? merged->taken_back : "");
		show(stdout, _("  changes: %lld\n"), (long long)merged->changes);
	}
	/* Of packages with one name, which lay in different folders, it is the newest. */
	if (imports->wanted &&
	    (strcmp(imports->wanted, number) == 0 || strcmp(imports->wanted, merged->file) == 0))
		imports->n = merged->taken_back ? 0 : merged->n;
	return 0;
}

static int list_imports(const struct call *call, bool json)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	struct imports imports = { .array = json ? json_array() : NULL, .print = !json };
	int failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	enum ky_code code = ky_merged_each(wb, take_merged, &imports, &err);
	ky_workbook_close(wb);
	return say_result(imports.array, code, &err);
}

static enum ky_code take_back(struct ky_workbook *wb, const char *wanted, int64_t *n, struct ky_error *err)
{
	const char *slash = strrchr(wanted, '/');
	struct imports imports = { .wanted = slash ? slash + 1 : wanted };
	enum ky_code code = ky_merged_each(wb, take_merged, &imports, err);
	*n = imports.n;
	if (!code && !imports.n)
		return ky_fail(err, KY_INPUT,
			       _("No package %.200s was taken in and stands; `kuayue unimport` lists them."),
			       wanted);
	return code ? code : ky_merge_take_back(wb, imports.n, err);
}

static int run_unimport(struct call *call)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	int64_t n = 0;
	bool json = call_flag(call, "--json");
	int failed = call_expect(call, &command_unimport, 0, 1);
	if (failed)
		return failed;
	if (!call->argc)
		return list_imports(call, json);
	failed = call_open(call, KY_WRITE, &wb);
	if (failed)
		return failed;
	enum ky_code code = take_back(wb, call->argv[0], &n, &err);
	ky_workbook_close(wb);
	if (!code && !json)
		show(stdout, "%s\n",
		     _("Taken back. Taking the package in again brings all of it; another PC that has it gives it "
		       "back too."));
	return say_result(json && !code ? json_pack("{s:I}", "taken_back", (json_int_t)n) : NULL, code, &err);
}

const struct command command_unimport = {
	.name = "unimport",
	.usage = "[PACKAGE|N] [--json]",
	.help = N_("take out again what a hand-over package brought; without PACKAGE: list what was taken in"),
	.run = run_unimport,
};
