/* What data/guide.sql becomes (data/sql2c.awk). */
#ifndef CORE_GUIDE_DECL_H
#define CORE_GUIDE_DECL_H

#include <stdbool.h>
#include <stddef.h>

#include "kuayue/guide.h"

/* The query gives the columns kind, id, number, title, due, detail, ref. */
struct guide_rule {
	const char *name;
	bool finding; /* of ky_guide_check, else of ky_guide_next */
	int urgency;
	const char *target; /* bound as ?3; without it the rule is left out */
	int rank;           /* of a finding: 1 contradicts, 2 lacks proof, 3 is late or missing */
	const char *scan;   /* instead of a query: a search of this name (guide/scan.h) */
	const char *basis;  /* where the source asks for it, or NULL */
	const char *text;   /* English, with {number} {title} {due} {detail} */
	const char *query;  /* ?1: today, ?2: current phase, ?3: the target, ?4: days of the longest reminder */
};

extern const struct guide_rule guide_rules[];
extern const size_t guide_rules_count;

#endif
