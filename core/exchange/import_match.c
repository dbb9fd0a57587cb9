/* Matches rows of an imported table with records of the same name: where a second field is the same it is that
 * record, where another is it is somebody else, and what nobody can know is left to the user. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "exchange/import.h"

#define NAMESAKES_MOST 200 /* rows of one name; more are no people */

enum alike { OTHER, MAYBE, SAME };

/* By name; records before the rows, and rows in their order. */
static int compare(const void *a, const void *b)
{
	const struct import_known *left = a, *right = b;
	int order = strcmp(left->texts[0], right->texts[0]);
	order = order ? order : (right->id != NULL) - (left->id != NULL);
	if (order || left->id)
		return order ? order : strcmp(left->number, right->number);
	return (left->row > right->row) - (left->row < right->row);
}

/* The first field that both have tells. */
static enum alike compare_known(const struct import_known *a, const struct import_known *b, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (a->texts[i][0] && b->texts[i][0])
			return strcmp(a->texts[i], b->texts[i]) == 0 ? SAME : OTHER;
	return MAYBE;
}

/* Of one name: records from first on, then rows. */
struct namesakes {
	struct import_known *records, *rows;
	size_t record_count, row_count;
};

static void decide(struct ky_import *import, const struct import_known *row, enum import_is is, size_t of)
{
	import->decisions[row->row].is = is;
	import->decisions[row->row].of = of;
}

static void take(struct ky_import *import, struct import_known *row, struct import_known *record)
{
	if (record->taken) {
		decide(import, row, IMPORT_REPEATED, record->row);
		return;
	}
	record->taken = row->taken = true;
	record->row = row->row;
	decide(import, row, IMPORT_KNOWN, (size_t)(record - import->people));
}

/* The only record that is the same in the second field, too. NULL: none, or several. */
static struct import_known *only(const struct namesakes *of, const struct import_known *row, enum alike wanted,
				 size_t count)
{
	struct import_known *found = NULL;
	for (size_t i = 0; i < of->record_count; i++) {
		struct import_known *record = &of->records[i];
		enum alike alike = record->left && !row->left ? OTHER : compare_known(record, row, count);
		if (wanted == MAYBE && record->taken)
			continue;
		if (alike == wanted && found)
			return NULL;
		if (wanted == MAYBE && alike != MAYBE)
			return NULL; /* it is there with another group: nobody knows */
		if (alike == wanted)
			found = record;
	}
	return found;
}

static bool all_taken(const struct namesakes *of)
{
	for (size_t i = 0; i < of->record_count; i++)
		if (!of->records[i].taken)
			return false;
	return true;
}

static enum ky_code doubt(struct ky_import *import, const struct namesakes *of, const struct import_known *row,
			  struct ky_error *err)
{
	char *title = memory_text(row->texts[0]);
	if (!title || !memory_grow(&import->doubts, import->doubt_count, sizeof(*import->doubts))) {
		free(title);
		return memory_out(err);
	}
	decide(import, row, IMPORT_DOUBT, import->doubt_count);
	import->doubts[import->doubt_count++] =
		(struct import_doubt){ row->row, (size_t)(of->records - import->people), of->record_count, title };
	return KY_OK;
}

/* A row of the file that is before and may be the same. */
static const struct import_known *earlier(const struct namesakes *of, size_t row, size_t count)
{
	for (size_t i = 0; i < row; i++)
		if (compare_known(&of->rows[i], &of->rows[row], count) != OTHER)
			return &of->rows[i];
	return NULL;
}

static enum ky_code match(struct ky_import *import, const struct namesakes *of, size_t count, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	size_t open = 0;
	for (size_t i = 0; i < of->row_count && i < NAMESAKES_MOST; i++) {
		struct import_known *record = only(of, &of->rows[i], SAME, count);
		if (record)
			take(import, &of->rows[i], record);
		open += !record;
	}
	for (size_t i = 0; !code && i < of->row_count; i++) {
		struct import_known *row = &of->rows[i];
		if (import->decisions[row->row].is != IMPORT_NEW)
			continue;
		const struct import_known *before = i < NAMESAKES_MOST ? earlier(of, i, count) : &of->rows[0];
		struct import_known *record = open == 1 ? only(of, row, MAYBE, count) : NULL;
		if (before)
			decide(import, row, IMPORT_REPEATED, before->row);
		else if (record)
			take(import, row, record);
		else if (!all_taken(of))
			code = doubt(import, of, row, err);
	}
	return code;
}

enum ky_code import_match(struct ky_import *import, size_t count, struct ky_error *err)
{
	struct import_known *people = import->people;
	enum ky_code code = KY_OK;
	if (import->people_count)
		qsort(people, import->people_count, sizeof(*people), compare);
	for (size_t i = 0, end; !code && i < import->people_count; i = end) {
		struct namesakes of = { .records = &people[i] };
		for (end = i; end < import->people_count && strcmp(people[end].texts[0], people[i].texts[0]) == 0;
		     end++)
			of.record_count += people[end].id != NULL;
		of.rows = &people[i + of.record_count];
		of.row_count = end - i - of.record_count;
		if (of.row_count)
			code = match(import, &of, count, err);
	}
	return code;
}

struct import_said *import_said_of(const struct ky_import *import, size_t row)
{
	for (size_t i = 0; i < import->said_count; i++)
		if (import->said[i].row == row)
			return &import->said[i];
	return NULL;
}

bool ky_import_doubt(const struct ky_import *import, size_t n, struct ky_doubt *out)
{
	if (n >= import->doubt_count)
		return false;
	const struct import_doubt *doubt = &import->doubts[n];
	*out = (struct ky_doubt){ import_line(import, doubt->row), doubt->title, doubt->count, -1 };
	const struct import_said *said = import_said_of(import, doubt->row);
	if (said)
		out->chosen = (int)doubt->count;
	for (size_t k = 0; said && said->id && k < doubt->count; k++)
		if (strcmp(import->people[doubt->first + k].id, said->id) == 0)
			out->chosen = (int)k;
	return true;
}

char *ky_import_doubt_choice(const struct ky_import *import, size_t n, size_t choice)
{
	assert(n < import->doubt_count && choice < import->doubts[n].count);
	const struct import_known *known = &import->people[import->doubts[n].first + choice];
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	strbuf_add(&sb, known->number);
	for (size_t i = 1; i < IMPORT_KNOWN_FIELDS; i++)
		if (known->texts[i] && known->texts[i][0])
			strbuf_addf(&sb, " %.60s", known->texts[i]);
	return strbuf_take(&sb);
}

void ky_import_decide(struct ky_import *import, size_t n, int choice)
{
	assert(n < import->doubt_count && choice <= (int)import->doubts[n].count);
	const struct import_doubt *doubt = &import->doubts[n];
	char *id = choice >= 0 && (size_t)choice < doubt->count
			   ? memory_text(import->people[doubt->first + (size_t)choice].id)
			   : NULL;
	struct import_said *said = import_said_of(import, doubt->row);
	if (said) {
		free(said->id);
		*said = import->said[--import->said_count];
	}
	bool open = choice < 0 || (!id && (size_t)choice < doubt->count); /* no memory: it stays open */
	if (!open && memory_grow(&import->said, import->said_count, sizeof(*import->said)))
		import->said[import->said_count++] = (struct import_said){ doubt->row, id };
	else
		free(id);
}
