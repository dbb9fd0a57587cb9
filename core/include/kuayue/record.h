/*
 * Records of every kind: read, change, validate, list.
 */
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

/* 未填, a number (0 is 零报告), text, 不适用: values that are never confused. */
enum ky_value_is { KY_BLANK, KY_INT, KY_STR, KY_NA };
struct ky_value {
	enum ky_value_is is;
	int64_t number;
	const char *text; /* KY_STR: owned by the record */
};

struct ky_record; /* one record in memory, owned by the caller */

KY_API struct ky_record *ky_record_new(const struct ky_kind *kind); /* aborts when memory is out */
KY_API void ky_record_free(struct ky_record *record);
KY_API const struct ky_kind *ky_record_kind(const struct ky_record *record);
KY_API const char *ky_record_id(const struct ky_record *record);     /* "" until saved */
KY_API const char *ky_record_number(const struct ky_record *record); /* "" until saved */
KY_API struct ky_value ky_record_get(const struct ky_record *record, int field);
/* The stored value as text people read (choice text, date, number, ""), in out. */
KY_API void ky_record_show(struct ky_workbook *wb, const struct ky_record *record, int field, char *out,
			   size_t size);
/* As ky_record_show, but whole: malloc'd, the caller frees it. */
KY_API char *ky_record_text(struct ky_workbook *wb, const struct ky_record *record, int field);

/* Why a field is asked for (ky_field_why), and what the campaign says of it in this record: whether a task's day
 * is stated or inferred. */
KY_API void ky_record_why(struct ky_workbook *wb, const struct ky_record *record, int field, char *out,
			  size_t size);
/* In the last state of the campaign's list: nothing is left to do. False for a kind without states. */
KY_API bool ky_record_finished(struct ky_workbook *wb, const struct ky_record *record);
/* Says the same as another record of its kind, which alone counts. False where that one is gone. */
KY_API bool ky_record_merged(struct ky_workbook *wb, const struct ky_record *record);
/* The campaign no longer asks for it: it does not count. */
KY_API bool ky_record_dropped(const struct ky_record *record);
/* 超期: its deadline is past and not met, by the field that meets it or by its last state; what was merged or
 * dropped is never overdue. */
KY_API bool ky_record_overdue(struct ky_workbook *wb, const struct ky_record *record);

/* Reads text by the field's type into the record (memory only). Empty text clears it.
 * KY_INPUT with a sentence naming the field if it does not fit. */
KY_API enum ky_code ky_record_put(struct ky_workbook *wb, struct ky_record *record, int field, const char *text,
				  struct ky_error *err);

/* A new record like another, for what is done again and again: the same but for its days, its state,
 * long texts, evidence, and what came of it. The caller frees it. */
KY_API struct ky_record *ky_record_like(const struct ky_record *record);
/* The record that was made last, NULL in *out where there is none. */
KY_API enum ky_code ky_record_load_newest(struct ky_workbook *wb, const struct ky_kind *kind,
					  struct ky_record **out, struct ky_error *err);

/* ref: an id or a printed number. KY_INPUT if there is none. The caller frees *out. */
KY_API enum ky_code ky_record_load(struct ky_workbook *wb, const char *ref, struct ky_record **out,
				   struct ky_error *err);
/* The single record of a kind that has just one (school). */
KY_API enum ky_code ky_record_load_single(struct ky_workbook *wb, const struct ky_kind *kind,
					  struct ky_record **out, struct ky_error *err);

/* What the school's record has in a field ("code", "name"), as it is stored: "" where nothing. The caller frees
 * *out. */
KY_API enum ky_code ky_school_text(struct ky_workbook *wb, const char *field, char **out, struct ky_error *err);

/* Validates (types, required fields, the kind's rules) and writes, as one change. On
 * KY_INPUT *field (may be NULL) is the field to look at, or -1. Nothing is written then. */
KY_API enum ky_code ky_record_save(struct ky_workbook *wb, struct ky_record *record, int *field,
				   struct ky_error *err);
KY_API enum ky_code ky_record_delete(struct ky_workbook *wb, const char *id, struct ky_error *err);

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
 * A window onto a list of any length: rows are fetched by key, so that a move costs the
 * same at a hundred records and at a million. Long texts are cut to 300 bytes in rows.
 */
struct ky_list;
KY_API enum ky_code ky_list_open(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_list **out,
				 struct ky_error *err);
KY_API void ky_list_close(struct ky_list *list);
/* From here on rows have their long texts whole, for printing all of a list without loading each again. */
KY_API void ky_list_whole(struct ky_list *list);
/* Only rows in which some text contains filter (folded); "" for all. Goes to the start. */
KY_API enum ky_code ky_list_filter(struct ky_list *list, const char *filter, struct ky_error *err);
/* Live records of the kind, without the filter. O(1). */
KY_API int64_t ky_list_total(struct ky_list *list);
/* Calls each for every row from the start of the list (filter applied). */
KY_API enum ky_code ky_list_each(struct ky_list *list, int (*each)(void *data, const struct ky_record *row),
				 void *data, struct ky_error *err);
/* What is fetched of a list. */
struct ky_stretch {
	const struct ky_record *after; /* from the row behind it, NULL: from the start */
	bool backwards;                /* the rows before it, nearest first; NULL: from the end */
	size_t count;                  /* at most so many */
	int64_t scan_limit;            /* with a filter, looks at no more rows than this; 0: no limit */
};
/* Fills rows[], of which the caller frees each. *got is how many; *more: it stopped at the scan_limit. */
KY_API enum ky_code ky_list_fetch(struct ky_list *list, const struct ky_stretch *stretch, struct ky_record **rows,
				  size_t *got, bool *more, struct ky_error *err);
/* Goes on, in the same direction, behind the last row that a fetch looked at; .after and .backwards say nothing.
 */
KY_API enum ky_code ky_list_continue(struct ky_list *list, const struct ky_stretch *stretch,
				     struct ky_record **rows, size_t *got, bool *more, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
