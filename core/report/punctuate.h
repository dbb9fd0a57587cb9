/* Sets text as people read it in print. */
#ifndef CORE_REPORT_PUNCTUATE_H
#define CORE_REPORT_PUNCTUATE_H

#include <stdbool.h>

/* Replaces commas, brackets and other marks beside Chinese text by Chinese ones. Numbers, codes, times and
 * addresses keep theirs. {slots} stay as they are and count as Chinese. malloc'd. */
char *punctuate(const char *text);

/* "2012-10-09" as 2012年10月9日 (GB/T 9704-2012, 7.3.5.4: no leading zeros); any other text as it is. malloc'd. */
char *chinese_date(const char *text);
/* The same without its year: 10月9日. */
char *chinese_day(const char *text);
/* True for "2012-10-09". */
bool is_date(const char *text);

/* A year in whichever brackets as 〔2012〕 (7.2.5). malloc'd. */
char *document_number(const char *text);

/* Turns the list of a figure, "思想5 制度3", into prose: 思想5、制度3. malloc'd. */
char *listed(const char *text);

/* The width on paper in halves of a Chinese character: quotation marks and dashes are as wide as one there. */
int printed_halves(const char *text);

#endif
