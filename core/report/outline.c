/* The campaign's outline becomes blocks. */
#include "report/outline.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "campaign/internal.h"
#include "kuayue/record.h"
#include "report/punctuate.h"
#include "workbook/db.h"

#define TITLE_LINE 20 /* characters of 2号 in 156 mm */

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

char *outline_keep(struct ky_report *report, char *text)
{
	report->texts = xrealloc(report->texts, (report->text_count + 1) * sizeof(*report->texts));
	report->texts[report->text_count++] = text;
	return text;
}

struct block *outline_block(struct ky_report *report, enum ky_block_type is)
{
	report->blocks = xrealloc(report->blocks, (report->block_count + 1) * sizeof(*report->blocks));
	struct block *block = &report->blocks[report->block_count++];
	*block = (struct block){ .is = is };
	return block;
}

/* text is taken over. */
static void add_run(struct ky_report *report, struct block *block, char *text, struct ky_run like)
{
	outline_keep(report, text);
	if (!text[0])
		return;
	block->runs = xrealloc(block->runs, (block->run_count + 1) * sizeof(*block->runs));
	like.text = text;
	block->runs[block->run_count++] = like;
}

static struct block *last(struct ky_report *report)
{
	return &report->blocks[report->block_count - 1];
}

void outline_run(struct ky_report *report, const char *text)
{
	add_run(report, last(report), xstrdup(text), (struct ky_run){ .is = KY_RUN_PLAIN, .kind = "", .id = "" });
}

/* Without the blanks and the wide blanks that people indent with. */
static char *trimmed(const char *text, size_t len)
{
	static const char wide[] = "　";
	struct strbuf sb;
	for (size_t blank = 1; blank && len; text += blank, len -= blank)
		blank = strchr(" \t\r", *text) ? 1 : len >= 3 && memcmp(text, wide, 3) == 0 ? 3 : 0;
	while (len && strchr(" \t\r", text[len - 1]))
		len--;
	strbuf_init(&sb);
	strbuf_add_len(&sb, text, len);
	return strbuf_take(&sb);
}

/* What people wrote: each line is a paragraph; what follows in the outline goes on behind the last. */
static void add_written(struct ky_report *report, const char *text, struct ky_run like)
{
	char *set = punctuate(text);
	bool prose = last(report)->is == KY_BLOCK_TEXT, first = true;
	for (const char *at = set; *at;) {
		size_t len = strcspn(at, "\n");
		char *line = trimmed(at, len);
		at += len + (at[len] == '\n');
		if (line[0] && !first && prose)
			outline_block(report, KY_BLOCK_TEXT);
		first = first && !line[0];
		add_run(report, last(report), line, like);
	}
	free(set);
}

static void add_unwritten(struct ky_report *report, struct ky_run like)
{
	like.is = KY_RUN_UNWRITTEN;
	add_run(report, last(report), xstrdup(SLOT_HUMAN), like);
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
	strbuf_init(&section.id);
	strbuf_init(&section.text);
	enum ky_code code = db_run(report->wb, "SELECT id, text FROM section WHERE title = ?1 ORDER BY seq",
				   (struct db_arg[]){ DB_T(name) }, 1, take_section, &section, report->err);
	if (!report->code)
		report->code = code;
	struct ky_run like = { .is = KY_RUN_WRITTEN,
			       .kind = "section",
			       .id = outline_keep(report, strbuf_take(&section.id)) };
	char *text = trimmed(section.text.text ? section.text.text : "", section.text.len);
	if (text[strspn(text, "\n ")])
		add_written(report, text, like);
	else
		add_unwritten(report, like);
	free(text);
	strbuf_free(&section.text);
}

/* Returns what follows the slot. */
static const char *add_slot(struct ky_report *report, const char *name, size_t len)
{
	struct strbuf sb;
	bool filled = false;
	strbuf_init(&sb);
	const char *rest = slots_add(&report->slots, name, len, &sb, &filled);
	char *text = strbuf_take(&sb);
	/* A rate of nothing is —, and nothing is missing there. */
	bool blank = !filled && (!text[0] || strcmp(text, SLOT_BLANK) == 0);
	struct ky_run like = { .is = blank ? KY_RUN_BLANK : KY_RUN_PLAIN, .kind = slots_kind(name, len) };
	like.id = outline_keep(report, slots_record(&report->slots, name, len));
	if (like.kind[0] && !filled) {
		add_unwritten(report, like);
	} else if (like.kind[0]) {
		like.is = KY_RUN_WRITTEN;
		add_written(report, text, like);
	} else {
		char *dated = chinese_date(text[0] ? text : SLOT_BLANK);
		add_run(report, last(report), listed(dated), like);
		free(dated);
	}
	free(text);
	return rest;
}

/* The runs of one text of the outline. section: of its first mark; returns that of what follows. */
static size_t add_text(struct ky_report *report, const char *outline, size_t section)
{
	static const struct ky_run plain = { .is = KY_RUN_PLAIN, .kind = "", .id = "" };
	size_t count = 0;
	const char *const *sections = ky_campaign_sections(ky_workbook_campaign(report->wb), &count);
	char *set = punctuate(outline);
	const char *at = set;
	while (*at) {
		size_t mark_len = 0, len = strcspn(at, "{");
		const char *mark = section_mark(at, &mark_len), *close = strchr(at + len, '}');
		if (mark && (size_t)(mark - at) < len)
			len = (size_t)(mark - at);
		struct strbuf sb;
		strbuf_init(&sb);
		bool slot = at[len] == '{' && close;
		strbuf_add_len(&sb, at, len + (!slot && at[len] == '{'));
		add_run(report, last(report), strbuf_take(&sb), plain);
		if (mark == at + len) {
			add_section(report, section < count ? sections[section] : "");
			section++;
			at += len + mark_len;
		} else if (slot) {
			at = add_slot(report, at + len + 1, (size_t)(close - at) - len - 1);
		} else {
			at += len + (at[len] == '{');
		}
	}
	free(set);
	return section;
}

/* 文号 to the left, 签发人 to the right: the outline parts them by wide blanks. */
static void add_number(struct ky_report *report, const struct ky_outline *line)
{
	size_t left = strcspn(line->text, "\n");
	const char *gap = strstr(line->text, "　");
	struct strbuf sb;
	strbuf_init(&sb);
	if (gap)
		left = (size_t)(gap - line->text);
	strbuf_add_len(&sb, line->text, left);
	outline_block(report, KY_BLOCK_NUMBER);
	size_t section = add_text(report, sb.text, line->section);
	struct block *block = last(report);
	/* The school has no number for it: that is nothing to print. */
	if (block->run_count == 1 && strcmp(block->runs[0].text, KY_NA_TEXT) == 0)
		block->run_count = 0;
	for (size_t i = 0; i < block->run_count; i++)
		block->runs[i].text = outline_keep(report, document_number(block->runs[i].text));
	outline_run(report, "\t");
	while (gap && begins(gap, "　"))
		gap += strlen("　");
	if (gap)
		add_text(report, gap, section);
	strbuf_free(&sb);
}

static int characters(const char *text)
{
	return (printed_halves(text) + 1) / 2;
}

/* Lines that end where the outline's words end (GB/T 9704-2012, 7.3.1: 词意完整): as few as there can be, and
 * of those the evenest. Bit i of breaks: a line ends behind run i. */
static unsigned title_breaks(const struct block *title)
{
	unsigned best = 0, most = title->run_count > 8 ? 1 : 1U << (title->run_count - 1);
	int best_cost = -1;
	for (unsigned breaks = 0; breaks < most; breaks++) {
		int cost = 0, width = 0;
		bool fits = true;
		for (size_t i = 0; i < title->run_count; i++) {
			width += characters(title->runs[i].text);
			if (i + 1 < title->run_count && !(breaks >> i & 1))
				continue;
			fits = fits && width <= TITLE_LINE;
			cost += 1000 + (TITLE_LINE - width) * (TITLE_LINE - width);
			width = 0;
		}
		if (fits && (best_cost < 0 || cost < best_cost)) {
			best_cost = cost;
			best = breaks;
		}
	}
	return best;
}

static void break_title(struct ky_report *report)
{
	struct block *title = last(report);
	unsigned breaks = title->run_count ? title_breaks(title) : 0;
	for (size_t i = 0; i < title->run_count && i < 8; i++) {
		if (!(breaks >> i & 1))
			continue;
		struct strbuf sb;
		strbuf_init(&sb);
		strbuf_addf(&sb, "%s\n", title->runs[i].text);
		title->runs[i].text = outline_keep(report, strbuf_take(&sb));
	}
}

/* "附件：1.甲{table_task}　2.乙": an item ends at its table, or before the next number. */
static void add_attachments(struct ky_report *report, const char *text)
{
	char *set = punctuate(text);
	const char *at = set;
	int number = 0;
	if (begins(at, "附件："))
		at += strlen("附件：");
	while (*at) {
		while (*at == ' ' || begins(at, "　"))
			at += *at == ' ' ? 1 : 3;
		at += strspn(at, "0123456789");
		at += *at == '.' ? 1 : begins(at, "．") ? 3 : 0;
		size_t len = strcspn(at, "{");
		const char *gap = strstr(at, "　");
		if (gap && (size_t)(gap - at) < len)
			len = (size_t)(gap - at);
		struct strbuf title;
		strbuf_init(&title);
		strbuf_add_len(&title, at, len);
		at += len;
		const char *close = *at == '{' ? strchr(at, '}') : NULL;
		size_t slot = close ? (size_t)(close - at) - 1 : 0;
		if (title.len)
			outline_attach(report, outline_keep(report, strbuf_take(&title)), ++number, at + 1, slot);
		at = close ? close + 1 : *at == '{' ? at + 1 : at;
	}
	free(set);
}

static void add_line(struct ky_report *report, const struct ky_outline *line, bool signed_already)
{
	static const struct {
		const char *level;
		enum ky_block_type is;
	} levels[] = {
		{ "title", KY_BLOCK_TITLE }, { "to", KY_BLOCK_TO },          { "1", KY_BLOCK_HEADING_1 },
		{ "2", KY_BLOCK_HEADING_2 }, { "sign", KY_BLOCK_SIGNATURE }, { "note", KY_BLOCK_NOTE },
	};
	enum ky_block_type is = signed_already ? KY_BLOCK_NOTE : KY_BLOCK_TEXT;
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (strcmp(line->level, levels[i].level) == 0)
			is = levels[i].is;
	if (is == KY_BLOCK_SIGNATURE && (strcmp(line->text, "{date}") == 0 || strcmp(line->text, "{today}") == 0))
		is = KY_BLOCK_DATE;
	outline_block(report, is);
	add_text(report, line->text, line->section);
	if (is == KY_BLOCK_TITLE)
		break_title(report);
}

static bool is_number_line(const struct ky_outline *line)
{
	return strcmp(line->level, "number") == 0 ||
	       (strcmp(line->level, "text") == 0 && begins(line->text, "文号："));
}

static bool is_table(const char *text)
{
	return strstr(text, "{open_problems}") || strstr(text, "{problem_list}");
}

/* What stands above the title is printed above it, wherever the outline has it. */
static void add_lines(struct ky_report *report)
{
	size_t count = 0;
	bool signed_already = false;
	const struct ky_outline *lines = ky_campaign_outline(ky_workbook_campaign(report->wb), &count);
	for (size_t i = 0; i < count; i++)
		if (is_number_line(&lines[i]))
			add_number(report, &lines[i]);
	for (size_t i = 0; i < count; i++) {
		if (is_number_line(&lines[i]))
			continue;
		signed_already = signed_already || strcmp(lines[i].level, "sign") == 0;
		if (strcmp(lines[i].level, "attach") == 0)
			add_attachments(report, lines[i].text);
		else if (is_table(lines[i].text))
			outline_open_problems(report);
		else
			add_line(report, &lines[i], signed_already);
	}
	outline_annexes(report);
}

static void publish(struct ky_report *report)
{
	report->shown = xalloc((report->block_count + 1) * sizeof(*report->shown));
	for (size_t i = 0; i < report->block_count; i++) {
		const struct block *block = &report->blocks[i];
		report->shown[i].is = block->is;
		report->shown[i].runs = block->runs;
		report->shown[i].run_count = block->run_count;
		report->shown[i].number = block->number;
		report->shown[i].table = block->table;
	}
}

enum ky_code ky_report_open(struct ky_workbook *wb, struct ky_report **out, struct ky_error *err)
{
	struct ky_report *report = xalloc(sizeof(*report));
	report->wb = wb;
	report->err = err;
	enum ky_code code = slots_open(wb, &report->slots, err);
	if (!code) {
		add_lines(report);
		code = report->code;
	}
	if (!code)
		code = outline_measure(report, err);
	publish(report);
	if (code)
		ky_report_close(report);
	else
		*out = report;
	return code;
}

void ky_report_close(struct ky_report *report)
{
	if (!report)
		return;
	for (size_t i = 0; i < report->block_count; i++)
		free(report->blocks[i].runs);
	for (size_t i = 0; i < report->text_count; i++)
		free(report->texts[i]);
	for (size_t i = 0; i < report->table_count; i++)
		free(report->tables[i]);
	for (size_t i = 0; i < report->annex_count; i++)
		free(report->annexes[i].slot);
	slots_close(&report->slots);
	free(report->annexes);
	free(report->tables);
	free(report->blocks);
	free(report->texts);
	free(report->shown);
	free(report);
}

const struct ky_block *ky_report_blocks(const struct ky_report *report, size_t *count)
{
	*count = report->block_count;
	return report->shown;
}
