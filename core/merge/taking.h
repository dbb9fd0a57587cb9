/* What the files of taking changes in share: take.c goes through a package, take_op.c takes its operations, back.c
 * takes them back, touched.c shows the records that they are of. */
#ifndef CORE_MERGE_TAKING_H
#define CORE_MERGE_TAKING_H

#include "merge/take.h"

/* An operation on the record at hand that is in the file. */
struct here {
	int64_t n, change;
	int rank;
	bool known; /* it was there before */
	char field[MOVED_NAME];
};

struct taking {
	struct ky_workbook *wb;
	int64_t received;
	bool headed;
	int64_t *changes; /* rows, by their place in the package */
	bool *fresh;      /* of each: it was not here */
	int64_t *next;    /* of each: the rank of its next operation on the record at hand; -record: none yet */
	size_t change_count;
	int64_t steps;
	int64_t record; /* counts them */
	char *own;      /* site of this workbook */
	char kind[MOVED_NAME], id[24], site[64];
	struct here *here;
	size_t here_count;
	bool touched;
	struct taken taken;
};

enum ky_code taking_op(struct taking *taking, const struct moved_line *line, struct ky_error *err);
enum ky_code taking_refuse(struct ky_error *err, const char *why);

/* touched.c: the records, inside a change; added by the caller, or by its SQL into temp.moved_record. */
enum ky_code touched_begin(struct ky_workbook *wb, struct ky_error *err);
enum ky_code touched_add(struct ky_workbook *wb, const char *kind, const char *id, struct ky_error *err);
/* Counts in taken what became of them. */
enum ky_code touched_show(struct ky_workbook *wb, struct taken *taken, struct ky_error *err);
void touched_end(struct ky_workbook *wb);

#endif
