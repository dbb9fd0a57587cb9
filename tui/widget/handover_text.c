/* Writes the handover list (移交清单) as a text. */
#include "widget/handover_text.h"

#include <stdlib.h>

#include "kuayue/record.h"
#include "kuayue/workbook.h"
#include "terminal/i18n.h"
#include "terminal/print_visible.h"

static int print_line(void *data, const struct ky_handover_line *line)
{
	FILE *out = data;
	if (line->kind)
		fprintf(out, "%8lld  %s%s%s", (long long)line->count, ky_kind_title(line->kind),
			line->kind->ledger ? "  " : "", line->kind->ledger ? line->kind->ledger : "");
	else {
		fprintf(out, _("%8lld bytes  %s  "), (long long)line->count, line->number);
		print_visible(out, line->name);
	}
	if (line->open)
		fprintf(out, _("  (%lld still open)"), (long long)line->open);
	fprintf(out, "\n          %s\n", line->sha256);
	return 0;
}

static void print_head(struct ky_workbook *wb, FILE *out)
{
	char *name = NULL, today[KY_DAY_TEXT];
	if (ky_school_text(wb, "name", &name, NULL))
		return;
	print_visible(out, name);
	free(name);
	fprintf(out, _("  list of what is handed over, %s\n"), ky_day_format(ky_workbook_today(wb), today));
	print_visible(out, ky_workbook_path(wb));
	fprintf(out, "\n\n");
}

enum ky_code handover_text(struct ky_workbook *wb, FILE *out, struct ky_error *err)
{
	print_head(wb, out);
	enum ky_code code = ky_handover(wb, print_line, out, err);
	if (!code)
		fprintf(out, "\n%s\n",
			_("Handed over by: ____________   Taken over by: ____________   Witness: ____________"));
	return code;
}
