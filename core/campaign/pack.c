/* Packs a campaign, and lists its members for packing and unpacking. unpack.c does the other way. */
#include "campaign/pack.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "campaign/model.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ROWS(name, counter, type, list)                                                                           \
	{                                                                                                         \
		.array = offsetof(struct ky_campaign, name), .count = offsetof(struct ky_campaign, counter),      \
		.size = sizeof(type), .members = (list), .member_count = COUNT(list),                             \
	}

/* The keys of [campaign] that are still used after reading. */
static const struct pack_member head[] = {
	{ PACK_TEXT, offsetof(struct ky_campaign, head.id) },
	{ PACK_TEXT, offsetof(struct ky_campaign, head.version) },
	{ PACK_TEXT, offsetof(struct ky_campaign, head.title) },
	{ PACK_NUMBER, offsetof(struct ky_campaign, head.year) },
	{ PACK_FLAG, offsetof(struct ky_campaign, head.deadline_inferred) },
	{ PACK_DAY, offsetof(struct ky_campaign, from) },
	{ PACK_DAY, offsetof(struct ky_campaign, to) },
	{ PACK_DAY, offsetof(struct ky_campaign, deadline) },
	{ PACK_NUMBER, offsetof(struct ky_campaign, head.late) },
};

static const struct pack_member phase[] = {
	{ PACK_TEXT, offsetof(struct ky_phase, id) },
	{ PACK_TEXT, offsetof(struct ky_phase, title) },
	{ PACK_DAY, offsetof(struct ky_phase, from) },
	{ PACK_DAY, offsetof(struct ky_phase, to) },
};

static const struct pack_member task[] = {
	{ PACK_TEXT, offsetof(struct ky_task, id) },
	{ PACK_TEXT, offsetof(struct ky_task, title) },
	{ PACK_TEXT, offsetof(struct ky_task, phase) },
	{ PACK_DAY, offsetof(struct ky_task, from) },
	{ PACK_DAY, offsetof(struct ky_task, to) },
	{ PACK_OPTION, offsetof(struct ky_task, figure) },
	{ PACK_OPTION, offsetof(struct ky_task, when) },
	{ PACK_FLAG, offsetof(struct ky_task, window_inferred) },
	{ PACK_NUMBER, offsetof(struct ky_task, target) },
	{ PACK_OPTION, offsetof(struct ky_task, targets) },
	{ PACK_TEXT, offsetof(struct ky_task, unit) },
	{ PACK_FLAG, offsetof(struct ky_task, target_inferred) },
	{ PACK_TEXT, offsetof(struct ky_task, role) },
	{ PACK_TEXT, offsetof(struct ky_task, evidence) },
	{ PACK_TEXT, offsetof(struct ky_task, receiver) },
	{ PACK_TEXT, offsetof(struct ky_task, basis) },
	{ PACK_TEXT, offsetof(struct ky_task, sources) },
	{ PACK_TEXT, offsetof(struct ky_task, skip) },
};

static const struct pack_member item[] = {
	{ PACK_TEXT, offsetof(struct ky_item, id) },          { PACK_TEXT, offsetof(struct ky_item, group) },
	{ PACK_TEXT, offsetof(struct ky_item, group_title) }, { PACK_TEXT, offsetof(struct ky_item, title) },
	{ PACK_TEXT, offsetof(struct ky_item, ask) },         { PACK_TEXT, offsetof(struct ky_item, basis) },
	{ PACK_TEXT, offsetof(struct ky_item, quote) },       { PACK_TEXT, offsetof(struct ky_item, evidence) },
	{ PACK_TEXT, offsetof(struct ky_item, full_mark) },   { PACK_TEXT, offsetof(struct ky_item, phase) },
	{ PACK_TEXT, offsetof(struct ky_item, sources) },     { PACK_NUMBER, offsetof(struct ky_item, weight) },
	{ PACK_TEXT, offsetof(struct ky_item, na) },          { PACK_OPTION, offsetof(struct ky_item, full) },
	{ PACK_OPTION, offsetof(struct ky_item, na_when) },
};

static const struct pack_member grade[] = {
	{ PACK_NUMBER, offsetof(struct ky_grade, from) },
	{ PACK_TEXT, offsetof(struct ky_grade, title) },
};

static const struct pack_member outline[] = {
	{ PACK_NUMBER, offsetof(struct ky_outline, level) },
	{ PACK_TEXT, offsetof(struct ky_outline, text) },
};

static const struct pack_member document[] = {
	{ PACK_TEXT, offsetof(struct ky_template_document, id) },
	{ PACK_TEXT, offsetof(struct ky_template_document, title) },
	{ PACK_OPTION, offsetof(struct ky_template_document, sets) },
	{ PACK_OPTION, offsetof(struct ky_template_document, each) },
	{ PACK_OPTION, offsetof(struct ky_template_document, due) },
	{ PACK_FLAG, offsetof(struct ky_template_document, due_inferred) },
	{ PACK_INDEX, offsetof(struct ky_template_document, first) },
	{ PACK_INDEX, offsetof(struct ky_template_document, line_count) },
};

static const struct pack_member column[] = {
	{ PACK_TEXT, offsetof(struct ky_column, title) },
	{ PACK_TEXT, offsetof(struct ky_column, text) },
};

static const struct pack_member annex[] = {
	{ PACK_TEXT, offsetof(struct ky_annex_column, annex) },
	{ PACK_TEXT, offsetof(struct ky_annex_column, title) },
	{ PACK_TEXT, offsetof(struct ky_annex_column, text) },
	{ PACK_FLAG, offsetof(struct ky_annex_column, sum) },
};

static const struct pack_member ledger[] = {
	{ PACK_TEXT, offsetof(struct ky_ledger_form, kind) },
	{ PACK_OPTION, offsetof(struct ky_ledger_form, title) },
	{ PACK_OPTION, offsetof(struct ky_ledger_form, order) },
	{ PACK_OPTION, offsetof(struct ky_ledger_form, columns) },
	{ PACK_OPTION, offsetof(struct ky_ledger_form, sets) },
};

static const struct pack_member recipient[] = {
	{ PACK_TEXT, offsetof(struct ky_recipient, id) },
	{ PACK_TEXT, offsetof(struct ky_recipient, title) },
	{ PACK_TEXT, offsetof(struct ky_recipient, documents) },
};

static const struct pack_member target[] = {
	{ PACK_TEXT, offsetof(struct campaign_target, name) },
	{ PACK_NUMBER, offsetof(struct campaign_target, value) },
	{ PACK_FLAG, offsetof(struct campaign_target, inferred) },
};

static const struct pack_member list[] = {
	{ PACK_TEXT, offsetof(struct choice_list, name) },
	{ PACK_INDEX, offsetof(struct choice_list, count) },
};

static const struct pack_member choice[] = {
	{ PACK_TEXT, offsetof(struct ky_choice, id) },
	{ PACK_TEXT, offsetof(struct ky_choice, text) },
};

static const struct pack_member number[] = { { PACK_NUMBER, 0 } };

const struct pack_table pack_tables[] = {
	{ .count = PACK_ONE, .size = sizeof(struct ky_campaign), .members = head, .member_count = COUNT(head) },
	ROWS(phases, phase_count, struct ky_phase, phase),
	ROWS(tasks, task_count, struct ky_task, task),
	ROWS(items, item_count, struct ky_item, item),
	ROWS(grades, grade_count, struct ky_grade, grade),
	ROWS(outline, outline_count, struct ky_outline, outline),
	ROWS(documents, document_count, struct ky_template_document, document),
	ROWS(document_lines, document_line_count, struct ky_outline, outline),
	ROWS(progress, progress_count, struct ky_column, column),
	ROWS(annexes, annex_count, struct ky_annex_column, annex),
	ROWS(ledgers, ledger_count, struct ky_ledger_form, ledger),
	ROWS(recipients, recipient_count, struct ky_recipient, recipient),
	ROWS(targets, target_count, struct campaign_target, target),
	ROWS(lists, list_count, struct choice_list, list),
	ROWS(choices, choice_count, struct ky_choice, choice),
	ROWS(remind, remind_count, int, number),
};
const size_t pack_table_count = COUNT(pack_tables);
_Static_assert(COUNT(pack_tables) <= PACK_TABLES_MOST, "PACK_TABLES_MOST is too small");

struct packing {
	struct strbuf words, texts;
};

static void put_word(struct strbuf *out, uint32_t word)
{
	const char bytes[4] = { (char)(word & 0xff), (char)(word >> 8 & 0xff), (char)(word >> 16 & 0xff),
				(char)(word >> 24) };
	strbuf_add_len(out, bytes, sizeof(bytes));
}

static uint32_t put_text(struct packing *packing, const char *given)
{
	if (!given)
		return 0;
	uint32_t place = (uint32_t)packing->texts.len + 1;
	strbuf_add_len(&packing->texts, given, strlen(given) + 1);
	return place;
}

/* memcpy, because the member's type is only known as an offset. */
static void put_member(struct packing *packing, const struct pack_member *member, const char *object)
{
	const char *at = object + member->at, *given = NULL;
	int number_of = 0;
	bool flag = false;
	size_t index = 0;
	uint32_t word = 0;
	switch (member->type) {
	case PACK_TEXT:
	case PACK_OPTION:
		memcpy(&given, at, sizeof(given));
		word = put_text(packing, given);
		break;
	case PACK_NUMBER:
	case PACK_DAY:
		memcpy(&number_of, at, sizeof(number_of));
		word = (uint32_t)number_of;
		break;
	case PACK_FLAG:
		memcpy(&flag, at, sizeof(flag));
		word = flag;
		break;
	case PACK_INDEX:
		memcpy(&index, at, sizeof(index));
		word = (uint32_t)index;
		break;
	}
	put_word(&packing->words, word);
}

static size_t rows_of(const struct ky_campaign *campaign, const struct pack_table *table, const char **rows)
{
	size_t count = 1;
	*rows = (const char *)campaign;
	if (table->count != PACK_ONE) {
		memcpy(rows, (const char *)campaign + table->array, sizeof(*rows));
		memcpy(&count, (const char *)campaign + table->count, sizeof(count));
	}
	return count;
}

static void put_rows(struct packing *packing, const struct ky_campaign *campaign, const struct pack_table *table)
{
	const char *rows;
	size_t count = rows_of(campaign, table, &rows);
	for (size_t row = 0; row < count; row++)
		for (size_t m = 0; m < table->member_count; m++)
			put_member(packing, &table->members[m], rows + row * table->size);
}

/* A copy on which the words of all lists stand in one array; its caller frees that. NULL: no memory. */
static struct ky_campaign with_choices(const struct ky_campaign *campaign)
{
	struct ky_campaign flat = *campaign;
	size_t room = 1;
	for (size_t i = 0; i < flat.list_count; i++)
		room += flat.lists[i].count;
	flat.choices = memory_new(room * sizeof(*flat.choices));
	flat.choice_count = 0;
	for (size_t i = 0; flat.choices && i < flat.list_count; i++)
		for (size_t k = 0; k < flat.lists[i].count; k++)
			flat.choices[flat.choice_count++] = flat.lists[i].items[k];
	return flat;
}

char *campaign_pack(const struct ky_campaign *campaign, size_t *len)
{
	assert(campaign && len);
	struct ky_campaign flat = with_choices(campaign);
	struct packing packing;
	struct strbuf out;
	const char *rows;
	if (!flat.choices)
		return NULL;
	strbuf_init(&packing.words, STRBUF_TEXT);
	strbuf_init(&packing.texts, STRBUF_TEXT);
	strbuf_init(&out, 2 * STRBUF_TEXT);
	for (size_t t = 0; t < pack_table_count; t++)
		put_rows(&packing, &flat, &pack_tables[t]);
	put_word(&out, PACK_FORM);
	for (size_t t = 0; t < pack_table_count; t++)
		put_word(&out, (uint32_t)rows_of(&flat, &pack_tables[t], &rows));
	put_word(&out, (uint32_t)packing.texts.len);
	strbuf_add_len(&out, packing.words.text, packing.words.len);
	strbuf_add_len(&out, packing.texts.text, packing.texts.len);
	out.over = out.no_memory = out.no_memory || packing.words.no_memory || packing.texts.no_memory;
	strbuf_free(&packing.words);
	strbuf_free(&packing.texts);
	free(flat.choices);
	*len = out.len;
	return strbuf_take(&out);
}
