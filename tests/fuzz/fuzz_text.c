/* Text as it is measured, cut, wrapped and shown, and the editor under keys and pastes in any order. */
#include "fuzz/fuzz.h"
#include "kuayue/personal.h"
#include "kuayue/text.h"

#include "terminal/memory.c"
#include "widget/edit.c"
#include "widget/edit_move.c"

static void look_at(const char *text, size_t len)
{
	char shown[200];
	ky_text_visible(text, 60, shown, sizeof(shown));
	MUST(ky_text_valid(shown, strlen(shown)) && ky_text_columns(shown) <= 60);
	if (!ky_text_valid(text, len) || strlen(text) != len)
		return;
	for (size_t at = 0; at < len;) {
		struct ky_char c = ky_text_char(text + at);
		MUST(c.bytes > 0 && at + c.bytes <= len && ky_text_prev(text, at + c.bytes) <= at + c.bytes);
		at += c.bytes;
	}
	for (const char *at = text; *at;) {
		size_t next = 0, line = ky_text_wrap(at, 20, &next);
		MUST(next > 0 && line <= next && next <= strlen(at));
		at += next;
	}
	char *folded = ky_text_fold(text);
	MUST(folded && ky_text_valid(folded, strlen(folded)));
	free(folded);
}

static void check(struct edit *edit)
{
	size_t line = 0;
	int column = 0;
	edit_layout(edit, 20);
	edit_cursor(edit, &line, &column);
	MUST(line < edit_lines(edit) && column >= 0);
	MUST(ky_text_valid(edit_text(edit), strlen(edit_text(edit))));
}

/* A byte says what is done; to type and to paste, the next says how much of what follows. */
static void edit_all(const uint8_t *data, size_t size)
{
	static void (*const moves[])(struct edit * edit) = {
		edit_backspace, edit_delete, edit_kill_line, edit_clear, edit_undo, edit_redo,   edit_left,
		edit_right,     edit_up,     edit_down,      edit_home,  edit_end,  edit_finish,
	};
	const size_t count = sizeof(moves) / sizeof(moves[0]);
	struct edit *edit = edit_new("", size & 1);
	for (size_t at = 0, steps = 0; at < size && steps < 300; steps++) {
		size_t what = data[at++] % (count + 2);
		if (what < count) {
			moves[what](edit);
			check(edit);
			continue;
		}
		size_t len = at < size ? data[at++] : 0;
		len = len < size - at ? len : size - at;
		(what == count ? edit_insert : edit_paste)(edit, (const char *)data + at, len);
		at += len;
		check(edit);
	}
	edit_free(edit);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > 4000)
		return 0;
	char *text = fuzz_text(data, size);
	look_at(text, size);
	edit_all(data, size);
	free(text);
	return 0;
}
