/*
 * The calendar: phases, the days by which the report and the documents of the template are handed in, and every
 * record of the workbook that has to be done by a day, in one list sorted by day.
 */
#ifndef KUAYUE_CALENDAR_H
#define KUAYUE_CALENDAR_H

#include "kuayue/api.h"
#include "kuayue/date.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

enum ky_date_what { KY_DATE_BEGINS, KY_DATE_ENDS, KY_DATE_DUE, KY_DATE_REPORT };

struct ky_calendar_entry {
	ky_day day;
	const char *kind;   /* of the record to open; "" for a date of the campaign itself */
	const char *id;     /* its id, or "" */
	const char *number; /* its printed number, or "" */
	const char *title;
	enum ky_date_what what;
	bool met;      /* what was due is done; a document: a package of that phase has it */
	bool inferred; /* 推定: the campaign's source states no such day; the school may change it */
};

/* Calls each for every entry, in order of day. Strings live until each returns; non-zero from each stops. */
KY_API enum ky_code ky_calendar(struct ky_workbook *wb,
				int (*each)(void *data, const struct ky_calendar_entry *date), void *data,
				struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
