/* Finds the word nearest to a mistyped one, by counting edits. */
#include "base/near.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define LONGEST 40 /* characters; a longer word is compared with none */

/* How many characters the word has, LONGEST + 1 where it is too long. */
static size_t read_points(const char *word, int32_t points[LONGEST])
{
	size_t count = 0, len = 0;
	for (; *word; word += len) {
		int32_t point = utf8_read(word, &len);
		if (count == LONGEST)
			return LONGEST + 1;
		points[count++] = point >= 'A' && point <= 'Z' ? point + 32 : point;
	}
	return count;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Edits between the two (Levenshtein), one row at a time. */
static size_t distance(const int32_t *a, size_t a_count, const int32_t *b, size_t b_count)
{
	size_t row[LONGEST + 1];
	for (size_t j = 0; j <= b_count; j++)
		row[j] = j;
	for (size_t i = 0; i < a_count; i++) {
		size_t corner = row[0];
		row[0] = i + 1;
		for (size_t j = 1; j <= b_count; j++) {
			size_t best = least(corner + (a[i] != b[j - 1]), least(row[j], row[j - 1]) + 1);
			corner = row[j];
			row[j] = best;
		}
	}
	return row[b_count];
}

/* A part has to be three letters or two Chinese characters long: two letters are part of too many words. */
static bool is_part(const char *asked, const int32_t *a, size_t a_count, const char *candidate, size_t b_count)
{
	size_t shorter = least(a_count, b_count);
	return shorter >= (a[0] < 0x2E80 ? 3 : 2) && (strstr(candidate, asked) || strstr(asked, candidate));
}

void near_consider(struct near_word *best, const char *asked, const char *candidate, const char *answer)
{
	assert(best && asked && candidate);
	int32_t a[LONGEST], b[LONGEST];
	size_t a_count = read_points(asked, a), b_count = read_points(candidate, b);
	if (!a_count || !b_count || a_count > LONGEST || b_count > LONGEST)
		return;
	size_t edits = distance(a, a_count, b, b_count);
	bool near =
		is_part(asked, a, a_count, candidate, b_count) || (edits * 3 <= b_count + 2 && edits < b_count);
	if (!near || (best->word && edits >= best->edits))
		return;
	*best = (struct near_word){ answer, edits };
}
