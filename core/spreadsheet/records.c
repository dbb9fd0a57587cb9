/* Reads the records of an .xls file's stream one after the other (spreadsheet/records.h). */
#include "spreadsheet/records.h"

#include <assert.h>
#include <string.h>

#include "base/little.h"
#include "base/utf8.h"

enum { WIDE = 0x01, PHONETIC = 0x04, RICH = 0x08 }; /* of a text's flags */

bool records_next(struct records *records)
{
	assert(records->next <= records->len);
	if (records->len - records->next < 4)
		return false;
	const unsigned char *at = records->bytes + records->next;
	size_t size = little(at + 2, 2);
	if (records->len - records->next - 4 < size)
		return false;
	records->type = little(at, 2);
	records->data = at + 4;
	records->size = size;
	records->at = 0;
	records->next += 4 + size;
	return true;
}

/* On to the record that continues this one. */
static bool go_on(struct records *records)
{
	bool more = records->len - records->next >= 4;
	return more && little(records->bytes + records->next, 2) == RECORD_CONTINUE && records_next(records);
}

bool records_bytes(struct records *records, unsigned char *out, size_t len)
{
	while (len) {
		size_t here = records->size - records->at;
		if (!here) {
			if (!go_on(records))
				return false;
			continue;
		}
		here = here < len ? here : len;
		if (out) {
			memcpy(out, records->data + records->at, here);
			out += here;
		}
		records->at += here;
		len -= here;
	}
	return true;
}

static uint32_t unit(struct records *records, bool wide)
{
	uint32_t value = little(records->data + records->at, wide ? 2 : 1);
	records->at += wide ? 2 : 1;
	return value;
}

static void add_point(struct strbuf *out, uint32_t *high, uint32_t value)
{
	char text[4];
	if (value >= 0xD800 && value < 0xDC00) {
		*high = value;
		return;
	}
	if (value >= 0xDC00 && value < 0xE000)
		value = *high ? 0x10000 + ((*high - 0xD800) << 10) + (value - 0xDC00) : 0xFFFD;
	*high = 0;
	if (value)
		strbuf_add_len(out, text, utf8_write((int32_t)value, text));
}

/* Where a text is divided, the next record begins with flags of its own: the rest may be narrow, or wide. */
static bool add_characters(struct records *records, size_t count, bool wide, struct strbuf *out)
{
	uint32_t high = 0;
	while (count) {
		if (records->size - records->at < (wide ? 2U : 1U)) {
			if (records->size != records->at || !go_on(records) || !records->size)
				return false;
			wide = records->data[0] & WIDE;
			records->at = 1;
			continue;
		}
		add_point(out, &high, unit(records, wide));
		count--;
	}
	return true;
}

bool records_text(struct records *records, int count_bytes, struct strbuf *out)
{
	unsigned char head[2] = { 0 }, flags = 0, runs[2] = { 0 }, extra[4] = { 0 };
	assert(count_bytes == 1 || count_bytes == 2);
	if (!records_bytes(records, head, (size_t)count_bytes) || !records_bytes(records, &flags, 1))
		return false;
	if ((flags & RICH) && !records_bytes(records, runs, 2))
		return false;
	if ((flags & PHONETIC) && !records_bytes(records, extra, 4))
		return false;
	return add_characters(records, little(head, count_bytes), flags & WIDE, out) &&
	       records_bytes(records, NULL, (size_t)little(runs, 2) * 4 + little(extra, 4));
}
