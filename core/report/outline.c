/* Turns the campaign's outline into blocks, one for each line, in the order in which a letter has them. Texts are
 * left to outline_text.c, tables to outline_table.c. */
#include "report/outline.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "kuayue/record.h"
#include "report/punctuate.h"
#include "texts.h"

#define TITLE_LINE 40 /* halves of characters of 2号 in 156 mm */
#define HEAD_LINE 24  /* of 36 pt */
#define NAME_LINE 48  /* of 3号: a longer name is signed on two lines */

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* In place of a text or a block that there was no memory for, so that nobody has to look before going on. */
static char nothing[1];

void outline_no_memory(struct ky_report *report)
{
	if (!report->code)
		report->code = memory_out(report->err);
}

char *outline_keep(struct ky_report *report, char *text)
{
	if (!kept_add(&report->texts, text)) {
		outline_no_memory(report);
		return nothing;
	}
	report->bytes += strlen(text);
	if (report->bytes > SLOTS_BYTES && !report->code)
		report->code =
			ky_fail(report->err, KY_INPUT,
				_("The report has more than %zu MiB of text; shorten what is written for it."),
				SLOTS_BYTES >> 20);
	return text;
}

struct block *outline_block(struct ky_report *report, enum ky_block_type is)
{
	struct block *block = &report->spare;
	if (memory_grow(&report->blocks, report->block_count, sizeof(*report->blocks)))
		block = &report->blocks[report->block_count++];
	else
		outline_no_memory(report);
	free(report->spare.runs);
	report->spare = (struct block){ 0 };
	*block = (struct block){ .is = is };
	return block;
}

struct block *outline_last(struct ky_report *report)
{
	assert(report->block_count > 0 || report->code);
	return report->code ? &report->spare : &report->blocks[report->block_count - 1];
}

/* Two parts, one to the left and one to the right, which the outline parts by wide blanks. Returns how many runs
 * the left one has. */
static size_t add_two(struct ky_report *report, enum ky_block_type is, const struct ky_outline *line)
{
	size_t left = strcspn(line->text, "\n");
	const char *gap = strstr(line->text, "　");
	if (gap)
		left = (size_t)(gap - line->text);
	const char *first = outline_keep(report, memory_part(line->text, left));
	outline_block(report, is);
	size_t section = outline_text(report, first, line->section);
	size_t runs = outline_last(report)->run_count;
	outline_run(report, "\t");
	while (gap && begins(gap, "　"))
		gap += strlen("　");
	if (gap)
		outline_text(report, gap, section);
	return runs;
}

/* 文号 and 签发人. A school without document numbers prints none. */
static void add_number(struct ky_report *report, const struct ky_outline *line)
{
	size_t runs = add_two(report, KY_BLOCK_NUMBER, line);
	struct block *block = outline_last(report);
	bool none = runs == 1 && block->run_count && strcmp(block->runs[0].text, KY_NA_TEXT) == 0;
	for (size_t i = 0; i < runs && i < block->run_count; i++)
		block->runs[i].text = none ? "" : outline_keep(report, document_number(block->runs[i].text));
}

/* "附件：1.甲{table_task}　2.乙": an item ends at its table, or before the next number. */
static void add_attachments(struct ky_report *report, const char *text)
{
	const char *at = outline_keep(report, punctuate(text));
	int number = 0;
	if (begins(at, ZH_ATTACHMENTS))
		at += strlen(ZH_ATTACHMENTS);
	while (*at) {
		while (*at == ' ' || begins(at, "　"))
			at += *at == ' ' ? 1 : 3;
		at += strspn(at, "0123456789");
		at += *at == '.' ? 1 : begins(at, "．") ? 3 : 0;
		size_t len = strcspn(at, "{");
		const char *gap = strstr(at, "　");
		if (gap && (size_t)(gap - at) < len)
			len = (size_t)(gap - at);
		const char *title = at;
		at += len;
		const char *close = *at == '{' ? strchr(at, '}') : NULL;
		size_t slot = close ? (size_t)(close - at) - 1 : 0;
		if (len)
			outline_attach(report, outline_keep(report, memory_part(title, len)), ++number, at + 1,
				       slot);
		at = close ? close + 1 : *at == '{' ? at + 1 : at;
	}
}

/* A paragraph of which no wording was left is none. */
static void drop_empty(struct ky_report *report)
{
	struct block *last = outline_last(report);
	if (report->code || (last->is != KY_BLOCK_TEXT && last->is != KY_BLOCK_NOTE) || last->run_count)
		return;
	free(last->runs);
	report->block_count--;
}

/* The place of the seal is kept, and nothing is printed there. */
static const char *without_seal(struct ky_report *report, const char *text)
{
	const char *seals = ZH_SEAL;
	for (size_t len; *seals; seals += len + (seals[len] == ' ')) {
		len = strcspn(seals, " ");
		size_t at = strlen(text);
		if (at > len && strncmp(text + at - len, seals, len) == 0)
			return outline_keep(report, memory_part(text, at - len));
	}
	return text;
}

/* 7.3.2: 主送机关 ends with a colon. */
static void end_with_colon(struct ky_report *report)
{
	const struct block *block = outline_last(report);
	const char *last = block->run_count ? block->runs[block->run_count - 1].text : "";
	size_t len = strlen(last), colon = strlen(ZH_COLON);
	if (block->run_count && (len < colon || strcmp(last + len - colon, ZH_COLON) != 0) && last[len - 1] != ':')
		outline_run(report, ZH_COLON);
}

static void add_line(struct ky_report *report, const struct ky_outline *line, bool signed_already)
{
	static const enum ky_block_type types[KY_LEVELS] = {
		[KY_LEVEL_TITLE] = KY_BLOCK_TITLE,   [KY_LEVEL_NUMBER] = KY_BLOCK_TEXT,
		[KY_LEVEL_TO] = KY_BLOCK_TO,         [KY_LEVEL_1] = KY_BLOCK_HEADING_1,
		[KY_LEVEL_2] = KY_BLOCK_HEADING_2,   [KY_LEVEL_TEXT] = KY_BLOCK_TEXT,
		[KY_LEVEL_ATTACH] = KY_BLOCK_TEXT,   [KY_LEVEL_SIGN] = KY_BLOCK_SIGNATURE,
		[KY_LEVEL_NOTE] = KY_BLOCK_NOTE,     [KY_LEVEL_MORE] = KY_BLOCK_TEXT,
		[KY_LEVEL_HEAD] = KY_BLOCK_HEAD,     [KY_LEVEL_COPIES] = KY_BLOCK_COPIES,
		[KY_LEVEL_ISSUED] = KY_BLOCK_ISSUED, [KY_LEVEL_COVER] = KY_BLOCK_COVER,
		[KY_LEVEL_SPINE] = KY_BLOCK_SPINE,
	};
	enum ky_block_type is = types[line->level];
	if (is == KY_BLOCK_TEXT && signed_already)
		is = KY_BLOCK_NOTE;
	if (is == KY_BLOCK_SIGNATURE && (strcmp(line->text, "{date}") == 0 || strcmp(line->text, "{today}") == 0))
		is = KY_BLOCK_DATE;
	const char *text =
		is == KY_BLOCK_TO && begins(line->text, ZH_TO) ? line->text + strlen(ZH_TO) : line->text;
	if (is == KY_BLOCK_SIGNATURE)
		text = without_seal(report, text);
	outline_block(report, is);
	outline_text(report, text, line->section);
	if (is == KY_BLOCK_TITLE)
		outline_break(report, TITLE_LINE);
	else if (is == KY_BLOCK_SIGNATURE)
		outline_break(report, NAME_LINE);
	else if (is == KY_BLOCK_HEAD || is == KY_BLOCK_COVER)
		outline_break(report, HEAD_LINE);
	else if (is == KY_BLOCK_TO)
		end_with_colon(report);
	drop_empty(report);
}

static bool is_number_line(const struct ky_outline *line)
{
	return line->level == KY_LEVEL_NUMBER ||
	       (line->level == KY_LEVEL_TEXT && begins(line->text, ZH_DOCUMENT_NUMBER));
}

static bool is_table(const char *text)
{
	return strstr(text, "{open_problems}") || strstr(text, "{problem_list}");
}

/* The line with those that go on with it. */
static struct ky_outline whole_line(struct ky_report *report, const struct ky_outline *lines, size_t count)
{
	struct ky_outline whole = lines[0];
	size_t more = 1;
	struct strbuf sb;
	while (more < count && lines[more].level == KY_LEVEL_MORE)
		more++;
	if (more == 1)
		return whole;
	strbuf_init(&sb, STRBUF_TEXT);
	for (size_t i = 0; i < more; i++)
		strbuf_add(&sb, lines[i].text);
	whole.text = outline_keep(report, strbuf_take(&sb));
	return whole;
}

/* 版头 is printed above all, 版记 at the very end, wherever the outline has them. */
static bool is_apart(enum ky_level level)
{
	return level == KY_LEVEL_HEAD || level == KY_LEVEL_COPIES || level == KY_LEVEL_ISSUED;
}

/* Those of the one kind, or of the other. */
static void add_apart(struct ky_report *report, const struct ky_outline *lines, size_t count, bool head)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_apart(lines[i].level) || (lines[i].level == KY_LEVEL_HEAD) != head)
			continue;
		if (lines[i].level == KY_LEVEL_ISSUED)
			add_two(report, KY_BLOCK_ISSUED, &lines[i]);
		else
			add_line(report, &lines[i], false);
	}
}

static bool is_of_records(enum ky_level level)
{
	return level == KY_LEVEL_TABLE || level == KY_LEVEL_LIST;
}

/* The lines above the title are printed above it, wherever the outline has them. */
void outline_lines(struct ky_report *report)
{
	size_t count = report->line_count;
	bool signed_already = false;
	const struct ky_outline *lines = report->lines;
	add_apart(report, lines, count, true);
	for (size_t i = 0; i < count; i++)
		if (is_number_line(&lines[i]))
			add_number(report, &lines[i]);
	for (size_t i = 0; i < count; i++) {
		if (is_number_line(&lines[i]) || lines[i].level == KY_LEVEL_MORE || is_apart(lines[i].level))
			continue;
		if (is_of_records(lines[i].level)) {
			i += outline_records(report, &lines[i], count - i) - 1;
			continue;
		}
		const struct ky_outline line = whole_line(report, &lines[i], count - i);
		signed_already = signed_already || line.level == KY_LEVEL_SIGN;
		if (line.level == KY_LEVEL_ATTACH)
			add_attachments(report, line.text);
		else if (is_table(line.text))
			outline_open_problems(report);
		else
			add_line(report, &line, signed_already);
	}
	outline_annexes(report);
	add_apart(report, lines, count, false);
}
