/* The declaration of a figure, which data/sql2c.awk makes from data/figures.sql. */
#ifndef CORE_FIGURE_DECL_H
#define CORE_FIGURE_DECL_H

#include <stdbool.h>
#include <stddef.h>

#include "kuayue/figure.h"

struct figure_decl {
	struct ky_figure figure;
	enum ky_origin origin;
	const char *measures; /* the id that tasks are measured by: of an alias, the figure's own */
	const char *target;   /* name of the campaign's target, or NULL */
	const char *blank;    /* how 未填 is shown */
	const char *ledgers; /* kinds, by name, with a blank between: with no record in any, 0 has to be confirmed;
			      * NULL: 0 stands by itself */
	const char *parts;   /* ids of the figures that stand in one column, with a blank between, or NULL */
	const char *row;     /* of a sum: the measure word of the rows that it adds up, or NULL */
	const char *rate;    /* ids of the two figures that it divides, with a blank between, or NULL */
	const char *least;   /* ids of the two figures of which it is the smaller, with a blank between, or NULL */
	const char *value;   /* gives value, and maybe the other columns. ?1: today. NULL: its parts do */
	const char *records; /* gives id, number */
	const char *from;    /* what stands behind FROM in both, or NULL */
	bool steps;          /* each record counts one, or each thing; otherwise the last one ends it */
	const char *thing;   /* the column of which different values are counted, or NULL */
	const char *day;     /* of such a record; NULL: its kind's */
	const char *reached; /* instead of from: gives id, number, day of the ?2 records that it came so far by,
			      * the first ones where they are steps, the last ones where not; or NULL */
};

extern const struct figure_decl figure_decls[];
extern const size_t figure_decls_count;

/* The columns that a value gives: the value; what people read instead, where they read other words than programs;
 * of a sum how many rows it has, and how many of them say a number; and where it comes from. Then those that
 * records give. */
extern const char *const figure_columns[5];
extern const char *const figure_record_columns[2];
enum { REACHED_ID, REACHED_NUMBER, REACHED_DAY, REACHED_COLUMNS };
extern const char *const figure_reached_columns[REACHED_COLUMNS];

#endif
