/* The attached files in the export dialog: none, all or those that are ticked, each with its size. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"
#include "screen/export.h"
#include "terminal/memory.h"

#define LABELS 16 /* columns, as of the other lines */
#define PATH 24   /* columns of a file's name */

static int take_attached(void *data, const struct ky_attachment *attachment)
{
	struct export_dialog *self = data;
	struct export_attached *list =
		xrealloc(self->attached, (self->attached_count + 1) * sizeof(*self->attached));
	self->attached = list;
	struct export_attached *attached = &list[self->attached_count++];
	const char *name = strrchr(attachment->path, '/');
	*attached = (struct export_attached){ .size = attachment->size, .missing = attachment->missing };
	snprintf(attached->number, sizeof(attached->number), "%s", attachment->number);
	snprintf(attached->name, sizeof(attached->name), "%s", name ? name + 1 : attachment->path);
	snprintf(attached->title, sizeof(attached->title), "%.150s", attachment->title);
	return 0;
}

void export_attach_load(struct app *app, struct export_dialog *self)
{
	struct ky_error err = { 0 };
	if (ky_export_attachments(app->wb, &(struct ky_attachments_ask){ .chosen = NULL }, take_attached, self,
				  &err))
		app_fail(app, &err);
}

bool export_attach_may_tick(const struct export_dialog *self, size_t index)
{
	assert(index < self->attached_count);
	return !self->attached[index].missing;
}

/* Of all that could go along, or of those that are ticked. */
static size_t sum(const struct export_dialog *self, bool ticked, int64_t *bytes)
{
	size_t count = 0;
	*bytes = 0;
	for (size_t i = 0; i < self->attached_count; i++)
		if (!self->attached[i].missing && (!ticked || self->attached[i].ticked)) {
			count++;
			*bytes += self->attached[i].size;
		}
	return count;
}

char *export_attach_chosen(const struct export_dialog *self)
{
	char *chosen = xstrdup(self->attach == ATTACH_ALL ? "all" : "");
	for (size_t i = 0; self->attach == ATTACH_TICKED && i < self->attached_count; i++) {
		if (!self->attached[i].ticked)
			continue;
		char *longer = xprintf("%s%s%s", chosen, chosen[0] ? "," : "", self->attached[i].number);
		free(chosen);
		chosen = longer;
	}
	return chosen;
}

struct telling {
	int count;
	char first[200];
};

static int take_telling(void *data, const struct ky_attachment *attachment)
{
	struct telling *telling = data;
	const char *name = strrchr(attachment->path, '/');
	if (!attachment->says)
		return 0;
	if (!telling->count++)
		snprintf(telling->first, sizeof(telling->first), "%s %s", name ? name + 1 : attachment->path,
			 attachment->says & KY_SAYS_PLACE   ? _("says where it was taken (GPS)")
			 : attachment->says & KY_SAYS_OWNER ? _("says whose camera took it")
							    : _("holds personal data"));
	return 0;
}

int export_attach_says(struct app *app, const struct export_dialog *self, char *first, size_t size)
{
	struct telling telling = { 0 };
	struct ky_error err = { 0 };
	char *chosen = export_attach_chosen(self);
	if (chosen[0] &&
	    ky_export_attachments(app->wb, &(struct ky_attachments_ask){ .chosen = chosen, .look = true },
				  take_telling, &telling, &err))
		app_fail(app, &err);
	free(chosen);
	snprintf(first, size, "%s", telling.first);
	return telling.count;
}

void export_attach_draw_choice(const struct export_dialog *self, int row, bool here)
{
	char texts[ATTACH_CHOICES][80], room[32];
	int64_t bytes = 0;
	int col = LABELS;
	term_put(row, 0, LABELS, here ? LOOK_BOLD : LOOK_PLAIN, _("Attached files"));
	snprintf(texts[ATTACH_NONE], sizeof(texts[0]), " %s ", _("none"));
	size_t count = sum(self, false, &bytes);
	export_size(bytes, room, sizeof(room));
	snprintf(texts[ATTACH_ALL], sizeof(texts[0]), _(" all %zu, %s "), count, room);
	count = sum(self, true, &bytes);
	export_size(bytes, room, sizeof(room));
	snprintf(texts[ATTACH_TICKED], sizeof(texts[0]), _(" ticked %zu, %s "), count, room);
	for (int i = 0; i < ATTACH_CHOICES && col < term_cols(); i++) {
		int width = ky_text_columns(texts[i]);
		term_put(row, col, width, i == (int)self->attach ? LOOK_CURSOR : LOOK_FIELD, texts[i]);
		if (here && i == (int)self->attach)
			term_cursor(row, col);
		col += width;
	}
	if (col < term_cols())
		term_put(row, col, term_cols() - col, LOOK_PLAIN, "");
}

void export_attach_draw(const struct export_dialog *self, size_t index, int row, bool here)
{
	assert(index < self->attached_count);
	const struct export_attached *attached = &self->attached[index];
	enum look look = here ? LOOK_CURSOR : LOOK_PLAIN;
	char text[256], room[32];
	export_size(attached->size, room, sizeof(room));
	snprintf(text, sizeof(text), "%s%s", attached->ticked ? "[x] " : "[ ] ", attached->name);
	term_put(row, 0, PATH + 6, look, text);
	term_put(row, PATH + 6, 12, look, attached->missing ? "" : room);
	term_put(row, PATH + 18, term_cols() - PATH - 18, look,
		 attached->missing ? _("on another PC of the school") : attached->title);
}
