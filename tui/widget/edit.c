/* Changes a text that is being typed, and undoes changes. Wrapping and moving are left to edit_move.c. */
#include "base/escape.h"
#include "base/utf8.h"
#include "terminal/memory.h"
#include "widget/edit_text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"

/* Every change of the text goes through here. */
static void replace(struct edit *edit, size_t pos, size_t removed, const char *inserted, size_t more)
{
	assert(pos + removed <= edit->len);
	if (edit->len - removed + more > edit->room) {
		edit->room = (edit->len - removed + more) * 2;
		edit->text = xrealloc(edit->text, edit->room + 1);
	}
	memmove(edit->text + pos + more, edit->text + pos + removed, edit->len - pos - removed + 1);
	memcpy(edit->text + pos, inserted, more);
	edit->len += more - removed;
	edit->cursor = pos + more;
	edit->wanted = -1;
	edit->revision++;
	edit_wrap_change(edit, pos, removed, more);
}

static void forget(struct change *change)
{
	free(change->removed);
	free(change->inserted);
	*change = (struct change){ 0 };
}

/* A character that is typed behind the last one is part of the same step. */
static bool grow(struct change *last, const char *inserted, size_t len)
{
	if (!last->typing || inserted[0] == '\n')
		return false;
	if (len > last->inserted_room) {
		last->inserted_room = last->inserted_len + len;
		last->inserted = xrealloc(last->inserted, last->inserted_len + last->inserted_room + 1);
	}
	memcpy(last->inserted + last->inserted_len, inserted, len + 1);
	last->inserted_len += len;
	last->inserted_room -= len;
	return true;
}

static void remember(struct edit *edit, size_t pos, size_t removed, const char *inserted, size_t len, bool typing)
{
	assert(pos <= edit->len && edit->done <= edit->known && edit->known <= UNDO_STEPS);
	while (edit->known > edit->done)
		forget(&edit->undo[--edit->known]);
	struct change *last = edit->done ? &edit->undo[edit->done - 1] : NULL;
	if (typing && !removed && last && last->pos + last->inserted_len == pos && grow(last, inserted, len))
		return;
	if (edit->done == UNDO_STEPS) {
		forget(&edit->undo[0]);
		memmove(edit->undo, edit->undo + 1, (UNDO_STEPS - 1) * sizeof(edit->undo[0]));
		edit->done--;
	}
	edit->undo[edit->done++] = (struct change){
		.pos = pos,
		.removed = xstrndup(edit->text + pos, removed),
		.inserted = xstrndup(inserted, len),
		.inserted_len = len,
		.typing = typing,
	};
	edit->known = edit->done;
}

static void change(struct edit *edit, size_t pos, size_t removed, const char *inserted, bool typing)
{
	size_t len = strlen(inserted);
	if (!removed && !len)
		return;
	remember(edit, pos, removed, inserted, len, typing);
	replace(edit, pos, removed, inserted, len);
}

/* A copy without controls and ill-formed bytes, line breaks as this text keeps them. */
static char *clean(const struct edit *edit, const char *text, size_t len)
{
	char *out = xalloc(len + 1);
	size_t used = 0;
	for (size_t i = 0, size = 0; i < len; i += size) {
		int32_t point = utf8_read_len(text + i, len - i, &size);
		if (point == '\r' || point == '\n') {
			size = point == '\r' && i + 1 < len && text[i + 1] == '\n' ? 2 : 1;
			out[used++] = edit->multiline ? '\n' : ' ';
		} else if (point != UTF8_BAD && (point == '\t' || !escape_is_control(point))) {
			memcpy(out + used, text + i, size);
			used += size;
		}
	}
	out[used] = '\0';
	return out;
}

struct edit *edit_new(const char *text, bool multiline)
{
	struct edit *edit = xalloc(sizeof(*edit));
	edit->multiline = multiline;
	/* A stored text is kept to the byte, also where it has what nobody could type. */
	edit->len = strlen(text);
	edit->text = xstrndup(text, edit->len);
	edit->room = edit->len;
	edit->columns = 80;
	edit->wanted = -1;
	edit_wrap(edit);
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
	assert(edit->cursor <= edit->len);
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
	assert(edit->done <= edit->known);
	if (!edit->done)
		return;
	struct change *last = &edit->undo[--edit->done];
	last->typing = false;
	replace(edit, last->pos, last->inserted_len, last->removed, strlen(last->removed));
}

void edit_redo(struct edit *edit)
{
	if (edit->done == edit->known)
		return;
	struct change *next = &edit->undo[edit->done++];
	replace(edit, next->pos, strlen(next->removed), next->inserted, next->inserted_len);
}
