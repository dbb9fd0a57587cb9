/* Escapes text for each place where it is written (base/escape.h). */
#include "base/escape.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

#define REPLACEMENT 0xFFFD
#define OTHER 16 /* bytes of what stands for one character: two halves of a surrogate pair in JSON */

bool escape_is_control(int32_t point)
{
	return (point >= 0 && point < 0x20) || (point >= 0x7F && point < 0xA0);
}

int32_t escape_written(int32_t point)
{
	if (point == '\n' || point == '\t')
		return point;
	if (point == UTF8_BAD || (point >= 0x80 && point < 0xA0) || point == 0xFFFE || point == 0xFFFF)
		return REPLACEMENT;
	if (point < 0x20)
		return 0x2400 + point;
	return point == 0x7F ? 0x2421 : point;
}

/* Bidi controls, joiners and other invisible format characters, private use, unassigned, line and paragraph
 * separators. */
static bool is_hidden(int32_t point)
{
	switch (utf8proc_category(point)) {
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

int32_t escape_shown(int32_t point)
{
	if (point == '\n' || point == '\t')
		return ' ';
	int32_t written = escape_written(point);
	return written == point && point >= 0xA0 && is_hidden(point) ? REPLACEMENT : written;
}

bool escape_is_clean(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t size = utf8_common(text + at, len - at);
		if (!size) {
			int32_t point = utf8_read_len(text + at, len - at, &size);
			if (point == UTF8_BAD || escape_is_control(point))
				return false;
		} else if (size == 1 && escape_is_control((unsigned char)text[at]) && text[at] != '\t') {
			return false;
		}
		at += size;
	}
	return true;
}

bool escape_is_name(const char *text, size_t len)
{
	return escape_is_clean(text, len) && !memchr(text, '\t', len);
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool looks_escaped(const char *at)
{
	return at[0] == '_' && at[1] == 'x' && is_hex(at[2]) && is_hex(at[3]) && is_hex(at[4]) && is_hex(at[5]) &&
	       at[6] == '_';
}

static const char *entity(int32_t point)
{
	switch (point) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

static void put_json(int32_t point, char *other)
{
	if (point < 0x10000)
		snprintf(other, OTHER, "\\u%04x", (unsigned)point);
	else
		snprintf(other, OTHER, "\\u%04x\\u%04x", 0xD800 + (unsigned)((point - 0x10000) >> 10),
			 0xDC00 + (unsigned)((point - 0x10000) & 0x3FF));
}

/* What the output has for a sign of its own syntax, or NULL. */
static const char *own_sign(enum escape how, const char *at, int32_t point)
{
	switch (how) {
	case ESCAPE_LINE:
		return point == '\n' || point == '\t' ? " " : entity(point);
	case ESCAPE_MARKUP:
		return entity(point);
	case ESCAPE_SHEET:
		return point == '_' && looks_escaped(at) ? "_x005F_" : NULL;
	case ESCAPE_CALENDAR:
		return point == '\n'   ? "\\n"
		       : point == '\\' ? "\\\\"
		       : point == ';'  ? "\\;"
		       : point == ','  ? "\\,"
				       : NULL;
	case ESCAPE_JSON:
		break;
	}
	return NULL;
}

/* False where the character is written as it is; other: what stands for it. */
static bool find_other(enum escape how, const char *at, int32_t point, char *other)
{
	if (how == ESCAPE_JSON) {
		if (point == '\n' || point == UTF8_BAD || escape_shown(point) == point)
			return false;
		put_json(point, other);
		return true;
	}
	const char *sign = own_sign(how, at, point);
	int32_t written = escape_written(point);
	if (sign)
		snprintf(other, OTHER, "%s", sign);
	else if (written != point)
		other[utf8_write(written, other)] = '\0';
	return sign || written != point;
}

/* Moves *at behind the bytes that are written as they are, whose number it returns, and the character behind them
 * that other stands for. */
static size_t next_piece(const char **at, const char *end, enum escape how, char *other)
{
	const char *from = *at;
	other[0] = '\0';
	while (*at < end) {
		const char *here = *at;
		size_t size = 0;
		int32_t point = utf8_read_len(here, (size_t)(end - here), &size);
		bool line_end = point == '\r' && how != ESCAPE_JSON;
		if (line_end) {
			size = end - here > 1 && here[1] == '\n' ? 2 : 1;
			point = '\n';
		}
		*at += size;
		if (find_other(how, here, point, other))
			return (size_t)(here - from);
		if (line_end) {
			snprintf(other, OTHER, "\n");
			return (size_t)(here - from);
		}
	}
	return (size_t)(end - from);
}

void escape_add(struct strbuf *sb, enum escape how, const char *text, size_t len)
{
	assert(text || len == 0);
	for (const char *end = text + len; text < end;) {
		char other[OTHER];
		const char *from = text;
		strbuf_add_len(sb, from, next_piece(&text, end, how, other));
		strbuf_add(sb, other);
	}
}

void escape_print(FILE *out, enum escape how, const char *text)
{
	assert(out && text);
	for (const char *end = text + strlen(text); text < end;) {
		char other[OTHER];
		const char *from = text;
		size_t plain = next_piece(&text, end, how, other);
		fwrite(from, 1, plain, out);
		fputs(other, out);
	}
}

/* Where a sign behind which a spreadsheet computes begins the text. */
static bool begins_with_sign(const char *cell)
{
	static const char *const signs[] = { "=", "+", "-", "@", "＝", "＋", "－", "＠" };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strncmp(cell, signs[i], strlen(signs[i])) == 0)
			return true;
	return false;
}

bool escape_is_formula(const char *cell)
{
	size_t size = 0;
	return begins_with_sign(cell) || (cell[0] && escape_is_control(utf8_read_len(cell, strlen(cell), &size)));
}

/* A negative number, which runs nothing and is read as what it is. */
static bool is_negative(const char *cell)
{
	size_t digits = cell[0] == '-' ? strspn(cell + 1, "0123456789") : 0;
	const char *end = cell + 1 + digits;
	if (digits && *end == '.' && end[1])
		end += 1 + strspn(end + 1, "0123456789");
	return digits && !*end;
}

bool escape_is_marked(const char *text)
{
	return text[0] == '\'' || (escape_is_formula(text) && !is_negative(text));
}

const char *escape_unmark(const char *cell)
{
	return cell[0] == '\'' && (cell[1] == '\'' || escape_is_formula(cell + 1)) ? cell + 1 : cell;
}
