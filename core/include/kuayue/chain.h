/*
 * The chain a record stands in: from where a problem came up (an opinion, a visit, a checklist item, a
 * notice) over the problem to its publication, and at which step each of them stops. The links
 * are the fields declared as chain, the steps those declared as step (kuayue/kind.h).
 */
#ifndef KUAYUE_CHAIN_H
#define KUAYUE_CHAIN_H

#include "kuayue/api.h"
#include "kuayue/record.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_CHAIN_MAX 500 /* records of one chain that are shown */

enum ky_chain_stage {
	KY_CHAIN_SOURCE, /* where it came up */
	KY_CHAIN_PROBLEM,
	KY_CHAIN_TOLD, /* what was made known of it */
	KY_CHAIN_STAGES
};

struct ky_chain_link {
	const struct ky_record *record; /* whole */
	enum ky_chain_stage stage;
	bool here;       /* the record that was asked for */
	int merged_into; /* the field by which it goes on in another of its kind, or -1 */
	int reached;     /* the last step that was taken, or -1 */
	int stops_at;    /* the first step that is still blank, or -1 */
};

/* Every record of the chain, sources first. ref: an id or a printed number. Return non-zero from
 * each to stop. */
KY_API enum ky_code ky_chain(struct ky_workbook *wb, const char *ref,
			     int (*each)(void *data, const struct ky_chain_link *link), void *data,
			     struct ky_error *err);

/* The step a chain takes from a record: an opinion to a problem, a problem to a publication. */
struct ky_onward {
	const struct ky_kind *kind; /* of the record that follows */
	int own;                    /* the record's field that names the one that follows, or -1: */
	int theirs;                 /* the following record's field that names it, or -1 */
};

/* False where the kind stands at a chain's end or in none. */
KY_API bool ky_chain_onward(const struct ky_kind *kind, struct ky_onward *out);

/* A new record to follow from: the link filled where it is the new one's, and what both are asked in
 * the same words (its category, what was raised). The caller frees it. NULL where nothing follows. */
KY_API struct ky_record *ky_chain_follow(struct ky_workbook *wb, const struct ky_record *from);

/* Joins two stored records by their chain, as one change: from to the one that follows from it, or a
 * record to another of its kind that it is merged into. Both stay. KY_INPUT with the reason if they
 * cannot be joined, or if the link is taken: nothing that was linked is lost. */
KY_API enum ky_code ky_chain_join(struct ky_workbook *wb, const char *from, const char *to, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
