/* Writes escaped text and charts into a page. Only core/report/ includes this. */
#ifndef CORE_REPORT_PAGE_SVG_H
#define CORE_REPORT_PAGE_SVG_H

#include <stdio.h>

#include "report/charts.h"

/* Writes text for an element or a quoted attribute, as ESCAPE_MARKUP of base/escape.h; line breaks are kept. */
void html_text(FILE *out, const char *text);

/* The chart as horizontal bars. n: its number on the page, for its ids. Parts are told apart by pattern,
 * number and legend, never by colour alone; a title and a sentence say it all to a screen reader. */
/* False: no memory. */
bool svg_chart(FILE *out, const struct chart *chart, int n);

#endif
