/*
 * Conditions over figures and days, as a template writes what full marks rest on:
 *
 *   full=sessions>=3 and plan_date<=02-29
 *
 * Each begins with the id of a figure. Alone it asks for anything but 0 and 未填; behind one of >= <= == > <
 * stands what it is compared with: another figure, a whole number, a day as MM-DD, or one of the words below. Of
 * two days the earlier is the smaller.
 */
#ifndef CORE_CAMPAIGN_CONDITION_H
#define CORE_CAMPAIGN_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "kuayue/campaign.h"

enum condition_is {
	CONDITION_THERE, /* nothing stands behind it */
	CONDITION_AT_LEAST,
	CONDITION_AT_MOST,
	CONDITION_EQUAL,
	CONDITION_MORE,
	CONDITION_LESS,
};

enum condition_than {
	CONDITION_FIGURE,
	CONDITION_NUMBER,
	CONDITION_DAY,      /* MM-DD: the first such day of the campaign */
	CONDITION_DEADLINE, /* deadline: report_deadline of [campaign] */
	CONDITION_PHASES,   /* phases: how many have begun */
	CONDITION_TARGET,   /* target.ID: of the task, for the kind of school */
};

#define CONDITION_NAME 64

struct condition {
	char figure[CONDITION_NAME];
	enum condition_is is;
	enum condition_than than;
	char name[CONDITION_NAME]; /* of a figure or a task; the day as it is written */
	int number;
};

/* The next one of text, which *at is put behind; false at its end. The text was checked. */
bool condition_next(const char **at, struct condition *out);
/* Whether it is written as it should be. NULL is. */
bool condition_check(const char *text);

#endif
