/* Lays out titles and paragraphs on the pages of the terminal. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/text.h"
#include "widget/paper.h"
#include "texts.h"

#define INDENT 4       /* two characters */
#define TITLE_WIDTH 40 /* 20 characters of 2号 */
#define SEAL 3         /* lines above the name, for the seal */

/* The text of some runs, and which run each byte is of. */
struct whole {
	char *text;
	const struct ky_run *runs;
	size_t count, len;
	size_t *ends; /* of each run */
	int *parts;   /* of each run, or -1 */
};

static int add_part(struct paper *paper, const struct ky_run *run)
{
	paper->parts = xrealloc(paper->parts, (paper->part_count + 1) * sizeof(*paper->parts));
	/* Its place is known when it is put. */
	paper->parts[paper->part_count] = (struct paper_part){ .kind = run->kind,
							       .id = run->id,
							       .field = run->field,
							       .line = (size_t)-1,
							       .unwritten = run->is == KY_RUN_UNWRITTEN };
	return (int)paper->part_count++;
}

static void whole_open(struct whole *whole, struct paper *paper, const struct ky_run *runs, size_t count)
{
	*whole = (struct whole){ .runs = runs, .count = count };
	whole->ends = xalloc((count + 1) * sizeof(*whole->ends));
	whole->parts = xalloc((count + 1) * sizeof(*whole->parts));
	for (size_t i = 0; i < count; i++) {
		whole->len += strlen(runs[i].text);
		whole->ends[i] = whole->len;
		whole->parts[i] = runs[i].kind[0] ? add_part(paper, &runs[i]) : -1;
	}
	whole->text = xalloc(whole->len + 1);
	for (size_t i = 0, at = 0; i < count; at = whole->ends[i++])
		memcpy(whole->text + at, runs[i].text, strlen(runs[i].text) + 1);
}

static void whole_close(struct whole *whole)
{
	free(whole->text);
	free(whole->ends);
	free(whole->parts);
}

static enum look look_of(const struct ky_run *run, enum look plain)
{
	if (run->is == KY_RUN_UNWRITTEN)
		return LOOK_BAR;
	return run->is == KY_RUN_BLANK ? LOOK_WARN : plain;
}

/* The bytes [from, to) at col, a segment for each run that is in them. */
static void put_bytes(struct paper *paper, const struct whole *whole, size_t from, size_t to, int col,
		      enum look plain)
{
	assert(from <= to && to <= whole->len);
	struct paper_line *line = paper_line(paper);
	for (size_t i = 0; i < whole->count && from < to; i++) {
		size_t end = whole->ends[i] < to ? whole->ends[i] : to;
		if (from >= end)
			continue;
		char *piece = xstrndup(whole->text + from, end - from);
		int width = ky_text_columns(piece), part = whole->parts[i];
		paper_put(line, paper->left + col, width, look_of(&whole->runs[i], plain), part, piece,
			  end - from);
		if (part >= 0 && paper->parts[part].line == (size_t)-1) {
			paper->parts[part].line = paper->count - 1;
			paper->parts[part].col = paper->left + col;
		}
		free(piece);
		col += width;
		from = end;
	}
}

static int columns_of(const struct whole *whole, size_t from, size_t to)
{
	char *piece = strndup(whole->text + from, to - from);
	int columns = piece ? ky_text_columns(piece) : 0;
	free(piece);
	return columns;
}

/* A paragraph: its first line begins at first, the others at other. */
static void put_paragraph(struct paper *paper, const struct whole *whole, int first, int other, enum look look)
{
	size_t at = 0, next = 0;
	int col = first;
	do {
		size_t len = ky_text_wrap(whole->text + at, paper->width - col, &next);
		put_bytes(paper, whole, at, at + len, col, look);
		at += next;
		col = other;
	} while (whole->text[at] && next);
}

static void put_centred(struct paper *paper, const struct whole *whole)
{
	size_t at = 0, next = 0;
	do {
		size_t len = ky_text_wrap(whole->text + at, TITLE_WIDTH, &next);
		put_bytes(paper, whole, at, at + len, (paper->width - columns_of(whole, at, at + len)) / 2,
			  LOOK_BOLD);
		at += next;
	} while (whole->text[at] && next);
}

/* Ending so many columns before the right margin; what is longer is a paragraph. */
static void put_right(struct paper *paper, const struct whole *whole, int free_columns)
{
	int width = columns_of(whole, 0, whole->len), col = paper->width - free_columns - width;
	if (col < 0)
		put_paragraph(paper, whole, 0, 0, LOOK_PLAIN);
	else
		put_bytes(paper, whole, 0, whole->len, col, LOOK_PLAIN);
}

static void blank_lines(struct paper *paper, int count)
{
	for (int i = 0; i < count && paper->count % PAPER_HEIGHT; i++)
		paper_line(paper);
}

/* The lines of the name centred over the date, as on paper. */
static void put_signature(struct paper *paper, const struct whole *whole)
{
	struct ky_signature sign = ky_report_signature(paper->report);
	size_t at = 0, next = 0;
	blank_lines(paper, SEAL);
	do {
		size_t len = ky_text_wrap(whole->text + at, paper->width, &next);
		int width = columns_of(whole, at, at + len);
		int col = paper->width - sign.name_free - (sign.name_width + width) / 2;
		put_bytes(paper, whole, at, at + len, col > 0 ? col : 0, LOOK_PLAIN);
		at += next;
	} while (whole->text[at] && next);
}

/* 文号 to the left and 签发人 to the right of a run that is a tab. */
static void put_number(struct paper *paper, const struct ky_block *block)
{
	size_t tab = 0;
	struct whole left, right;
	while (tab < block->run_count && strcmp(block->runs[tab].text, "\t") != 0)
		tab++;
	size_t after = tab < block->run_count ? tab + 1 : tab;
	whole_open(&left, paper, block->runs, tab);
	whole_open(&right, paper, block->runs + after, block->run_count - after);
	int used = columns_of(&left, 0, left.len) + columns_of(&right, 0, right.len);
	if (used + 6 > paper->width) {
		put_paragraph(paper, &left, 2, 2, LOOK_PLAIN);
		put_right(paper, &right, 2);
	} else if (left.len || right.len) {
		put_bytes(paper, &left, 0, left.len, 2, LOOK_PLAIN);
		/* On the same line. */
		paper->count--;
		struct paper_line line = paper->lines[paper->count];
		put_right(paper, &right, 2);
		struct paper_line *both = &paper->lines[paper->count - 1];
		for (int i = 0; i < both->count; i++)
			paper_put(&line, both->segs[i].col, both->segs[i].width, both->segs[i].look,
				  both->segs[i].part, both->segs[i].text, strlen(both->segs[i].text));
		for (int i = 0; i < both->count; i++)
			free(both->segs[i].text);
		free(both->segs);
		*both = line;
	}
	whole_close(&left);
	whole_close(&right);
}

static void put_attachment(struct paper *paper, const struct ky_block *block)
{
	char lead[64];
	int col = block->number > 1 ? INDENT + 6 : INDENT;
	snprintf(lead, sizeof(lead), "%s", block->number > 1 ? "" : ZH_ATTACHMENTS);
	if (block->number)
		snprintf(lead + strlen(lead), sizeof(lead) - strlen(lead), "%d. ", block->number);
	if (block->number <= 1)
		blank_lines(paper, 1);
	struct ky_run runs[8] = { { .text = lead, .kind = "", .id = "" } };
	size_t count = 1;
	for (size_t i = 0; i < block->run_count && count < 8; i++)
		runs[count++] = block->runs[i];
	struct whole whole;
	whole_open(&whole, paper, runs, count);
	put_paragraph(paper, &whole, col, INDENT + 9, LOOK_PLAIN);
	whole_close(&whole);
}

static void put_annex_number(struct paper *paper, int number)
{
	char text[48] = ZH_ATTACHMENT;
	if (number)
		snprintf(text, sizeof(text), ZH_ATTACHMENT_NUMBER, number);
	paper_put(paper_line(paper), paper->left, ky_text_columns(text), LOOK_BOLD, -1, text, strlen(text));
}

/* Where the first line of a paragraph begins. */
static int first_of(enum ky_block_type is)
{
	return is == KY_BLOCK_TO || is == KY_BLOCK_REMARK ? 0 : is == KY_BLOCK_COPIES ? 2 : INDENT;
}

void paper_block(struct paper *paper, const struct ky_block *block)
{
	struct whole whole;
	if (block->is == KY_BLOCK_ATTACHMENT) {
		put_attachment(paper, block);
		return;
	}
	if (block->is == KY_BLOCK_NUMBER || block->is == KY_BLOCK_ISSUED) {
		put_number(paper, block);
		return;
	}
	whole_open(&whole, paper, block->runs, block->run_count);
	switch (block->is) {
	case KY_BLOCK_ANNEX:
		put_annex_number(paper, block->number);
		put_centred(paper, &whole);
		paper_line(paper);
		break;
	case KY_BLOCK_HEAD:
	case KY_BLOCK_COVER:
	case KY_BLOCK_SPINE:
		put_centred(paper, &whole);
		blank_lines(paper, 1);
		break;
	case KY_BLOCK_TITLE:
		blank_lines(paper, 2);
		put_centred(paper, &whole);
		blank_lines(paper, 1);
		break;
	case KY_BLOCK_HEADING_1:
	case KY_BLOCK_HEADING_2:
		/* Not alone at the end of a page. */
		if (paper_room(paper) < 2)
			paper_page(paper);
		put_paragraph(paper, &whole, INDENT, 0, LOOK_BOLD);
		break;
	case KY_BLOCK_SIGNATURE:
		put_signature(paper, &whole);
		break;
	case KY_BLOCK_DATE:
		put_right(paper, &whole, ky_report_signature(paper->report).date_free);
		break;
	default:
		put_paragraph(paper, &whole, first_of(block->is), 0, LOOK_PLAIN);
	}
	whole_close(&whole);
}
