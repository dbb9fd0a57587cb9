/*
 * Does with a workbook what only the screens ask of the library, whatever fails on the way. An answer that is not
 * KY_OK or KY_NO comes with a sentence.
 * usage: walk WORKBOOK PART FILE   (PART: below, FILE: what it attaches, takes in or writes into)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kuayue/kuayue.h"

#define TODAY ky_day_from_ymd(2012, 6, 15)
#define ROWS 4

static struct ky_error err;

static void answered(const char *what, enum ky_code code)
{
	if ((code == KY_INPUT || code == KY_SYSTEM || code == KY_USAGE) && !*err.text) {
		fprintf(stderr, "walk: %s answers %d without a sentence\n", what, (int)code);
		_exit(5);
	}
	err = (struct ky_error){ .code = KY_OK };
}

static int free_rows(struct ky_record **rows, size_t got)
{
	for (size_t i = 0; i < got; i++)
		ky_record_free(rows[i]);
	return 0;
}

static void walk_list(struct ky_workbook *wb, const struct ky_kind *kind)
{
	struct ky_list *list = NULL;
	struct ky_record *rows[ROWS], *more_rows[ROWS];
	size_t got = 0, more_got = 0;
	bool more = false;
	answered("list open", ky_list_open(wb, kind, &list, &err));
	if (!list)
		return;
	answered("filter", ky_list_filter(list, "一", &err));
	answered("fetch", ky_list_fetch(list, &(struct ky_stretch){ .count = ROWS, .scan_limit = 3 }, rows, &got,
					&more, &err));
	free_rows(rows, got);
	answered("filter", ky_list_filter(list, "", &err));
	got = 0;
	answered("fetch", ky_list_fetch(list, &(struct ky_stretch){ .count = 1 }, rows, &got, &more, &err));
	answered("continue",
		 ky_list_continue(list, &(struct ky_stretch){ .count = ROWS }, more_rows, &more_got, &more, &err));
	free_rows(more_rows, more_got);
	more_got = 0;
	if (got)
		answered("fetch back",
			 ky_list_fetch(list,
				       &(struct ky_stretch){ .after = rows[0], .backwards = true, .count = ROWS },
				       more_rows, &more_got, &more, &err));
	free_rows(more_rows, more_got);
	free_rows(rows, got);
	ky_list_close(list);
}

static int count_event(void *data, const struct ky_event *event)
{
	(void)data, (void)event;
	return 0;
}

static int count_link(void *data, const struct ky_chain_link *link)
{
	(void)data, (void)link;
	return 0;
}

static void walk_record(struct ky_workbook *wb, const struct ky_kind *kind)
{
	struct ky_record *record = NULL;
	char out[200];
	answered("newest", ky_record_load_newest(wb, kind, &record, &err));
	if (!record)
		return;
	for (size_t i = 0; i < kind->field_count; i++) {
		free(ky_record_text(wb, record, (int)i));
		ky_record_show(wb, record, (int)i, out, sizeof(out));
		ky_record_why(wb, record, (int)i, out, sizeof(out));
	}
	ky_record_finished(wb, record);
	ky_record_overdue(wb, record);
	ky_record_merged(wb, record);
	answered("history", ky_record_history(wb, ky_record_id(record), count_event, NULL, &err));
	answered("chain", ky_chain(wb, ky_record_id(record), count_link, NULL, &err));
	ky_record_free(ky_chain_follow(wb, record));
	struct ky_record *again = NULL;
	answered("like", ky_record_like(wb, record, &again, &err));
	ky_record_free(again);
	again = NULL;
	answered("load", ky_record_load(wb, ky_record_number(record), &again, &err));
	ky_record_free(again);
	ky_record_free(record);
}

static int count_figure(void *data, const char *id, const char *number)
{
	(void)data, (void)id, (void)number;
	return 0;
}

static void walk_figures(struct ky_workbook *wb, const char *file)
{
	(void)file;
	ky_read_begin(wb);
	ky_figures_keep(wb);
	for (size_t i = 0; ky_figure_at(i); i++) {
		struct ky_figure_value value;
		answered("figure", ky_figure_compute(wb, ky_figure_at(i), &value, &err));
		answered("behind", ky_figure_records(wb, ky_figure_at(i), count_figure, NULL, &err));
	}
	ky_figures_forget(wb);
	ky_read_end(wb);
}

static int count_line(void *data, const struct ky_handover_line *line)
{
	(void)data, (void)line;
	return 0;
}

static int count_entry(void *data, const struct ky_calendar_entry *entry)
{
	(void)data, (void)entry;
	return 0;
}

static int count_step(void *data, const struct ky_step *step)
{
	(void)data, (void)step;
	return 0;
}

static int count_finding(void *data, const struct ky_finding *finding)
{
	(void)data, (void)finding;
	return 0;
}

static int count_since(void *data, const struct ky_since_change *change)
{
	(void)data, (void)change;
	return 0;
}

static int count_column(void *data, const char *title, const char *old_text, const char *text)
{
	(void)data, (void)title, (void)old_text, (void)text;
	return 0;
}

static int count_text(void *data, const char *text)
{
	(void)data, (void)text;
	return 0;
}

static void walk_pages(struct ky_workbook *wb, const char *file)
{
	(void)file;
	struct ky_since_handin last;
	answered("handover", ky_handover(wb, count_line, NULL, &err));
	answered("calendar", ky_calendar(wb, count_entry, NULL, &err));
	answered("next", ky_guide_next(wb, count_step, NULL, &err));
	answered("check", ky_guide_check(wb, count_finding, NULL, &err));
	answered("since last", ky_since_last(wb, &last, &err));
	answered("since", ky_since_each(wb, count_since, NULL, &err));
	answered("since figures", ky_since_figures(wb, count_column, NULL, &err));
	answered("missing", ky_export_missing(wb, count_text, NULL, &err));
}

static void walk_report(struct ky_workbook *wb, const char *file)
{
	(void)file;
	struct ky_report *report = NULL;
	size_t count = 0;
	answered("report", ky_report_open(wb, &report, &err));
	const struct ky_block *blocks = report ? ky_report_blocks(report, &count) : NULL;
	for (size_t i = 0; i < count; i++) {
		struct ky_rows *rows = NULL;
		const char *const *cells = NULL;
		if (!blocks[i].table)
			continue;
		answered("rows", ky_rows_open(blocks[i].table, &rows, &err));
		while (rows && ky_rows_next(rows, &cells, &err) == KY_OK && cells)
			;
		answered("row", err.code);
		ky_rows_close(rows);
	}
	ky_report_close(report);
}

static void walk_kept(struct ky_workbook *wb, const char *file)
{
	(void)file;
	char *text = NULL;
	bool fresh = false, done = false;
	answered("draft", ky_draft_save(wb, "problem/new", "一半", &err));
	answered("draft load", ky_draft_load(wb, "problem/new", &text, &err));
	free(text);
	answered("draft drop", ky_draft_drop(wb, "problem/new", &err));
	text = NULL;
	answered("cache", ky_cache_save(wb, "walk", "x", &err));
	answered("cache load", ky_cache_load(wb, "walk", &text, &fresh, &err));
	free(text);
	text = NULL;
	answered("setting", ky_setting_save(wb, "walk", "x", &err));
	answered("setting load", ky_setting_load(wb, "walk", &text, &err));
	free(text);
	while (!done && ky_backup_step(wb, &done, &err) == KY_OK)
		;
	answered("backup", err.code);
	answered("undo", ky_undo(wb, NULL, &err));
	answered("redo", ky_redo(wb, NULL, &err));
	answered("file", ky_workbook_check_file(wb, &err));
}

/* One field put in, saved, and the record deleted again. */
static void walk_save(struct ky_workbook *wb, const char *kind, const char *field, const char *text)
{
	struct ky_record *record = ky_record_new(ky_kind_find(kind));
	int at = -1;
	if (!record)
		return;
	enum ky_code code = ky_record_put(wb, record, ky_field_find(ky_kind_find(kind), field), text, &err);
	answered("put", code);
	if (!code) {
		code = ky_record_save(wb, record, &at, &err);
		answered("save", code);
	}
	if (!code)
		answered("delete", ky_record_delete(wb, ky_record_id(record), &err));
	ky_record_free(record);
}

static void walk_save_some(struct ky_workbook *wb, const char *file)
{
	walk_save(wb, "problem", "text", "走一遍的问题");
	walk_save(wb, "archive", "file", file);
	walk_save(wb, "opinion", "raw", "走一遍的意见");
}

static void walk_keys(struct ky_workbook *wb, const char *file)
{
	(void)file;
	struct ky_secret_key *own = NULL;
	struct ky_public_key key;
	bool sealed = false;
	answered("own key", ky_key_own(wb, &own, &err));
	if (own)
		key = *ky_secret_public(own);
	if (own)
		answered("see", ky_key_see(wb, &key, &err));
	if (own)
		answered("forget", ky_key_remove(wb, key.fingerprint, &err));
	answered("recipient", ky_key_recipient(wb, NULL, &key, &sealed, &err));
	ky_secret_free(own);
}

static void walk_lists(struct ky_workbook *wb, const char *file)
{
	(void)file;
	for (size_t i = 0; ky_kind_at(i); i++)
		walk_list(wb, ky_kind_at(i));
}

static void walk_records(struct ky_workbook *wb, const char *file)
{
	(void)file;
	for (size_t i = 0; ky_kind_at(i); i++)
		walk_record(wb, ky_kind_at(i));
}

static bool agree(void *data, const struct ky_merge_outcome *outcome)
{
	(void)data, (void)outcome;
	return true;
}

static int keep_last(void *data, const struct ky_merged *merged)
{
	*(int64_t *)data = merged->n;
	return 0;
}

static void walk_merge(struct ky_workbook *wb, const char *file)
{
	struct ky_merge_outcome out;
	int64_t last = 0;
	enum ky_code code = ky_merge_take(wb, file, agree, NULL, &out, &err);
	answered("take in", code);
	answered("taken in", ky_merged_each(wb, keep_last, &last, &err));
	if (!code && last)
		answered("take back", ky_merge_take_back(wb, last, &err));
}

/* A table whose columns have to be mapped, and of whose rows it is asked which record they are. */
static void walk_import(struct ky_workbook *wb, const char *file)
{
	struct ky_import *import = NULL;
	struct ky_import_ask ask = { .kind = ky_kind_find("person"), .unmapped = true };
	struct ky_doubt doubt;
	answered("table", ky_import_open_as(wb, &ask, file, &import, &err));
	if (!import)
		return;
	free(ky_import_wanted(ky_import_kind(import)));
	if (ky_import_columns(import)) {
		int field = ky_import_field(import, 0);
		answered("map", ky_import_map(import, 0, KY_COLUMN_NONE, &err));
		answered("map back", ky_import_map(import, 0, field, &err));
	}
	for (size_t i = 0; i < ky_import_columns(import); i++) {
		char *text = NULL;
		if (ky_import_field(import, i) >= 0)
			answered("value", ky_import_value(import, 0, i, &text, &err));
		free(text);
	}
	answered("try", ky_import_try(import, &err));
	for (size_t i = 0; ky_import_doubt(import, i, &doubt); i++) {
		free(ky_import_doubt_choice(import, i, 0));
		ky_import_decide(import, i, i % 2 ? 0 : (int)doubt.choices);
	}
	answered("write", ky_import_write(import, &err));
	ky_import_close(import);
}

static const struct {
	const char *name;
	void (*walk)(struct ky_workbook *wb, const char *file);
} parts[] = {
	{ "lists", walk_lists },   { "records", walk_records }, { "figures", walk_figures },
	{ "pages", walk_pages },   { "report", walk_report },   { "keys", walk_keys },
	{ "kept", walk_kept },     { "save", walk_save_some },  { "merge", walk_merge },
	{ "import", walk_import },
};

int main(int argc, char **argv)
{
	struct ky_workbook *wb = NULL;
	if (argc != 4)
		return 2;
	enum ky_code code = ky_workbook_open(argv[1], KY_WRITE, TODAY, &wb, &err);
	if (code)
		fprintf(stderr, "%s\n", err.text);
	answered("open", code);
	if (!wb)
		return 4;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strcmp(argv[2], parts[i].name) == 0)
			parts[i].walk(wb, argv[3]);
	ky_workbook_close(wb);
	return 0;
}
