#include "widget/edit.h"

#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"

#define UNDO_STEPS 1000

/* One step: at pos, the text removed gave way to the text inserted. */
struct change {
	size_t pos;
	char *removed, *inserted;
	bool typing; /* may grow by the next typed character */
};

struct line {
	size_t start, len;
};

struct edit {
	char *text;
	size_t len, cursor;
	bool multiline;
	unsigned revision;
	struct change undo[UNDO_STEPS];
	size_t done, known;  /* changes in force, and those that redo still knows */
	int columns, wanted; /* wanted: the column that up and down keep, -1 for the cursor's own */
	struct line *lines;
	size_t line_count, top;
};

static void *must(void *memory)
{
	if (!memory)
		abort();
	return memory;
}

static char *copy_of(const char *text, size_t len)
{
	char *copy = must(malloc(len + 1));
	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

static void add_line(struct edit *edit, size_t start, size_t len)
{
	if (edit->line_count % 64 == 0)
		edit->lines = must(realloc(edit->lines, (edit->line_count + 64) * sizeof(*edit->lines)));
	edit->lines[edit->line_count++] = (struct line){ start, len };
}

static void wrap(struct edit *edit)
{
	size_t at = 0;
	edit->line_count = 0;
	int width = edit->columns > 3 ? edit->columns - 1 : 2;
	while (edit->text[at]) {
		size_t next = 0;
		size_t len = ky_text_wrap(edit->text + at, width, &next);
		add_line(edit, at, len);
		at += next;
	}
	if (edit->len == 0 || edit->text[edit->len - 1] == '\n')
		add_line(edit, edit->len, 0);
}

void edit_layout(struct edit *edit, int columns)
{
	if (columns == edit->columns)
		return;
	edit->columns = columns;
	wrap(edit);
}

/* Every change of the text goes through here. */
static void replace(struct edit *edit, size_t pos, size_t removed, const char *inserted)
{
	size_t more = strlen(inserted);
	char *text = must(malloc(edit->len - removed + more + 1));
	memcpy(text, edit->text, pos);
	memcpy(text + pos, inserted, more);
	memcpy(text + pos + more, edit->text + pos + removed, edit->len - pos - removed + 1);
	free(edit->text);
	edit->text = text;
	edit->len += more - removed;
	edit->cursor = pos + more;
	edit->wanted = -1;
	edit->revision++;
	wrap(edit);
}

static void forget(struct change *change)
{
	free(change->removed);
	free(change->inserted);
	*change = (struct change){ 0 };
}

static void remember(struct edit *edit, size_t pos, size_t removed, const char *inserted, bool typing)
{
	while (edit->known > edit->done)
		forget(&edit->undo[--edit->known]);
	struct change *last = edit->done ? &edit->undo[edit->done - 1] : NULL;
	size_t last_len = last ? strlen(last->inserted) : 0;
	if (typing && !removed && last && last->typing && last->pos + last_len == pos && inserted[0] != '\n') {
		last->inserted = must(realloc(last->inserted, last_len + strlen(inserted) + 1));
		strcpy(last->inserted + last_len, inserted);
		return;
	}
	if (edit->done == UNDO_STEPS) {
		forget(&edit->undo[0]);
		memmove(edit->undo, edit->undo + 1, (UNDO_STEPS - 1) * sizeof(edit->undo[0]));
		edit->done--;
	}
	edit->undo[edit->done++] = (struct change){
		.pos = pos,
		.removed = copy_of(edit->text + pos, removed),
		.inserted = copy_of(inserted, strlen(inserted)),
		.typing = typing,
	};
	edit->known = edit->done;
}

static void change(struct edit *edit, size_t pos, size_t removed, const char *inserted, bool typing)
{
	if (!removed && !inserted[0])
		return;
	remember(edit, pos, removed, inserted, typing);
	replace(edit, pos, removed, inserted);
}

/* A copy without controls and ill-formed bytes, line breaks as this text keeps them. */
static char *clean(const struct edit *edit, const char *text, size_t len)
{
	char *out = must(malloc(len + 1));
	size_t used = 0;
	for (size_t i = 0; i < len;) {
		unsigned char c = (unsigned char)text[i];
		size_t size = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
		if (size > len - i || !ky_text_valid(text + i, size)) {
			i++;
			continue;
		}
		if (c == '\r' || c == '\n') {
			i += c == '\r' && i + 1 < len && text[i + 1] == '\n' ? 2 : 1;
			out[used++] = edit->multiline ? '\n' : ' ';
			continue;
		}
		bool control =
			(c < 0x20 && c != '\t') || c == 0x7F || (c == 0xC2 && (unsigned char)text[i + 1] < 0xA0);
		if (!control) {
			memcpy(out + used, text + i, size);
			used += size;
		}
		i += size;
	}
	out[used] = '\0';
	return out;
}

struct edit *edit_new(const char *text, bool multiline)
{
	struct edit *edit = must(calloc(1, sizeof(*edit)));
	edit->multiline = multiline;
	/* What is stored is kept to the byte, also where it could not be typed. */
	edit->len = strlen(text);
	edit->text = copy_of(text, edit->len);
	edit->columns = 80;
	edit->wanted = -1;
	wrap(edit);
	return edit;
}

void edit_free(struct edit *edit)
{
	if (!edit)
		return;
	while (edit->known)
		forget(&edit->undo[--edit->known]);
	free(edit->lines);
	free(edit->text);
	free(edit);
}

const char *edit_text(const struct edit *edit)
{
	return edit->text;
}

unsigned edit_revision(const struct edit *edit)
{
	return edit->revision;
}

void edit_insert(struct edit *edit, const char *text, size_t len)
{
	char *typed = clean(edit, text, len);
	change(edit, edit->cursor, 0, typed, true);
	free(typed);
}

void edit_paste(struct edit *edit, const char *text, size_t len)
{
	char *pasted = clean(edit, text, len);
	change(edit, edit->cursor, 0, pasted, false);
	free(pasted);
}

void edit_backspace(struct edit *edit)
{
	if (!edit->cursor)
		return;
	size_t start = ky_text_prev(edit->text, edit->cursor);
	change(edit, start, edit->cursor - start, "", false);
}

void edit_delete(struct edit *edit)
{
	change(edit, edit->cursor, ky_text_char(edit->text + edit->cursor).bytes, "", false);
}

void edit_kill_line(struct edit *edit)
{
	size_t to_end = strcspn(edit->text + edit->cursor, "\n");
	change(edit, edit->cursor, to_end ? to_end : (size_t)(edit->text[edit->cursor] == '\n'), "", false);
}

void edit_clear(struct edit *edit)
{
	change(edit, 0, edit->len, "", false);
}

void edit_undo(struct edit *edit)
{
	if (!edit->done)
		return;
	struct change *last = &edit->undo[--edit->done];
	last->typing = false;
	replace(edit, last->pos, strlen(last->inserted), last->removed);
}

void edit_redo(struct edit *edit)
{
	if (edit->done == edit->known)
		return;
	struct change *next = &edit->undo[edit->done++];
	replace(edit, next->pos, strlen(next->removed), next->inserted);
}

static void stop_typing(struct edit *edit)
{
	if (edit->done)
		edit->undo[edit->done - 1].typing = false;
}

static void move_to(struct edit *edit, size_t cursor)
{
	stop_typing(edit);
	edit->cursor = cursor;
	edit->wanted = -1;
}

void edit_left(struct edit *edit)
{
	move_to(edit, ky_text_prev(edit->text, edit->cursor));
}

void edit_right(struct edit *edit)
{
	move_to(edit, edit->cursor + ky_text_char(edit->text + edit->cursor).bytes);
}

void edit_finish(struct edit *edit)
{
	move_to(edit, edit->len);
}

static size_t line_of_cursor(const struct edit *edit)
{
	size_t low = 0, high = edit->line_count - 1;
	while (low < high) {
		size_t middle = (low + high + 1) / 2;
		if (edit->lines[middle].start <= edit->cursor)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

static int column_of(const struct edit *edit, size_t line, size_t cursor)
{
	int column = 0;
	for (size_t at = edit->lines[line].start; at < cursor;) {
		struct ky_char c = ky_text_char(edit->text + at);
		if (!c.bytes)
			break;
		column += c.columns;
		at += c.bytes;
	}
	return column;
}

void edit_cursor(const struct edit *edit, size_t *line, int *column)
{
	*line = line_of_cursor(edit);
	int at = column_of(edit, *line, edit->cursor);
	*column = edit->columns > 0 && at >= edit->columns ? edit->columns - 1 : at;
}

void edit_home(struct edit *edit)
{
	move_to(edit, edit->lines[line_of_cursor(edit)].start);
}

void edit_end(struct edit *edit)
{
	size_t line = line_of_cursor(edit);
	size_t end = edit->lines[line].start + edit->lines[line].len;
	/* The end of a line that runs on belongs to the next one: stop a character before. */
	bool runs_on = line + 1 < edit->line_count && edit->lines[line + 1].start == end;
	move_to(edit, runs_on && end > edit->lines[line].start ? ky_text_prev(edit->text, end) : end);
}

static void go_to_line(struct edit *edit, size_t line)
{
	int wanted = edit->wanted;
	size_t at = edit->lines[line].start, end = at + edit->lines[line].len;
	if (line + 1 < edit->line_count && edit->lines[line + 1].start == end && end > at)
		end = ky_text_prev(edit->text, end);
	for (int column = 0; at < end;) {
		struct ky_char c = ky_text_char(edit->text + at);
		if (column + c.columns > wanted)
			break;
		column += c.columns;
		at += c.bytes;
	}
	stop_typing(edit);
	edit->cursor = at;
}

static void move_line(struct edit *edit, bool down)
{
	size_t line = line_of_cursor(edit);
	if (down ? line + 1 >= edit->line_count : line == 0)
		return;
	if (edit->wanted < 0)
		edit->wanted = column_of(edit, line, edit->cursor);
	go_to_line(edit, down ? line + 1 : line - 1);
}

void edit_up(struct edit *edit)
{
	move_line(edit, false);
}

void edit_down(struct edit *edit)
{
	move_line(edit, true);
}

size_t edit_lines(const struct edit *edit)
{
	return edit->line_count;
}

bool edit_line(const struct edit *edit, size_t index, const char **start, size_t *len)
{
	if (index >= edit->line_count)
		return false;
	*start = edit->text + edit->lines[index].start;
	*len = edit->lines[index].len;
	return true;
}

size_t edit_scroll(struct edit *edit, size_t height)
{
	size_t line = line_of_cursor(edit);
	if (line < edit->top)
		edit->top = line;
	if (line >= edit->top + height)
		edit->top = line - height + 1;
	if (edit->top + height > edit->line_count)
		edit->top = edit->line_count > height ? edit->line_count - height : 0;
	return edit->top;
}
