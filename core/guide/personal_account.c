/* E-mail addresses by their @; QQ and WeChat accounts by the word before them. */
#include <assert.h>
#include <uchar.h>

#include "guide/personal.h"

#define NAME_POINTS 64    /* before the @ (RFC 5321) */
#define DOMAIN_POINTS 128 /* of a domain that are looked at */
#define QQ_LEAST 5
#define QQ_MOST 11
#define WECHAT_LEAST 6
#define WECHAT_MOST 20

static bool is_name(int32_t point)
{
	return is_latin(point) || (point >= '0' && point <= '9') || point == '.' || point == '_' || point == '-' ||
	       point == '+' || point == '%';
}

static bool is_label(int32_t point)
{
	return is_latin(point) || (point >= '0' && point <= '9') || point == '-';
}

/* People type 。 for the dot when they forget to switch the input method. */
static bool is_dot(int32_t point)
{
	return point == '.' || point == 0x3002;
}

static bool is_word(const struct window *window, size_t at, size_t points, const char32_t *word)
{
	for (size_t i = 0; i < points; i++)
		if (!word[i] || (char32_t)window_at(window, at + i) != word[i])
			return false;
	return !word[points];
}

/* True for the ending of a file in place of a domain's last label: icon@2x.png is no address. */
static bool is_file_ending(const struct window *window, size_t at, size_t points)
{
	static const char32_t *const endings[] = { U"png", U"jpg", U"jpeg", U"gif", U"doc",  U"docx", U"xls",
						   U"pdf", U"txt", U"zip",  U"rar", U"xlsx", U"bmp",  U"wps" };
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (is_word(window, at, points, endings[i]))
			return true;
	return false;
}

/* Behind the last label that can end a domain; 0 if there is none. */
static size_t domain_end(const struct window *window, size_t at)
{
	size_t end = 0, labels = 0, limit = at + DOMAIN_POINTS;
	for (;;) {
		size_t from = at;
		bool letters = true;
		for (; at < limit && is_label(window_at(window, at)); at++)
			letters = letters && is_latin(window_at(window, at));
		if (at == from)
			return end;
		if (labels++ && letters && at - from >= 2 && !is_file_ending(window, from, at - from))
			end = at;
		if (!is_dot(window_at(window, at)))
			return end;
		at++;
	}
}

/* The sign at that place: its points, or 0. What is written for it against machines counts. */
static size_t at_sign(const struct window *window, size_t at, bool *guess)
{
	*guess = window_at(window, at) == '#';
	if (window_at(window, at) == '@' || *guess)
		return 1;
	return is_word(window, at, 4, U"(at)") ? 4 : 0;
}

static bool email_match(const struct window *window, size_t at, size_t *end)
{
	bool guess = false;
	size_t sign = at_sign(window, at, &guess), name = at, behind = at + sign;
	if (!sign)
		return false;
	while (!guess && name > 0 && window_at(window, name - 1) == ' ' && at - name < 2)
		name--;
	while (!guess && window_at(window, behind) == ' ' && behind - at - sign < 2)
		behind++;
	if (name == 0 || !is_name(window_at(window, name - 1)) || window_at(window, name - 1) == '.')
		return false;
	*end = domain_end(window, behind);
	static const char32_t *const known[] = { U"com", U"cn", U"net", U"org", U"edu", U"gov" };
	for (size_t i = 0; *end && guess && i < sizeof(known) / sizeof(known[0]); i++)
		for (size_t points = 2; points <= 3; points++)
			if (is_word(window, *end - points, points, known[i]))
				return true;
	return *end && !guess;
}

enum account { QQ, WECHAT };

static const struct word {
	const char32_t *text;
	enum account account;
	bool marked; /* it has other senses: a colon or 号 has to follow */
} words[] = {
	{ U"qq", QQ, false },         { U"扣扣", QQ, false },     { U"企鹅号", QQ, false },
	{ U"q", QQ, true },           { U"微信", WECHAT, false }, { U"薇信", WECHAT, false },
	{ U"威信号", WECHAT, false }, { U"v信", WECHAT, false },  { U"加微", WECHAT, false },
	{ U"加v", WECHAT, true },     { U"vx", WECHAT, false },   { U"wx", WECHAT, false },
	{ U"wechat", WECHAT, false },
};

/* Points of the word at that place, blanks between its characters not counted against it; 0 if it is another. */
static size_t word_at(const struct window *window, size_t at, const char32_t *word)
{
	size_t from = at;
	for (; *word; word++, at++) {
		while (at > from && window_at(window, at) == ' ' && at - from < 8)
			at++;
		if ((char32_t)window_at(window, at) != *word)
			return 0;
	}
	return at - from;
}

/* Over 号, 号码, ID, 是, 为 and marks. sure: one of them says that an account follows. */
static size_t over_marks(const struct window *window, size_t at, bool *sure)
{
	static const char32_t marks[] = U" ,，:：=号码是为(_", saying[] = U":：=号是为";
	for (int i = 0; i < 8; i++) {
		int32_t point = window_at(window, at);
		bool found = false;
		for (const char32_t *mark = marks; point && *mark; mark++)
			found = found || *mark == (char32_t)point;
		for (const char32_t *mark = saying; point && *mark; mark++)
			*sure = *sure || *mark == (char32_t)point;
		if (!found && point == 'i' && window_at(window, at + 1) == 'd' &&
		    !is_latin(window_at(window, at + 2))) {
			*sure = found = true;
			at++;
		}
		if (!found)
			break;
		at++;
	}
	return at;
}

/* 个, 人, 元, 名, 张, 条, 版: what is counted is no account. */
static bool is_counted(int32_t point)
{
	static const char32_t units[] = U"个人元名张条版年月";
	for (const char32_t *unit = units; *unit; unit++)
		if (*unit == (char32_t)point)
			return true;
	return false;
}

/* 20121031 */
static bool is_day(const char *digits, int count)
{
	return count == 8 && (digits[0] == '1' || digits[0] == '2') && (digits[1] == '9' || digits[1] == '0') &&
	       digits[4] <= '1' && digits[6] <= '3';
}

static bool qq_match(const struct window *window, size_t at, size_t *end)
{
	struct run run;
	if (digit_value(window_at(window, at)) < 0)
		return false;
	run_read(&run, window, at);
	int groups = 1, count = run.groups[0].digits;
	if (!run.group_count)
		return false;
	while (groups < run.group_count && run.groups[groups].digits >= 3 &&
	       (run.groups[groups - 1].joint == ' ' || run.groups[groups - 1].joint == '-') &&
	       count + run.groups[groups].digits <= QQ_MOST)
		count += run.groups[groups++].digits;
	*end = run.groups[groups - 1].end;
	int32_t next = window_at(window, *end);
	size_t mobile = 0;
	return count >= QQ_LEAST && count <= QQ_MOST && run.digits[0] != '0' && next != '@' && !is_counted(next) &&
	       !is_day(run.digits, count) && run.groups[0].joint != '.' && !mobile_match(&run, &mobile);
}

/* A letter, then letters, digits, - and _: six to twenty together. */
static bool wechat_match(const struct window *window, size_t at, bool sure, size_t *end)
{
	size_t from = at;
	bool mixed = false;
	if (!is_latin(window_at(window, at)))
		return false;
	for (; at - from <= WECHAT_MOST; at++) {
		int32_t point = window_at(window, at);
		bool digit = point >= '0' && point <= '9';
		if (!is_latin(point) && !digit && point != '_' && point != '-')
			break;
		mixed = mixed || !is_latin(point);
	}
	*end = at;
	return at - from >= WECHAT_LEAST && at - from <= WECHAT_MOST && (sure || mixed);
}

/* Most characters begin no word. */
static bool begins_word(int32_t point)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if ((char32_t)point == words[i].text[0])
			return true;
	return false;
}

static bool word_match(const struct window *window, size_t at, enum ky_personal *kind, size_t *end)
{
	bool inside = at > 0 && is_latin(window_at(window, at - 1));
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		bool latin = is_latin(window_at(window, at));
		size_t points = latin && inside ? 0 : word_at(window, at, words[i].text);
		if (!points)
			continue;
		bool sure = false;
		size_t from = over_marks(window, at + points, &sure);
		/* A Latin word and a Latin account have something between them, and no file name's mark. */
		bool joined = latin && words[i].account == WECHAT &&
			      is_latin(window_at(window, at + points - 1)) &&
			      (from == at + points || window_at(window, at + points) == '_');
		if (joined || (words[i].marked && !sure))
			continue;
		*kind = words[i].account == QQ ? KY_PERSONAL_QQ : KY_PERSONAL_WECHAT;
		if (words[i].account == QQ ? qq_match(window, from, end) : wechat_match(window, from, sure, end))
			return true;
	}
	return false;
}

bool account_match(const struct window *window, size_t at, enum ky_personal *kind, size_t *end)
{
	assert(at < window->count);
	int32_t point = window_at(window, at);
	if (point == '@' || point == '#' || point == '(') {
		*kind = KY_PERSONAL_EMAIL;
		return email_match(window, at, end);
	}
	return begins_word(point) && word_match(window, at, kind, end);
}
