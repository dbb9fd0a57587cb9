/* Fills the {slots} of the campaign's sentences from figures and from the school's record. */
#ifndef CORE_REPORT_SLOTS_H
#define CORE_REPORT_SLOTS_H

#include "base/strbuf.h"
#include "kuayue/figure.h"
#include "record/written.h"
#include "report/cell.h"
#include "texts.h"

#define SLOTS_BYTES ((size_t)64 << 20) /* of one text with its slots filled, or of all texts of a report */
#define SLOT_HUMAN ZH_HUMAN
#define SLOT_BLANK ZH_BLANK

struct slots {
	struct ky_workbook *wb;
	struct ky_figure_value *values;           /* one a figure */
	struct ky_record *written[WRITTEN_COUNT]; /* NULL where nobody has written one yet */
	const struct cell_row *subject; /* of a document that is about a record: its fields come before figures */
	const char *group;              /* what the records have in common that it is about; or NULL */
};

/* Computes every figure once, and reads what people wrote. */
enum ky_code slots_open(struct ky_workbook *wb, struct slots *slots, struct ky_error *err);
void slots_close(struct slots *slots);

/* NULL where there is no such figure. len: of id. */
const struct ky_figure_value *slots_value(const struct slots *slots, const char *id, size_t len);

/* The names of the slots that are neither figures nor what people write (record/written.h); NULL past the end. */
const char *slots_other(size_t index);
bool slots_figure(const char *name, size_t len); /* is the id of a figure */
/* Whether the template may name such a slot: a figure, a field of the kind (NULL: of none), or another. */
bool slots_know(const struct ky_kind *kind, const char *name, size_t len);

/* Adds the text of the slot called name, and returns the place behind its '}'. *filled is false where nothing was
 * entered for it; then only a figure's own text for that case was added, and a unit behind the slot is skipped. A
 * name may be followed by ':' and a measure word, which each number of a list then has behind it. */
const char *slots_add(const struct slots *slots, const char *name, size_t len, struct strbuf *sb, bool *filled);

/* The text with its wordings chosen by these slots. malloc'd; NULL: no memory. */
char *slots_choose(const struct slots *slots, const char *text);

/* The kind, the field and the id (malloc'd) of the record in which people write the slot's text; "" where it is
 * not written by people. */
const char *slots_kind(const char *name, size_t len);
const char *slots_field(const char *name, size_t len);
char *slots_record(const struct slots *slots, const char *name, size_t len);

/* *out: text with its wordings chosen and its slots filled; the caller frees it. KY_INPUT where that is too long.
 */
enum ky_code slots_fill(const struct slots *slots, const char *text, char **out, struct ky_error *err);

#endif
