/* Paints a form: labels, values, the focused field's editor, and why it is asked. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "kuayue/text.h"
#include "screen/form.h"
#include "widget/choices.h"
#include "widget/wrapped.h"

#define LABEL_MAX 18
#define LONG_ROWS 8

static int label_width(const struct form *form)
{
	int widest = 6;
	for (size_t i = 0; i < form->kind->field_count; i++) {
		int width = ky_text_columns(ky_field_title(&form->kind->fields[i]));
		widest = width > widest ? width : widest;
	}
	widest = widest > LABEL_MAX ? LABEL_MAX : widest;
	return widest > term_cols() / 2 ? term_cols() / 2 : widest;
}

/* Rows that a field takes: a long text that is being typed gets up to LONG_ROWS. */
static int field_rows(const struct form *form, int field, int room)
{
	assert(field >= 0 && (size_t)field < form->kind->field_count);
	if (field != form->focus || !form->edit)
		return 1;
	int lines = (int)edit_lines(form->edit);
	int most = room < LONG_ROWS ? room : LONG_ROWS;
	enum ky_type type = form->kind->fields[field].type;
	if (type == KY_LONG || type == KY_LOG)
		lines = lines < 3 ? 3 : lines;
	return lines > most ? most : lines < 1 ? 1 : lines;
}

static void draw_editor(struct form *form, int row, int rows, int col, int width)
{
	size_t first = edit_scroll(form->edit, (size_t)rows), line = 0;
	int column = 0;
	for (int i = 0; i < rows; i++) {
		const char *start = "";
		size_t len = 0;
		char text[2048];
		edit_line(form->edit, first + (size_t)i, &start, &len);
		snprintf(text, sizeof(text), "%.*s", (int)(len < sizeof(text) ? len : sizeof(text) - 1), start);
		term_put(row + i, col, width, LOOK_FIELD, text);
	}
	edit_cursor(form->edit, &line, &column);
	term_cursor(row + (int)(line - first), col + column);
}

static void draw_choices(struct app *app, const struct form *form, int row, int col, int width)
{
	size_t count = 0;
	const struct ky_choice *choices = ky_campaign_choices(ky_workbook_campaign(app->wb),
							      form->kind->fields[form->focus].choices, &count);
	int chosen = -1;
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].text, form->fields[form->focus].text) == 0)
			chosen = (int)i;
	choices_draw(row, col, width, choices, count, chosen, true);
}

static void draw_value(struct app *app, struct form *form, int field, int row, int col, int width)
{
	assert(field >= 0 && (size_t)field < form->kind->field_count);
	char text[2048];
	bool here = field == form->focus;
	if (here && form_is_several(form, field)) {
		form_several_draw(app, form, row, col, width);
		return;
	}
	if (here && form_is_choice(form, field)) {
		draw_choices(app, form, row, col, width);
		return;
	}
	if (form_is_link(form, field) && form->fields[field].text[0])
		ky_record_show(app->wb, form->record, field, text, sizeof(text));
	else
		snprintf(text, sizeof(text), "%.*s", (int)sizeof(text) - 1, form->fields[field].text);
	if (!text[0] && here && form_is_link(form, field))
		snprintf(text, sizeof(text), "%s", _("{RIGHT} picks from the list"));
	enum look look = here ? LOOK_FIELD : form->kind->fields[field].computed ? LOOK_DIM : LOOK_PLAIN;
	term_put(row, col, width, look, text);
	if (here)
		term_cursor(row, col);
}

static void draw_label(const struct form *form, int field, int row, int width)
{
	const struct ky_field *decl = &form->kind->fields[field];
	bool missing = !decl->computed && !form_text(form, field)[0];
	const char *sign = form->fields[field].dirty ? "*" : missing ? (decl->required ? "!" : "·") : " ";
	term_put(row, 0, 1, decl->required && missing ? LOOK_BAD : LOOK_DIM, sign);
	term_put(row, 1, width, field == form->focus ? LOOK_BOLD : LOOK_PLAIN, ky_field_title(decl));
	term_put(row, 1 + width, 1, LOOK_PLAIN, "");
}

/* The rows of the fields from first to last. */
static int rows_between(const struct form *form, int first, int last, int room)
{
	int used = 0;
	for (int i = first; i <= last; i++)
		used += field_rows(form, i, room);
	return used;
}

/* The first field to paint, so that the focused one is whole on the screen, and no row is empty that a field above
 * would fill. */
static int first_field(struct form *form, int room)
{
	int last = (int)form->kind->field_count - 1;
	while (form->scroll > 0 && rows_between(form, form->scroll - 1, last, room) <= room)
		form->scroll--;
	if (form->focus < form->scroll)
		form->scroll = form->focus;
	for (;;) {
		if (rows_between(form, form->scroll, form->focus, room) <= room || form->scroll == form->focus)
			return form->scroll;
		form->scroll++;
	}
}

/* A sentence that fits one line takes one. */
static int sentence_rows(const char *text, int most)
{
	if (!text[0])
		return 0;
	return ky_text_columns(text) > term_cols() && most > 1 ? 2 : 1;
}

/* Arrows at the right edge where fields lie above and below. */
static void draw_more(const struct form *form, int top, int bottom, int last)
{
	int edge = term_cols() - 2;
	if (form->scroll > 0)
		term_put(top, edge, 2, LOOK_BOLD, " ↑");
	if (last < (int)form->kind->field_count)
		term_put(bottom - 1, edge, 2, LOOK_BOLD, " ↓");
}

/* The sentence above the message line: why the field is asked for, or the question behind the last one. */
static void say_why(struct app *app, const struct form *form, char *why, size_t size)
{
	if (form_say_record(app, form, why, size)) {
		/* What the field's values mean is still said, behind it. */
		size_t len = strlen(why);
		if (!form->asking && len + 2 < size) {
			memcpy(why + len, " ", 2);
			ky_record_why(app->wb, form->record, form->focus, why + len + 1, size - len - 1);
		}
		return;
	}
	if (!form->asking && form_say_lacks(app, form, why, size))
		return;
	if (!form->asking)
		ky_record_why(app->wb, form->record, form->focus, why, size);
	else if (form->touched)
		snprintf(why, size, "%s", _("Save this? {ENTER}"));
	else
		snprintf(why, size, "%s", _("Nothing was typed here: {ENTER} closes it."));
}

void form_draw(struct app *app, struct screen *screen, int top, int bottom)
{
	struct form *form = (struct form *)screen;
	int height = bottom - top, labels = label_width(form), col = labels + 2;
	int width = term_cols() - col - 2; /* the edge is kept for arrows */
	char why[1024];
	say_why(app, form, why, sizeof(why));
	int reason_rows = height > 6 ? sentence_rows(form->reason, 2) : 0;
	int why_rows = height > 3 || form->asking ? sentence_rows(why, height > 16 ? 3 : height > 10 ? 2 : 1) : 0;
	int row = top + reason_rows;
	wrapped_fill(top, row, LOOK_WARN, form->reason);
	int said = app->at_field ? sentence_rows(app->message, 2) : 0, room = bottom - why_rows - row - said;
	if (form->edit)
		edit_layout(form->edit, width);
	int i = first_field(form, room < 1 ? 1 : room), first_row = row;
	for (; i < (int)form->kind->field_count && row < bottom - why_rows; i++) {
		int rows = field_rows(form, i, bottom - why_rows - row);
		draw_label(form, i, row, labels);
		if (i == form->focus && form->edit)
			draw_editor(form, row, rows, col, width);
		else
			draw_value(app, form, i, row, col, width);
		for (int j = 0; j < rows; j++) {
			term_put(row + j, term_cols() - 2, 2, LOOK_PLAIN, "");
			if (j)
				term_put(row + j, 0, col, LOOK_PLAIN, "");
		}
		row += rows;
		if (i == form->focus)
			row = wrapped_put(row, row + said < bottom - why_rows ? row + said : bottom - why_rows,
					  LOOK_BAD, said ? app->message : "");
	}
	term_clear_rows(row, bottom - why_rows);
	draw_more(form, first_row, row, i);
	wrapped_fill(bottom - why_rows, bottom, form->asking ? LOOK_WARN : LOOK_DIM, why);
	if (form->asking)
		term_cursor(bottom - why_rows, 0);
}
