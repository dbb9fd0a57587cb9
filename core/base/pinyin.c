/* Finds text by pinyin (base/pinyin.h). A set of bits says how much of what was typed the characters so far can
 * stand for, so each character is looked at once whatever its readings are. */
#include "base/pinyin.h"

#include <assert.h>
#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#include "readings.h"

#define FIRST 0x4E00
#define LAST 0x9FFF
#define MARK 0x8000U /* reading[]: a list in several[]; several[]: the last of its list */

/* The letters that are wanted, and which places among them have been reached: bit 0 is before the first. */
struct wanted {
	char letters[PINYIN_MOST + 1];
	size_t len;
	uint64_t reached, next;
};

static bool take_letters(const char *typed, struct wanted *wanted)
{
	wanted->len = strlen(typed);
	if (!wanted->len || wanted->len > PINYIN_MOST)
		return false;
	for (size_t i = 0; i < wanted->len; i++) {
		if (!isalnum((unsigned char)typed[i]))
			return false;
		wanted->letters[i] = (char)tolower((unsigned char)typed[i]);
	}
	return true;
}

/* From each place that was reached the syllable leads on by its initial, as a whole, or to the end. */
static void step(struct wanted *wanted, const char *syllable)
{
	size_t whole = strlen(syllable);
	for (size_t at = 0; at < wanted->len; at++) {
		size_t same = 0;
		if (!(wanted->reached >> at & 1))
			continue;
		while (same < whole && syllable[same] == wanted->letters[at + same])
			same++;
		for (size_t taken = 1; taken <= same; taken++)
			if (taken == 1 || taken == whole || at + taken == wanted->len ||
			    (taken == 2 && syllable[1] == 'h'))
				wanted->next |= UINT64_C(1) << (at + taken);
	}
}

static int bits_in(uint32_t bits)
{
	int count = 0;
	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

static void step_readings(struct wanted *wanted, int32_t point)
{
	size_t block = (size_t)(point - FIRST) / 32;
	uint32_t bit = UINT32_C(1) << (point - FIRST) % 32;
	if (!(present[block] & bit))
		return;
	uint16_t found = reading[before[block] + bits_in(present[block] & (bit - 1))];
	if (!(found & MARK)) {
		step(wanted, syllables[found]);
		return;
	}
	size_t place = found & ~MARK;
	do
		step(wanted, syllables[several[place] & ~MARK]);
	while (!(several[place++] & MARK));
}

static bool find(const char *text, const char *typed, bool anywhere)
{
	struct wanted wanted = { .reached = 1 };
	assert(text && typed);
	if (!take_letters(typed, &wanted))
		return false;
	for (size_t len = 0; *text; text += len) {
		int32_t point = utf8_read(text, &len);
		wanted.reached |= anywhere;
		wanted.next = 0;
		if (point >= FIRST && point <= LAST) {
			step_readings(&wanted, point);
		} else if (point > 0 && point < 0x80 && isalnum(point)) {
			char letter[2] = { (char)tolower(point) };
			step(&wanted, letter);
		}
		wanted.reached = wanted.next;
		if (wanted.reached >> wanted.len & 1)
			return true;
	}
	return false;
}

bool pinyin_finds(const char *text, const char *typed)
{
	return find(text, typed, true);
}

bool pinyin_begins(const char *text, const char *typed)
{
	return find(text, typed, false);
}
