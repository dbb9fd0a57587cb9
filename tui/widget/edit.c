/* Text being typed: every change, and the way back from it. */
#include "widget/edit_text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"

void *edit_must(void *memory)
{
	if (!memory)
		abort();
	return memory;
}

static char *copy_of(const char *text, size_t len)
{
	char *copy = edit_must(malloc(len + 1));
	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

/* Every change of the text goes through here. */
static void replace(struct edit *edit, size_t pos, size_t removed, const char *inserted)
{
	assert(pos + removed <= edit->len);
	size_t more = strlen(inserted);
	char *text = edit_must(malloc(edit->len - removed + more + 1));
	memcpy(text, edit->text, pos);
	memcpy(text + pos, inserted, more);
	memcpy(text + pos + more, edit->text + pos + removed, edit->len - pos - removed + 1);
	free(edit->text);
	edit->text = text;
	edit->len += more - removed;
	edit->cursor = pos + more;
	edit->wanted = -1;
	edit->revision++;
	edit_wrap(edit);
}

static void forget(struct change *change)
{
	free(change->removed);
	free(change->inserted);
	*change = (struct change){ 0 };
}

static void remember(struct edit *edit, size_t pos, size_t removed, const char *inserted, bool typing)
{
	assert(pos <= edit->len && edit->done <= edit->known && edit->known <= UNDO_STEPS);
	while (edit->known > edit->done)
		forget(&edit->undo[--edit->known]);
	struct change *last = edit->done ? &edit->undo[edit->done - 1] : NULL;
	size_t last_len = last ? strlen(last->inserted) : 0;
	if (typing && !removed && last && last->typing && last->pos + last_len == pos && inserted[0] != '\n') {
		last->inserted = edit_must(realloc(last->inserted, last_len + strlen(inserted) + 1));
		memcpy(last->inserted + last_len, inserted, strlen(inserted) + 1);
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
	char *out = edit_must(malloc(len + 1));
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
	struct edit *edit = edit_must(calloc(1, sizeof(*edit)));
	edit->multiline = multiline;
	/* What is stored is kept to the byte, also where it could not be typed. */
	edit->len = strlen(text);
	edit->text = copy_of(text, edit->len);
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
	replace(edit, last->pos, strlen(last->inserted), last->removed);
}

void edit_redo(struct edit *edit)
{
	if (edit->done == edit->known)
		return;
	struct change *next = &edit->undo[edit->done++];
	replace(edit, next->pos, strlen(next->removed), next->inserted);
}
