/*
 * Search in all records: newest first, several words, Chinese by any two characters, as fast at a million records
 * as at a hundred.
 *
 * The index is a private file of SQLite's (FTS5) that has no name and goes with the process: it is in no workbook,
 * no backup and no package, nothing in it can be damaged or foreign, and nothing that was erased stays behind in
 * it. It is built of the history a slice at a time while nobody types; what it does not have yet is looked
 * through, so an answer is whole at any moment. Where it cannot be made, all is looked through.
 */
#ifndef KUAYUE_SEARCH_H
#define KUAYUE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/api.h"
#include "kuayue/error.h"
#include "kuayue/kind.h"
#include "kuayue/record.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ky_index;
struct ky_search;

/* Empty at first. The workbook has to stay open until ky_index_close. *out NULL: no memory, which is KY_SYSTEM. */
KY_API enum ky_code ky_index_open(struct ky_workbook *wb, struct ky_index **out, struct ky_error *err);
KY_API void ky_index_close(struct ky_index *index); /* NULL is fine */
/* Takes in the next steps of the history, at most so many. *done: it has all that there is. */
KY_API enum ky_code ky_index_step(struct ky_index *index, size_t most, bool *done, struct ky_error *err);

struct ky_found {
	const struct ky_kind *kind;
	const char *id, *number; /* number: as printed */
	const char *day;         /* of the last change, as ky_day_format writes it */
	int field;               /* that has the first word, or -1: the number has it */
	const char *text;        /* of that field, whole */
	size_t at, len;          /* where in it, in bytes */
};

/* words: separated by blanks; a record is found that has each of them in any of its own texts, its number or the
 * words of its choices. "" finds nothing. */
KY_API enum ky_code ky_search_begin(struct ky_index *index, const char *words, struct ky_search **out,
				    struct ky_error *err);
KY_API void ky_search_end(struct ky_search *search); /* NULL is fine */
/* Goes on, newest first, until stretch->count are found or stretch->scan_limit steps of the history have been
 * looked at; each returns non-zero to stop behind that record. *more: there may be more. What found says is valid
 * inside the callback. A change of the workbook between two calls may leave a record out or give it twice. */
KY_API enum ky_code ky_search_next(struct ky_search *search, const struct ky_stretch *stretch,
				   int (*each)(void *data, const struct ky_found *found), void *data, bool *more,
				   struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
