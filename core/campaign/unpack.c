/*
 * Makes a campaign from its packed form. The bytes lie in a workbook that may come from anywhere, so all of them
 * are checked: lengths have to add up, texts have to end, and what the reader of a template makes sure of is asked
 * again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "campaign/model.h"
#include "campaign/pack.h"

struct unpacking {
	const unsigned char *at; /* the next word */
	const char *texts;       /* the campaign's copy */
	size_t texts_len;
};

static uint32_t take_word(struct unpacking *in)
{
	const unsigned char *b = in->at;
	in->at += 4;
	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* A text has to begin behind the NUL of another one; the last one of all has to end with NUL. */
static bool take_text(struct unpacking *in, const char **out)
{
	size_t place = take_word(in);
	*out = NULL;
	if (!place)
		return true;
	if (place > in->texts_len || (place > 1 && in->texts[place - 2] != '\0'))
		return false;
	*out = in->texts + place - 1;
	return true;
}

static bool take_member(struct unpacking *in, const struct pack_member *member, char *object)
{
	const char *given = NULL;
	bool fits = true;
	if (member->type == PACK_TEXT || member->type == PACK_OPTION) {
		fits = take_text(in, &given) && (given || member->type == PACK_OPTION);
		memcpy(object + member->at, &given, sizeof(given));
		return fits;
	}
	uint32_t word = take_word(in);
	int number = (int)(word & INT32_MAX);
	bool flag = word == 1;
	size_t index = word;
	switch (member->type) {
	case PACK_DAY:
		number = word > INT32_MAX ? -(int)(UINT32_MAX - word) - 1 : number;
		fits = number >= ky_day_from_ymd(1900, 1, 1) && number <= ky_day_from_ymd(2999, 12, 31);
		memcpy(object + member->at, &number, sizeof(number));
		return fits;
	case PACK_FLAG:
		memcpy(object + member->at, &flag, sizeof(flag));
		return word <= 1;
	case PACK_INDEX:
		memcpy(object + member->at, &index, sizeof(index));
		return true;
	default:
		memcpy(object + member->at, &number, sizeof(number));
		return word <= NUMBER_MAX;
	}
}

static bool take_rows(struct unpacking *in, const struct pack_table *table, size_t count,
		      struct ky_campaign *campaign)
{
	char *rows = (char *)campaign;
	if (table->count != PACK_ONE) {
		rows = memory_new((count + 1) * table->size);
		if (!rows)
			return false;
		memcpy((char *)campaign + table->array, &rows, sizeof(rows));
		memcpy((char *)campaign + table->count, &count, sizeof(count));
	} else if (count != 1) {
		return false;
	}
	for (size_t row = 0; row < count; row++)
		for (size_t m = 0; m < table->member_count; m++)
			if (!take_member(in, &table->members[m], rows + row * table->size))
				return false;
	return true;
}

/* A template's texts are UTF-8 and have nothing that a terminal might act on; so these must too. */
static bool texts_are_clean(const char *texts, size_t len)
{
	const char *end = texts + len;
	if (len && end[-1] != '\0')
		return false;
	for (size_t size; texts < end; texts += size + 1) {
		size = strlen(texts);
		if (!escape_is_clean(texts, size))
			return false;
	}
	return true;
}

static bool give_lists_their_choices(struct ky_campaign *campaign)
{
	size_t first = 0;
	for (size_t i = 0; i < campaign->list_count; i++) {
		struct choice_list *list = &campaign->lists[i];
		if (!list->count || list->count > campaign->choice_count - first)
			return false;
		list->items = campaign->choices + first;
		first += list->count;
	}
	return first == campaign->choice_count;
}

/* The head of the bytes: how many rows each table has. False unless the whole is as long as they make it. */
static bool take_counts(struct unpacking *in, size_t len, size_t *counts)
{
	size_t head = 4 * (pack_table_count + 2), words = 0;
	if (len < head || take_word(in) != PACK_FORM)
		return false;
	for (size_t t = 0; t < pack_table_count; t++) {
		counts[t] = take_word(in);
		if (counts[t] > len)
			return false;
		words += counts[t] * pack_tables[t].member_count;
	}
	in->texts_len = take_word(in);
	return words <= (len - head) / 4 && head + 4 * words + in->texts_len == len;
}

static bool unpack(struct unpacking *in, size_t len, struct ky_campaign *campaign)
{
	size_t counts[PACK_TABLES_MOST] = { 0 };
	const unsigned char *end = in->at + len;
	if (len > PACK_MOST || !take_counts(in, len, counts))
		return false;
	char *texts = campaign_own(campaign, memory_new(in->texts_len + 1));
	if (!texts)
		return false;
	memcpy(texts, end - in->texts_len, in->texts_len);
	in->texts = texts;
	if (!texts_are_clean(texts, in->texts_len))
		return false;
	for (size_t t = 0; t < pack_table_count; t++)
		if (!take_rows(in, &pack_tables[t], counts[t], campaign))
			return false;
	if (!give_lists_their_choices(campaign) || !campaign_is_sound(campaign))
		return false;
	sections_find(campaign);
	return !campaign->no_memory;
}

struct ky_campaign *campaign_unpack(const void *bytes, size_t len)
{
	struct ky_campaign *campaign = memory_new(sizeof(*campaign));
	struct unpacking in = { .at = bytes };
	if (campaign && unpack(&in, len, campaign))
		return campaign;
	ky_campaign_free(campaign);
	return NULL;
}
