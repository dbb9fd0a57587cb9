/*
 * Finds texts that are the same but for a few words (雷同). A text is taken for the set of its sequences of three
 * characters, and 64 smallest hashes stand for that set (MinHash). Only texts that agree in one of 16 bands of
 * four hashes are compared. So 10,000 texts take about a second, and texts that have nothing in common are never
 * compared.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "guide/scan.h"
#include "workbook/db.h"

#define HASHES 64
#define BANDS 16
#define IN_BAND (HASHES / BANDS)
#define SAME_ENOUGH 41  /* of the hashes: two thirds of the runs are shared, give or take */
#define SHORTEST_SAME 8 /* characters of a text that is compared as a whole */
#define SHORTEST_ALIKE 20
#define MOST 200000 /* texts; the newest ones of a larger workbook */
#define COMPARED_IN_BUCKET 40

struct text {
	char id[32], number[64];
	char *title;
	int length;     /* characters that count */
	uint64_t whole; /* hash of all of them */
	uint32_t signature[HASHES];
	int same_as; /* an earlier text, or itself */
};

struct texts {
	struct text *items;
	int count, room;
};

static uint64_t mix(uint64_t x)
{
	x ^= x >> 33;
	x *= 0xff51afd7ed558ccdULL;
	x ^= x >> 33;
	x *= 0xc4ceb9fe1a85ec53ULL;
	return x ^ x >> 33;
}

/* The next character that counts, 0 at the end. Blanks and marks are passed over, case and width are folded. */
static uint32_t next_character(const char **at)
{
	while (**at) {
		size_t size = 0;
		uint32_t c = (uint32_t)utf8_read(*at, &size);
		*at += size;
		if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFEE0;
		if (c >= 'A' && c <= 'Z')
			c += 32;
		bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
		bool mark = c < 0xC0 || (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3040) || c >= 0xFE00;
		if (letter || !mark || (c >= 0x10000 && c <= 0x10FFFF))
			return c;
	}
	return 0;
}

static void read_text(struct text *text, const char *bytes)
{
	const char *at = bytes;
	uint32_t run[3] = { 0 }, c;
	memset(text->signature, 0xff, sizeof(text->signature));
	while ((c = next_character(&at)) != 0) {
		text->length++;
		text->whole = mix(text->whole ^ c) + 0x9e3779b97f4a7c15ULL;
		run[0] = run[1];
		run[1] = run[2];
		run[2] = c;
		if (text->length < 3)
			continue;
		uint64_t hash = mix((uint64_t)run[0] << 42 ^ (uint64_t)run[1] << 21 ^ run[2]);
		uint32_t low = (uint32_t)hash, high = (uint32_t)(hash >> 32) | 1;
		for (uint32_t i = 0; i < HASHES; i++) {
			/* A family of hashes from two: each mixed a little more, as sums alone would follow each
			 * other. */
			uint32_t one = (low + i * high) * 2654435761U;
			one ^= one >> 15;
			if (one < text->signature[i])
				text->signature[i] = one;
		}
	}
}

static int take_text(void *data, const struct db_row *row)
{
	struct texts *texts = data;
	if (!memory_grow(&texts->items, (size_t)texts->count, sizeof(*texts->items)))
		return DB_NO_MEMORY;
	struct text *text = &texts->items[texts->count];
	*text = (struct text){ .same_as = texts->count };
	read_text(text, db_text(row, 3));
	if (text->length < SHORTEST_SAME)
		return 0;
	snprintf(text->id, sizeof(text->id), "%s", db_text(row, 0));
	snprintf(text->number, sizeof(text->number), "%s", db_text(row, 1));
	text->title = memory_text(db_text(row, 2));
	if (!text->title)
		return DB_NO_MEMORY;
	texts->count++;
	return 0;
}

static int root_of(struct text *items, int i)
{
	assert(i >= 0 && items[i].same_as <= i); /* a link leads to an earlier text, so following links ends */
	while (items[i].same_as != i) {
		items[i].same_as = items[items[i].same_as].same_as;
		i = items[i].same_as;
	}
	return i;
}

static void join(struct text *items, int a, int b)
{
	a = root_of(items, a);
	b = root_of(items, b);
	if (a < b)
		items[b].same_as = a;
	else
		items[a].same_as = b;
}

static bool alike(const struct text *a, const struct text *b)
{
	int same = 0;
	for (int i = 0; i < HASHES; i++)
		same += a->signature[i] == b->signature[i];
	return same >= SAME_ENOUGH;
}

struct key {
	uint64_t key;
	int at;
};

static int compare_keys(const void *a, const void *b)
{
	const struct key *left = a, *right = b;
	if (left->key != right->key)
		return left->key < right->key ? -1 : 1;
	return left->at - right->at;
}

/* Within one bucket a text is compared with one of each group already seen there. */
static void join_bucket(struct text *items, const struct key *keys, int count)
{
	int seen[COMPARED_IN_BUCKET], seen_count = 0;
	for (int i = 0; i < count; i++) {
		bool known = false;
		for (int j = 0; j < seen_count && !known; j++) {
			known = root_of(items, seen[j]) == root_of(items, keys[i].at);
			if (!known && alike(&items[seen[j]], &items[keys[i].at])) {
				join(items, seen[j], keys[i].at);
				known = true;
			}
		}
		if (!known)
			seen[seen_count < COMPARED_IN_BUCKET ? seen_count++ : i % COMPARED_IN_BUCKET] = keys[i].at;
	}
}

static void join_equal(struct text *items, const struct key *keys, int count)
{
	for (int i = 1; i < count; i++)
		join(items, keys[0].at, keys[i].at);
}

static void each_bucket(struct text *items, struct key *keys, int count,
			void (*work)(struct text *items, const struct key *keys, int count))
{
	qsort(keys, (size_t)count, sizeof(*keys), compare_keys);
	for (int from = 0, to; from < count; from = to) {
		to = from + 1;
		while (to < count && keys[to].key == keys[from].key)
			to++;
		if (to - from > 1)
			work(items, keys + from, to - from);
	}
}

/* False: no memory. */
static bool group(struct texts *texts)
{
	struct key *keys = memory_new((size_t)(texts->count + 1) * sizeof(*keys));
	if (!keys)
		return false;
	struct text *items = texts->items;
	for (int i = 0; i < texts->count; i++)
		keys[i] = (struct key){ items[i].whole, i };
	each_bucket(items, keys, texts->count, join_equal);
	for (int band = 0; band < BANDS; band++) {
		int used = 0;
		for (int i = 0; i < texts->count; i++) {
			if (items[i].length < SHORTEST_ALIKE || items[i].same_as != i)
				continue;
			uint64_t key = 0;
			for (int j = 0; j < IN_BAND; j++)
				key = mix(key ^ items[i].signature[band * IN_BAND + j]);
			keys[used++] = (struct key){ key, i };
		}
		each_bucket(items, keys, used, join_bucket);
	}
	free(keys);
	return true;
}

enum ky_code scan_alike(struct ky_workbook *wb, guide_each *each, void *data, struct ky_error *err)
{
	struct texts texts = { 0 };
	enum ky_code code = db_run(wb,
				   "SELECT id, number, title, text FROM (SELECT * FROM note WHERE text IS NOT NULL"
				   " ORDER BY seq DESC LIMIT ?1) ORDER BY seq",
				   (struct db_arg[]){ DB_I(MOST) }, 1, take_text, &texts, err);
	if (!code && !group(&texts))
		code = memory_out(err);
	bool stopped = code != KY_OK;
	for (int i = 0; i < texts.count && !stopped; i++) {
		const struct text *text = &texts.items[i];
		int first = root_of(texts.items, i);
		if (first != i)
			stopped = each(data, &(struct guide_row){ "note", text->id, text->number, text->title, "",
								  texts.items[first].number, "" });
	}
	for (int i = 0; i < texts.count; i++)
		free(texts.items[i].title);
	free(texts.items);
	return code;
}
