/* The parts of the report that people write, beside those that are records of their own (kinds/section.c): fields
 * of other records, which the outline names as slots. */
#ifndef CORE_RECORD_WRITTEN_H
#define CORE_RECORD_WRITTEN_H

#include "kuayue/record.h"

struct written {
	const char *name; /* of the slot */
	const char *kind, *field;
	const char *id; /* gives the record's id; NULL: the kind's only one */
	bool human;     /* the report waits for it */
};

#define WRITTEN_COUNT 6
extern const struct written written_slots[WRITTEN_COUNT];

/* NULL where the slot is none of them. */
const struct written *written_find(const char *name, size_t len);
/* *record: NULL where there is none yet; the caller's to free. */
enum ky_code written_load(struct ky_workbook *wb, const struct written *slot, struct ky_record **record,
			  struct ky_error *err);
/* What stands in it; "" where nothing does. */
const char *written_text(const struct written *slot, const struct ky_record *record);

#endif
