/* Cuts folded texts into pairs of neighbouring characters, which are what the index knows. */
#ifndef CORE_SEARCH_PAIRS_H
#define CORE_SEARCH_PAIRS_H

#include "base/strbuf.h"

/* Adds the pairs of a text, and the triples of letters and digits, each with a blank behind it, and the last
 * character of each run by itself. */
void pairs_of_text(struct strbuf *out, const char *folded);
/* Adds what FTS5 has to match for the text to be there: its pairs, or where it has one character the beginning of
 * a pair. Nothing for what has no letter, digit or Han character. */
void pairs_to_match(struct strbuf *out, const char *folded);

#endif
