/* Chooses the wordings of the campaign's sentences by what their figures are. */
#ifndef CORE_REPORT_WORDING_H
#define CORE_REPORT_WORDING_H

#include "report/slots.h"

/* The text with one wording in place of each part that a figure chooses (campaign/clause.h), and with its {slots}
 * still in it. Marks that have lost what stood before or behind them are left out. malloc'd; NULL: no memory. */
char *wording_choose(const struct slots *slots, const char *text);

#endif
