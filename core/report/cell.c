/* Fills the cells of a table that goes with the report (report/cell.h). */
#include "report/cell.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "report/punctuate.h"
#include "report/reader.h"
#include "report/wording.h"
#include "texts.h"

#define MOST 60 /* characters of a cell; the rest is in the ledger */
#define LONGEST_NAME 64
#define ENOUGH 2000 /* bytes: more than MOST characters take */

static int find(const struct ky_kind *kind, const char *name, size_t len)
{
	char copy[LONGEST_NAME];
	if (len >= sizeof(copy))
		return -1;
	memcpy(copy, name, len);
	copy[len] = '\0';
	return ky_field_find(kind, copy);
}

static bool is(const char *name, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(name, word, len) == 0;
}

/* The slot that begins at or behind text: its name and length, NULL where there is none. */
static const char *next_slot(const char *text, size_t *len)
{
	const char *open = strchr(text, '{'), *close = open ? strchr(open, '}') : NULL;
	if (!close)
		return NULL;
	*len = (size_t)(close - open) - 1;
	return open + 1;
}

/* "begins:pages" is about the field behind the colon. */
static size_t skip(const char *name)
{
	return strncmp(name, "begins:", strlen("begins:")) == 0 ? strlen("begins:") : 0;
}

int cell_field(const struct ky_kind *kind, const char *text, size_t index)
{
	size_t len = 0;
	for (const char *name; (name = next_slot(text, &len)) != NULL; text = name + len)
		if (index-- == 0)
			return find(kind, name + skip(name), strcspn(name + skip(name), "*/}"));
	return -2;
}

bool cell_is_short(const struct ky_kind *kind, const char *text)
{
	for (size_t i = 0;; i++) {
		int field = cell_field(kind, text, i);
		if (field == -2)
			return i > 0;
		enum ky_type type = field < 0 ? KY_NUMBER : kind->fields[field].type;
		if (type != KY_NUMBER && type != KY_DATE && type != KY_CHOICE)
			return false;
	}
}

/* A number, or a choice whose key is one. */
static bool number_of(const struct ky_record *record, const char *name, size_t len, int64_t *number)
{
	int field = find(ky_record_kind(record), name, len);
	if (field < 0)
		return false;
	const struct ky_value value = ky_record_get(record, field);
	*number = value.number;
	if (value.is == KY_INT)
		return true;
	if (value.is != KY_STR || !value.text[0] || value.text[strspn(value.text, "0123456789")] ||
	    strlen(value.text) > 6)
		return false;
	*number = strtol(value.text, NULL, 10);
	return true;
}

int cell_divisor(const char *text)
{
	size_t len = 0;
	const char *name = next_slot(text, &len), *slash = name ? memchr(name, '/', len) : NULL;
	long divisor = slash ? strtol(slash + 1, NULL, 10) : 1;
	return divisor > 0 && divisor <= 1000 ? (int)divisor : 1;
}

bool cell_number(const struct cell_row *row, const char *text, int64_t *number)
{
	size_t len = 0;
	const char *name = next_slot(text, &len);
	bool known = name != NULL;
	*number = 1;
	for (const char *end = name + strcspn(known ? name : "", "/}"); known && name < end;) {
		size_t factor = strcspn(name, "*/}");
		int64_t value = 0;
		known = number_of(row->record, name, factor, &value) &&
			!__builtin_mul_overflow(*number, value, number);
		name += factor + (name[factor] == '*');
	}
	return known;
}

char *cell_quotient(int64_t number, int divisor)
{
	assert(divisor > 0);
	if (number % divisor == 0 || number > INT64_MAX / 200)
		return memory_print("%lld", (long long)(number / divisor));
	int64_t hundredths = (number * 200 / divisor + 1) / 2;
	return memory_print("%lld.%02lld", (long long)(hundredths / 100), (long long)(hundredths % 100));
}

bool cell_state(const struct cell_row *row, const char *name, size_t len, struct wording_state *state)
{
	int field = find(ky_record_kind(row->record), name, len);
	struct ky_value value = { .is = KY_BLANK };
	*state = (struct wording_state){ .number = "" };
	if (field >= 0 && reader_has_field(row->wb, &ky_record_kind(row->record)->fields[field]))
		value = ky_record_get(row->record, field);
	state->blank = value.is == KY_BLANK || (value.is == KY_STR && !value.text[0]);
	if (state->blank)
		state->cases[0] = ZH_BLANK;
	else if (value.is == KY_INT)
		snprintf(state->number, sizeof(state->number), "%lld", (long long)value.number);
	else if (value.is == KY_NA)
		state->cases[0] = ZH_NA;
	return field >= 0;
}

static struct wording_state state_of(const void *data, const char *name, size_t len)
{
	struct wording_state state;
	cell_state(data, name, len, &state);
	return state;
}

/* What a link leads to, by its title; by its number where that is a long text. */
static bool add_linked(const struct cell_row *row, const char *id, struct strbuf *sb)
{
	struct ky_record *record = NULL;
	if (ky_record_load(row->wb, id, &record, NULL))
		return true; /* it is gone */
	const struct ky_kind *kind = ky_record_kind(record);
	int title = ky_title_field(kind);
	char *text = kind->fields[title].type == KY_TEXT ? ky_record_text(row->wb, record, title)
							 : memory_text(ky_record_number(record));
	if (text)
		strbuf_addf(sb, "%s%s", sb->len ? "、" : "", text);
	ky_record_free(record);
	free(text);
	return text != NULL;
}

char *cell_field_text(const struct cell_row *row, int field)
{
	if (!reader_has_field(row->wb, &ky_record_kind(row->record)->fields[field]))
		return memory_text("");
	enum ky_type type = ky_record_kind(row->record)->fields[field].type;
	const struct ky_value value = ky_record_get(row->record, field);
	if (!row->whole || (type != KY_LINK && type != KY_LINKS) || value.is != KY_STR)
		return ky_record_text(row->wb, row->record, field);
	struct strbuf sb;
	char *ids = memory_text(value.text), *rest = ids;
	bool well = ids != NULL;
	strbuf_init(&sb, STRBUF_TEXT);
	for (char *id = well ? strtok_r(rest, " ", &rest) : NULL; well && id; id = strtok_r(NULL, " ", &rest))
		well = add_linked(row, id, &sb);
	free(ids);
	char *text = well ? strbuf_take(&sb) : NULL;
	strbuf_free(&sb);
	return text;
}

static char *chinese_text_of(const struct cell_row *row, int field)
{
	char *text = cell_field_text(row, field), *day = text ? chinese_date(text) : NULL;
	free(text);
	return day;
}

/* The text of a slot, malloc'd; NULL: no memory. */
static char *slot_text(const struct cell_row *row, const char *name, size_t len)
{
	int64_t number = 0;
	int field = find(ky_record_kind(row->record), name, len);
	if (is(name, len, "row"))
		return memory_print("%ld", row->row);
	if (is(name, len, "number"))
		return memory_text(ky_record_number(row->record));
	if (field >= 0 && row->prose && ky_record_kind(row->record)->fields[field].type == KY_DATE)
		return chinese_text_of(row, field);
	if (field >= 0)
		return cell_field_text(row, field);
	if (cell_number(row, name - 1, &number))
		return cell_quotient(number, cell_divisor(name - 1));
	return memory_text("");
}

/* On one line: where a line ends without a mark, one is set. */
static void add_line(struct strbuf *sb, const char *text, bool whole)
{
	for (; *text && (whole || sb->len < ENOUGH); text++) {
		if (*text != '\n' && *text != '\r') {
			strbuf_add_len(sb, text, 1);
			continue;
		}
		size_t len = 0, last = sb->len ? utf8_cut(sb->text, sb->len - 1) : 0;
		int32_t point = sb->len ? utf8_read(sb->text + last, &len) : ' ';
		bool marked = point < 0x80 ? strchr(" .,;:!?", (int)point) != NULL
					   : (point >= 0x3001 && point <= 0x3002) || point >= 0xFF01;
		if (text[1] && text[1] != '\n' && !marked)
			strbuf_add(sb, "；");
	}
}

/* Where a text of more characters than fit ends: not within a number, a day or a word of letters. */
static void cut(struct strbuf *sb)
{
	size_t at = 0, len = 0, count = 0, from = 0;
	size_t most = MOST + utf8_count(ZH_CUT, strlen(ZH_CUT), false);
	if (utf8_count(sb->text, sb->len, false) <= most)
		return;
	for (; sb->text[at] && count < MOST; at += len, count++) {
		bool letter = utf8_read(sb->text + at, &len) < 0x80 && sb->text[at] != ' ';
		from = letter ? from : at + len;
	}
	if ((unsigned char)sb->text[at] < 0x80 && sb->text[at] != ' ' && from > at / 2)
		at = from;
	char *head = memory_part(sb->text, at);
	strbuf_clear(sb);
	strbuf_add(sb, head ? head : "");
	strbuf_add(sb, ZH_CUT);
	sb->no_memory = sb->no_memory || !head;
	free(head);
}

/* Fills the chosen text. *any: a slot of it was not empty. */
static void fill(const struct cell_row *row, const char *text, struct strbuf *sb, bool *any)
{
	while (*text) {
		size_t len = 0;
		const char *name = *text == '{' ? next_slot(text, &len) : NULL;
		if (!name) {
			strbuf_add_len(sb, text++, 1);
			continue;
		}
		char *filled = slot_text(row, name, len);
		sb->no_memory = sb->no_memory || !filled;
		*any = *any || (filled && filled[0]);
		add_line(sb, filled ? filled : "", row->whole);
		free(filled);
		text = name + len + 1;
	}
}

enum ky_code cell_fill(const struct cell_row *row, const char *text, char **out, struct ky_error *err)
{
	struct strbuf sb;
	size_t slot = 0;
	bool any = false, literal = !next_slot(text, &slot);
	char *chosen = wording_choose(text, state_of, row);
	strbuf_init(&sb, STRBUF_TEXT);
	if (chosen)
		fill(row, chosen, &sb, &any);
	if (!any && !literal)
		strbuf_clear(&sb);
	if (!row->whole)
		cut(&sb);
	bool failed = !chosen || sb.no_memory;
	free(chosen);
	*out = failed ? NULL : strbuf_take(&sb);
	strbuf_free(&sb);
	return *out ? KY_OK : memory_out(err);
}
