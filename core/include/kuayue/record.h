/* Records of every kind: reading, changing, checking and listing them. */
#ifndef KUAYUE_RECORD_H
#define KUAYUE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/api.h"
#include "kuayue/kind.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_NA_TEXT "不适用"

/* The value of a field: blank (未填), a number (0 was typed), a text, or not applicable
 * (不适用). */
enum ky_value_is { KY_BLANK, KY_INT, KY_STR, KY_NA };
struct ky_value {
	enum ky_value_is is;
	int64_t number;
	const char *text; /* KY_STR: owned by the record */
};

struct ky_record; /* one record in memory, owned by the caller */

KY_API struct ky_record *ky_record_new(const struct ky_kind *kind); /* NULL: no memory */
KY_API void ky_record_free(struct ky_record *record);
KY_API const struct ky_kind *ky_record_kind(const struct ky_record *record);
KY_API const char *ky_record_id(const struct ky_record *record);     /* "" until saved */
KY_API const char *ky_record_number(const struct ky_record *record); /* "" until saved */
KY_API struct ky_value ky_record_get(const struct ky_record *record, int field);
/* Writes the stored value into out as people read it: the choice's text, a date, a number, or "". False: no
 * memory. */
KY_API bool ky_record_show(struct ky_workbook *wb, const struct ky_record *record, int field, char *out,
			   size_t size);
/* Gives the same without cutting it: malloc'd, the caller frees it. */
KY_API char *ky_record_text(struct ky_workbook *wb, const struct ky_record *record, int field);

/* Says why a field is asked for (ky_field_why), and what the campaign says of it in this record, such as whether a
 * task's day is stated or inferred. */
KY_API void ky_record_why(struct ky_workbook *wb, const struct ky_record *record, int field, char *out,
			  size_t size);
/* True for a record in the last state of the campaign's list: nothing is left to do. False for a kind without
 * states. */
KY_API bool ky_record_finished(struct ky_workbook *wb, const struct ky_record *record);
/* True for a record that was merged into another of its kind; only the other one counts. False where that is gone.
 */
KY_API bool ky_record_merged(struct ky_workbook *wb, const struct ky_record *record);
/* True for a record that was there on that day: not before it joined, nor from the day on which it left. Of a kind
 * that nobody joins or leaves, always. */
KY_API bool ky_record_there(const struct ky_record *record, ky_day day);
/* True for a record that says that something happened on a day on which the campaign was not on: it does not
 * count. says (or NULL) has a sentence that says so, else "". */
KY_API bool ky_record_outside(struct ky_workbook *wb, const struct ky_record *record, char *says, size_t size);
/* True for a record that the campaign no longer asks for; it does not count. */
KY_API bool ky_record_dropped(const struct ky_record *record);
/* True for a record that is overdue (超期): its deadline is past, and neither the field that meets it is filled
 * nor the last state reached. A record that was merged or dropped is never overdue. */
KY_API bool ky_record_overdue(struct ky_workbook *wb, const struct ky_record *record);

/* Reads text by the field's type into the record (memory only). Empty text clears it.
 * KY_INPUT with a sentence naming the field if it does not fit. */
KY_API enum ky_code ky_record_put(struct ky_workbook *wb, struct ky_record *record, int field, const char *text,
				  struct ky_error *err);

/* The same, but where text is empty a new record stays blank in that field, also where the program would fill it
 * in or an identity has a value already. */
KY_API enum ky_code ky_record_state(struct ky_workbook *wb, struct ky_record *record, int field, const char *text,
				    struct ky_error *err);

/* What a record lacks still for a field to have that choice (its key), such as a state to be reached: indices of
 * fields, in the order in which the kind asks for them. Returns how many. */
KY_API size_t ky_record_lacks(struct ky_workbook *wb, const struct ky_record *record, int field,
			      const char *choice, int lacking[KY_DECLARED_MAX]);
/* The titles of these fields, one after another, for a sentence: malloc'd; NULL: no memory. */
KY_API char *ky_fields_named(const struct ky_kind *kind, const int *fields, size_t count);

/* Makes a new record like another, for what is done again and again. It has the same values but for days, state,
 * long texts, evidence, and links to what came of the other; a link that is declared to go on is to the next of
 * its list, blank behind the last. The caller frees *out. */
KY_API enum ky_code ky_record_like(struct ky_workbook *wb, const struct ky_record *record, struct ky_record **out,
				   struct ky_error *err);
/* Loads the record that was made last; *out is NULL where there is none. The caller frees it. */
KY_API enum ky_code ky_record_load_newest(struct ky_workbook *wb, const struct ky_kind *kind,
					  struct ky_record **out, struct ky_error *err);

/* ref: an id or a printed number. KY_INPUT if there is none. The caller frees *out. */
KY_API enum ky_code ky_record_load(struct ky_workbook *wb, const char *ref, struct ky_record **out,
				   struct ky_error *err);
/* Loads the record of a kind that has exactly one (school). The caller frees *out. */
KY_API enum ky_code ky_record_load_single(struct ky_workbook *wb, const struct ky_kind *kind,
					  struct ky_record **out, struct ky_error *err);

/* Gives a field of the school's record ("code", "name") as it is stored; "" where it is blank. The caller frees
 * *out. */
KY_API enum ky_code ky_school_text(struct ky_workbook *wb, const char *field, char **out, struct ky_error *err);

/* Checks a record (types, required fields, the kind's rules) and writes it, as one change. On KY_INPUT nothing is
 * written, and *field (which may be NULL) is the field at fault, or -1. */
KY_API enum ky_code ky_record_save(struct ky_workbook *wb, struct ky_record *record, int *field,
				   struct ky_error *err);
/* Whether what was typed into a field contradicts what was counted, and nobody has said yet that it stays: then it
 * may be kept by the field's kept_by (kuayue/kind.h). */
KY_API bool ky_record_may_keep(const struct ky_record *record, int field);
/* Whether the record's state is what other records say: nobody has to turn it. */
KY_API bool ky_record_is_measured(struct ky_workbook *wb, const struct ky_record *record);
/* Says what points to the record (by its id or number), and what becomes of that when it is deleted: a sentence,
 * malloc'd in *out, NULL where nothing does. */
KY_API enum ky_code ky_record_pointed_to(struct ky_workbook *wb, const char *ref, char **out,
					 struct ky_error *err);
KY_API enum ky_code ky_record_delete(struct ky_workbook *wb, const char *id, struct ky_error *err);
/* Calls each for every record that was deleted, as it was, newest first; non-zero from each stops. */
KY_API enum ky_code ky_record_each_deleted(struct ky_workbook *wb,
					   int (*each)(void *data, const struct ky_record *record,
						       const char *day),
					   void *data, struct ky_error *err);
/* Brings a deleted record back as it was, with its id and number, as one change. KY_INPUT if there is none. */
KY_API enum ky_code ky_record_restore(struct ky_workbook *wb, const char *ref, struct ky_error *err);

#define KY_ATTACHMENT_MAX (20 * 1024 * 1024) /* bytes of a file kept in the workbook */
/* Writes the file kept under its SHA-256 to path, which must not exist. */
KY_API enum ky_code ky_attachment_save(struct ky_workbook *wb, const char *sha256, const char *path,
				       struct ky_error *err);

/* The history of one record, newest first. Return non-zero from each to stop. */
enum ky_event_what { KY_EVENT_FIELD, KY_EVENT_MADE, KY_EVENT_DELETED }; /* made: or brought back */
struct ky_event {
	const char *day, *author, *field, *old_text, *new_text; /* field NULL: the whole record */
	enum ky_event_what what;
};
KY_API enum ky_code ky_record_history(struct ky_workbook *wb, const char *id,
				      int (*each)(void *data, const struct ky_event *event), void *data,
				      struct ky_error *err);

/*
 * A list of any length, of which a caller fetches the rows that it shows. Rows are fetched by key, so a move takes
 * the same time with a hundred records and with a million. In a row, long texts are cut to 300 bytes.
 */
struct ky_list;
KY_API enum ky_code ky_list_open(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_list **out,
				 struct ky_error *err);
KY_API void ky_list_close(struct ky_list *list);
/* From now on rows have their long texts whole, so that printing a list need not load each record again. */
KY_API void ky_list_whole(struct ky_list *list);
/* ky_list_each goes by that field instead of the kind's order: what is blank comes last, choices in the order of
 * their list. -1: by the kind's order again. */
KY_API void ky_list_order(struct ky_list *list, int field);
/* Limits the list to rows in which some text contains filter (both folded); "" for all. Goes to the start. */
KY_API enum ky_code ky_list_filter(struct ky_list *list, const char *filter, struct ky_error *err);
/* The number of live records of the kind, whatever the filter is. O(1). */
KY_API int64_t ky_list_total(struct ky_list *list);
/* Calls each for every row that passes the filter, from the start; non-zero from each stops. */
KY_API enum ky_code ky_list_each(struct ky_list *list, int (*each)(void *data, const struct ky_record *row),
				 void *data, struct ky_error *err);
/* The part of a list that is fetched. */
struct ky_stretch {
	const struct ky_record *after; /* from the row behind it, NULL: from the start */
	bool backwards;                /* the rows before it, nearest first; NULL: from the end */
	size_t count;                  /* at most so many */
	int64_t scan_limit;            /* with a filter, looks at no more rows than this; 0: no limit */
};
/* Fills rows[], of which the caller frees each. *got is how many; *more: it stopped at the scan_limit. */
KY_API enum ky_code ky_list_fetch(struct ky_list *list, const struct ky_stretch *stretch, struct ky_record **rows,
				  size_t *got, bool *more, struct ky_error *err);
/* Goes on, in the same direction, behind the last row that a fetch looked at; .after and .backwards say
 * nothing. */
KY_API enum ky_code ky_list_continue(struct ky_list *list, const struct ky_stretch *stretch,
				     struct ky_record **rows, size_t *got, bool *more, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
