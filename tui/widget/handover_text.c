#include "widget/handover_text.h"

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
	struct ky_record *school = NULL;
	char name[256], today[KY_DAY_TEXT];
	const struct ky_kind *kind = ky_kind_find("school");
	if (ky_record_load_single(wb, kind, &school, NULL))
		return;
	ky_record_show(wb, school, ky_title_field(kind), name, sizeof(name));
	ky_record_free(school);
	print_visible(out, name);
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
