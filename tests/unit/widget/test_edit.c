/* Compares the editor with a simple model, a text and an offset, over random edits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "terminal/memory.c"
#include "widget/edit.c"
#include "widget/edit_move.c"

static void check_layout(struct edit *edit)
{
	size_t at = 0;
	size_t line = 0;
	int column = 0;
	for (size_t i = 0; i < edit_lines(edit); i++) {
		const char *start = NULL;
		size_t len = 0;
		assert_true(edit_line(edit, i, &start, &len));
		assert_true((size_t)(start - edit_text(edit)) >= at);
		at = (size_t)(start - edit_text(edit)) + len;
	}
	assert_true(at <= strlen(edit_text(edit)));
	edit_cursor(edit, &line, &column);
	assert_true(line < edit_lines(edit));
	assert_true(column >= 0 && column < 20);
	size_t top = edit_scroll(edit, 4);
	assert_true(line >= top && line < top + 4);
}

static void typing_in_one_run_is_one_step_of_undo(void **state)
{
	(void)state;
	struct edit *edit = edit_new("", true);
	edit_insert(edit, "会", 3);
	edit_insert(edit, "议", 3);
	edit_paste(edit, "三次\r\n两次", strlen("三次\r\n两次"));
	assert_string_equal(edit_text(edit), "会议三次\n两次");
	edit_undo(edit);
	assert_string_equal(edit_text(edit), "会议");
	edit_undo(edit);
	assert_string_equal(edit_text(edit), "");
	edit_redo(edit);
	edit_redo(edit);
	assert_string_equal(edit_text(edit), "会议三次\n两次");
	edit_free(edit);
}

static void a_cluster_is_left_and_deleted_as_one(void **state)
{
	(void)state;
	struct edit *edit = edit_new("ae\314\201\360\237\221\251\342\200\215\360\237\221\247", true);
	edit_finish(edit);
	edit_backspace(edit);
	assert_string_equal(edit_text(edit), "ae\314\201");
	edit_left(edit);
	edit_delete(edit);
	assert_string_equal(edit_text(edit), "a");
	edit_free(edit);
}

static void controls_and_broken_bytes_cannot_be_typed(void **state)
{
	(void)state;
	struct edit *edit = edit_new("", false);
	edit_paste(edit, "a\033[1m\377b\nc\302\233d", 13);
	assert_string_equal(edit_text(edit), "a[1mb cd");
	edit_free(edit);
}

static void up_and_down_keep_their_column(void **state)
{
	(void)state;
	struct edit *edit = edit_new("一二三四五\n短\n六七八九十", true);
	size_t line = 0;
	int column = 0;
	edit_layout(edit, 20);
	edit_finish(edit);
	edit_up(edit);
	edit_cursor(edit, &line, &column);
	assert_int_equal(line, 1);
	assert_int_equal(column, 2);
	edit_up(edit);
	edit_cursor(edit, &line, &column);
	assert_int_equal(line, 0);
	assert_int_equal(column, 10);
	edit_free(edit);
}

static void twenty_thousand_random_steps_agree_with_the_model(void **state)
{
	(void)state;
	static const char *const parts[] = { "a", "汉", "\n", " ", "，", "\314\201", "word ", "\360\240\200\200" };
	struct edit *edit = edit_new("", true);
	char model[8192] = "";
	size_t cursor = 0;
	unsigned seed = 42;
	edit_layout(edit, 20);
	for (int i = 0; i < 20000; i++) {
		seed = seed * 1103515245u + 12345u;
		unsigned what = (seed >> 16) % 12;
		size_t len = strlen(model);
		const char *part = parts[(seed >> 20) % 8];
		if (what < 5 && len + 16 < sizeof(model)) {
			memmove(model + cursor + strlen(part), model + cursor, len - cursor + 1);
			memcpy(model + cursor, part, strlen(part));
			cursor += strlen(part);
			edit_insert(edit, part, strlen(part));
		} else if (what == 5 && cursor) {
			size_t start = ky_text_prev(model, cursor);
			memmove(model + start, model + cursor, len - cursor + 1);
			cursor = start;
			edit_backspace(edit);
		} else if (what == 6) {
			size_t size = ky_text_char(model + cursor).bytes;
			memmove(model + cursor, model + cursor + size, len - cursor - size + 1);
			edit_delete(edit);
		} else if (what == 7) {
			cursor = ky_text_prev(model, cursor);
			edit_left(edit);
		} else if (what == 8) {
			cursor += ky_text_char(model + cursor).bytes;
			edit_right(edit);
		} else if (what == 9 && len > 3000) {
			model[0] = '\0';
			cursor = 0;
			edit_clear(edit);
		} else if (what == 10) {
			edit_undo(edit);
			edit_redo(edit);
			cursor = edit->cursor;
		} else if (what == 11) {
			(seed & 0x40000 ? edit_up : edit_down)(edit);
			cursor = edit->cursor;
		}
		assert_string_equal(edit_text(edit), model);
		assert_int_equal(edit->cursor, cursor);
		check_layout(edit);
	}
	edit_free(edit);
}

/* Only the lines that a change can have moved are broken anew: they are what breaking all of them gives. */
static void expect_wrapped(const struct edit *edit)
{
	struct edit *whole = edit_new(edit_text(edit), true);
	whole->columns = edit->columns;
	edit_wrap(whole);
	assert_int_equal(edit->line_count, whole->line_count);
	for (size_t i = 0; i < whole->line_count; i++) {
		assert_int_equal(edit->lines[i].start, whole->lines[i].start);
		assert_int_equal(edit->lines[i].len, whole->lines[i].len);
	}
	edit_free(whole);
}

static void lines_are_the_same_however_the_text_came_about(void **state)
{
	(void)state;
	static const char *const pieces[] = {
		"会",       "议，", "。", "\n",     " ",      "word",   "a",
		"longword", "́",     "  ", "，，，", "了\n\n", "x y z ", "\xF0\x9F\x87\xA8"
	};
	uint32_t seed = 7;
	struct edit *edit = edit_new("", true);
	for (int step = 0; step < 30000; step++) {
		seed = seed * 1103515245 + 12345;
		uint32_t what = seed >> 16;
		const char *piece = pieces[what / 16 % (sizeof(pieces) / sizeof(pieces[0]))];
		if (step % 5000 == 0)
			edit_layout(edit, 8 + (int)(what % 30));
		if (what % 16 < 9)
			edit_insert(edit, piece, strlen(piece));
		else if (what % 16 < 11)
			edit_backspace(edit);
		else if (what % 16 == 11)
			edit_delete(edit);
		else if (what % 16 == 12)
			edit->cursor = ky_text_prev(edit->text, edit->len ? what % edit->len : 0);
		else if (what % 16 == 13 && edit->len > 600)
			edit_clear(edit);
		else if (what % 16 == 14)
			edit_undo(edit);
		else
			edit_redo(edit);
		expect_wrapped(edit);
	}
	edit_free(edit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typing_in_one_run_is_one_step_of_undo),
		cmocka_unit_test(a_cluster_is_left_and_deleted_as_one),
		cmocka_unit_test(controls_and_broken_bytes_cannot_be_typed),
		cmocka_unit_test(up_and_down_keep_their_column),
		cmocka_unit_test(lines_are_the_same_however_the_text_came_about),
		cmocka_unit_test(twenty_thousand_random_steps_agree_with_the_model),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
