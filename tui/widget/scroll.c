/*
 * A window onto more lines than it has rows.
 *
 * The lines belong to the screen, which says how many there are and paints one; what a key does to cursor and
 * window is here, once. A page is as many lines as the window has rows, so that nothing is skipped in a small
 * window and nothing is shown twice in a large one; the height is that of the last painting, because a key comes
 * between two of them. The list of a kind's records (screen/list_window.c) is no user of this: its lines are
 * fetched from the file as the window moves, and nobody knows the number of the first.
 */
#include "widget/scroll.h"

#include <assert.h>

static int within(int value, int least, int most)
{
	return value > most ? (most > least ? most : least) : value < least ? least : value;
}

/* The first line of the last windowful. */
static int last_top(const struct scroll *scroll)
{
	return scroll->count > scroll->height ? scroll->count - scroll->height : 0;
}

void scroll_to(struct scroll *scroll, int line)
{
	scroll->cursor = within(line, 0, scroll->count - 1);
}

void scroll_set_count(struct scroll *scroll, int count)
{
	assert(count >= 0);
	scroll->count = count;
	scroll_to(scroll, scroll->cursor);
}

bool scroll_shows(const struct scroll *scroll, int line)
{
	return line >= scroll->top && line < scroll->top + scroll->height && line < scroll->count;
}

/* Cursor and window go together, so that the cursor keeps its row. */
static void turn_page(struct scroll *scroll, int by)
{
	int page = scroll->height > 0 ? scroll->height : 1;
	scroll_to(scroll, scroll->cursor + by * page);
	scroll->top = within(scroll->top + by * page, 0, last_top(scroll));
}

static bool click(struct scroll *scroll, const struct event *event)
{
	int index = scroll->top + event->row - scroll->row;
	if (event->row < scroll->row || event->row >= scroll->row + scroll->height || index >= scroll->count)
		return false;
	scroll->cursor = index;
	return true;
}

bool scroll_event(struct scroll *scroll, const struct event *event)
{
	assert(scroll->cursor >= 0 && (scroll->cursor < scroll->count || scroll->cursor == 0));
	if (event->type == EV_CLICK)
		return click(scroll, event);
	if (event->type != EV_ACTION)
		return false;
	switch (event->action) {
	case ACT_UP:
		scroll_to(scroll, scroll->cursor - 1);
		return true;
	case ACT_DOWN:
		scroll_to(scroll, scroll->cursor + 1);
		return true;
	case ACT_PAGE_UP:
		turn_page(scroll, -1);
		return true;
	case ACT_PAGE_DOWN:
		turn_page(scroll, 1);
		return true;
	case ACT_FIRST:
		scroll_to(scroll, 0);
		return true;
	case ACT_LAST:
		scroll_to(scroll, scroll->count - 1);
		return true;
	default:
		return false;
	}
}

bool scroll_text_event(struct scroll *scroll, const struct event *event)
{
	int to = scroll->top, page = scroll->height > 0 ? scroll->height : 1;
	if (event->type != EV_ACTION)
		return false;
	switch (event->action) {
	case ACT_UP:
		to--;
		break;
	case ACT_DOWN:
		to++;
		break;
	case ACT_PAGE_UP:
		to -= page;
		break;
	case ACT_PAGE_DOWN:
		to += page;
		break;
	case ACT_FIRST:
		to = 0;
		break;
	case ACT_LAST:
		to = scroll->count;
		break;
	default:
		return false;
	}
	scroll->top = scroll->cursor = within(to, 0, last_top(scroll));
	return true;
}

int scroll_show(struct scroll *scroll, int top, int bottom)
{
	scroll->row = top;
	scroll->height = bottom > top ? bottom - top : 0;
	if (scroll->cursor >= scroll->top + scroll->height)
		scroll->top = scroll->cursor - scroll->height + 1;
	scroll->top = within(scroll->top, 0, last_top(scroll));
	if (scroll->cursor < scroll->top)
		scroll->top = scroll->cursor;
	return scroll->top;
}

void scroll_draw(struct scroll *scroll, int top, int bottom, int col, void (*line)(void *data, int index, int row),
		 void *data)
{
	int first = scroll_show(scroll, top, bottom);
	term_cursor(top + scroll->cursor - first, col);
	for (int row = top; row < bottom; row++) {
		int index = first + row - top;
		if (index < scroll->count)
			line(data, index, row);
		else
			term_put(row, col, term_cols() - col, LOOK_PLAIN, "");
	}
}
