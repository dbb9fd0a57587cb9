/* Functions that the rules of kinds are written with. They take fields by their declared name; a name that is not
 * declared ends the program, because the rule is wrong. */
#ifndef CORE_RECORD_RULE_HELP_H
#define CORE_RECORD_RULE_HELP_H

#include <stdbool.h>

#include "kuayue/date.h"
#include "kuayue/record.h"

bool rule_is_set(const struct ky_record *record, const char *field);      /* not 未填 */
bool rule_is_answered(const struct ky_record *record, const char *field); /* nor 不适用: what proves something */
bool rule_equals(const struct ky_record *record, const char *field, const char *text);
bool rule_is_number(const struct ky_record *record, const char *field);
const char *rule_text(const struct ky_record *record, const char *field); /* "" where it has none */
int64_t rule_number(const struct ky_record *record, const char *field);   /* 0 where it has none */
ky_day rule_date(const struct ky_record *record, const char *field);      /* KY_NO_DAY where it has none */
bool rule_unchanged(const struct ky_record *a, const struct ky_record *b, const char *field);

bool rule_was_stated(const struct ky_record *record); /* somebody put its state, be it the one that it had */

void rule_put_text(struct ky_record *record, const char *field, const char *text);
void rule_put_number(struct ky_record *record, const char *field, int64_t number);
void rule_put_date(struct ky_record *record, const char *field, ky_day day);
void rule_clear(struct ky_record *record, const char *field);

/* The same name but for blanks, width and case; nobody (未填, 不适用) is the same as nobody. */
bool rule_same_person(const char *a, const char *b, bool *same); /* false: no memory */
/* Minutes since midnight of a time such as 9:30, of any width; -1 if it is none. */
#define RULE_NO_MEMORY (-2)
int rule_clock_minutes(const char *text);
/* Both the field and the one it is declared at_most are numbers, and it is the larger. */
bool rule_exceeds(const struct ky_record *record, const char *field);
/* What the kind's declaration needs of a record with its choices; all that is missing is named (lacks.c). */
enum ky_code rule_check_demands(struct ky_workbook *wb, const struct ky_record *record, int *field,
				struct ky_error *err);

int64_t rule_count(const struct ky_record *record, const char *field); /* of a set: its members */
/* Refuses a day behind today, for what has taken place. */
enum ky_code rule_check_past(struct ky_workbook *wb, const struct ky_record *record, const char *name, int *field,
			     struct ky_error *err);
/* The level of the document that against names is put into against_level, where the document says one. */
enum ky_code rule_take_level(struct ky_workbook *wb, struct ky_record *record, struct ky_error *err);
/* A time of day, or blank; it becomes HH:MM. */
enum ky_code rule_time(struct ky_record *record, const char *name, int *field, struct ky_error *err);
/* Refuses a link to a record of the same kind if following such links comes back to this record. */
enum ky_code rule_no_circle(struct ky_workbook *wb, const struct ky_record *record, const char *name, int *field,
			    struct ky_error *err);

/* As a new school's code is kept: in capitals, without blanks and what is not seen, letters and digits of full
 * width as plain ones. malloc'd; what is no code stays none. */
char *rule_fold_code(const char *text);
/* A school's code stands in file names and printed numbers: 1 to 16 letters, digits and '_'. Letters of other
 * scripts that look the same are none of these. */
enum ky_code rule_check_code(const char *text, struct ky_error *err);

/* Refuses the record with a sentence that begins with one of its fields: "field: ...". Returns KY_INPUT. */
enum ky_code rule_fail(const struct ky_record *record, const char *name, int *field, struct ky_error *err,
		       const char *fmt, ...) KY_PRINTF(5, 6);

#endif
