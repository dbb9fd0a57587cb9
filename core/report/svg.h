/* Escaped text and charts for the page. Nothing outside core/report/ includes it. */
#ifndef CORE_REPORT_SVG_H
#define CORE_REPORT_SVG_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Writes text for an element or a quoted attribute: markup escaped, control characters and
 * ill-formed bytes dropped, line breaks kept. */
void html_text(FILE *out, const char *text);

struct svg_bar {
	const char *label;
	int64_t value;
	int64_t of; /* length of the whole bar; 0: the longest value */
};

/* A horizontal bar chart: title, then a line a bar with "value" or "value/of". */
void svg_bars(FILE *out, const char *title, const struct svg_bar *bars, size_t count);

#endif
