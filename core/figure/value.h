/* Works out what a figure is as of today, as its declaration says. */
#ifndef CORE_FIGURE_VALUE_H
#define CORE_FIGURE_VALUE_H

#include "figure/decl.h"
#include "kuayue/workbook.h"

enum ky_code figure_value(struct ky_workbook *wb, const struct figure_decl *decl, struct ky_figure_value *value,
			  struct ky_error *err);

/* The two figures that a declaration names, "FIRST SECOND". */
void figure_pair(const char *ids, const struct ky_figure **first, const struct ky_figure **second);

#endif
