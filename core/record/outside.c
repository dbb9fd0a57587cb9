/* Says of a record that its day is not one of the campaign's. */
#include <stdio.h>

#include "base/i18n.h"
#include "kuayue/record.h"
#include "record/internal.h"

bool ky_record_outside(struct ky_workbook *wb, const struct ky_record *record, char *says, size_t size)
{
	const struct ky_kind *kind = ky_record_kind(record);
	const struct ky_campaign *campaign = ky_workbook_campaign(wb);
	int at = ky_field_of(kind, KY_ROLE_HAPPENED);
	ky_day day = KY_NO_DAY;
	char on[KY_DAY_TEXT], from[KY_DAY_TEXT], to[KY_DAY_TEXT];
	if (says)
		says[0] = '\0';
	if (at < 0 || !kind->fields[at].happened ||
	    ky_day_parse(ky_record_get(record, at).text, KY_NO_DAY, &day, NULL) ||
	    ky_campaign_has_day(campaign, day))
		return false;
	if (says)
		snprintf(says, size, _("%s is not within the campaign, %s to %s; it does not count."),
			 ky_day_format(day, on), ky_day_format(ky_campaign_from(campaign), from),
			 ky_day_format(ky_campaign_to(campaign), to));
	return true;
}
