/* Lists the records behind a figure for the screen of records (screen/behind.h). */
#include "screen/behind.h"

#include <assert.h>
#include <stdio.h>

#include "terminal/i18n.h"

enum ky_code behind_each(struct ky_workbook *wb, const struct ky_figure *figure,
			 int (*each)(void *data, const char *id, const char *number), void *data,
			 struct ky_error *err)
{
	const struct ky_figure *divisor, *dividend = ky_figure_divides(figure, &divisor);
	if (!dividend)
		return ky_figure_records(wb, figure, each, data, err);
	each(data, "", "");
	enum ky_code code = ky_figure_records(wb, dividend, each, data, err);
	each(data, "", "");
	return code ? code : ky_figure_records(wb, divisor, each, data, err);
}

void behind_head(struct ky_workbook *wb, const struct ky_figure *figure, int head, char *out, size_t size)
{
	struct ky_figure_value value;
	char text[720];
	const struct ky_figure *divisor, *dividend = ky_figure_divides(figure, &divisor);
	assert(dividend && (head == 0 || head == 1));
	const struct ky_figure *of = head ? divisor : dividend;
	out[0] = '\0';
	if (ky_figure_compute(wb, of, &value, NULL))
		return;
	ky_figure_say(of, &value, text, sizeof(text));
	int len = snprintf(out, size, head ? _("Divisor, %s: ") : _("Dividend, %s: "), ky_figure_title(of));
	if (len > 0 && (size_t)len < size)
		snprintf(out + len, size - (size_t)len, "%s", text);
}
