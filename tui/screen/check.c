/* Shows the findings of the truth check (防止形式主义和走过场). */
#include <stdio.h>

#include "kuayue/guide.h"
#include "screen/rows.h"

struct painter {
	struct rows *rows;
	enum ky_rank rank;
};

static const char *rank_title(enum ky_rank rank)
{
	return rank == KY_RANK_CONTRADICTS ? _("Figures that do not agree:")
	       : rank == KY_RANK_UNPROVED  ? _("What lacks its proof, or should be looked at:")
					   : _("What is late or missing:");
}

static int take_finding(void *data, const struct ky_finding *finding)
{
	struct painter *painter = data;
	if (finding->rank != painter->rank)
		rows_add(painter->rows, LOOK_BOLD, "", "", "%s", rank_title(finding->rank));
	painter->rank = finding->rank;
	char text[1000];
	if (finding->basis[0])
		snprintf(text, sizeof(text), _("%s (%s)"), finding->text, finding->basis);
	else
		snprintf(text, sizeof(text), "%s", finding->text);
	rows_add(painter->rows,
		 finding->rank == KY_RANK_CONTRADICTS ? LOOK_BAD
		 : finding->rank == KY_RANK_UNPROVED  ? LOOK_WARN
						      : LOOK_PLAIN,
		 finding->kind, finding->id, "  %s", text);
	return 0;
}

static void fill(struct app *app, struct rows *rows, const char *about)
{
	struct ky_error err = { 0 };
	(void)about;
	enum ky_code code = ky_guide_check(app->wb, take_finding, &(struct painter){ .rows = rows }, &err);
	if (code && code != KY_NO)
		app_fail(app, &err);
}

static const struct rows_source source = {
	.help = N_("What the leadership group would find: figures that do not agree, what lacks its proof, what "
		   "is late. No line is a verdict: {ENTER} opens the record, and you decide."),
	.head = N_("Findings, not verdicts. {ENTER} opens the record."),
	.fill = fill,
	.empty = N_("Nothing was found."),
};

void screen_check(struct app *app, int page)
{
	screen_rows(app, page, _("Truth check"), &source, "");
}
