/*
 * What changed since the last report: the net effect of the history (append-only, tables change and op)
 * behind the newest entry of the list of what was handed in (kind handin). As a page it is the document
 * since.html (kuayue/export.h).
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
	KY_SINCE_CLOSED,    /* came to the last of its states */
	KY_SINCE_REOPENED,  /* left it */
	KY_SINCE_MOVED,     /* from one state to another before the last */
	KY_SINCE_FILLED,    /* a field that was blank */
	KY_SINCE_CORRECTED, /* a field that had another value */
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
 * Every change, kind by kind in the order of their declarations and record by record in the order in which
 * they were first touched. A value that was changed and changed back is no change; what was added and
 * deleted in between is not told, nor is what is local. A record that was added is told as that, and also
 * as closed if it is; nothing where there is no earlier report. Strings live until each returns; non-zero
 * from each stops.
 */
KY_API enum ky_code ky_since_each(struct ky_workbook *wb,
				  int (*each)(void *data, const struct ky_since_change *change), void *data,
				  struct ky_error *err);

/* The columns of the progress table that say something else than in the last report. Nothing where that one did
 * not keep them (it is of an earlier program). */
KY_API enum ky_code ky_since_figures(struct ky_workbook *wb,
				     int (*each)(void *data, const char *title, const char *old_text,
						 const char *text),
				     void *data, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
