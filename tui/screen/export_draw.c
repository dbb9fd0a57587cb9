/* Paints the export dialog. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "kuayue/text.h"
#include "screen/export.h"
#include "screen/keys.h"
#include "widget/wrapped.h"

#define LABELS 16 /* columns of the labels in front of what is typed */

void export_size(int64_t bytes, char *out, size_t size)
{
	static const char *const units[] = { "KB", "MB", "GB", "TB" };
	size_t unit = 0;
	int64_t tenths = bytes / 102; /* of 1024 bytes, rounded down enough not to promise what is not there */
	for (; tenths >= 10240 && unit < 3; unit++)
		tenths /= 1024;
	if (tenths >= 1000)
		snprintf(out, size, "%lld %s", (long long)(tenths / 10), units[unit]);
	else
		snprintf(out, size, "%lld.%lld %s", (long long)(tenths / 10), (long long)(tenths % 10),
			 units[unit]);
}

/* Paints text from col on and returns the column behind it and a gap. */
static int put(int row, int col, int width, enum look look, const char *text)
{
	term_put(row, col, width, look, text);
	return col + width + 2;
}

static void draw_drive(const struct export_dialog *self, const struct ky_drive *drive, int row, bool here)
{
	bool chosen = strcmp(self->device, drive->device) == 0;
	enum look look = here ? LOOK_CURSOR : LOOK_PLAIN;
	char state[64], room[32], label[256];
	snprintf(label, sizeof(label), "%s%.240s", chosen ? "(*) " : "( ) ",
		 drive->label[0] ? drive->label : drive->device);
	if (drive->free >= 0)
		export_size(drive->free, room, sizeof(room));
	else
		snprintf(room, sizeof(room), "?");
	if (!drive->mount)
		snprintf(state, sizeof(state), "%s", _("not mounted: {ENTER} mounts it"));
	else if (!drive->writable)
		snprintf(state, sizeof(state), "%s", _("read-only"));
	else
		snprintf(state, sizeof(state), _("%s free"), room);
	int col = put(row, 0, 26, look, label);
	term_put(row, col - 2, 2, look, "");
	if (drive->mount) {
		term_put(row, col, 8, look, drive->fs);
		term_put(row, col + 8, 16, look, state);
		term_put(row, col + 24, term_cols() - col - 24, look, drive->mount);
	} else {
		term_put(row, col, term_cols() - col, look, state);
	}
}

static void draw_set(const struct export_dialog *self, int row, int col, bool here)
{
	for (size_t i = 0; i <= self->set_count && col < term_cols(); i++) {
		char text[128];
		snprintf(text, sizeof(text), " %.120s ", i ? self->sets[i - 1].title : _("chosen below"));
		int width = ky_text_columns(text);
		term_put(row, col, width, i == self->set ? LOOK_CURSOR : LOOK_FIELD, text);
		if (here && i == self->set)
			term_cursor(row, col);
		col += width;
	}
	term_put(row, col, term_cols() - col, LOOK_PLAIN, "");
}

static void draw_to(const struct export_dialog *self, int row, int col, bool here)
{
	for (size_t i = 0; i <= self->partner_count && col < term_cols(); i++) {
		char text[300];
		snprintf(text, sizeof(text), " %.280s ", export_partner(self, i));
		int width = ky_text_columns(text);
		term_put(row, col, width, i == self->to ? LOOK_CURSOR : LOOK_FIELD, text);
		if (here && i == self->to)
			term_cursor(row, col);
		col += width;
	}
	if (col < term_cols())
		term_put(row, col, term_cols() - col, LOOK_PLAIN, "");
}

static void draw_seal(const struct export_dialog *self, int row, int col, bool here)
{
	const struct ky_known_key *known = export_seal(self);
	const char *doubt = known ? keys_doubt(known) : "";
	char name[KY_KEY_NAME], text[KY_KEY_NAME + 80];
	/* A long name is cut, the doubt never. */
	int room = term_cols() - col - ky_text_columns(doubt) - 2;
	ky_text_visible(known ? known->key.name : _("nobody: not sealed"), room > 4 ? room : 4, name,
			sizeof(name));
	snprintf(text, sizeof(text), " %s%s ", name, doubt);
	int width = ky_text_columns(text);
	term_put(row, col, width, here ? LOOK_CURSOR : doubt[0] ? LOOK_BAD : LOOK_FIELD, text);
	if (here)
		term_cursor(row, col);
	if (col + width < term_cols())
		term_put(row, col + width, term_cols() - col - width, LOOK_PLAIN, "");
}

static const char *label_of(enum line_kind kind)
{
	switch (kind) {
	case LINE_TO:
		return _("For whom");
	case LINE_SET:
		return _("For");
	case LINE_RECIPIENT:
		return _("Handed to");
	case LINE_SEAL:
		return _("Sealed for");
	case LINE_FROM:
		return _("Ledgers from");
	case LINE_UNTIL:
		return _("Ledgers until");
	default:
		return "";
	}
}

static void draw_labelled(struct export_dialog *self, enum line_kind kind, int row, bool here)
{
	assert(row >= 0);
	term_put(row, 0, LABELS, here ? LOOK_BOLD : LOOK_PLAIN, label_of(kind));
	if (kind == LINE_TO)
		draw_to(self, row, LABELS, here);
	else if (kind == LINE_SET)
		draw_set(self, row, LABELS, here);
	else if (kind == LINE_SEAL)
		draw_seal(self, row, LABELS, here);
	else
		edit_draw(export_edit(self, kind), row, LABELS, here);
}

static void draw_document(const struct export_dialog *self, size_t index, int row, bool here)
{
	assert(index < self->document_count);
	char text[256];
	const struct ky_document *document = ky_document_at(index);
	enum look look = here ? LOOK_CURSOR : LOOK_PLAIN;
	snprintf(text, sizeof(text), "%s%s", self->ticked[index] ? "[x] " : "[ ] ", document->name);
	int col = put(row, 0, 18, look, text);
	term_put(row, col - 2, 2, look, "");
	term_put(row, col, term_cols() - col, look, ky_document_title(document));
}

static void draw_line(struct export_dialog *self, struct export_line line, int row)
{
	bool here = line.kind == self->focus.kind && line.index == self->focus.index;
	if (here)
		term_cursor(row, 0);
	switch (line.kind) {
	case LINE_TEXT:
		term_put(row, 0, term_cols(), LOOK_DIM,
			 _("Not sealed: no leadership group's key is there ({^KEYS})."));
		break;
	case LINE_HEAD:
		term_put(row, 0, term_cols(), LOOK_BOLD,
			 line.index ? _("Documents:") : _("Where to ({ENTER} writes):"));
		break;
	case LINE_DRIVE:
		draw_drive(self, &self->drives.list[line.index], row, here);
		break;
	case LINE_FOLDER:
		term_put(row, 0, LABELS, here ? LOOK_BOLD : LOOK_PLAIN, _("another folder"));
		term_put(row, 0, 4, here ? LOOK_BOLD : LOOK_PLAIN, self->device[0] ? "( ) " : "(*) ");
		term_put(row, 4, LABELS + 2, here ? LOOK_BOLD : LOOK_PLAIN, _("another folder"));
		edit_draw(self->folder, row, LABELS + 6, here);
		break;
	case LINE_DOCUMENT:
		draw_document(self, line.index, row, here);
		break;
	case LINE_ATTACH:
		export_attach_draw_choice(self, row, here);
		break;
	case LINE_ATTACHED:
		export_attach_draw(self, line.index, row, here);
		break;
	default:
		draw_labelled(self, line.kind, row, here);
	}
}

static const char *hint(const struct export_dialog *self)
{
	static char text[200];
	switch (self->focus.kind) {
	case LINE_DRIVE:
		return _("The stick is taken out of service afterwards, so that it can be pulled.");
	case LINE_FOLDER:
		return _("Any folder; one that is not there yet is made. A stick that is plugged in now appears "
			 "above.");
	case LINE_TO:
		return self->to ? _("{ENTER} writes a hand-over package: all records with all their changes, "
				    "deleted "
				    "ones too.")
				: _("{LEFT} and {RIGHT} choose whom it is for: the report is for the leadership "
				    "group "
				    "alone.");
	case LINE_SET:
		return _("{LEFT} and {RIGHT} choose whom it is for: that ticks the documents.");
	case LINE_RECIPIENT:
		return _("For the list of what was handed in.");
	case LINE_SEAL:
		if (!self->seal)
			return _("Anyone can open it. {LEFT} and {RIGHT} choose a leadership group.");
		snprintf(text, sizeof(text),
			 keys_doubt(export_seal(self))[0]
				 ? _("Nobody has compared this key: call them, and confirm it on {^KEYS}. "
				     "Fingerprint %s")
				 : _("{LEFT} and {RIGHT} change it, also to nobody. Fingerprint %s"),
			 export_seal(self)->key.fingerprint);
		return text;
	case LINE_ATTACH:
		return _("{LEFT} and {RIGHT} choose; what stays behind is named in L17.");
	case LINE_ATTACHED:
		return export_attach_may_tick(self, self->focus.index)
			       ? _("{MARK} ticks.")
			       : _("Its file is on another PC of the school; attach it here, or leave it out.");
	case LINE_DOCUMENT:
		return _("{MARK} ticks.");
	default:
		return _("Empty: all. The figures and records are always whole.");
	}
}

void export_draw(struct export_dialog *self, int top, int bottom)
{
	struct export_line lines[EXPORT_LINES];
	int count = (int)export_lines(self, lines, EXPORT_LINES), here = 0, row = top;
	int height = bottom - top - 1; /* the last row is the hint */
	for (int i = 0; i < count; i++)
		if (lines[i].kind == self->focus.kind && lines[i].index == self->focus.index)
			here = i;
	int intro = height - count > 3 ? height - count : 3;
	if (height > 8)
		row = wrapped_put(row, row + intro, LOOK_PLAIN, self->intro);
	scroll_set_count(&self->scroll, count);
	scroll_to(&self->scroll, here);
	for (int i = scroll_show(&self->scroll, row, bottom - 1); i < count && row < bottom - 1; i++)
		draw_line(self, lines[i], row++);
	term_clear_rows(row, bottom - 1);
	term_put(bottom - 1, 0, term_cols(), LOOK_DIM, hint(self));
}
