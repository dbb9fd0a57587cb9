/*
 * What changed since the last report. The changes are worked out from the history (tables change and op, which
 * only grow): from everything behind the newest entry of the list of what was handed in (kind handin). The
 * document since.html shows them as a page (kuayue/export.h).
 */
#ifndef KUAYUE_SINCE_H
#define KUAYUE_SINCE_H

#include <stdio.h>

#include "kuayue/api.h"
#include "kuayue/record.h"

#ifdef __cplusplus
extern "C" {
#endif

enum ky_since_what {
	KY_SINCE_ADDED,
	KY_SINCE_DELETED,
	KY_SINCE_CLOSED,    /* a record reached its last state */
	KY_SINCE_REOPENED,  /* a record left its last state */
	KY_SINCE_MOVED,     /* a record went from one state to another, neither of them the last */
	KY_SINCE_FILLED,    /* a blank field was filled */
	KY_SINCE_CORRECTED, /* a field got another value */
	KY_SINCE_COUNT,
};
KY_API const char *ky_since_name(enum ky_since_what what);  /* for programs: "added" */
KY_API const char *ky_since_title(enum ky_since_what what); /* in the program's language */
KY_API const char *ky_since_zh(enum ky_since_what what);    /* as documents have it */

struct ky_since_change {
	enum ky_since_what what;
	const struct ky_kind *kind;
	const char *id, *number, *title;
	const struct ky_field *field;    /* KY_SINCE_FILLED and CORRECTED, and the state; else NULL */
	const char *old_text, *new_text; /* of field, as people read them; else "" */
};

/* The report before this one. */
struct ky_since_handin {
	bool any;               /* false: this is the first */
	char date[KY_DAY_TEXT]; /* the day it was written on */
	int64_t version;
	char file[256], recipient[128];
};
KY_API enum ky_code ky_since_last(struct ky_workbook *wb, struct ky_since_handin *report, struct ky_error *err);

/*
 * Calls each for every change: kind by kind as they are declared, and within a kind in the order in which records
 * were first changed. Left out are a value that was changed and changed back, a record that was added and deleted,
 * and records of local kinds. A record that was added counts as added, and also as closed if it is closed. Where
 * there was no report, nothing is called. Strings live until each returns; non-zero from each stops.
 */
KY_API enum ky_code ky_since_each(struct ky_workbook *wb,
				  int (*each)(void *data, const struct ky_since_change *change), void *data,
				  struct ky_error *err);

/* Calls each for every column of the progress table whose text is not that of the last report. A report of a
 * program that did not keep the table yet has nothing to compare, and each is not called. */
KY_API enum ky_code ky_since_figures(struct ky_workbook *wb,
				     int (*each)(void *data, const char *title, const char *old_text,
						 const char *text),
				     void *data, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
