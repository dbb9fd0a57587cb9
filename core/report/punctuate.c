/* Sets text as people read it in print: marks, dates, document numbers and lists (report/punctuate.h). */
#include "report/punctuate.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "texts.h"

#define LONGEST_SLOT 240
#define LONGEST_BRACKETS 400 /* what stands in a pair; more is a bracket that somebody forgot */

static bool is_chinese(int32_t point)
{
	return (point >= 0x3000 && point <= 0x9FFF) || (point >= 0xF900 && point <= 0xFAFF) ||
	       (point >= 0xFF01 && point <= 0xFF60) || (point >= 0x20000 && point <= 0x3FFFF) || point == 0x201C ||
	       point == 0x201D;
}

/* The '}' of the slot that begins at text, or NULL. */
static const char *slot_end(const char *text)
{
	return *text == '{' ? memchr(text, '}', strnlen(text, LONGEST_SLOT)) : NULL;
}

/* True for Chinese text, and for a slot, which most often stands for a number among Chinese words. */
static bool begins_chinese(const char *text)
{
	size_t len;
	return is_chinese(utf8_read(text, &len)) || slot_end(text);
}

static bool ends_chinese(const char *text, size_t at)
{
	size_t len;
	if (at == 0)
		return false;
	if (text[at - 1] == '}')
		return true;
	return is_chinese(utf8_read(text + utf8_cut(text, at - 1), &len));
}

/* The bracket that closes the one at `at`, 0 where there is none in the line. */
static size_t closing(const char *text, size_t at)
{
	assert(text[at] == '(');
	int depth = 0;
	for (size_t i = at; text[i] && text[i] != '\n' && i < at + LONGEST_BRACKETS; i++) {
		depth += (text[i] == '(') - (text[i] == ')');
		if (depth == 0)
			return i;
	}
	return 0;
}

static bool wants_chinese_brackets(const char *text, size_t open, size_t close)
{
	if (ends_chinese(text, open) || begins_chinese(text + close + 1))
		return true;
	for (size_t i = open + 1; i < close; i++)
		if (begins_chinese(text + i))
			return true;
	return false;
}

/* done: what was set before it. */
static const char *mark_of(const char *text, size_t at, const struct strbuf *done)
{
	static const struct {
		char half;
		const char *full;
	} marks[] = { { ',', "，" }, { ';', "；" }, { ':', "：" }, { '?', "？" }, { '!', "！" } };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (text[at] != marks[i].half)
			continue;
		bool slots = (at && text[at - 1] == '}') || text[at + 1] == '{';
		/* 3:2 is a ratio, whatever its numbers are. */
		if (marks[i].half == ':' && slots)
			return NULL;
		return ends_chinese(done->text, done->len) || begins_chinese(text + at + 1) ? marks[i].full : NULL;
	}
	return NULL;
}

char *punctuate(const char *text)
{
	struct strbuf sb;
	size_t len = strlen(text);
	char *closes = memory_new(len + 1); /* 1: the bracket that closes here becomes a Chinese one */
	if (!closes)
		return NULL;
	strbuf_init(&sb, STRBUF_TEXT);
	for (size_t at = 0; at < len; at++) {
		const char *mark = mark_of(text, at, &sb);
		size_t close = text[at] == '(' ? closing(text, at) : 0;
		const char *end = slot_end(text + at);
		if (close && wants_chinese_brackets(text, at, close)) {
			closes[close] = 1;
			mark = "（";
		}
		if (closes[at])
			mark = "）";
		if (end) {
			strbuf_add_len(&sb, text + at, (size_t)(end - text) - at + 1);
			at = (size_t)(end - text);
		} else if (mark) {
			strbuf_add(&sb, mark);
		} else {
			strbuf_add_len(&sb, text + at, 1);
		}
	}
	free(closes);
	return strbuf_take(&sb);
}

bool is_date(const char *text)
{
	return strlen(text) == 10 && strspn(text, "0123456789-") == 10 && text[4] == '-' && text[7] == '-';
}

char *chinese_date(const char *text)
{
	char out[48];
	int year, month, day;
	if (!is_date(text) || sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3)
		return memory_text(text);
	snprintf(out, sizeof(out), ZH_DATE, year, month, day);
	return memory_text(out);
}

char *chinese_day(const char *text)
{
	char out[32];
	int month, day;
	if (!is_date(text) || sscanf(text + 5, "%2d-%2d", &month, &day) != 2)
		return memory_text(text);
	snprintf(out, sizeof(out), ZH_DAY, month, day);
	return memory_text(out);
}

/* The bytes of an opening (closing) bracket at text, whichever people took; 0 for none. */
static size_t bracket(const char *text, bool opening)
{
	static const char *const open[] = { "〔", "（", "【", "［", "[", "(" };
	static const char *const close[] = { "〕", "）", "】", "］", "]", ")" };
	for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++) {
		const char *mark = opening ? open[i] : close[i];
		if (strncmp(text, mark, strlen(mark)) == 0)
			return strlen(mark);
	}
	return 0;
}

char *document_number(const char *text)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	while (*text) {
		size_t before = bracket(text, true);
		size_t after =
			before && strspn(text + before, "0123456789") == 4 ? bracket(text + before + 4, false) : 0;
		if (after) {
			strbuf_addf(&sb, "〔%.4s〕", text + before);
			text += before + 4 + after;
		} else {
			strbuf_add_len(&sb, text++, 1);
		}
	}
	return strbuf_take(&sb);
}

int printed_halves(const char *text)
{
	int halves = 0;
	size_t len;
	for (int32_t point; (point = utf8_read(text, &len)) != 0 && len; text += len)
		halves += point < ' ' ? 0 : point < 0x80 ? 1 : 2;
	return halves;
}

char *listed(const char *text)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	for (size_t i = 0; text[i]; i++) {
		bool between = text[i] == ' ' && i && text[i + 1] && (unsigned char)text[i + 1] >= 0x80;
		strbuf_add_len(&sb, between ? "、" : text + i, between ? strlen("、") : 1);
	}
	return strbuf_take(&sb);
}
