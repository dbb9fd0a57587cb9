/* Passphrases: locked memory for one, how hard it is to guess, and one that is proposed. */
#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "key/internal.h"
#include "kuayue/text.h"

/* Guesses that it has to stand, as a power of two: with half a second for each (secret.c) no office's secret is
 * worth so many. */
#define BITS_LEAST 48
#define WORDS_BITS 6 /* of a word that every list of passwords begins with */

char *ky_passphrase_new(void)
{
	char *text = key_ready() ? sodium_malloc(KY_PASSPHRASE_MOST) : NULL;
	if (text)
		memset(text, 0, KY_PASSPHRASE_MOST);
	return text;
}

void ky_passphrase_free(char *passphrase)
{
	sodium_free(passphrase);
}

void ky_passphrase_propose(char out[KY_FINGERPRINT])
{
	size_t len = 0;
	for (int i = 0; i < 6; i++)
		len += (size_t)snprintf(out + len, KY_FINGERPRINT - len, "%s%04u", i ? " " : "",
					(unsigned)randombytes_uniform(10000));
}

/* Bits of one character that nothing before it foretells. */
static double bits_of(int32_t point)
{
	if (point >= '0' && point <= '9')
		return 3.3;
	if ((point >= 'a' && point <= 'z') || point == ' ')
		return 4.5;
	return point < 0x80 ? 5.5 : 10; /* of the Chinese characters that people choose */
}

/* Where a word that everybody tries first begins: its length, else 0. */
static size_t common_word(const char *text)
{
	static const char *const words[] = {
		"password", "passw0rd", "passphrase", "qwertyuiop", "qwerty", "asdfgh",  "zxcvbn",
		"admin",    "kuayue",   "跨越",       "密码",       "口令",   "welcome", "letmein",
		"iloveyou", "woaini",   "123456",     "12345",      "abcdef", "abc",     "school",
		"office",   "secret",   "2012",       "8888",       "6666",   "0000",
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	return 0;
}

/* What was there before, at any distance, or follows from the one before it, is guessed at once. */
static bool is_foretold(const char *text, size_t at, size_t bytes, int32_t point, int32_t before)
{
	if (point - before >= -1 && point - before <= 1)
		return true;
	for (size_t i = 0; at >= bytes + 2 && i + bytes + 2 <= at; i++)
		if (strncmp(text + i, text + at - 2, bytes + 2) == 0)
			return true;
	return false;
}

static double bits_in(const char *text)
{
	double bits = 0;
	int32_t before = -10, point = 0;
	for (size_t at = 0; text[at]; before = point) {
		size_t word = common_word(text + at);
		utf8proc_ssize_t got = utf8proc_iterate((const utf8proc_uint8_t *)text + at, -1, &point);
		size_t bytes = word ? word : got > 0 ? (size_t)got : 1;
		if (word)
			bits += WORDS_BITS;
		else if (!is_foretold(text, at, bytes, point, before))
			bits += bits_of(point);
		else
			bits += 0.5;
		at += bytes;
	}
	return bits;
}

enum ky_code key_passphrase_check(const char *passphrase, struct ky_error *err)
{
	char proposed[KY_FINGERPRINT];
	char *folded = ky_text_fold(passphrase);
	if (!folded)
		return memory_out(err);
	bool good = ky_text_columns(passphrase) >= KY_PASSPHRASE_LEAST && bits_in(folded) >= BITS_LEAST;
	sodium_memzero(folded, strlen(folded));
	free(folded);
	if (good)
		return KY_OK;
	ky_passphrase_propose(proposed);
	return ky_fail(err, KY_INPUT,
		       _("This passphrase is soon guessed: take at least 8 letters or 4 Chinese characters, "
			 "several words "
			 "that are in no book, or these digits, drawn for you: %s"),
		       proposed);
}
