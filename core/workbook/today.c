/*
 * Decides the day to work as. PCs have dead clock batteries, and people type wrong days. A day that cannot be
 * right is marked as doubted in the history (change.doubtful) and is not used to judge later days.
 */
#include <stdlib.h>

#include "workbook/internal.h"
#include "workbook/meta.h"

#define YEAR 365

static int take_day(void *data, const struct db_row *row)
{
	ky_day *day = data;
	ky_day_parse(db_text(row, 0), KY_NO_DAY, day, NULL);
	return 1;
}

/* A year past the campaign's last day. Nobody works on the campaign after that. */
static ky_day latest_possible(const struct ky_campaign *campaign)
{
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(campaign, &count);
	ky_day last = ky_campaign_deadline(campaign);
	for (size_t i = 0; i < count; i++)
		if (phases[i].to > last)
			last = phases[i].to;
	return last == KY_NO_DAY ? last : last + YEAR;
}

/* The newest day of the changes that were made here, or, where there are none, of all; of those that count, the
 * last thousand are looked at. Before version 4 nothing came from elsewhere. */
static enum ky_code find_newest(struct ky_workbook *wb, ky_day latest, ky_day *newest, struct ky_error *err)
{
	char text[KY_DAY_TEXT];
	const struct db_arg until = latest == KY_NO_DAY ? DB_T("9999-12-31") : DB_T(ky_day_format(latest, text));
	*newest = KY_NO_DAY;
	enum ky_code code = KY_OK;
	if (wb->version >= NAMES_VERSION)
		code = db_run(
			wb,
			"SELECT max(day) FROM (SELECT day FROM change WHERE received IS NULL AND doubtful = 0"
			" AND day <= ?1 ORDER BY n DESC LIMIT 1000)",
			(struct db_arg[]){ until }, 1, take_day, newest, err);
	if (!code && *newest == KY_NO_DAY)
		code = db_run(wb,
			      "SELECT max(day) FROM (SELECT day FROM change WHERE doubtful = 0 AND day <= ?1"
			      " ORDER BY n DESC LIMIT 1000)",
			      (struct db_arg[]){ until }, 1, take_day, newest, err);
	return code;
}

enum ky_code workbook_settle_today(struct ky_workbook *wb, struct ky_error *err)
{
	ky_day newest, clock = ky_day_of_clock(), latest = latest_possible(wb->campaign);
	enum ky_code code = find_newest(wb, latest, &newest, err);
	if (code)
		return code;
	bool believed = (newest == KY_NO_DAY || clock >= newest) && (latest == KY_NO_DAY || clock <= latest);
	wb->clock_believed = believed;
	wb->latest = latest;
	if (wb->today != KY_NO_DAY)
		return KY_OK;
	wb->today = clock;
	if (newest != KY_NO_DAY && !believed) {
		wb->doubtful = true;
		wb->today = newest;
	}
	return KY_OK;
}

/* A day that somebody names is doubted where it cannot be, and where a good clock says that it has not come
 * yet; one more day, for it may have become midnight. */
bool workbook_day_doubted(const struct ky_workbook *wb)
{
	return wb->doubtful || (wb->latest != KY_NO_DAY && wb->today > wb->latest) ||
	       (wb->clock_believed && wb->today > ky_day_of_clock() + 1);
}
