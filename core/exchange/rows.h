/* What the files of reading rows share: rows.c makes records of them, rows_read.c gives them one by one,
 * rows_json.c reads JSON in a process without rights, labels.c knows what the rows of one file are called. */
#ifndef CORE_EXCHANGE_ROWS_H
#define CORE_EXCHANGE_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "confine/confine.h"
#include "kuayue/record.h"
#include "kuayue/batch.h"

#define ROW_MEMBERS 80     /* fields of a kind, its id, number and kind */
#define ROW_TEXT (8 << 20) /* bytes of a value */
#define ROW_NAME 256       /* bytes of a member's name */
#define ROWS_MOST 200000
#define ROWS_BYTES (64L * 1024 * 1024)

/* A row as it came; both of each member are owned. */
struct row {
	size_t n;  /* what sentences call it, from 1: the spreadsheet's row, or the object */
	size_t at; /* which of the file, from 0 */
	size_t count;
	char *names[ROW_MEMBERS], *values[ROW_MEMBERS];
	bool lists[ROW_MEMBERS]; /* the value was an array: its words, with blanks between */
};
void row_free(struct row *row);

/* Moves the next row into *row, which the caller frees. KY_NO behind the last one. */
enum ky_code rows_next(struct ky_batch *rows, struct row *row, struct ky_error *err);
const char *rows_shown(const struct ky_batch *rows);
/* A row has a name of its own, see ky_batch_named. */
void rows_note_named(struct ky_batch *rows);

/* rows_json.c: starts the reader of JSON, and takes an object from it, as rows_next does. */
enum ky_code rows_json_begin(FILE *file, const char *shown, struct confined **out, struct ky_error *err);
enum ky_code rows_json_next(struct confined *confined, struct row *row, struct ky_error *err);

/* Which record a word stands for that names a row of the file. */
struct labels;
struct labels *labels_new(void); /* NULL: no memory */
void labels_free(struct labels *labels);
/* KY_INPUT where the word names another row already. */
enum ky_code labels_add(struct labels *labels, const char *word, size_t row, struct ky_error *err);
/* The row is now the record with that id. */
void labels_set(struct labels *labels, const char *word, const char *id);
/* The link's text with ids for words that are labels: malloc'd. *waits: a label's row is no record yet. NULL: no
 * memory. */
char *labels_apply(const struct labels *labels, const struct ky_field *field, const char *text, bool *waits);

#endif
