/* What the declarations of kinds need of a template's choice lists. */
#ifndef CORE_RECORD_NEEDS_H
#define CORE_RECORD_NEEDS_H

#include "kuayue/campaign.h"

/* Gives the campaign the lists of lender that it lacks and may have from it; false: no memory. */
bool needs_lend(struct ky_campaign *campaign, const struct ky_campaign *lender);
/* KY_INPUT where a list is missing, or a key in it that rules and queries name; file is for the message. */
enum ky_code needs_check(const struct ky_campaign *campaign, const char *file, struct ky_error *err);
/* The part of needs_check that is about ledgers. */
enum ky_code needs_check_ledgers(const struct ky_campaign *campaign, const char *file, struct ky_error *err);

#endif
