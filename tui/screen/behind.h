/* Which records stand behind a figure: of a rate those of both figures that it divides, each under a head. */
#ifndef TUI_SCREEN_BEHIND_H
#define TUI_SCREEN_BEHIND_H

#include <stddef.h>

#include "kuayue/figure.h"

/* Calls each with the id of every record; more than 0 stops that set. A head is an empty id. */
enum ky_code behind_each(struct ky_workbook *wb, const struct ky_figure *figure,
			 int (*each)(void *data, const char *id, const char *number), void *data,
			 struct ky_error *err);

/* The head with that place among all heads, from 0: what it is of the rate, its name and its value. */
void behind_head(struct ky_workbook *wb, const struct ky_figure *figure, int head, char *out, size_t size);

#endif
