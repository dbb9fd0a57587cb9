/*
 * Two copies of a school's workbook, on two PCs, become one, and a central school gets the records of its teaching
 * points (kuayue/site.h). Each writes a hand-over package with all that was
 * ever done in it, and takes in the other's. Whatever came first, both show the same then: nothing is lost, and
 * where the two did different things at one place, both stay until a person decides (core/record/heads/heads.h).
 *
 * A hand-over has no attachments; those of the other copy are missing until they are attached again.
 */
#ifndef KUAYUE_MERGE_H
#define KUAYUE_MERGE_H

#include <stdbool.h>
#include <stdint.h>

#include "kuayue/api.h"
#include "kuayue/error.h"
#include "kuayue/package.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_HAND_TO_PC "pc" /* another PC of the school */
struct ky_handing {
	const char *to; /* KY_HAND_TO_PC, or a code of ky_merge_partners */
	const char *dir;
};
/* Writes DIR/CODE_NAME_交换包_TO_YYYYMMDD_nN.zip, signed with the school's key: for another PC all records, sealed
 * for the school's own key; for the central school our own, and for a teaching point those of that point, sealed
 * for its key where that is known. *path is malloc'd, the caller frees it; *sealed false: it is open to everybody.
 * Nothing of the workbook changes. */
KY_API enum ky_code ky_merge_write(struct ky_workbook *wb, const struct ky_handing *ask, char **path, bool *sealed,
				   struct ky_error *err);

#define KY_PARTNERS 64 /* at most */
/* Somebody with a copy of this school's records. */
struct ky_partner {
	char to[64], name[256]; /* KY_HAND_TO_PC, name "", or a code */
	enum ky_partner_is { KY_PARTNER_PC, KY_PARTNER_PARENT, KY_PARTNER_POINT } is;
};
/* Fills list; *count 0: nobody, this is the only copy that is known of. */
KY_API enum ky_code ky_merge_partners(struct ky_workbook *wb, struct ky_partner list[KY_PARTNERS], size_t *count,
				      struct ky_error *err);

/* What taking a hand-over in does, or would do. */
struct ky_merge_outcome {
	enum ky_package_kind kind;                     /* KY_PACKAGE_HANDOVER, also where it is refused as one */
	char code[64], school[256], date[KY_DAY_TEXT]; /* whose it is, and of which day */
	enum ky_trust trust;                           /* whose key signed it */
	int64_t changes, operations;                   /* that are not here yet */
	int64_t made, changed, removed;                /* records that come, differ or go by it */
	int64_t undecided;                             /* places of these that say two things */
	int64_t known;                                 /* records of which everything is here */
	int64_t ahead;   /* days by which the other PC's clock is ahead of the day here; 0: it is not */
	bool taken_back; /* it was taken in before, and taken back */
};

/*
 * Takes a hand-over in, in one transaction behind a backup. agree is asked once all of it is known and nothing is
 * kept yet; false leaves everything as it was (KY_NO). Where nothing in it is new, nothing is asked and nothing
 * written. KY_INPUT, and nothing is changed: it is no hand-over of this school, was altered, is not signed by a
 * key that can be this school's, or refers to what it does not have.
 */
KY_API enum ky_code ky_merge_take(struct ky_workbook *wb, const char *path,
				  bool (*agree)(void *data, const struct ky_merge_outcome *outcome), void *data,
				  struct ky_merge_outcome *out, struct ky_error *err);

/* Says what it would do, and leaves everything as it is. */
KY_API enum ky_code ky_merge_look(struct ky_workbook *wb, const char *path, struct ky_merge_outcome *out,
				  struct ky_error *err);

/* An import that was taken in. */
struct ky_merged {
	int64_t n;                     /* names it here */
	const char *site, *day, *file; /* whose, when taken in, the package's file */
	const char *taken_back;        /* the day, NULL: it stands */
	int64_t changes;               /* that came with it and are here */
};
/* Calls each for all of them, oldest first; non-zero from each stops. */
KY_API enum ky_code ky_merged_each(struct ky_workbook *wb, int (*each)(void *data, const struct ky_merged *merged),
				   void *data, struct ky_error *err);
/* Takes out of the workbook what that import brought. KY_NO, and nothing is changed, where something that was done
 * since stands on it: the sentence names the record. */
KY_API enum ky_code ky_merge_take_back(struct ky_workbook *wb, int64_t n, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
