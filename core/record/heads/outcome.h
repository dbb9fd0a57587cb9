/* What is shown of a record of which a history may have several heads, and what waits for a person to decide. */
#ifndef CORE_RECORD_HEADS_OUTCOME_H
#define CORE_RECORD_HEADS_OUTCOME_H

#include "record/heads/heads.h"

/* Several heads of one place that say different things. */
struct rivals {
	int at;      /* the place; OP_EXISTENCE: it was deleted, and changed by somebody who did not know */
	size_t *ops; /* indices into the history: the one that is shown, then the others from the newest on; of a
		      * set, who added a member, and who removed one */
	size_t count;
	char *without; /* of a set: what is shown but for the members that it is about; else NULL */
};

struct outcome {
	struct history history;
	bool known; /* false: the history does not say how the record came to be */
	bool exists;
	struct ky_record *record; /* as it is shown, its number as it was made; without a seq */
	struct rivals *rivals;
	size_t rival_count;
};

/* The caller frees *out with outcome_free, whatever the answer. */
enum ky_code outcome_read(struct ky_workbook *wb, const struct ky_kind *kind, const char *id, struct outcome *out,
			  struct ky_error *err);
void outcome_free(struct outcome *outcome);

/* What a field has by a node and what that was made from; the cell is the history's. NULL: nothing, 未填. */
const struct cell *node_cell(const struct heads_place *place, size_t node, int field);
/* The head that is shown, of those that a place has; NO_NODE: it has none. */
size_t place_winner(struct ky_workbook *wb, const struct heads_place *place);
/* Whether two heads say the same of a field, and of every field of the place. */
bool nodes_agree(const struct heads_place *place, size_t a, size_t b, int field);
bool nodes_equal(const struct heads_place *place, size_t a, size_t b);
/* Members that were added and removed by people who did not know of each other. */
struct contest {
	bool any;
	size_t added, removed; /* indices of the newest operations that did */
	char *without;         /* the set without them; the caller frees it */
};
/* Fills a set of links from the heads of each of its members. False: no memory. */
bool set_read(const struct heads_place *place, struct cell *out, struct contest *contest);

#endif
