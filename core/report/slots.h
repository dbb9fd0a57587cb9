/* The campaign's sentences with {slots}, filled from figures and from the school's page. */
#ifndef CORE_REPORT_SLOTS_H
#define CORE_REPORT_SLOTS_H

#include "base/strbuf.h"
#include "kuayue/figure.h"
#include "texts.h"

#define SLOTS_BYTES ((size_t)64 << 20) /* of one text with its slots filled, or of all texts of a report */
#define SLOT_HUMAN ZH_HUMAN
#define SLOT_BLANK ZH_BLANK

struct slots {
	struct ky_workbook *wb;
	struct ky_figure_value *values; /* one a figure */
};

/* Computes every figure once. */
enum ky_code slots_open(struct ky_workbook *wb, struct slots *slots, struct ky_error *err);
void slots_close(struct slots *slots);

/* NULL where there is no such figure. len: of id. */
const struct ky_figure_value *slots_value(const struct slots *slots, const char *id, size_t len);

/* Adds what the slot called name says, and returns what follows its '}'. *filled false: nothing was entered
 * for it, and nothing was added but what a figure says then. */
const char *slots_add(const struct slots *slots, const char *name, size_t len, struct strbuf *sb, bool *filled);

/* Kind and id (malloc'd) of the record where people write what the slot says; "" where it is none that
 * they have to write. */
const char *slots_kind(const char *name, size_t len);
char *slots_record(const struct slots *slots, const char *name, size_t len);

/* *out: text with its slots filled; the caller frees it. KY_INPUT where that is too long. */
enum ky_code slots_fill(const struct slots *slots, const char *text, char **out, struct ky_error *err);

#endif
