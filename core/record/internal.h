/* What the files of core/record/ share: the cells of a record, and the SQL of a kind. */
#ifndef CORE_RECORD_INTERNAL_H
#define CORE_RECORD_INTERNAL_H

#include "kuayue/chain.h"
#include "kuayue/record.h"
#include "kuayue/site.h"
#include "record/attach.h"
#include "workbook/db.h"

#define RECORD_FIXED_COLUMNS 4 /* seq, id, number, ord: then the declared fields */
#define RECORD_SITE "site"     /* and behind them this one: the code of the school it came from; NULL: our own */
#define RECORD_ID_SIZE 24
#define RECORD_NUMBER_SIZE 64

/* CELL_LOST: there was no memory for what it holds. A record with such a cell is never saved. */
enum cell_is { CELL_BLANK, CELL_INT, CELL_STR, CELL_NA, CELL_LOST };

struct cell {
	enum cell_is is;
	int64_t number;
	char *text;  /* CELL_STR */
	bool stated; /* CELL_BLANK: somebody said so, and the program fills nothing in */
};

struct ky_record {
	const struct ky_kind *kind;
	int64_t seq; /* 0 until saved */
	char id[RECORD_ID_SIZE];
	char number[RECORD_NUMBER_SIZE];
	char site[KY_SITE]; /* on its way from the history to a new row; "": our own, or not known */
	char *ord;          /* as stored: where the record stands in lists */
	struct cell *cells;
	struct attachment *attached; /* a file to be stored with it, or NULL */
	struct shown_cells
		*shown; /* what is shown in place of cells, and never stored (record/shown.h), or NULL */
	bool stated;    /* somebody put its state since it was loaded */
};

/* The SQL texts of one kind, made once from its declaration and kept until the program ends. */
struct table_sql {
	char *numbered; /* all records with one printed number, marked or not: seq, id, number */
	char *renumber;
	char *insert, *update, *remove, *by_seq, *by_id, *by_number, *by_title, *first, *newest;
	/* Whatever the scope is (kuayue/site.h). */
	char *any_by_id, *any_by_number, *own_first;
	/* Behind a row: those of the same ord first, then those past it. Two statements, because
	 * SQLite reads a row value comparison through all rows of the same ord. */
	char *forward_same, *forward_past, *backward_same, *backward_past;
	char *from_start, *from_end, *find_title;
	char *by_identity; /* NULL: any number of records may say the same */
};
/* Where there is no memory for them the statements are empty, and running one fails with memory_out. */
const struct table_sql *table_sql(const struct ky_kind *kind);
/* The text that selects all records by a field; malloc'd, NULL: no memory. */
char *table_ordered(const struct ky_kind *kind, const struct ky_field *field);
/* Hash of all declarations; a file with another hash gets its missing tables and columns. */
#define TABLE_SHAPE_SIZE 17
void table_shape(char out[TABLE_SHAPE_SIZE]);
const char *table_affinity(const struct ky_field *field);
/* The words of the kind's choices, from the campaign into the workbook. */
/* What makes the tables of all kinds, up to NULL; itself NULL where there is no memory for it. */
const char *const *table_scripts(void);
enum ky_code table_choices(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_error *err);
enum ky_code table_create(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_error *err);

/* Refuses a value with a sentence that begins with its field: "label (name): ...". Returns KY_INPUT. */
enum ky_code field_fail(const struct ky_field *field, struct ky_error *err, const char *fmt, ...) KY_PRINTF(3, 4);

/* Length of the mark between two links at text: a blank, a comma of any width; 0 if there is none. */
size_t link_mark(const char *text);
/* Length of the link at text; all of it where the field has one only, because a title may have blanks in it. */
size_t link_len(const struct ky_field *field, const char *text);
/* Whether a set of links, ids separated by a blank, has one of them. */
bool links_have(const char *ids, const char *id);

/* Folded, without blanks of either width: malloc'd; NULL: no memory. */
char *bare_text(const char *text);

struct db_arg cell_arg(const struct cell *cell);
/* What a stored text makes of a cell: "" CELL_BLANK, 不适用 CELL_NA, all else CELL_STR. */
enum cell_is cell_reads(const char *text);
void cell_clear(struct cell *cell);
void cell_set_text(struct cell *cell, const char *text); /* as cell_reads */
/* from NULL: nothing, 未填. False: no memory; to is CELL_LOST then. */
bool cell_copy(struct cell *to, const struct cell *from);
/* whole false: a long text is cut, as in lists. */
void cell_from_row(struct cell *cell, const struct db_row *row, int column, bool whole);
bool cell_equal(const struct cell *a, const struct cell *b);

/* Whether there was memory for all that it holds. */
bool record_is_whole(const struct ky_record *record);
/* NULL: no memory. */
struct ky_record *record_from_row(const struct ky_kind *kind, const struct db_row *row, bool whole);
struct ky_record *record_copy(const struct ky_record *record);

/* The whole record as one line of JSON (NULL: no memory) and back: how history keeps a made or deleted record. */
char *record_pack(const struct ky_record *record);
/* The same with its place among the rows of the table, its seq, which it gets again when it comes back. */
char *record_pack_deleted(const struct ky_record *record);
enum ky_code record_unpack(const struct ky_kind *kind, const char *json, struct ky_record **out,
			   struct ky_error *err);

/* Writes the row and the tally; the caller has noted the change. */
enum ky_code store_insert_row(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err);
/* The same for a record that comes back: at the place that it had, unless another has that by now. */
enum ky_code store_return_row(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err);
enum ky_code store_update_row(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err);
enum ky_code store_remove_row(struct ky_workbook *wb, const struct ky_record *record, struct ky_error *err);
/* A new id, and a number that was never given before. */
enum ky_code store_give_number(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err);
/* How many live records of the kind are in the scope. */
enum ky_code store_live(struct ky_workbook *wb, const struct ky_kind *kind, int64_t *live, struct ky_error *err);
/* Finds the stored record with the same identity as record (KY_ROLE_IDENTITY): each task and checklist item of the
 * campaign has exactly one. *out is NULL where there is none, or where the kind has no identity. */
enum ky_code store_find_identity(struct ky_workbook *wb, const struct ky_record *record, struct ky_record **out,
				 struct ky_error *err);
/* Loads the live record with that id; *out is NULL where there is none. kind NULL searches all kinds. A file from
 * outside may have one id in two tables, so a caller that relies on the kind names it. */
enum ky_code store_find(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, struct ky_record **out,
			struct ky_error *err);

/* The number of a record that is not there any more, malloc'd; a word where the history does not have it. NULL: no
 * memory. */
char *record_gone_number(struct ky_workbook *wb, const char *id);

enum ky_chain_stage chain_stage(const struct ky_kind *kind);

#endif
