/* What `kuayue import` does with a hand-over package: says what it would change, and takes it in. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/import.h"
#include "kuayue/merge.h"

struct asking {
	const struct import_options *options;
	bool refused; /* by --dry-run, or by whoever was asked */
};

static void print_outcome(const struct ky_merge_outcome *outcome)
{
	show(stdout, _("From "));
	print_visible(stdout, outcome->school);
	show(stdout, " ");
	print_visible(stdout, outcome->code);
	show(stdout, " %s\n", outcome->date);
	if (outcome->trust == KY_TRUST_NEW)
		show(stdout, "%s\n",
		     _("The first package of that school: compare the fingerprint by telephone (kuayue key "
		       "list)."));
	show(stdout, _("New %lld, changed %lld, undecided %lld, here already %lld"), (long long)outcome->made,
	     (long long)outcome->changed, (long long)outcome->undecided, (long long)outcome->known);
	if (outcome->removed)
		show(stdout, _(", deleted %lld"), (long long)outcome->removed);
	show(stdout, "\n");
	if (outcome->ahead)
		show(stdout, _("The clock there is %lld days ahead of this PC's.\n"), (long long)outcome->ahead);
	if (outcome->taken_back)
		show(stdout, "%s\n", _("This package was taken in once and taken back."));
}

static json_t *outcome_json(const char *path, const struct ky_merge_outcome *outcome, bool taken)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:b, s:b}", "file", path, "code",
			 outcome->code, "school", outcome->school, "date", outcome->date, "new",
			 (json_int_t)outcome->made, "changed", (json_int_t)outcome->changed, "deleted",
			 (json_int_t)outcome->removed, "undecided", (json_int_t)outcome->undecided, "known",
			 (json_int_t)outcome->known, "clock_ahead", (json_int_t)outcome->ahead,
			 "taken_back_before", (int)outcome->taken_back, "taken", (int)taken);
}

static bool ask_person(void)
{
	char line[64];
	show(stderr, "%s", _("Take it in (yes or no)? "));
	return fgets(line, sizeof(line), stdin) && (line[0] == 'y' || line[0] == 'Y');
}

static bool agree(void *data, const struct ky_merge_outcome *outcome)
{
	struct asking *asking = data;
	const struct import_options *options = asking->options;
	bool yes = !options->dry_run && options->yes;
	if (!options->files)
		print_outcome(outcome);
	if (!options->dry_run && !options->yes)
		yes = ask_person();
	asking->refused = !yes;
	return yes;
}

int import_package(struct ky_workbook *wb, const char *path, const struct import_options *options)
{
	struct ky_error err = { 0 };
	struct ky_merge_outcome outcome;
	struct asking asking = { .options = options };
	enum ky_code code = ky_merge_take(wb, path, agree, &asking, &outcome, &err);
	if (code && !asking.refused)
		return say_error(code, &err);
	if (options->files) {
		json_array_append_new(options->files,
				      outcome_json(path, &outcome, !asking.refused && outcome.operations));
		return asking.refused && !options->dry_run ? KY_NO : 0;
	}
	if (!code && !outcome.operations)
		print_outcome(&outcome);
	if (asking.refused)
		show(stdout, "%s\n", _("Nothing was written."));
	else if (outcome.operations)
		show(stdout, "%s\n",
		     outcome.undecided ? _("Taken in. `kuayue conflicts` says what waits for a decision.")
				       : _("Taken in. `kuayue unimport` takes it back."));
	else
		show(stdout, "%s\n", _("All of it is here already; nothing was written."));
	return asking.refused && !options->dry_run ? KY_NO : 0;
}
