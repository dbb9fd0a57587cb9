/*
 * The guided walk (向导) says what to do next and why; the check says which records contradict each other or lack
 * something. Each rule of both is one query in data/guide.sql.
 */
#ifndef KUAYUE_GUIDE_H
#define KUAYUE_GUIDE_H

#include <stddef.h>

#include "kuayue/api.h"
#include "kuayue/date.h"
#include "kuayue/error.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How near the day is by which a step has to be done. */
enum ky_urgency { KY_STEP_OVERDUE, KY_STEP_DUE, KY_STEP_OPEN };

/* One thing to do. Texts from records are as stored: escape them before showing. */
struct ky_step {
	const char *title;  /* "制订实施方案" or the problem's text */
	const char *reason; /* why now, in the program's language */
	const char *basis;  /* the requirement it follows from; "" if none is known */
	const char *kind;   /* kind of the record to open, "task" */
	const char *id;     /* its id; "" to make a new one */
	const char *number; /* its printed number, or "" */
	ky_day due;         /* KY_NO_DAY if it has none */
	int remind;         /* of the campaign's reminder days (7, 3, 1) the nearest that has come; 0: none */
	enum ky_urgency urgency;
};

/* Calls each for every step, in the order in which they should be done: overdue tasks and problems, those due
 * within seven days, open tasks of the current phase, items not rated yet (from phase 2 on), problems that lack
 * something or wait to be verified. Strings live until each returns; non-zero from each stops. KY_OK also where
 * nothing is to do. */
KY_API enum ky_code ky_guide_next(struct ky_workbook *wb, int (*each)(void *data, const struct ky_step *step),
				  void *data, struct ky_error *err);

/* How much a finding weighs; lists begin with the heaviest. The numbers are those of `check --json`. */
enum ky_rank {
	KY_RANK_NONE,
	KY_RANK_CONTRADICTS, /* figures that cannot both be true */
	KY_RANK_UNPROVED,    /* lacks its proof, or should be looked at */
	KY_RANK_LATE,        /* late or missing */
};

/* One contradiction, or one thing that is missing. */
struct ky_finding {
	const char *text;   /* a sentence, in the program's language, with the record's number */
	const char *basis;  /* the requirement; "" if none is known */
	const char *kind;   /* kind of the record at fault */
	const char *id;     /* its id; "" if a record is missing */
	const char *number; /* its printed number, or "" */
	const char *rule;   /* the rule's name in data/guide.sql: "alike" */
	enum ky_rank rank;
	const char *title; /* of the record, or of what is missing; "" where the rule gives none */
};

/* Calls each for every finding of all rules, heaviest first. Returns KY_NO if there was one, KY_OK if there was
 * none. Strings live until each returns; non-zero from each stops. */
KY_API enum ky_code ky_guide_check(struct ky_workbook *wb,
				   int (*each)(void *data, const struct ky_finding *finding), void *data,
				   struct ky_error *err);

/* Does the same with the one rule of that name. */
KY_API enum ky_code ky_guide_check_rule(struct ky_workbook *wb, const char *rule,
					int (*each)(void *data, const struct ky_finding *finding), void *data,
					struct ky_error *err);
#define KY_RULE_PERSONAL "numbers"  /* personal data in texts and file names */
#define KY_RULE_TO_WRITE "to_write" /* what the report waits for people to write; .title is which part */

/* The names of all rules of data/guide.sql, steps and findings, in their order; NULL past the end. */
KY_API const char *ky_guide_rule(size_t index);

#ifdef __cplusplus
}
#endif

#endif
