/* The export: first what is missing, then where to, then the package, verified. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/guide.h"
#include "kuayue/package.h"
#include "kuayue/report.h"
#include "kuayue/text.h"
#include "screen/ask_text.h"

struct missing {
	char text[6000];
	int blanks, findings;
};

static void add(struct missing *missing, const char *text)
{
	size_t len = strlen(missing->text);
	if (len + strlen(text) + 8 < sizeof(missing->text))
		snprintf(missing->text + len, sizeof(missing->text) - len, "%s", text);
}

static int take_blank(void *data, const char *label)
{
	struct missing *missing = data;
	add(missing, missing->blanks++ ? ", " : "");
	add(missing, label);
	return 0;
}

static int take_finding(void *data, const struct ky_finding *finding)
{
	struct missing *missing = data;
	missing->findings++;
	if (missing->findings > 30)
		return 0;
	add(missing, "\n- ");
	add(missing, finding->text);
	return 0;
}

/* What matters most comes first: a small screen shows no more. */
static void describe(struct app *app, struct missing *missing)
{
	struct ky_error err = { 0 };
	struct missing findings = { .text = "" };
	char counts[200];
	enum ky_code code = ky_guide_check(app->wb, take_finding, &findings, &err);
	if (code && code != KY_NO)
		app_fail(app, &err);
	snprintf(counts, sizeof(counts),
		 _("%d findings. The package can be written all the same; Esc goes back to mend them.\n"),
		 findings.findings);
	add(missing, counts);
	add(missing, _("Not filled in: "));
	if (ky_export_missing(app->wb, take_blank, missing, &err))
		app_fail(app, &err);
	if (!missing->blanks)
		add(missing, _("nothing"));
	add(missing, findings.text);
}

static void write_package(struct app *app, void *data, const char *const *texts)
{
	(void)data;
	struct ky_error err = { 0 };
	struct ky_package_report report = { 0 };
	char *path = NULL;
	const char *dir = texts[0][0] ? texts[0] : ".";
	const struct ky_export ask = { .dir = dir, .range = { KY_NO_DAY, KY_NO_DAY } };
	if (ky_export(app->wb, &ask, &path, &err) || ky_package_verify(path, &report, &err)) {
		app_fail(app, &err);
		ky_package_report_free(&report);
		free(path);
		return;
	}
	struct ky_error ignored;
	ky_setting_save(app->wb, "export_dir", dir, &ignored);
	app_pop(app);
	app_say(app, _("Written and verified, %zu documents: %s"), report.file_count, path);
	ky_package_report_free(&report);
	free(path);
}

void screen_export(struct app *app)
{
	struct missing *missing = calloc(1, sizeof(*missing));
	char *dir = NULL;
	if (!missing)
		abort();
	describe(app, missing);
	if (ky_setting_load(app->wb, "export_dir", &dir, NULL))
		dir = NULL;
	const struct ask_field fields[] = {
		{ .label = _("Folder"),
		  .value = dir              ? dir
			   : getenv("HOME") ? getenv("HOME")
					    : ".",
		  .why = _("Where the package is written: the stick's folder, such as /media/usb. Enter writes "
			   "it.") },
	};
	screen_ask_text(
		app, _("Export"),
		N_("Above is what the summary still lacks. Enter writes the package into the folder: under a "
		   "temporary name"
		   " first, then read back and compared, so that a package with its final name is always whole."),
		missing->text, fields, 1, write_package, NULL);
	free(dir);
	free(missing);
}
