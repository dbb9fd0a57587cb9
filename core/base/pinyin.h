/* Finds Chinese text by the letters it is spoken with: zth and zuotanhui find 座谈会. Held in memory only and
 * never an index: for names, titles, choices and commands, not for long texts. */
#ifndef CORE_BASE_PINYIN_H
#define CORE_BASE_PINYIN_H

#include <stdbool.h>

/* Letters beyond which nothing is found. */
#define PINYIN_MOST 63

/* Whether typed, letters and digits of any case, stands for neighbouring characters of text: each by its initial
 * (z or zh for 整), by its whole syllable, or by itself where it is a letter or digit; the last syllable may be
 * cut short. A character with several readings answers to each (曾: ceng, zeng). ü is v. Without letters: false.
 */
bool pinyin_finds(const char *text, const char *typed);
/* The same, at the beginning of text. */
bool pinyin_begins(const char *text, const char *typed);

#endif
