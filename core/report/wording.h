/* Chooses the wordings of the campaign's sentences by what their figures are. */
#ifndef CORE_REPORT_WORDING_H
#define CORE_REPORT_WORDING_H

#include <stdbool.h>
#include <stddef.h>

/* What a figure, or a field of a record, is, for the choice between wordings. */
struct wording_state {
	const char *cases[2]; /* 未填, 不适用 or —, in the order in which they are looked for; NULL: none */
	char number[24];      /* "": it is no number */
	bool confirmed;       /* somebody said that there are none */
	bool blank;
};
typedef struct wording_state wording_fn(const void *data, const char *name, size_t len);

/* The text with one wording in place of each part that a figure chooses (campaign/clause.h), and with its {slots}
 * still in it. Marks that have lost what stood before or behind them are left out. malloc'd; NULL: no memory. */
char *wording_choose(const char *text, wording_fn *state_of, const void *data);

#endif
