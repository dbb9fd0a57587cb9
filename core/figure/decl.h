/* What data/figures.sql becomes (data/sql2c.awk). */
#ifndef CORE_FIGURE_DECL_H
#define CORE_FIGURE_DECL_H

#include <stdbool.h>
#include <stddef.h>

#include "kuayue/figure.h"

struct figure_decl {
	struct ky_figure figure;
	const char *measures; /* the id that tasks are measured by: of an alias, the figure's own */
	const char *target;   /* name of the campaign's target, or NULL */
	const char *blank;    /* how 未填 is shown */
	const char *origin;
	const char *value;   /* ?1: today; NULL: the columns of the progress table that are 零报告 */
	const char *records; /* id, number */
};

extern const struct figure_decl figure_decls[];
extern const size_t figure_decls_count;

#endif
