/* Lays the report out on pages, a piece at a time (widget/paper.h). */
#include "widget/paper.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/memory.h"
#include "kuayue/text.h"
#include "terminal/i18n.h"

#define WIDEST 200
#define NARROWEST 40 /* a narrower window shows the left of the page */

static void *grown(void *old, size_t count, size_t size)
{
	/* Room is doubled each time, so that a long report is not copied for each line. */
	if (count & (count - 1))
		return old;
	return xrealloc(old, (count ? count * 2 : 1) * size);
}

void paper_put(struct paper_line *line, int col, int width, enum look look, int part, const char *text, size_t len)
{
	assert(col >= 0 && width >= 0);
	line->segs = grown(line->segs, (size_t)line->count, sizeof(*line->segs));
	struct paper_seg *seg = &line->segs[line->count++];
	*seg = (struct paper_seg){ .col = col, .width = width, .look = look, .part = part };
	seg->text = xstrndup(text, len);
}

static struct paper_line *add_line(struct paper *paper)
{
	paper->lines = grown(paper->lines, paper->count, sizeof(*paper->lines));
	paper->lines[paper->count] = (struct paper_line){ NULL, 0 };
	return &paper->lines[paper->count++];
}

/* 一字线 beside the number; single pages to the right, double ones to the left. */
static void end_page(struct paper *paper)
{
	char number[48], rule[WIDEST];
	size_t page = paper->count / PAPER_HEIGHT + 1;
	while (paper->count % PAPER_HEIGHT < PAPER_LINES)
		add_line(paper);
	snprintf(number, sizeof(number), "— %zu —", page);
	int width = ky_text_columns(number);
	int col = page % 2 ? paper->left + paper->width - width - 2 : paper->left + 2;
	paper_put(add_line(paper), col, width, LOOK_PLAIN, -1, number, strlen(number));
	memset(rule, '-', sizeof(rule));
	paper_put(add_line(paper), paper->left, paper->width, LOOK_DIM, -1, rule, (size_t)paper->width);
}

int paper_room(const struct paper *paper)
{
	return PAPER_LINES - (int)(paper->count % PAPER_HEIGHT);
}

void paper_page(struct paper *paper)
{
	if (paper->count % PAPER_HEIGHT)
		end_page(paper);
}

struct paper_line *paper_line(struct paper *paper)
{
	if (paper_room(paper) <= 0)
		end_page(paper);
	return add_line(paper);
}

static void set_width(struct paper *paper, int width)
{
	assert(width > 0);
	paper->width = width < paper->cols ? width : paper->cols;
	paper->left = (paper->cols - paper->width) / 2;
}

void paper_open(struct paper *paper, const struct ky_report *report, int cols)
{
	*paper = (struct paper){ .report = report, .cols = cols > NARROWEST ? cols : NARROWEST };
	set_width(paper, PAPER_WIDTH);
}

void paper_close(struct paper *paper)
{
	ky_rows_close(paper->rows);
	for (size_t i = 0; i < paper->count; i++) {
		for (int j = 0; j < paper->lines[i].count; j++)
			free(paper->lines[i].segs[j].text);
		free(paper->lines[i].segs);
	}
	free(paper->lines);
	free(paper->parts);
	*paper = (struct paper){ 0 };
}

enum ky_code paper_step(struct paper *paper, struct ky_error *err)
{
	size_t count = 0;
	const struct ky_block *blocks = ky_report_blocks(paper->report, &count);
	enum ky_code code = KY_OK;
	bool more = false;
	if (paper->block >= count) {
		paper_page(paper);
		paper->done = true;
		return KY_OK;
	}
	const struct ky_block *block = &blocks[paper->block];
	if (block->is == KY_BLOCK_PAGE)
		paper_page(paper);
	if (block->is == KY_BLOCK_ANNEX) {
		paper_page(paper);
		set_width(paper, WIDEST);
	}
	if (block->is != KY_BLOCK_TABLE && block->is != KY_BLOCK_PAGE)
		paper_block(paper, block);
	else if (block->table && !paper->rows)
		code = paper_table_begin(paper, block->table, err);
	if (!code && paper->rows)
		code = paper_table_row(paper, block->table, &more, err);
	paper->block += !code && !more;
	return code;
}
