/*
 * What is shown of a record in place of what is stored. The state of a plan's task is worked out from other
 * records by whoever knows figures (core/figure/plan.c); it lies over the stored values of a record in memory and
 * is never written. A state that somebody set by hand is stored, and wins.
 */
#ifndef CORE_RECORD_SHOWN_H
#define CORE_RECORD_SHOWN_H

#include "kuayue/record.h"
#include "workbook/function.h"

struct cell;

/* Who works it out for a workbook: db_companion(). */
struct shown_source {
	struct db_companion companion; /* first: it is freed as one */
	/* Lays over a record, as it is stored, what is shown of it. */
	enum ky_code (*fill)(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err);
	/* The key of the state that the record of that id has by the records; NULL: they do not say. */
	enum ky_code (*state)(struct ky_workbook *wb, const char *id, const char **out, struct ky_error *err);
	/* Whether the records say that an item of the campaign does not apply (kuayue/claim.h). */
	enum ky_code (*na)(struct ky_workbook *wb, const struct ky_item *item, bool *allowed,
			   struct ky_error *err);
	/* The day on which it came to its last state, or "" or NULL. */
	enum ky_code (*day)(struct ky_workbook *wb, const char *id, const char **out, struct ky_error *err);
};

/* A kind whose state somebody works out: it declares .state_by. */
bool shown_is_of(const struct ky_kind *kind);
/* The field that says who set the state; it changes with that. */
bool shown_says_who(const struct ky_kind *kind, int field);
/* Lays what is shown over a record that was loaded; KY_OK for kinds of which nothing is worked out. */
enum ky_code shown_fill(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err);
/* Whether somebody set the state: not so the one that every record of the kind starts with. */
bool shown_by_hand(struct ky_workbook *wb, const struct ky_record *record);

/* text is what field is shown as; false: no memory. */
bool shown_put(struct ky_record *record, int field, const char *text);
/* The cell that is shown of a field: one laid over it, or the stored one. */
const struct cell *shown_cell(const struct ky_record *record, int field);
bool shown_lies_over(const struct ky_record *record, int field);
/* What somebody puts into a field is shown from then on; of a state, with all that goes with it. */
void shown_uncover(struct ky_record *record, int field);
void shown_free(struct ky_record *record);
/* Takes out of record, which is about to be saved over standing, what only repeats what is shown of that. */
void shown_take_out(struct ky_record *record, const struct ky_record *standing);
/* Who works it out for wb, or NULL; and the first choice of a list of its campaign. */
struct shown_source *shown_source_of(struct ky_workbook *wb);
const char *shown_first_choice(struct ky_workbook *wb, const char *list);
/* The functions of queries: shown_state(id, state, by, list), records_state(id), done_on(id, done). */
void shown_state(struct db_call *call);
void shown_records_state(struct db_call *call);
void shown_done_on(struct db_call *call);

#endif
