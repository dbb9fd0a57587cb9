/* The declaration of a rule, which data/sql2c.awk makes from data/guide.sql. */
#ifndef CORE_GUIDE_DECL_H
#define CORE_GUIDE_DECL_H

#include "guide/scan.h"
#include "kuayue/guide.h"

/* The columns of a query, by these names (guide_columns). */
enum guide_column {
	GUIDE_KIND,
	GUIDE_ID,
	GUIDE_NUMBER,
	GUIDE_TITLE,
	GUIDE_DUE,
	GUIDE_DETAIL,
	GUIDE_REF,
	GUIDE_COLUMNS
};
extern const char *const guide_columns[GUIDE_COLUMNS];

struct guide_rule {
	const char *name;
	const char *text; /* English, with {number} {title} {due} {detail} */
	enum { GUIDE_STEP, GUIDE_FINDING, GUIDE_BOTH } as;
	enum ky_urgency urgency; /* of a step */
	enum ky_rank rank;       /* of a finding */
	scan_fn *scan;           /* instead of a query */
	const char *target;      /* bound as ?3; without it the rule is left out */
	const char *basis;       /* where the source asks for it, or NULL */
	const char *asks;  /* the figure, or the records (when=), that the campaign has to ask the school for, and
			    * that are not there as it asks; or NULL */
	const char *by;    /* the phase after which it is missed, or "deadline"; NULL: its task or item says it */
	const char *query; /* ?5: that day. ?1: today, ?2: current phase, ?3: the target, ?4: days of the longest
			      reminder */
};

extern const struct guide_rule guide_rules[];
extern const size_t guide_rules_count;

#endif
