/* What the campaign asks a school for, and by which day. */
#ifndef CORE_GUIDE_ASKS_H
#define CORE_GUIDE_ASKS_H

#include "guide/decl.h"

/* *missed: the campaign asks this kind of school for what the rule names, it is not all there, and the day by
 * which it should be is past; with "by: deadline", remind days before that. day is written. */
enum ky_code guide_asks(struct ky_workbook *wb, const struct guide_rule *rule, int remind, char day[KY_DAY_TEXT],
			bool *missed, struct ky_error *err);

#endif
