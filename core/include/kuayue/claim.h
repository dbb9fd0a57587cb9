/*
 * Claims are held against the records: what a checklist item's full marks rest on (full= of the template), and
 * what the records say of it. They propose a rating, and people decide.
 */
#ifndef KUAYUE_CLAIM_H
#define KUAYUE_CLAIM_H

#include <stdbool.h>
#include <stddef.h>

#include "kuayue/api.h"
#include "kuayue/campaign.h"
#include "kuayue/error.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ky_claim {
	bool asked; /* the template says what full marks rest on; without it nothing below is said */
	bool met;   /* all of it is there */
	int level; /* the rating that the records speak for: 3 where all of it is there, 0 where the first of it is
		    * not at all, 2 where at least half is, else 1 */
	char shown[512];   /* "感恩教育形式 4/5，...": each figure and what it should be */
	char lacking[512]; /* the same of those that are not met */
};

/* As of ky_workbook_today. */
KY_API enum ky_code ky_claim_of(struct ky_workbook *wb, const struct ky_item *item, struct ky_claim *out,
				struct ky_error *err);

/* Whether "not applicable" is true of the item: the school is of a kind that it does not apply to (na=), or the
 * records say so (na_when=): no project, no notice, no website. why: the figures behind na_when=, or "". */
KY_API enum ky_code ky_claim_na(struct ky_workbook *wb, const struct ky_item *item, bool *allowed, char *why,
				size_t size, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
