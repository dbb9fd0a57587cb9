/*
 * The chain of a record: where a problem came up (an opinion, a visit, a checklist item, a notice), the problem,
 * and its publication. Each record of it has steps, and the first step that is blank is where it stops. Fields
 * that are declared as chain link the records, fields that are declared as step are the steps (kuayue/kind.h).
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
	KY_CHAIN_TOLD, /* where it was published */
	KY_CHAIN_STAGES
};

struct ky_chain_link {
	const struct ky_record *record; /* with its long texts whole */
	enum ky_chain_stage stage;
	bool here;       /* true for the record that was asked for */
	int merged_into; /* the field that links it to the record of its kind that it was merged into, or -1 */
	int reached;     /* the last step that was taken, or -1 */
	int stops_at;    /* the first step that is still blank, or -1 */
};

/* Calls each for every record of the chain, sources first; non-zero from each stops. ref: the id or the printed
 * number of any of them. */
KY_API enum ky_code ky_chain(struct ky_workbook *wb, const char *ref,
			     int (*each)(void *data, const struct ky_chain_link *link), void *data,
			     struct ky_error *err);

/* How a chain goes on from a record: from an opinion to a problem, from a problem to a publication. */
struct ky_onward {
	const struct ky_kind *kind; /* of the record that follows */
	int own;                    /* the record's field that names the one that follows; -1: theirs is used */
	int theirs;                 /* the following record's field that names this one, or -1 */
};

/* Returns false where nothing follows a record of the kind. */
KY_API bool ky_chain_onward(const struct ky_kind *kind, struct ky_onward *out);

/* Makes the record that follows from another, not saved yet: with the link where the new record has it, and with
 * what both have in the same words (its category, what was raised). The caller frees it. NULL where nothing
 * follows. */
KY_API struct ky_record *ky_chain_follow(struct ky_workbook *wb, const struct ky_record *from);

/* Links two stored records, as one change: from to the record that follows from it, or from to the record of its
 * own kind that it is merged into. Both records stay. KY_INPUT with the reason where they cannot be linked, or
 * where the link is set already: a link is never replaced. */
KY_API enum ky_code ky_chain_join(struct ky_workbook *wb, const char *from, const char *to, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
