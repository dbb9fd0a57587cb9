/* What the files of the document's body share: body.c has letters and annexes, table.c their tables. */
#ifndef CORE_REPORT_DOCX_BODY_H
#define CORE_REPORT_DOCX_BODY_H

#include "kuayue/record.h"
#include "report/docx/docx.h"

struct body {
	FILE *out;
	struct strbuf sb;
	bool over;                      /* something was too long for sb before it was written out */
	bool no_memory;                 /* that is why */
	const struct ky_block *imprint; /* 版记, at the foot of the last page */
	size_t imprint_count;
};

/* Writes out what was added, once it is at least this long. */
void body_flush(struct body *body, size_t at);
void body_plain(struct strbuf *sb, const char *text);
/* The same, where no day is broken. */
void body_whole(struct strbuf *sb, const char *text);
void body_begin_paragraph(struct strbuf *sb, const char *style);

/* The runs of a block, each with its style. */
void body_runs(struct strbuf *sb, const struct ky_block *block);

/* imprint.c: 版记, whose last line ends the type area of the last page. */
void imprint_add(struct body *body);
/* The backs of folders that stand side by side. Returns how many blocks they were. */
size_t spines_add(struct body *body, const struct ky_block *blocks, size_t count);

struct setting; /* how a table is set */

struct grid {
	const struct ky_table *table;
	const struct setting *setting;
	int columns, all;
	int halves[KY_DECLARED_MAX], widths[KY_DECLARED_MAX]; /* in halves of a character, in twentieths of a pt */
};

/* grid->table is given. annex: it may stand on a landscape page of its own. */
void table_lay_out(struct grid *grid, bool annex);
bool table_is_landscape(const struct grid *grid);
enum ky_code table_add(struct body *body, const struct grid *grid, struct ky_error *err);

#endif
