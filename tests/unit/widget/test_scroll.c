/* Tests a window onto lines: where the cursor goes, and which lines are shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What is painted is counted and not painted. */
#include "terminal/term.h"

static int blanks, lines, cursor_row;

int term_cols(void)
{
	return 80;
}

int term_put(int row, int col, int width, enum look look, const char *text)
{
	(void)row, (void)col, (void)width, (void)look, (void)text;
	blanks++;
	return 0;
}

void term_cursor(int row, int col)
{
	(void)col;
	cursor_row = row;
}

#include "widget/scroll.c"

static void count_line(void *data, int index, int row)
{
	const int *first = data;
	assert_int_equal(index, *first + lines);
	assert_int_equal(row, 3 + lines);
	lines++;
}

static void paint(struct scroll *scroll, int height)
{
	int first = scroll_show(scroll, 3, 3 + height);
	lines = blanks = 0;
	scroll_draw(scroll, 3, 3 + height, 0, count_line, &first);
	assert_int_equal(lines + blanks, height);
	assert_int_equal(cursor_row, 3 + scroll->cursor - scroll->top);
	if (height > 0 && scroll->count)
		assert_in_range(cursor_row, 3, 3 + height - 1);
}

static void press(struct scroll *scroll, enum action action)
{
	assert_true(scroll_event(scroll, &(struct event){ .type = EV_ACTION, .action = action }));
}

static void nothing_has_no_line_and_no_key_moves_there(void **state)
{
	struct scroll scroll = { 0 };
	static const enum action all[] = { ACT_UP, ACT_DOWN, ACT_PAGE_UP, ACT_PAGE_DOWN, ACT_FIRST, ACT_LAST };
	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		press(&scroll, all[i]);
		assert_int_equal(scroll.cursor, 0);
		paint(&scroll, 5);
		assert_int_equal(lines, 0);
	}
}

static void a_page_is_as_high_as_the_window(void **state)
{
	struct scroll scroll = { 0 };
	(void)state;
	scroll_set_count(&scroll, 25);
	paint(&scroll, 10);
	press(&scroll, ACT_DOWN);
	press(&scroll, ACT_PAGE_DOWN);
	paint(&scroll, 10);
	assert_int_equal(scroll.cursor, 11);
	assert_int_equal(scroll.top, 10);
	press(&scroll, ACT_PAGE_DOWN);
	paint(&scroll, 10);
	assert_int_equal(scroll.cursor, 21);
	assert_int_equal(scroll.top, 15);
	press(&scroll, ACT_PAGE_DOWN);
	assert_int_equal(scroll.cursor, 24);
	press(&scroll, ACT_PAGE_UP);
	paint(&scroll, 10);
	assert_int_equal(scroll.cursor, 14);
	assert_int_equal(scroll.top, 5);
	press(&scroll, ACT_FIRST);
	press(&scroll, ACT_LAST);
	paint(&scroll, 7);
	assert_int_equal(scroll.cursor, 24);
	assert_int_equal(scroll.top, 18);
}

/* At the end and when lines go, the window is full as long as there are lines for it. */
static void no_window_is_half_empty_while_lines_stand_above_it(void **state)
{
	struct scroll scroll = { 0 };
	(void)state;
	scroll_set_count(&scroll, 30);
	scroll_to(&scroll, 29);
	paint(&scroll, 10);
	scroll_set_count(&scroll, 12);
	paint(&scroll, 10);
	assert_int_equal(scroll.cursor, 11);
	assert_int_equal(lines, 10);
	paint(&scroll, 20);
	assert_int_equal(lines, 12);
	scroll_set_count(&scroll, 0);
	paint(&scroll, 10);
	scroll_set_count(&scroll, 3);
	assert_int_equal(scroll.cursor, 0);
	paint(&scroll, 0);
	paint(&scroll, 1);
	assert_int_equal(lines, 1);
}

static void a_click_takes_the_line_under_it_and_nothing_else(void **state)
{
	struct scroll scroll = { 0 };
	(void)state;
	scroll_set_count(&scroll, 12);
	scroll_to(&scroll, 11);
	paint(&scroll, 10);
	assert_true(scroll_event(&scroll, &(struct event){ .type = EV_CLICK, .row = 3 }));
	assert_int_equal(scroll.cursor, 2);
	assert_false(scroll_event(&scroll, &(struct event){ .type = EV_CLICK, .row = 2 }));
	assert_false(scroll_event(&scroll, &(struct event){ .type = EV_CLICK, .row = 13 }));
	assert_int_equal(scroll.cursor, 2);
	scroll_set_count(&scroll, 4);
	paint(&scroll, 10);
	assert_false(scroll_event(&scroll, &(struct event){ .type = EV_CLICK, .row = 8 }));
	assert_false(scroll_event(&scroll, &(struct event){ .type = EV_ACTION, .action = ACT_ENTER }));
}

static void a_text_moves_as_a_whole_and_stops_at_its_last_windowful(void **state)
{
	struct scroll scroll = { 0 };
	(void)state;
	scroll_set_count(&scroll, 25);
	scroll_show(&scroll, 2, 12);
	static const struct {
		enum action action;
		int top;
	} steps[] = { { ACT_DOWN, 1 },  { ACT_PAGE_DOWN, 11 }, { ACT_PAGE_DOWN, 15 }, { ACT_DOWN, 15 },
		      { ACT_UP, 14 },   { ACT_PAGE_UP, 4 },    { ACT_PAGE_UP, 0 },    { ACT_UP, 0 },
		      { ACT_LAST, 15 }, { ACT_FIRST, 0 } };
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		const struct event event = { .type = EV_ACTION, .action = steps[i].action };
		assert_true(scroll_text_event(&scroll, &event));
		assert_int_equal(scroll_show(&scroll, 2, 12), steps[i].top);
	}
	assert_false(scroll_text_event(&scroll, &(struct event){ .type = EV_CLICK, .row = 3 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_has_no_line_and_no_key_moves_there),
		cmocka_unit_test(a_page_is_as_high_as_the_window),
		cmocka_unit_test(no_window_is_half_empty_while_lines_stand_above_it),
		cmocka_unit_test(a_click_takes_the_line_under_it_and_nothing_else),
		cmocka_unit_test(a_text_moves_as_a_whole_and_stops_at_its_last_windowful),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
