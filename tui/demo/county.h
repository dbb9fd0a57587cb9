/* Makes the fictional county: the workbooks of twelve schools and, in packages/, what they handed in. */
#ifndef TUI_DEMO_COUNTY_H
#define TUI_DEMO_COUNTY_H

#include "kuayue/error.h"

/* Writes into dir, which is made where it is missing. made gets the path of each workbook once it is whole. */
enum ky_code demo_county(const char *dir, void (*made)(const char *path), struct ky_error *err);

#endif
