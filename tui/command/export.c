/* kuayue export: writes a package, says what is missing and for whom it is sealed, and can be stopped. */
#include <signal.h>
#include <stdlib.h>

#include "command/command.h"
#include "command/export_document.h"
#include "kuayue/export.h"
#include "kuayue/guide.h"
#include "kuayue/key.h"
#include "kuayue/package.h"

#define MOST_FINDINGS 20 /* lines about personal data */

/* Set by the signal handler, which may touch nothing else. */
static volatile sig_atomic_t stopped;

static void on_stop(int number)
{
	(void)number;
	stopped = 1;
}

static bool is_stopped(void *data)
{
	(void)data;
	return stopped;
}

/* Has Ctrl-C, a closed window and kill stop the export, which then removes what it had begun. */
static void catch_stops(bool to_pipe)
{
	struct sigaction action = { .sa_handler = on_stop, .sa_flags = SA_RESTART };
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	action.sa_handler = SIG_IGN;
	if (to_pipe)
		sigaction(SIGPIPE, &action, NULL);
}

struct export
{
	struct ky_workbook *wb;
	bool reading;  /* what is missing and the documents are of one moment, and each figure is computed once */
	bool progress; /* is printed */
	struct ky_range range;
};

static void end_reading(struct export *export)
{
	if (export->reading) {
		ky_figures_forget(export->wb);
		ky_read_end(export->wb);
	}
	export->reading = false;
}

static bool on_progress(void *data, int done, const char *document)
{
	struct export *export = data;
	if (done >= KY_DONE_DOCUMENTS)
		end_reading(export);
	if (export->progress)
		show(stdout, "progress %d %s\n", done, document);
	/* A pipe that nobody reads any more means that the program which asked for the export is gone. */
	return (export->progress && fflush(stdout) != 0) || stopped;
}

static int say_missing(void *data, const char *label)
{
	int *count = data;
	show(stderr, "%s%s", (*count)++ ? _(", ") : _("Not filled in: "), label);
	return 0;
}

static int say_unwritten(void *data, const struct ky_finding *finding)
{
	int *count = data;
	show(stderr, "%s", (*count)++ ? _(", ") : _("Still to be written by people: "));
	print_visible(stderr, finding->title);
	return 0;
}

/* Says what is open: the parts of the report that people write, and the figures that nothing was entered for. */
static enum ky_code say_open(struct ky_workbook *wb, struct ky_error *err)
{
	int unwritten = 0, missing = 0;
	enum ky_code code = ky_guide_check_rule(wb, KY_RULE_TO_WRITE, say_unwritten, &unwritten, err);
	if (unwritten)
		show(stderr, "\n");
	if (code == KY_NO || !code)
		code = ky_export_missing(wb, say_missing, &missing, err);
	if (missing)
		show(stderr, "\n");
	return code;
}

/* The day behind an option, KY_NO_DAY without it. */
static ky_day day_option(struct call *call, const char *option, int *failed)
{
	ky_day day = KY_NO_DAY;
	struct ky_error err = { 0 };
	const char *text = call_option(call, option, failed);
	ky_day today = call->today == KY_NO_DAY ? ky_day_of_clock() : call->today;
	if (text && ky_day_parse(text, today, &day, &err))
		*failed = say_usage(_("%s: %s"), option, err.text);
	return day;
}

static int take_options(struct call *call, struct ky_export_ask *ask, struct export *export)
{
	int failed = 0;
	const char *dir = call_option(call, "--to", &failed);
	export->progress = call_flag(call, "--progress");
	catch_stops(export->progress);
	export->range.from = day_option(call, "--from", &failed);
	export->range.to = day_option(call, "--until", &failed);
	*ask = (struct ky_export_ask){
		.dir = dir ? dir : ".",
		.documents = call_option(call, "--what", &failed),
		.range = &export->range,
		.recipient = call_option(call, "--recipient", &failed),
		.attachments = call_option(call, "--attach", &failed),
		.seal = call_option(call, "--seal", &failed),
		.set = call_option(call, "--set", &failed),
		.allow_personal = call_flag(call, "--allow-personal"),
		.replace = call_flag(call, "--replace"),
		.progress = on_progress,
		.data = export,
	};
	if (call_flag(call, "--no-seal"))
		ask->seal = "";
	return failed ? failed : call_expect(call, &command_export, 0, 0);
}

/* Opens the workbook for writing, so that the list of what was handed in gets its line, else for reading. */
static int open_for_export(const struct call *call, struct ky_workbook **wb)
{
	int failed = call_open(call, KY_READ, wb);
	struct ky_workbook *writer = NULL;
	struct ky_error err = { 0 };
	if (failed)
		return failed;
	if (ky_workbook_open_wait(call->file, KY_WRITE, call->today, call->wait, &writer, &err) == KY_OK) {
		ky_workbook_close(*wb);
		*wb = writer;
	}
	if (ky_workbook_read_only(*wb))
		show(stderr, "%s\n",
		     _("The workbook is open elsewhere or cannot be written: the package is not added to the "
		       "list of what was handed in."));
	return 0;
}

/* Says for whom the package is sealed, so that nobody hands in one that the receiver cannot open. */
static enum ky_code say_recipient(struct ky_workbook *wb, const struct ky_export_ask *ask, struct ky_error *err)
{
	struct ky_public_key recipient;
	bool sealed = false;
	enum ky_code code = ky_key_recipient(wb, ask->seal, &recipient, &sealed, err);
	if (!code && sealed) {
		print_visible(stderr, _("Sealed for: "));
		print_visible(stderr, recipient.name);
		show(stderr, _(" (%s); only who has that secret key can open it.\n"), recipient.fingerprint);
		struct ky_known_key known;
		if (ky_key_find(wb, KY_GROUP, recipient.fingerprint, &known, NULL) == KY_OK && !known.confirmed[0])
			show(stderr, "%s\n",
			     _("Its key is NOT CONFIRMED: compare the fingerprint by telephone, then `kuayue key "
			       "confirm`."));
	}
	return code;
}

static int say_stranger(void *data, const char *file, const struct ky_package_report *report)
{
	const bool *replace = data;
	print_visible(stderr, file);
	show(stderr,
	     *replace ? _(": this workbook does not know it (%s); the new package takes its place.\n")
		      : _(": this workbook does not know it (%s), so that the office cannot tell which of the two "
			  "is "
			  "the newer. If the new one stands for it, export again with --replace.\n"),
	     report->date ? report->date : "?");
	return 0;
}

static void size_text(int64_t bytes, char *out, size_t size)
{
	long long tenths = (long long)bytes * 10 / (1 << 20);
	if (bytes < 1 << 20)
		snprintf(out, size, "%lld KiB", (long long)((bytes + 1023) / 1024));
	else
		snprintf(out, size, "%lld.%lld MiB", tenths / 10, tenths % 10);
}

struct along {
	size_t all, chosen;
	int64_t bytes;
};

/* What a file says besides what is seen: whoever gets it can read that, too. */
static int say_attachment(void *data, const struct ky_attachment *attachment)
{
	struct along *along = data;
	along->all++;
	along->chosen += attachment->chosen;
	along->bytes += attachment->chosen ? attachment->size : 0;
	if (!attachment->says)
		return 0;
	print_visible(stderr, attachment->path);
	print_visible(stderr, " ");
	print_visible(stderr, attachment->title);
	if (attachment->says & KY_SAYS_PLACE)
		show(stderr, "%s", _(": the photo says where it was taken (GPS)"));
	if (attachment->says & KY_SAYS_OWNER)
		show(stderr, "%s", _(": the photo says whose camera took it"));
	if (attachment->says & KY_SAYS_PERSONAL)
		show(stderr, "%s", _(": the text holds personal data"));
	show(stderr, "\n");
	return 0;
}

/* Says which attached files go along, how large they are, and what they would give away. */
static enum ky_code say_attachments(struct ky_workbook *wb, const struct ky_export_ask *ask, struct ky_error *err)
{
	struct along along = { 0 };
	char room[32];
	enum ky_code code =
		ky_export_attachments(wb, &(struct ky_attachments_ask){ .chosen = ask->attachments, .look = true },
				      say_attachment, &along, err);
	if (code || !along.all)
		return code;
	size_text(along.bytes, room, sizeof(room));
	if (along.chosen)
		show(stderr,
		     _("Attached files: %zu of %zu go along, %s; what photos and scans show is not looked "
		       "into."),
		     along.chosen, along.all, room);
	else
		show(stderr,
		     _("Attached files: none of %zu goes along; --attach all, or --attach with their numbers, "
		       "takes "
		       "them."),
		     along.all);
	show(stderr, "\n");
	return KY_OK;
}

struct personal {
	int count;
};

static int say_finding(void *data, const struct ky_finding *finding)
{
	struct personal *personal = data;
	if (personal->count++ < MOST_FINDINGS) {
		print_visible(stderr, finding->text);
		show(stderr, "\n");
	}
	return 0;
}

/* Says which personal data is in the workbook before it leaves the school, unless the dialog has shown it. */
static enum ky_code say_personal(const struct export *export, struct ky_error *err)
{
	struct personal personal = { 0 };
	if (export->progress)
		return KY_OK;
	enum ky_code code = ky_guide_check_rule(export->wb, KY_RULE_PERSONAL, say_finding, &personal, err);
	if (personal.count > MOST_FINDINGS)
		show(stderr, _("… and %d more; `kuayue check` names them.\n"), personal.count - MOST_FINDINGS);
	return code == KY_NO ? KY_OK : code;
}

/* Says so where a recipient for whom the template names documents gets others. */
static enum ky_code say_documents(struct ky_workbook *wb, const struct ky_export_ask *ask, struct ky_error *err)
{
	const struct ky_recipient *set = NULL;
	enum ky_code code = ky_export_set(wb, ask, &set, err);
	if (!code && set && !ask->set && ask->documents && ask->documents[0]) {
		print_visible(stderr, set->title);
		show(stderr, _(": the documents of --what are written, not those of [recipient.%s].\n"), set->id);
	}
	return code;
}

static enum ky_code export_it(struct export *export, const struct ky_export_ask *ask, char **path,
			      struct ky_error *err)
{
	ky_workbook_on_wait(export->wb, is_stopped, NULL);
	ky_read_begin(export->wb);
	ky_figures_keep(export->wb);
	export->reading = true;
	enum ky_code code = say_open(export->wb, err);
	if (!code)
		code = say_personal(export, err);
	if (!code && !export->progress)
		code = say_documents(export->wb, ask, err);
	if (!code && !export->progress)
		code = say_attachments(export->wb, ask, err);
	if (!code)
		code = say_recipient(export->wb, ask, err);
	bool replace = ask->replace;
	if (!code && !export->progress)
		code = ky_export_strangers(export->wb, ask->dir, say_stranger, &replace, err);
	if (!code)
		code = ky_export(export->wb, ask, path, err);
	end_reading(export);
	if (!*path && stopped)
		code = ky_fail(err, KY_NO, "%s", _("The export was stopped; nothing was written."));
	return code;
}

static int run_export(struct call *call)
{
	struct ky_error err = { 0 };
	int printed = 0;
	const char *document = call_option(call, "--document", &printed);
	if (printed || document)
		return printed ? printed : export_document(call, document);
	struct ky_export_ask ask;
	struct export export = { 0 };
	char *path = NULL;
	int failed = take_options(call, &ask, &export);
	if (!failed)
		failed = open_for_export(call, &export.wb);
	if (failed)
		return failed;
	enum ky_code code = export_it(&export, &ask, &path, &err);
	if (path) /* also where only the list of what was handed in could not be added to */
		show(stdout, "%s\n", path);
	free(path);
	ky_workbook_close(export.wb);
	return code ? say_error(code, &err) : 0;
}

const struct command command_export = {
	.name = "export",
	.usage = "[--to DIR] [--document NAME [--of RECORD]] [--set NAME] [--what NAME,...] "
		 "[--attach all|NUMBER,...] [--from DATE] [--until DATE] [--recipient NAME] "
		 "[--seal KEY|--no-seal] [--replace] [--allow-personal] [--progress]",
	.help = N_("write the summary package and print its path"),
	.run = run_export,
};
