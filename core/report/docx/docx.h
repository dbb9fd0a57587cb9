/* What the files of the document share: parts of a WordprocessingML package (ISO/IEC 29500, transitional). */
#ifndef CORE_REPORT_DOCX_DOCX_H
#define CORE_REPORT_DOCX_DOCX_H

#include <stdio.h>

#include "base/strbuf.h"
#include "kuayue/report.h"

/* Lengths in twentieths of a point. GB/T 9704-2012, 5.2: A4, 天头 37 mm, 订口 28 mm, 版心 156 x 225 mm. */
#define DOCX_PAGE_WIDTH 11906
#define DOCX_PAGE_HEIGHT 16838
#define DOCX_TOP 2098
#define DOCX_BOTTOM 1984
#define DOCX_LEFT 1587
#define DOCX_RIGHT 1474
#define DOCX_TEXT_WIDTH (DOCX_PAGE_WIDTH - DOCX_LEFT - DOCX_RIGHT)
/* 22 lines of 28 characters fill it: 3号 is 16 pt, set closer by this many 4096ths of a point. */
#define DOCX_LINE 579
#define DOCX_CHAR 316
#define DOCX_CHAR_SPACE (-849)
#define DOCX_IMPRINT_HALVES 56 /* of 4号, one of which is free on each side, and some air */
#define DOCX_PADDING 57        /* beside a cell's text */
#define DOCX_PADDING_TIGHT 28

/* Writes the body to out row by row, so that memory does not grow with the length of a ledger. */
enum ky_code docx_body(const struct ky_report *report, FILE *out, struct ky_error *err);

/* word/styles.xml of this report. */
void docx_styles(const struct ky_report *report, struct strbuf *sb);

#endif
