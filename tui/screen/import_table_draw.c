/* Paints what a table would bring: what is chosen, its columns, who is in doubt, and rows that cannot be taken. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"
#include "screen/import.h"
#include "terminal/memory.h"
#include "widget/wrapped.h"

#define SAMPLES 300 /* bytes */

static const char *target_title(const struct ky_import *import, size_t column)
{
	int field = ky_import_field(import, column);
	if (field >= 0)
		return ky_field_title(&ky_import_kind(import)->fields[field]);
	return field == KY_COLUMN_NUMBER ? _("No.") : _("(left out)");
}

/* Where the columns of the page stand: what the file calls it, the field, the first rows. */
static void put_cells(int row, enum look look, const char *heading, const char *target, const char *sample)
{
	int cols = term_cols(), wide = cols / 4;
	term_put(row, 0, wide, look, heading);
	term_put(row, wide, 3, look, "→ ");
	term_put(row, wide + 3, wide, look, target);
	term_put(row, 2 * wide + 3, cols - 2 * wide - 3, look, sample);
}

/* The first rows as they are written: √=是. */
static void add_samples(const struct ky_import *import, size_t column, char *out, size_t size)
{
	bool goes = ky_import_field(import, column) >= 0;
	out[0] = '\0';
	for (size_t i = 0; ky_import_sample(import, i, column); i++) {
		char *value = NULL;
		struct ky_error ignored;
		const char *cell = ky_import_sample(import, i, column);
		bool other =
			goes && !ky_import_value(import, i, column, &value, &ignored) && strcmp(value, cell) != 0;
		size_t len = strlen(out);
		snprintf(out + len, size - len, "%s%.60s%s%.40s", i ? " | " : "", cell, other ? "=" : "",
			 other ? value : "");
		free(value);
	}
}

static void draw_column(const struct import_table *self, int row, size_t column, enum look look)
{
	const struct ky_import *import = self->import;
	assert(column < ky_import_columns(import));
	char sample[SAMPLES];
	add_samples(import, column, sample, sizeof(sample));
	if (look == LOOK_PLAIN && ky_import_field(import, column) < KY_COLUMN_NUMBER)
		look = LOOK_DIM;
	put_cells(row, look, ky_import_heading(import, column), target_title(import, column), sample);
}

static const char *known_title(enum ky_known known)
{
	return known == KY_KNOWN_FILL      ? _("fill in what is blank there")
	       : known == KY_KNOWN_REPLACE ? _("take what the file has")
					   : _("leave them as they are");
}

static void draw_choice(const struct import_table *self, int row, enum import_choice choice, enum look look)
{
	const struct ky_import *import = self->import;
	size_t taken = ky_import_sheet_taken(import);
	char text[300];
	if (choice == IMPORT_KIND) {
		put_cells(row, look, _("List"), ky_kind_title(ky_import_kind(import)), "");
	} else if (choice == IMPORT_SHEET) {
		snprintf(text, sizeof(text), "%zu %.200s", taken + 1, ky_import_sheet(import, taken));
		put_cells(row, look, _("Sheet"), text, "");
	} else {
		put_cells(row, look, _("Who is there already"), known_title(self->known), "");
	}
}

static void draw_doubt(const struct import_table *self, int row, size_t n, enum look look)
{
	struct ky_doubt doubt;
	char text[600];
	if (!ky_import_doubt(self->import, n, &doubt))
		return;
	if (doubt.chosen < 0) {
		snprintf(text, sizeof(text), _("row %d: %s: the same as one who is there? Not said yet"),
			 doubt.line, doubt.title);
	} else if ((size_t)doubt.chosen == doubt.choices) {
		snprintf(text, sizeof(text), _("row %d: %s: somebody new"), doubt.line, doubt.title);
	} else {
		char *who = have(ky_import_doubt_choice(self->import, n, (size_t)doubt.chosen));
		snprintf(text, sizeof(text), _("row %d: %s: is %s"), doubt.line, doubt.title, who);
		free(who);
	}
	term_put(row, 0, term_cols(), look == LOOK_PLAIN ? (doubt.chosen < 0 ? LOOK_BAD : LOOK_WARN) : look, text);
}

static void draw_line(void *data, int line, int row)
{
	const struct import_table *self = data;
	enum look look = line == self->scroll.cursor ? LOOK_CURSOR : LOOK_PLAIN;
	char text[1200];
	size_t n = 0;
	int at = 0;
	switch (import_line_of(self, line, &n)) {
	case IMPORT_LINE_CHOICE:
		draw_choice(self, row, (enum import_choice)n, look);
		return;
	case IMPORT_LINE_COLUMN:
		draw_column(self, row, n, look);
		return;
	case IMPORT_LINE_DOUBT:
		draw_doubt(self, row, n, look);
		return;
	case IMPORT_LINE_PROBLEM:
		break;
	}
	const char *why = ky_import_problem(self->import, n, &at);
	snprintf(text, sizeof(text), _("row %d: %s"), at, why);
	term_put(row, 0, term_cols(), look == LOOK_PLAIN ? LOOK_BAD : look, text);
}

static void draw_head(const struct import_table *self, int row)
{
	const struct ky_import *import = self->import;
	const struct ky_import_tally tally = ky_import_counts(import);
	size_t bad = ky_import_bad(import);
	char text[300];
	snprintf(text, sizeof(text),
		 bad ? _("headings in row %d; new %zu, changed %zu, nothing new %zu, cannot be taken %zu")
		     : _("headings in row %d; new %zu, changed %zu, nothing new %zu"),
		 ky_import_heading_line(import), tally.added, tally.changed, tally.same, bad);
	term_put(row, 0, term_cols(), bad ? LOOK_BAD : LOOK_DIM, text);
}

void import_table_draw(struct import_table *self, int top, int bottom)
{
	char wanted[800];
	int first = top + 1;
	snprintf(wanted, sizeof(wanted), _("What the list takes: %s."), self->wanted);
	int rows = wrapped_rows(wanted), last = bottom - top > rows + 8 ? bottom - rows : bottom;
	draw_head(self, top);
	if (bottom - top > 4)
		put_cells(first++, LOOK_BOLD, _("In the file"), _("goes to"), _("the first rows"));
	if (last < bottom)
		wrapped_put(last, bottom, LOOK_DIM, wanted);
	scroll_draw(&self->scroll, first, last, 0, draw_line, self);
}
