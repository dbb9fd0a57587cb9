/* Knows which records may have places that wait for a decision, so that nobody goes through all of them to count.
 * It is kept in `cache`, and worked out anew where that was emptied. */
#ifndef CORE_RECORD_HEADS_WAITING_H
#define CORE_RECORD_HEADS_WAITING_H

#include "record/internal.h"

/* Nothing came from another copy before this change: what is noted from here on is all there is. */
enum ky_code waiting_begin(struct ky_workbook *wb, struct ky_error *err);
/* Notes how many places of a record wait. */
enum ky_code waiting_note(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, size_t places,
			  struct ky_error *err);
/* Calls each for every record of which a place may wait, in no order. Non-zero stops. */
enum ky_code waiting_each(struct ky_workbook *wb,
			  int (*each)(void *data, const struct ky_kind *kind, const char *id), void *data,
			  struct ky_error *err);

#endif
