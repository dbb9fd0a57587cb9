/* What listing conflicts and deciding them share: conflict.c walks the records, sides.c says what each side says,
 * resolve.c decides. */
#ifndef CORE_RECORD_HEADS_CONFLICTS_H
#define CORE_RECORD_HEADS_CONFLICTS_H

#include "kuayue/conflict.h"
#include "record/heads/outcome.h"

/* A conflict that is kept; its texts are its own. */
struct listed {
	const struct ky_kind *kind;
	char id[RECORD_ID_SIZE], number[RECORD_NUMBER_SIZE], *title;
	int field;
	bool state; /* it is about how far something has come */
	struct ky_conflict_side *sides;
	size_t count;
};
void listed_clear(struct listed *listed);

/* Fills listed->sides. */
enum ky_code sides_read(struct ky_workbook *wb, const struct outcome *outcome, const struct rivals *rivals,
			struct listed *listed, struct ky_error *err);
/* Puts what the side with that index says into the record; false: no memory. */
bool sides_put(struct ky_record *record, const struct heads_place *place, const struct rivals *rivals,
	       size_t side);

#endif
