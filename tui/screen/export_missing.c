/* Collects what an export should be warned of, for the head of its dialog. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/guide.h"
#include "screen/export.h"

struct missing {
	char text[6000];
	int unwritten, blanks, findings;
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
	add(missing, missing->blanks++ ? _(", ") : "");
	add(missing, label);
	return 0;
}

static int take_unwritten(void *data, const struct ky_finding *finding)
{
	struct missing *missing = data;
	add(missing, missing->unwritten++ ? _(", ") : _("Still to be written by people: "));
	add(missing, finding->title);
	return 0;
}

static int take_finding(void *data, const struct ky_finding *finding)
{
	struct missing *missing = data;
	/* They stand in a line of their own. */
	if (strcmp(finding->rule, KY_RULE_TO_WRITE) == 0)
		return 0;
	missing->findings++;
	if (missing->findings > 30)
		return 0;
	add(missing, "\n- ");
	add(missing, finding->text);
	return 0;
}

/* Puts what matters most first, because a small screen shows only the beginning. */
static void describe(struct app *app, struct missing *missing)
{
	struct ky_error err = { 0 };
	struct missing findings = { .text = "" };
	char counts[200];
	enum ky_code code = ky_guide_check(app->wb, take_finding, &findings, &err);
	if (code && code != KY_NO)
		app_fail(app, &err);
	snprintf(counts, sizeof(counts),
		 _("%d findings. The package can be written all the same; {ESCAPE} goes back to mend them.\n"),
		 findings.findings);
	add(missing, counts);
	code = ky_guide_check_rule(app->wb, KY_RULE_TO_WRITE, take_unwritten, missing, &err);
	if (code && code != KY_NO)
		app_fail(app, &err);
	if (missing->unwritten)
		add(missing, "\n");
	add(missing, _("Not filled in: "));
	if (ky_export_missing(app->wb, take_blank, missing, &err))
		app_fail(app, &err);
	if (!missing->blanks)
		add(missing, _("nothing"));
	add(missing, findings.text);
}

char *export_missing(struct app *app)
{
	struct missing *missing = xalloc(sizeof(*missing));
	describe(app, missing);
	char *text = xstrdup(missing->text);
	free(missing);
	return text;
}
