/* Wraps the text of an editor into lines, and moves the cursor among them. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/text.h"
#include "widget/edit_text.h"

#define LINES_BEFORE 2 /* whose end a change may move: a word that grew shorter goes back to the line above */

static void add_line(struct edit *edit, size_t start, size_t len)
{
	if (edit->line_count == edit->line_room) {
		edit->line_room = edit->line_room ? edit->line_room * 2 : 64;
		edit->lines = xrealloc(edit->lines, edit->line_room * sizeof(*edit->lines));
	}
	edit->lines[edit->line_count++] = (struct line){ start, len };
}

static int wrap_width(const struct edit *edit)
{
	return edit->columns > 3 ? edit->columns - 1 : 2;
}

/* Breaks what begins at that place, where a line begins, behind the lines that are there. */
static void wrap_from(struct edit *edit, size_t at)
{
	while (edit->text[at]) {
		size_t next = 0;
		size_t len = ky_text_wrap(edit->text + at, wrap_width(edit), &next);
		add_line(edit, at, len);
		at += next;
	}
	if (edit->len == 0 || edit->text[edit->len - 1] == '\n')
		add_line(edit, edit->len, 0);
}

void edit_wrap(struct edit *edit)
{
	edit->line_count = 0;
	wrap_from(edit, 0);
}

static size_t line_at(const struct edit *edit, size_t pos)
{
	assert(edit->line_count > 0); /* a text has at least one line */
	size_t low = 0, high = edit->line_count - 1;
	while (low < high) {
		size_t middle = (low + high + 1) / 2;
		if (edit->lines[middle].start <= pos)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

/* Puts the lines that were below the change behind the new ones. */
static void append_moved(struct edit *edit, const struct line *rest, size_t count, size_t removed, size_t inserted)
{
	for (size_t i = 0; i < count; i++)
		add_line(edit, rest[i].start + inserted - removed, rest[i].len);
}

void edit_wrap_change(struct edit *edit, size_t pos, size_t removed, size_t inserted)
{
	size_t first = line_at(edit, pos);
	first = first > LINES_BEFORE ? first - LINES_BEFORE : 0;
	/* The lines that begin behind the change: where a new line begins at one of them, all others follow. */
	size_t below = line_at(edit, pos + removed) + 1;
	size_t count = edit->line_count > below ? edit->line_count - below : 0;
	struct line *rest = xalloc((count + 1) * sizeof(*rest));
	memcpy(rest, edit->lines + below, count * sizeof(*rest));
	size_t at = edit->lines[first].start, same = 0;
	edit->line_count = first;
	while (edit->text[at]) {
		while (same < count && rest[same].start + inserted - removed < at)
			same++;
		if (same < count && at >= pos + inserted && rest[same].start + inserted - removed == at) {
			append_moved(edit, rest + same, count - same, removed, inserted);
			free(rest);
			return;
		}
		size_t next = 0;
		size_t len = ky_text_wrap(edit->text + at, wrap_width(edit), &next);
		add_line(edit, at, len);
		at += next;
	}
	free(rest);
	wrap_from(edit, at);
}

void edit_layout(struct edit *edit, int columns)
{
	if (columns == edit->columns)
		return;
	edit->columns = columns;
	edit_wrap(edit);
}

static void stop_typing(struct edit *edit)
{
	if (edit->done)
		edit->undo[edit->done - 1].typing = false;
}

static void move_to(struct edit *edit, size_t cursor)
{
	assert(cursor <= edit->len);
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
	return line_at(edit, edit->cursor);
}

static int column_of(const struct edit *edit, size_t line, size_t cursor)
{
	assert(line < edit->line_count && edit->lines[line].start <= cursor);
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
	assert(line < edit->line_count && edit->wanted >= 0);
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
	assert(edit->line_count > 0);
	size_t line = line_of_cursor(edit);
	if (line < edit->top)
		edit->top = line;
	if (line >= edit->top + height)
		edit->top = line - height + 1;
	if (edit->top + height > edit->line_count)
		edit->top = edit->line_count > height ? edit->line_count - height : 0;
	return edit->top;
}
