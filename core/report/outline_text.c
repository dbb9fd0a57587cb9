/* Turns a text of the outline into runs: what people wrote, what slots stand for, and what is still missing. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "campaign/internal.h"
#include "kuayue/record.h"
#include "report/outline.h"
#include "report/punctuate.h"
#include "workbook/db.h"

/* text is taken over. */
static void add_run(struct ky_report *report, struct block *block, char *text, struct ky_run like)
{
	assert(block);
	text = outline_keep(report, text);
	if (!text[0])
		return;
	if (!memory_grow(&block->runs, block->run_count, sizeof(*block->runs))) {
		outline_no_memory(report);
		return;
	}
	like.text = text;
	block->runs[block->run_count++] = like;
}

void outline_run_in(struct ky_report *report, struct block *block, char *text)
{
	add_run(report, block, text, (struct ky_run){ .is = KY_RUN_PLAIN, .kind = "", .id = "", .field = "" });
}

void outline_run(struct ky_report *report, const char *text)
{
	outline_run_in(report, outline_last(report), memory_text(text));
}

/* Without the blanks and the wide blanks that people indent with. */
static char *trimmed(const char *text, size_t len)
{
	static const char wide[] = "　";
	for (size_t blank = 1; blank && len; text += blank, len -= blank)
		blank = strchr(" \t\r", *text) ? 1 : len >= 3 && memcmp(text, wide, 3) == 0 ? 3 : 0;
	while (len && strchr(" \t\r", text[len - 1]))
		len--;
	return memory_part(text, len);
}

/* What people wrote: each line is a paragraph; what follows in the outline goes on behind the outline_last. */
static void add_written(struct ky_report *report, const char *text, struct ky_run like)
{
	const char *set = outline_keep(report, punctuate(text));
	bool prose = outline_last(report)->is == KY_BLOCK_TEXT, first = true;
	for (const char *at = set; *at;) {
		size_t len = strcspn(at, "\n");
		char *line = trimmed(at, len);
		at += len + (at[len] == '\n');
		if (line && line[0] && !first && prose)
			outline_block(report, KY_BLOCK_TEXT);
		first = first && line && !line[0];
		add_run(report, outline_last(report), line, like);
	}
}

static void add_unwritten(struct ky_report *report, struct ky_run like)
{
	like.is = KY_RUN_UNWRITTEN;
	add_run(report, outline_last(report), memory_text(SLOT_HUMAN), like);
}

struct section {
	struct strbuf id, text;
};

static int take_section(void *data, const struct db_row *row)
{
	struct section *section = data;
	strbuf_add(&section->id, db_text(row, 0));
	strbuf_add(&section->text, db_text(row, 1));
	return 1;
}

static void add_section(struct ky_report *report, const char *name)
{
	struct section section;
	if (report->subject)
		name = outline_keep(report, memory_print("%s" KY_SECTION_OF "%s", name,
							 ky_record_number(report->subject->record)));
	strbuf_init(&section.id, STRBUF_LINE);
	strbuf_init(&section.text, STRBUF_TEXT);
	enum ky_code code = db_run(report->wb, "SELECT id, text FROM section WHERE title = ?1 ORDER BY seq",
				   (struct db_arg[]){ DB_T(name) }, 1, take_section, &section, report->err);
	if (!report->code)
		report->code = code;
	struct ky_run like = { .is = KY_RUN_WRITTEN,
			       .kind = "section",
			       .field = "text",
			       .id = outline_keep(report, strbuf_take(&section.id)) };
	if (section.text.no_memory)
		outline_no_memory(report);
	const char *text = outline_keep(report, trimmed(section.text.text, section.text.len));
	if (text[strspn(text, "\n ")])
		add_written(report, text, like);
	else
		add_unwritten(report, like);
	strbuf_free(&section.text);
}

/* A day in the text goes without its year where the day before it was of the same one. */
static char *set_date(struct ky_report *report, const char *text)
{
	if (!is_date(text) || outline_last(report)->is != KY_BLOCK_TEXT)
		return chinese_date(text);
	bool same = strncmp(report->year, text, 4) == 0;
	snprintf(report->year, sizeof(report->year), "%.4s", text);
	return same ? chinese_day(text) : chinese_date(text);
}

/* A field of the record that the document is about. What people write is written in that record. */
static void add_field(struct ky_report *report, int field)
{
	const struct ky_record *record = report->subject->record;
	const struct ky_kind *kind = ky_record_kind(record);
	bool text_is_long = kind->fields[field].type == KY_LONG || kind->fields[field].type == KY_LOG;
	const struct ky_run like = { .is = KY_RUN_WRITTEN,
				     .kind = kind->name,
				     .id = report->subject_id,
				     .field = kind->fields[field].name };
	struct ky_run plain = { .is = KY_RUN_PLAIN, .kind = "", .id = "", .field = "" };
	char *text = cell_field_text(report->subject, field);
	if (!text) {
		outline_no_memory(report);
	} else if (!text[0] && text_is_long) {
		add_unwritten(report, like);
	} else if (!text[0]) {
		plain.is = KY_RUN_BLANK;
		add_run(report, outline_last(report), memory_text(SLOT_BLANK), plain);
	} else if (text_is_long) {
		add_written(report, text, like);
	} else {
		add_run(report, outline_last(report), set_date(report, text), plain);
	}
	free(text);
}

/* True where the slot is of the record that the document is about. */
static bool add_of_subject(struct ky_report *report, const char *name, size_t len)
{
	if (!report->subject)
		return false;
	const struct ky_kind *kind = ky_record_kind(report->subject->record);
	if (len == strlen("number") && memcmp(name, "number", len) == 0) {
		outline_run(report, ky_record_number(report->subject->record));
		return true;
	}
	for (size_t i = 0; i < kind->field_count; i++)
		if (strlen(kind->fields[i].name) == len && memcmp(kind->fields[i].name, name, len) == 0) {
			add_field(report, (int)i);
			return true;
		}
	return false;
}

/* Returns what follows the slot. */
static const char *add_slot(struct ky_report *report, const char *name, size_t len)
{
	struct strbuf sb;
	bool filled = false;
	if (outline_names(report, name, len) || add_of_subject(report, name, len))
		return name + len + 1;
	strbuf_init(&sb, STRBUF_TEXT);
	const char *rest = slots_add(&report->slots, name, len, &sb, &filled);
	const char *text = outline_keep(report, strbuf_take(&sb));
	/* A rate without anything to divide by is —, which is not a missing value. */
	bool blank = !filled && (!text[0] || strcmp(text, SLOT_BLANK) == 0);
	struct ky_run like = { .is = blank ? KY_RUN_BLANK : KY_RUN_PLAIN, .kind = slots_kind(name, len) };
	like.field = slots_field(name, len);
	like.id = outline_keep(report, slots_record(&report->slots, name, len));
	if (like.kind[0] && !filled) {
		add_unwritten(report, like);
	} else if (like.kind[0]) {
		like.is = KY_RUN_WRITTEN;
		add_written(report, text, like);
	} else if (text[0] || !filled) {
		char *dated = set_date(report, text[0] ? text : SLOT_BLANK);
		add_run(report, outline_last(report), dated ? listed(dated) : NULL, like);
		free(dated);
	}
	return rest;
}

size_t outline_text(struct ky_report *report, const char *outline, size_t section)
{
	static const struct ky_run plain = { .is = KY_RUN_PLAIN, .kind = "", .id = "", .field = "" };
	const char *chosen = outline_keep(report, slots_choose(&report->slots, outline));
	const char *at = outline_keep(report, punctuate(chosen));
	while (*at && !report->code) {
		size_t mark_len = 0, len = strcspn(at, "{");
		const char *mark = section_mark(at, &mark_len), *close = strchr(at + len, '}');
		if (mark && (size_t)(mark - at) < len)
			len = (size_t)(mark - at);
		bool slot = at[len] == '{' && close;
		add_run(report, outline_last(report), memory_part(at, len + (!slot && at[len] == '{')), plain);
		if (mark == at + len) {
			add_section(report, section < report->section_count ? report->sections[section] : "");
			section++;
			at += len + mark_len;
		} else if (slot) {
			at = add_slot(report, at + len + 1, (size_t)(close - at) - len - 1);
		} else {
			at += len + (at[len] == '{');
		}
	}
	return section;
}
