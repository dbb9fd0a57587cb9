/* Answers a search: what the index does not have yet is looked through, then the index is asked; both go back in
 * time. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "kuayue/text.h"
#include "search/index.h"
#include "search/locate.h"
#include "search/pairs.h"

#define WORDS_MAX 16

struct ky_search {
	struct ky_index *index;
	char *folded;                 /* all words; words[] point into it */
	const char *words[WORDS_MAX]; /* more than that are not looked at */
	size_t count;
	struct strbuf match; /* what the index is asked; empty: it cannot help */
	int64_t before;      /* ops before this one have not been looked at */
};

static void split(struct ky_search *search)
{
	char *at = search->folded;
	while (*at && search->count < WORDS_MAX) {
		at += strspn(at, " \t\n");
		if (*at)
			search->words[search->count++] = at;
		at += strcspn(at, " \t\n");
		if (*at)
			*at++ = '\0';
	}
}

enum ky_code ky_search_begin(struct ky_index *index, const char *words, struct ky_search **out,
			     struct ky_error *err)
{
	struct ky_search *search = memory_new(sizeof(*search));
	assert(index && words);
	*out = search;
	if (!search)
		return memory_out(err);
	*search = (struct ky_search){ .index = index, .before = INT64_MAX };
	strbuf_init(&search->match, STRBUF_LINE);
	search->folded = ky_text_fold(words);
	if (search->folded)
		split(search);
	for (size_t i = 0; i < search->count; i++)
		pairs_to_match(&search->match, search->words[i]);
	if (search->folded && !search->match.no_memory)
		return KY_OK;
	ky_search_end(search);
	*out = NULL;
	return memory_out(err);
}

void ky_search_end(struct ky_search *search)
{
	if (!search)
		return;
	strbuf_free(&search->match);
	free(search->folded);
	free(search);
}

struct looking {
	struct ky_search *search;
	size_t most;
	int64_t looks;
	int (*each)(void *data, const struct ky_found *found);
	void *data;
	bool stopped;
	struct ky_error *err;
};

/* Each word is in some text; *found gets where the first of them is. */
static enum ky_code has_all(const struct ky_search *search, const struct ky_record *record, struct ky_found *found,
			    char **whole, bool *all, struct ky_error *err)
{
	struct ky_workbook *wb = search->index->wb;
	bool has[WORDS_MAX] = { false };
	size_t missing = search->count;
	enum ky_code code = KY_OK;
	for (int i = -1; !code && missing && i < (int)record->kind->field_count; i++) {
		char *text = i < 0 ? memory_text(record->number) : index_text(wb, record, i, &code, err);
		char *folded = text ? ky_text_fold(text) : NULL;
		if (text && !folded)
			code = memory_out(err);
		for (size_t k = 0; folded && k < search->count; k++) {
			if (has[k] || !strstr(folded, search->words[k]))
				continue;
			has[k] = true;
			missing--;
			if (k == 0) {
				found->field = i;
				*whole = text;
				text = NULL;
			}
		}
		free(folded);
		free(text);
	}
	*all = !missing;
	return code;
}

static enum ky_code look_at(struct looking *looking, int64_t n)
{
	struct ky_search *search = looking->search;
	struct ky_record *record = NULL;
	char day[11] = "", *whole = NULL;
	bool all = false;
	struct ky_found found = { .day = day };
	enum ky_code code = index_record(search->index->wb, n, &record, day, looking->err);
	if (!code && record)
		code = has_all(search, record, &found, &whole, &all, looking->err);
	if (!code && record && all) {
		found.kind = record->kind;
		found.id = record->id;
		found.number = record->number;
		found.text = whole;
		locate(whole, search->words[0], &found.at, &found.len);
		looking->most--;
		looking->stopped = looking->each(looking->data, &found) != 0;
	}
	search->before = code ? search->before : n;
	looking->looks--;
	free(whole);
	ky_record_free(record);
	return code;
}

static bool goes_on(const struct looking *looking)
{
	return looking->most > 0 && looking->looks > 0 && !looking->stopped;
}

/* The next numbers of ops that the index does not have, going back. */
static enum ky_code next_unknown(struct looking *looking, int64_t upto, struct slice *slice)
{
	return db_run(looking->search->index->wb,
		      "SELECT n FROM op WHERE n < ?1 AND n > ?2 ORDER BY n DESC LIMIT ?3",
		      (struct db_arg[]){ DB_I(looking->search->before), DB_I(upto), DB_I(OPS_AT_ONCE) }, 3,
		      slice_take, slice, looking->err);
}

/* False where the index cannot be read: then it is there no more, and all is looked through. */
static bool next_known(struct looking *looking, struct slice *slice)
{
	struct ky_search *search = looking->search;
	sqlite3_stmt *find = search->index->find;
	int rc;
	sqlite3_bind_text(find, 1, search->match.text, -1, SQLITE_STATIC);
	sqlite3_bind_int64(find, 2, search->before);
	sqlite3_bind_int64(find, 3, OPS_AT_ONCE);
	while ((rc = sqlite3_step(find)) == SQLITE_ROW)
		slice->n[slice->count++] = sqlite3_column_int64(find, 0);
	sqlite3_reset(find);
	sqlite3_clear_bindings(find);
	if (rc != SQLITE_DONE)
		index_drop(search->index);
	return rc == SQLITE_DONE;
}

/* The next stretch of ops, and what it has. *ended: there is nothing before it. */
static enum ky_code look_on(struct looking *looking, bool *ended)
{
	struct ky_search *search = looking->search;
	struct slice slice = { .count = 0 };
	bool indexed = search->index->db && search->match.len;
	int64_t upto = indexed ? search->index->upto : 0;
	bool known = indexed && search->before <= upto + 1;
	enum ky_code code = KY_OK;
	if (!known)
		code = next_unknown(looking, upto, &slice);
	else if (!next_known(looking, &slice))
		return KY_OK;
	for (size_t i = 0; !code && i < slice.count && goes_on(looking); i++)
		code = look_at(looking, slice.n[i]);
	if (!code && slice.count == 0) {
		*ended = known || !indexed;
		search->before = known ? search->before : upto + 1;
	}
	return code;
}

enum ky_code ky_search_next(struct ky_search *search, const struct ky_stretch *stretch,
			    int (*each)(void *data, const struct ky_found *found), void *data, bool *more,
			    struct ky_error *err)
{
	struct looking looking = { .search = search, .each = each, .data = data, .err = err };
	enum ky_code code = KY_OK;
	assert(search && stretch && each && more);
	assert(stretch->count > 0 && stretch->scan_limit > 0);
	looking.most = stretch->count;
	looking.looks = stretch->scan_limit;
	index_check(search->index);
	bool ended = !search->count;
	while (!code && !ended && goes_on(&looking))
		code = look_on(&looking, &ended);
	*more = !code && !ended;
	return code;
}
