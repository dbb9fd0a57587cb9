/* Checks the documents that a template declares against the records, fields and figures that there are. */
#ifndef CORE_REPORT_DECLARED_H
#define CORE_REPORT_DECLARED_H

#include "kuayue/campaign.h"

/* KY_INPUT: names file, section, key and what was expected. What the outline says of records is checked too. */
enum ky_code declared_check(const struct ky_campaign *campaign, const char *file, struct ky_error *err);

#endif
