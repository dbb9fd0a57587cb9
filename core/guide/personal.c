/* Reads a text in windows and tries to match personal data at each place. */
#include "guide/personal.h"

#include <string.h>
#include <uchar.h>

#include "base/i18n.h"
#include "base/utf8.h"

static const char *const titles[KY_PERSONAL_KINDS] = {
	[KY_PERSONAL_MOBILE] = N_("mobile number"),
	[KY_PERSONAL_LANDLINE] = N_("landline number"),
	[KY_PERSONAL_ID] = N_("ID card number"),
	[KY_PERSONAL_ID_LIKE] = N_("what looks like an ID card number"),
	[KY_PERSONAL_CARD] = N_("bank card number"),
	[KY_PERSONAL_EMAIL] = N_("e-mail address"),
	[KY_PERSONAL_QQ] = N_("QQ number"),
	[KY_PERSONAL_WECHAT] = N_("WeChat account"),
};

const char *ky_personal_title(enum ky_personal kind)
{
	return _(titles[kind]);
}

static int32_t han_digit(int32_t point)
{
	static const char32_t plain[] = U"〇一二三四五六七八九", formal[] = U"零壹贰叁肆伍陆柒捌玖";
	for (int i = 0; i < 10; i++)
		if ((char32_t)point == plain[i] || (char32_t)point == formal[i])
			return HAN_DIGIT + i;
	return point == 0x5E7A ? HAN_DIGIT + 1 : point; /* 幺 */
}

/* The marks that people put between digits, in all their widths. */
static int32_t fold_mark(int32_t point)
{
	switch (point) {
	case '\t':
	case 0x00A0:
	case 0x2002:
	case 0x2003:
	case 0x2009:
	case 0x3000:
		return ' ';
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212:
	case 0x301C:
	case '~':
		return '-';
	case 0x00B7:
	case 0x2022:
	case 0x2027:
	case 0x30FB:
		return '.';
	case '[':
	case 0x3010:
		return '(';
	case ']':
	case 0x3011:
		return ')';
	default:
		return point;
	}
}

static int32_t fold(int32_t point)
{
	if (point >= 0xFF01 && point <= 0xFF5E)
		point -= 0xFEE0;
	if (point >= 'A' && point <= 'Z')
		return point + ('a' - 'A');
	return point >= 0x4E00 || point == 0x3007 ? han_digit(point) : fold_mark(point);
}

/* Fills what is free of the window; returns what is left of the text. */
static const char *fill(struct window *window, const char *text)
{
	while (*text && window->count < WINDOW_POINTS) {
		size_t size = 0;
		int32_t point = utf8_read(text, &size);
		window->points[window->count++] = fold(point);
		text += size;
	}
	window->points[window->count] = 0;
	return text;
}

int32_t window_at(const struct window *window, size_t i)
{
	return i < window->count ? window->points[i] : 0;
}

int digit_value(int32_t point)
{
	if (point >= '0' && point <= '9')
		return point - '0';
	return point >= HAN_DIGIT ? point - HAN_DIGIT : -1;
}

bool is_latin(int32_t point)
{
	return point >= 'a' && point <= 'z';
}

bool same_script(int32_t a, int32_t b)
{
	return digit_value(a) >= 0 && digit_value(b) >= 0 && (a >= HAN_DIGIT) == (b >= HAN_DIGIT);
}

/* What begins at that place; false where nothing does. */
static bool match(const struct window *window, size_t at, enum ky_personal *kind, size_t *end)
{
	int32_t point = window->points[at];
	if (digit_value(point) < 0)
		return account_match(window, at, kind, end);
	if (at > 0 && same_script(window->points[at - 1], point))
		return false;
	struct run run;
	run_read(&run, window, at);
	if (number_match(&run, kind, end))
		return true;
	*kind = KY_PERSONAL_MOBILE;
	if (mobile_match(&run, end))
		return true;
	*kind = KY_PERSONAL_LANDLINE;
	return landline_match(&run, end);
}

void ky_personal_each(const char *text, int (*each)(void *data, enum ky_personal kind), void *data)
{
	struct window window;
	window.count = 0;
	for (size_t at = 0;;) {
		text = fill(&window, text);
		size_t limit = *text ? window.count - WINDOW_AHEAD : window.count;
		while (at < limit) {
			enum ky_personal kind = KY_PERSONAL_MOBILE;
			size_t end = 0;
			bool found = match(&window, at, &kind, &end);
			if (found && each(data, kind))
				return;
			at = found ? end : at + 1;
		}
		if (!*text)
			return;
		size_t drop = at - WINDOW_BEHIND;
		window.count -= drop;
		memmove(window.points, window.points + drop, window.count * sizeof(window.points[0]));
		at -= drop;
	}
}
