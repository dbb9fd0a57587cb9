/* Keeps what the rows of one file are called, so that one row can link to another wherever that stands. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "exchange/rows.h"
#include "record/internal.h"

#define SLOTS_LEAST 64 /* a power of two */

struct label {
	char *word;
	size_t row;
	char id[RECORD_ID_SIZE]; /* "" until the row is a record */
};

/* A table of slots, at most half of them taken. */
struct labels {
	struct label *slots;
	size_t size, count;
};

struct labels *labels_new(void)
{
	struct labels *labels = memory_new(sizeof(*labels));
	if (!labels)
		return NULL;
	labels->size = SLOTS_LEAST;
	labels->slots = memory_new(labels->size * sizeof(*labels->slots));
	if (labels->slots)
		return labels;
	free(labels);
	return NULL;
}

void labels_free(struct labels *labels)
{
	if (!labels)
		return;
	for (size_t i = 0; i < labels->size; i++)
		free(labels->slots[i].word);
	free(labels->slots);
	free(labels);
}

/* The slot of the word, or the empty one where it belongs. */
static struct label *slot_of(const struct labels *labels, const char *word, size_t len)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)word[i]) * UINT64_C(1099511628211);
	size_t at = (size_t)hash & (labels->size - 1);
	while (labels->slots[at].word &&
	       (strncmp(labels->slots[at].word, word, len) != 0 || labels->slots[at].word[len]))
		at = (at + 1) & (labels->size - 1);
	return &labels->slots[at];
}

static bool make_room(struct labels *labels)
{
	if (labels->count * 2 < labels->size)
		return true;
	struct labels wider = { .size = labels->size * 2, .count = labels->count };
	wider.slots = memory_new(wider.size * sizeof(*wider.slots));
	if (!wider.slots)
		return false;
	for (size_t i = 0; i < labels->size; i++)
		if (labels->slots[i].word)
			*slot_of(&wider, labels->slots[i].word, strlen(labels->slots[i].word)) = labels->slots[i];
	free(labels->slots);
	*labels = wider;
	return true;
}

enum ky_code labels_add(struct labels *labels, const char *word, size_t row, struct ky_error *err)
{
	assert(word[0]);
	if (!make_room(labels))
		return memory_out(err);
	struct label *slot = slot_of(labels, word, strlen(word));
	if (slot->word)
		return ky_fail(err, KY_INPUT, _("%.60s stands in row %zu already."), word, slot->row);
	slot->word = memory_text(word);
	slot->row = row;
	labels->count += slot->word != NULL;
	return slot->word ? KY_OK : memory_out(err);
}

void labels_set(struct labels *labels, const char *word, const char *id)
{
	struct label *slot = slot_of(labels, word, strlen(word));
	assert(slot->word);
	snprintf(slot->id, sizeof(slot->id), "%s", id);
}

char *labels_apply(const struct labels *labels, const struct ky_field *field, const char *text, bool *waits)
{
	struct strbuf out;
	assert(field->type == KY_LINK || field->type == KY_LINKS);
	strbuf_init(&out, STRBUF_TEXT);
	while (*text) {
		size_t mark = field->type == KY_LINK ? 0 : link_mark(text), len = mark ? 0 : link_len(field, text);
		const struct label *slot = len ? slot_of(labels, text, len) : NULL;
		bool known = slot && slot->word;
		*waits = *waits || (known && !slot->id[0]);
		if (known)
			strbuf_add(&out, slot->id);
		else
			strbuf_add_len(&out, text, len + mark);
		text += len + mark;
	}
	return strbuf_take(&out);
}
