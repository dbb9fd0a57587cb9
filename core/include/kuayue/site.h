/*
 * Schools and teaching points whose records one workbook has. Its own are what is read and counted, unless another
 * scope is set: then lists, figures and findings are those of a point, or of all together. The scope is a matter
 * of the open workbook and never written; new records are always the workbook's own.
 */
#ifndef KUAYUE_SITE_H
#define KUAYUE_SITE_H

#include <stdbool.h>

#include "kuayue/api.h"
#include "kuayue/error.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_SITE_OWN "own"
#define KY_SITE_ALL "all"
#define KY_SITE 64 /* bytes of a code */

struct ky_site {
	const char *code, *name; /* the code that its school was made with */
	bool own;
	const char *in_parent; /* of a point: yes, no, or "" where nobody said whether its people are counted in
				* the school's numbers */
};
/* The own site first, then the others by their codes; non-zero from each stops. */
KY_API enum ky_code ky_site_each(struct ky_workbook *wb, int (*each)(void *data, const struct ky_site *site),
				 void *data, struct ky_error *err);
/* which: KY_SITE_OWN, KY_SITE_ALL, or a code. KY_INPUT where the workbook has no such site. Not inside a change.
 */
KY_API enum ky_code ky_site_scope(struct ky_workbook *wb, const char *which, struct ky_error *err);
/* The scope that is set. */
KY_API const char *ky_site_scoped(const struct ky_workbook *wb);

#ifdef __cplusplus
}
#endif

#endif
