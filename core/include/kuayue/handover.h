/*
 * The handover list (移交清单): what a new coordinator takes over, with numbers and checksums, by which both sides
 * can tell that it is the same.
 */
#ifndef KUAYUE_HANDOVER_H
#define KUAYUE_HANDOVER_H

#include <stdint.h>

#include "kuayue/api.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ky_handover_line {
	const struct ky_kind *kind; /* NULL: a file attached to a record */
	const char *name;           /* of the file; "" for a kind */
	const char *number;         /* of the file's record; "" for a kind */
	int64_t count;              /* records, or bytes of the file */
	int64_t open;               /* deadlines of the kind that are not met */
	const char *sha256;         /* of all its records in their order, or of the file */
};

/* Calls each for every kind that has records, then for every attached file; non-zero from each stops. */
KY_API enum ky_code ky_handover(struct ky_workbook *wb,
				int (*each)(void *data, const struct ky_handover_line *line), void *data,
				struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
