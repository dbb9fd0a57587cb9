/* Takes changes in that were made in another copy of a workbook: the union of both. */
#ifndef CORE_MERGE_TAKE_H
#define CORE_MERGE_TAKE_H

#include "base/kept.h"
#include "merge/moved.h"

/* What an import did, or would do. */
struct taken {
	int64_t changes, operations;            /* that were not here */
	int64_t made, changed, removed, rivals; /* records, and places that wait for a decision */
	int64_t known;                          /* records of which everything was here */
	int64_t latest;                         /* wall clock of the newest change */
};

struct taking;
/* Inside a change. received: the row that names the import. The caller ends *out with taking_end. */
enum ky_code taking_begin(struct ky_workbook *wb, int64_t received, struct taking **out, struct ky_error *err);
enum ky_code taking_line(struct taking *taking, const struct moved_line *line, struct ky_error *err);
/* After the last line: shows every record that was touched. */
enum ky_code taking_finish(struct taking *taking, struct taken *out, struct ky_error *err);
void taking_end(struct taking *taking);

/* Takes out of the set what an import brought, inside a change. KY_NO, and nothing is changed, where something
 * that came otherwise stands on it; on has the ids of these records then. The caller frees it. */
enum ky_code taken_back(struct ky_workbook *wb, int64_t received, struct kept *on, struct ky_error *err);

#endif
