/* Gives the JSON of figures to the parts of core that put it into a larger object. */
#ifndef CORE_FIGURE_JSON_H
#define CORE_FIGURE_JSON_H

#include <jansson.h>

#include "kuayue/figure.h"

/* All figures, computed as of today, in the shape of ky_figures_json. The caller frees *out. */
enum ky_code figures_json(struct ky_workbook *wb, json_t **out, struct ky_error *err);

#endif
