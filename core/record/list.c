/*
 * Reads lists by key (ord, seq) and never by position, so that every move reads a few rows however long the list
 * is. With a filter, rows are looked at one after the other, up to a limit that the caller sets: a screen shows
 * what was found so far and goes on while nobody types.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "kuayue/text.h"
#include "record/internal.h"
#include "record/shown.h"

struct ky_list {
	struct ky_workbook *wb;
	const struct ky_kind *kind;
	char *filter; /* folded, "" for none */
	bool backwards;
	int by;     /* the field that ky_list_each goes by, or -1: the kind's order */
	bool whole; /* rows have their long texts whole */
	char *ord;  /* where the last fetch stopped looking; NULL: nowhere yet */
	int64_t seq;
	bool no_memory; /* for looking at a row */
};

struct scan {
	struct ky_list *list;
	struct ky_record **rows;
	size_t count, got;
	int64_t left; /* rows that may still be looked at; -1: any number */
	bool stopped;
	int (*each)(void *data, const struct ky_record *row); /* instead of rows */
	void *data;
	enum ky_code code; /* of what was shown of a row */
	struct ky_error *err;
};

enum ky_code ky_list_open(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_list **out,
			  struct ky_error *err)
{
	struct ky_list *list = memory_new(sizeof(*list));
	*out = list;
	if (!list)
		return memory_out(err);
	*list = (struct ky_list){ .wb = wb, .kind = kind, .by = -1, .filter = memory_text("") };
	if (list->filter)
		return KY_OK;
	free(list);
	*out = NULL;
	return memory_out(err);
}

void ky_list_close(struct ky_list *list)
{
	if (!list)
		return;
	free(list->filter);
	free(list->ord);
	free(list);
}

void ky_list_whole(struct ky_list *list)
{
	list->whole = true;
}

void ky_list_order(struct ky_list *list, int field)
{
	assert(field < (int)list->kind->field_count);
	list->by = field;
}

enum ky_code ky_list_filter(struct ky_list *list, const char *filter, struct ky_error *err)
{
	char *folded = ky_text_fold(filter);
	if (!folded)
		return memory_out(err);
	free(list->filter);
	list->filter = folded;
	return KY_OK;
}

int64_t ky_list_total(struct ky_list *list)
{
	int64_t live = 0;
	store_live(list->wb, list->kind, &live, NULL);
	return live;
}

/* True for text that folding changes in nothing but ASCII case: by far the most there is. */
static bool plain(const char *text)
{
	for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
		if (*at < 0x80)
			continue;
		if (*at < 0xE4 || *at > 0xE9 || !at[1] || !at[2])
			return false;
		at += 2;
	}
	return true;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool contains(const char *text, const char *folded)
{
	for (; *text; text++) {
		size_t i = 0;
		while (folded[i] && lower(text[i]) == folded[i])
			i++;
		if (!folded[i])
			return true;
	}
	return false;
}

static bool text_matches(struct ky_list *list, const char *text)
{
	if (plain(text))
		return contains(text, list->filter);
	char *folded = ky_text_fold(text);
	bool found = folded && contains(folded, list->filter);
	list->no_memory = list->no_memory || !folded;
	free(folded);
	return found;
}

struct match {
	struct ky_list *list;
	bool found;
};

static int match_title(void *data, const struct db_row *row)
{
	struct match *match = data;
	match->found = text_matches(match->list, db_text(row, 0));
	return 1;
}

/* What people see is searched: a choice by its text, a link by the title it leads to. */
static bool field_matches(struct ky_list *list, const struct ky_field *field, const struct db_row *row, int column)
{
	struct match match = { .list = list };
	const char *text = db_text(row, column);
	size_t count = 0;
	if (field->type == KY_CHOICE) {
		const struct ky_choice *choice =
			ky_campaign_choices(ky_workbook_campaign(list->wb), field->choices, &count);
		for (size_t i = 0; i < count; i++)
			if (field->several ? links_have(text, choice[i].id) && text_matches(list, choice[i].text)
					   : strcmp(choice[i].id, text) == 0)
				return field->several || text_matches(list, choice[i].text);
	} else if (field->type == KY_LINK) {
		struct ky_error err;
		if (db_run(list->wb, table_sql(ky_kind_find(field->link))->find_title,
			   (struct db_arg[]){ DB_T(text) }, 1, match_title, &match, &err) == KY_SYSTEM)
			list->no_memory = true;
		return match.found;
	} else if (field->type == KY_LINKS) {
		return false;
	}
	return text_matches(list, text);
}

/* shown: the record of the row where something may lie over it, else NULL. What is covered is not seen. */
static bool row_matches(struct ky_list *list, const struct db_row *row, const struct ky_record *shown)
{
	if (!list->filter[0] || text_matches(list, db_text(row, 2)))
		return true;
	for (size_t i = 0; i < list->kind->field_count; i++) {
		int column = (int)i + RECORD_FIXED_COLUMNS;
		if (!db_is_null(row, column) && !(shown && shown_lies_over(shown, (int)i)) &&
		    field_matches(list, &list->kind->fields[i], row, column))
			return true;
	}
	return false;
}

/* What is shown of a record is searched as well. */
static bool shown_matches(struct ky_list *list, const struct ky_record *record)
{
	for (size_t i = 0; i < list->kind->field_count; i++) {
		char *text = shown_lies_over(record, (int)i) ? ky_record_text(list->wb, record, (int)i) : NULL;
		bool found = text && text_matches(list, text);
		free(text);
		if (found)
			return true;
	}
	return false;
}

/* The record of a row that passes the filter; *out NULL: it does not. */
static enum ky_code take_row(struct scan *scan, const struct db_row *row, struct ky_record **out)
{
	struct ky_list *list = scan->list;
	bool shown = shown_is_of(list->kind);
	*out = NULL;
	if (!shown && !row_matches(list, row, NULL))
		return KY_OK;
	struct ky_record *record = record_from_row(list->kind, row, list->whole);
	enum ky_code code = record ? shown_fill(list->wb, record, scan->err) : memory_out(scan->err);
	if (!code && (!shown || row_matches(list, row, record) || shown_matches(list, record)))
		*out = record;
	else
		ky_record_free(record);
	return code;
}

static bool stop_here(struct ky_list *list, const struct db_row *row)
{
	free(list->ord);
	list->ord = memory_text(db_text(row, 3));
	list->seq = db_int(row, 0);
	return list->ord != NULL;
}

static int look_at(void *data, const struct db_row *row)
{
	struct scan *scan = data;
	struct ky_record *record = NULL;
	scan->code = take_row(scan, row, &record);
	if (scan->code)
		return 1;
	if (record && scan->each) {
		int stop = scan->each(scan->data, record);
		ky_record_free(record);
		return stop;
	}
	if (record)
		scan->rows[scan->got++] = record;
	if (scan->list->no_memory)
		return DB_NO_MEMORY;
	if (scan->left > 0)
		scan->left--;
	bool full = !scan->each && scan->got == scan->count;
	if (!full && scan->left != 0)
		return 0;
	scan->stopped = !full;
	return stop_here(scan->list, row) ? 1 : DB_NO_MEMORY;
}

static enum ky_code run_scan(struct scan *scan, const char *ord, int64_t seq, struct ky_error *err)
{
	struct ky_list *list = scan->list;
	list->no_memory = false;
	scan->err = err;
	const struct table_sql *sql = table_sql(list->kind);
	if (!ord) {
		enum ky_code all = db_run(list->wb, list->backwards ? sql->from_end : sql->from_start, NULL, 0,
					  look_at, scan, err);
		return all ? all : scan->code;
	}
	struct db_arg args[] = { DB_T(ord), DB_I(seq) };
	enum ky_code code = db_run(list->wb, list->backwards ? sql->backward_same : sql->forward_same, args, 2,
				   look_at, scan, err);
	if (!code)
		code = scan->code;
	if (code || scan->stopped || scan->got == scan->count)
		return code;
	code = db_run(list->wb, list->backwards ? sql->backward_past : sql->forward_past, args, 1, look_at, scan,
		      err);
	return code ? code : scan->code;
}

static enum ky_code scan_ordered(struct scan *scan, struct ky_error *err)
{
	struct ky_list *list = scan->list;
	char *sql = table_ordered(list->kind, &list->kind->fields[list->by]);
	scan->err = err;
	enum ky_code code = sql ? db_once(list->wb, sql, NULL, 0, look_at, scan, err) : memory_out(err);
	free(sql);
	return code ? code : scan->code;
}

enum ky_code ky_list_each(struct ky_list *list, int (*each)(void *data, const struct ky_record *row), void *data,
			  struct ky_error *err)
{
	struct scan scan = { .list = list, .left = -1, .each = each, .data = data };
	list->backwards = false;
	return list->by < 0 ? run_scan(&scan, NULL, 0, err) : scan_ordered(&scan, err);
}

static enum ky_code fetch(const char *ord, int64_t seq, struct scan *scan, size_t *got, bool *more,
			  struct ky_error *err)
{
	*got = 0;
	*more = false;
	if (!scan->count)
		return KY_OK;
	enum ky_code code = run_scan(scan, ord, seq, err);
	*got = scan->got;
	*more = scan->stopped;
	for (; code && *got > 0; (*got)--)
		ky_record_free(scan->rows[*got - 1]);
	return code;
}

/* How many rows to look at only matters where a filter passes most of them by. */
static struct scan scan_of(struct ky_list *list, const struct ky_stretch *stretch, struct ky_record **rows)
{
	struct scan scan = { .list = list, .rows = rows, .count = stretch->count };
	scan.left = list->filter[0] && stretch->scan_limit > 0 ? stretch->scan_limit : -1;
	return scan;
}

enum ky_code ky_list_fetch(struct ky_list *list, const struct ky_stretch *stretch, struct ky_record **rows,
			   size_t *got, bool *more, struct ky_error *err)
{
	assert(stretch->count > 0 && got && more);
	const struct ky_record *after = stretch->after;
	struct scan scan = scan_of(list, stretch, rows);
	list->backwards = stretch->backwards;
	free(list->ord);
	list->ord = NULL;
	return fetch(after ? after->ord : NULL, after ? after->seq : 0, &scan, got, more, err);
}

enum ky_code ky_list_continue(struct ky_list *list, const struct ky_stretch *stretch, struct ky_record **rows,
			      size_t *got, bool *more, struct ky_error *err)
{
	char *ord = list->ord ? memory_text(list->ord) : NULL;
	struct scan scan = scan_of(list, stretch, rows);
	*got = 0;
	*more = false;
	if (list->ord && !ord)
		return memory_out(err);
	enum ky_code code = fetch(ord, list->seq, &scan, got, more, err);
	free(ord);
	return code;
}
