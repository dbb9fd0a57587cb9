#include "report/slots.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "kuayue/record.h"
#include "workbook/db.h"

enum ky_code slots_open(struct ky_workbook *wb, struct slots *slots, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	slots->wb = wb;
	slots->values = xalloc((ky_figure_count() + 1) * sizeof(*slots->values));
	for (size_t i = 0; !code && i < ky_figure_count(); i++)
		code = ky_figure_compute(wb, ky_figure_at(i), &slots->values[i], err);
	return code;
}

void slots_close(struct slots *slots)
{
	free(slots->values);
	slots->values = NULL;
}

const struct ky_figure_value *slots_value(const struct slots *slots, const char *id, size_t len)
{
	for (size_t i = 0; i < ky_figure_count(); i++) {
		const char *figure = ky_figure_at(i)->id;
		if (strlen(figure) == len && memcmp(figure, id, len) == 0)
			return &slots->values[i];
	}
	return NULL;
}

static const char *grade_of(const struct slots *slots)
{
	const struct ky_figure_value *score = slots_value(slots, "score", strlen("score"));
	size_t count = 0;
	const struct ky_grade *grades = ky_campaign_grades(ky_workbook_campaign(slots->wb), &count);
	const struct ky_grade *best = NULL;
	for (size_t i = 0; score && score->is_number && i < count; i++)
		if (score->number >= grades[i].from && (!best || grades[i].from > best->from))
			best = &grades[i];
	return best ? best->title : "";
}

static int take_text(void *data, const struct db_row *row)
{
	strbuf_add(data, db_text(row, 0));
	return 1;
}

static bool is(const char *name, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(name, word, len) == 0;
}

/* What people write on a page of their own: the slot, its kind and where it stands. */
static const struct written {
	const char *name, *kind, *query, *id;
	bool human; /* the report waits for it */
} written[] = {
	{ "school", "school", "SELECT name FROM school", "SELECT id FROM school", false },
	{ "doc_no", "school", "SELECT doc_no FROM school", "SELECT id FROM school", true },
	{ "signer", "school", "SELECT signer FROM school", "SELECT id FROM school", true },
	{ "checked_by", "school", "SELECT checked_by FROM school", "SELECT id FROM school", false },
	{ "liaison", "school", "SELECT liaison FROM school", "SELECT id FROM school", false },
	{ "spirit", "spirit", "SELECT text FROM spirit ORDER BY adopted IS NULL, adopted DESC, seq DESC LIMIT 1",
	  "SELECT id FROM spirit ORDER BY adopted IS NULL, adopted DESC, seq DESC LIMIT 1", true },
};

static const struct written *find_written(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++)
		if (is(name, len, written[i].name))
			return &written[i];
	return NULL;
}

const char *slots_kind(const char *name, size_t len)
{
	const struct written *slot = find_written(name, len);
	return slot && slot->human ? slot->kind : "";
}

char *slots_record(const struct slots *slots, const char *name, size_t len)
{
	const struct written *slot = find_written(name, len);
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	if (slot && slot->human)
		db_run(slots->wb, slot->id, NULL, 0, take_text, &sb, NULL);
	return strbuf_take(&sb);
}

/* What a slot says that is no figure; nothing where it is not filled in. */
static void add_other(const struct slots *slots, const char *name, size_t len, struct strbuf *sb)
{
	char date[KY_DAY_TEXT];
	const struct ky_campaign *campaign = ky_workbook_campaign(slots->wb);
	const struct written *slot = find_written(name, len);
	if (slot)
		db_run(slots->wb, slot->query, NULL, 0, take_text, sb, NULL);
	if (is(name, len, "campaign"))
		strbuf_add(sb, ky_campaign_title(campaign));
	else if (is(name, len, "year"))
		strbuf_addf(sb, "%d", ky_campaign_year(campaign));
	else if (is(name, len, "date") || is(name, len, "today"))
		strbuf_add(sb, ky_day_format(ky_workbook_today(slots->wb), date));
	else if (is(name, len, "grade"))
		strbuf_add(sb, grade_of(slots));
}

const char *slots_add(const struct slots *slots, const char *name, size_t len, struct strbuf *sb, bool *filled)
{
	const char *rest = name + len + 1;
	const struct ky_figure_value *value = slots_value(slots, name, len);
	size_t before = sb->len;
	if (value) {
		strbuf_add(sb, value->text);
		*filled = value->state != KY_FIGURE_BLANK;
		/* A rate without anything to divide by is — alone. */
		return rest + (!value->is_number && *rest == '%');
	}
	add_other(slots, name, len, sb);
	*filled = sb->len > before;
	return rest;
}

enum ky_code slots_fill(const struct slots *slots, const char *text, char **out, struct ky_error *err)
{
	const char *whole = text;
	struct strbuf sb;
	strbuf_init(&sb, SLOTS_BYTES);
	while (*text) {
		const char *close = *text == '{' ? strchr(text, '}') : NULL;
		bool filled;
		if (close) {
			text = slots_add(slots, text + 1, (size_t)(close - text) - 1, &sb, &filled);
		} else {
			strbuf_add_len(&sb, text++, 1);
		}
	}
	enum ky_code code = strbuf_check(&sb, whole, err);
	*out = code ? NULL : strbuf_take(&sb);
	strbuf_free(&sb);
	return code;
}
