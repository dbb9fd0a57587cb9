/* Paints how far an export is, and whether the stick can be pulled out. */
#include <stdio.h>
#include <string.h>

#include "kuayue/package.h"
#include "kuayue/text.h"
#include "screen/export_run.h"
#include "widget/wrapped.h"

static const char *step_title(const struct export_run *self)
{
	if (self->stopping)
		return _("Stopping; nothing is left behind.");
	if (self->step == UNMOUNTING || self->step == POWERING_OFF)
		return _("Taking the stick out of service; do not pull it yet.");
	if (self->step == ENDED)
		return "";
	if (self->done < KY_DONE_DOCUMENTS)
		return _("Making the documents");
	if (self->done < KY_DONE_PACKED)
		return _("Packing");
	return self->done < KY_DONE_WRITTEN ? _("Writing") : _("Reading back and comparing");
}

static void draw_bar(const struct export_run *self, int row)
{
	char bar[400], percent[16];
	int width = term_cols() - 8 < 60 ? term_cols() - 8 : 60;
	int filled = width > 2 ? (width - 2) * self->done / 1000 : 0;
	if (width < 3)
		return;
	snprintf(percent, sizeof(percent), " %3d%%", self->done / 10);
	memset(bar, ' ', (size_t)width);
	bar[0] = '[';
	memset(bar + 1, '=', (size_t)filled);
	bar[width - 1] = ']';
	snprintf(bar + width, sizeof(bar) - (size_t)width, "%s", percent);
	term_put(row, 0, term_cols(), LOOK_PLAIN, bar);
}

void export_run_draw(struct app *app, struct screen *screen, int top, int bottom)
{
	(void)app;
	struct export_run *self = (struct export_run *)screen;
	char text[1200];
	int row = top;
	snprintf(text, sizeof(text), _("To: %s%s%s"), self->label, self->label[0] ? "  " : "", self->dir);
	row = wrapped_put(row, bottom, LOOK_BOLD, text);
	row = wrapped_put(row, bottom, LOOK_BOLD, self->sealed);
	if (row < bottom)
		term_put(row++, 0, term_cols(), LOOK_PLAIN, "");
	if (row < bottom)
		draw_bar(self, row++);
	if (self->document[0])
		snprintf(text, sizeof(text), _("%s: %s"), step_title(self), self->document);
	else
		snprintf(text, sizeof(text), "%s", step_title(self));
	if (row < bottom)
		term_put(row++, 0, term_cols(), LOOK_PLAIN, text);
	if (self->path && self->step != WRITING) { /* and listed */
		snprintf(text, sizeof(text), _("Written, read back and compared: %.1000s"), self->path);
		row = wrapped_put(row, bottom, LOOK_GOOD, text);
	}
	term_cursor(row < bottom ? row : bottom - 1, 0);
	row = wrapped_put(row, bottom, self->may_be_pulled ? LOOK_GOOD : LOOK_WARN, self->outcome);
	term_clear_rows(row, bottom);
}
