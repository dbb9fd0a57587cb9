/* What the texts of a template may name. */
#ifndef CORE_REPORT_NAMES_H
#define CORE_REPORT_NAMES_H

#include "kuayue/campaign.h"

/* KY_INPUT with file, section and key where a text of the template names what nothing is called, and with what
 * could stand there. For a template that is new: one that a workbook has is printed as it was. */
enum ky_code names_check(const struct ky_campaign *campaign, const char *file, struct ky_error *err);

#endif
