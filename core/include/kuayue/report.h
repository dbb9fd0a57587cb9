/*
 * The summary report as a sequence of blocks. They are made once, from the campaign's outline, the figures and
 * what people wrote. Page, document and preview all print these blocks, so that they cannot differ.
 */
#ifndef KUAYUE_REPORT_H
#define KUAYUE_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "kuayue/api.h"
#include "kuayue/error.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ky_report; /* the figures and texts as of ky_workbook_today when it was opened; owned by the caller */
struct ky_table;  /* one of its tables; owned by the report */

/* A piece of text that has one origin. Only a title and a signature have line breaks in
 * it ('\n'). */
enum ky_run_type {
	KY_RUN_PLAIN,     /* the outline's words and its figures */
	KY_RUN_WRITTEN,   /* what people wrote */
	KY_RUN_UNWRITTEN, /* 【人写】: people still have to write it */
	KY_RUN_BLANK,     /* 未填: a figure for which nothing was entered */
};
struct ky_run {
	const char *text;
	enum ky_run_type is;
	const char *kind;  /* kind of the record where people write it, or "" */
	const char *id;    /* its id; "" to make a new one */
	const char *field; /* of that record, or "" */
};

enum ky_block_type {
	KY_BLOCK_NUMBER, /* 发文字号, a run "\t", 签发人 */
	KY_BLOCK_TITLE,
	KY_BLOCK_TO,
	KY_BLOCK_HEADING_1, /* 一、 */
	KY_BLOCK_HEADING_2, /* （一） */
	KY_BLOCK_TEXT,
	KY_BLOCK_TABLE,      /* no runs */
	KY_BLOCK_ATTACHMENT, /* one of the list; .number from 1, 0 where it is the only one */
	KY_BLOCK_SIGNATURE,
	KY_BLOCK_DATE,
	KY_BLOCK_NOTE,
	KY_BLOCK_ANNEX,  /* an attachment begins, on a new page, with its title; a table follows. .number as
			    above */
	KY_BLOCK_REMARK, /* stands below that table */
	KY_BLOCK_HEAD,   /* 发文机关标志, above all */
	KY_BLOCK_COPIES, /* 抄送, at the foot of the last page */
	KY_BLOCK_ISSUED, /* 印发机关, a run "\t", 印发日期: the same */
	KY_BLOCK_PAGE,   /* of a document: a new page begins; no runs */
	KY_BLOCK_COVER,  /* of a document: large and centred, on the front of a folder */
	KY_BLOCK_SPINE,  /* of a document: upright, on the back of a folder; neighbours stand side by side */
};

struct ky_block {
	enum ky_block_type is;
	const struct ky_run *runs;
	size_t run_count;
	int number;
	const struct ky_table *table; /* KY_BLOCK_TABLE */
};

KY_API enum ky_code ky_report_open(struct ky_workbook *wb, struct ky_report **out, struct ky_error *err);
/* A document of the template (kuayue/campaign.h) in the same way. which: the id or number of the one record that
 * it is printed for, where it is printed for each of some; NULL: for all of them. KY_INPUT where there is none. */
KY_API enum ky_code ky_report_open_document(struct ky_workbook *wb, const struct ky_template_document *document,
					    const char *which, struct ky_report **out, struct ky_error *err);
/* Calls each for every record that a document is printed for: its id, or what several have in common; its number,
 * and its title. Non-zero from each stops. */
KY_API enum ky_code ky_report_subjects(struct ky_workbook *wb, const struct ky_template_document *document,
				       int (*each)(void *data, const char *which, const char *number,
						   const char *title),
				       void *data, struct ky_error *err);
KY_API void ky_report_close(struct ky_report *report);
KY_API const struct ky_block *ky_report_blocks(const struct ky_report *report, size_t *count);

/* Where signature and date stand, in halves of a Chinese character: the one is centred over the other, and the
 * date ends four characters before the margin (GB/T 9704-2012, 7.3.5.1), a name that is too long for that two. */
struct ky_signature {
	int name_width;           /* of its longest line */
	int name_free, date_free; /* to the right of them */
};
KY_API struct ky_signature ky_report_signature(const struct ky_report *report);

KY_API const char *ky_table_title(const struct ky_table *table); /* what it lists, in Chinese */
KY_API size_t ky_table_columns(const struct ky_table *table);
KY_API const char *ky_table_heading(const struct ky_table *table, size_t column);
KY_API bool ky_table_centred(const struct ky_table *table, size_t column); /* its cells are short */
/* Its cells are names and such, which are broken only behind the mark between two of them. */
KY_API bool ky_table_names(const struct ky_table *table, size_t column);
/* Where the first of several names ends, with the mark behind it. */
KY_API size_t ky_name_end(const char *text);
/* Computes widths for the columns, in halves of a Chinese character and total together, from what the first rows
 * hold. Returns false where total is too narrow for the table to be read. */
enum ky_fit {
	KY_FIT_EXACT,   /* days and codes in one piece, every character as wide as it should be */
	KY_FIT_LOOSE,   /* the same, with room for digits of a wider font */
	KY_FIT_CRAMPED, /* days and codes may be broken */
};
KY_API bool ky_table_fit(const struct ky_table *table, int total, enum ky_fit fit, int *widths);
/* The number of lines that a typical row takes with such widths. */
KY_API int ky_table_lines(const struct ky_table *table, const int *widths);

/* Reads the rows of a table one after the other, as the cells that people read. */
struct ky_rows;
KY_API enum ky_code ky_rows_open(const struct ky_table *table, struct ky_rows **out, struct ky_error *err);
/* *cells has one text a column, valid until the next call; it is NULL behind the last row. */
KY_API enum ky_code ky_rows_next(struct ky_rows *rows, const char *const **cells, struct ky_error *err);
KY_API void ky_rows_close(struct ky_rows *rows);

#ifdef __cplusplus
}
#endif

#endif
