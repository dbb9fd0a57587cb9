/*
 * The workbook: one SQLite file, which a loss of power leaves whole (rollback journal, synchronous=EXTRA). Every
 * change is one transaction and stays in the history. One thread at a time may use a workbook; several may be
 * open.
 */
#ifndef KUAYUE_WORKBOOK_H
#define KUAYUE_WORKBOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "kuayue/api.h"
#include "kuayue/campaign.h"
#include "kuayue/date.h"
#include "kuayue/error.h"
#include "kuayue/kind.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ky_workbook;

enum ky_mode {
	KY_READ,  /* never writes; works beside a program that has the file open for writing */
	KY_WRITE, /* one program at a time; opens for reading only where rights or a newer program's file demand it
		   */
};

/* What a new workbook is made of. All strings are the caller's. */
struct ky_new_workbook {
	const char *path;
	const char *template_name; /* for messages */
	const char *ini;           /* its text (kuayue/campaign.h), of ini_len bytes */
	size_t ini_len;
	const char *code, *name; /* of the school */
	const char *kind;        /* a key or text of the campaign's choice list "school_kind" */
	ky_day today;            /* KY_NO_DAY means the machine's clock */
	const char *author;      /* as ky_workbook_set_author takes it */
};

/* Whether a school can have that code; KY_INPUT with a sentence. */
KY_API enum ky_code ky_workbook_check_code(const char *code, struct ky_error *err);
/* Makes a new file, refusing one that exists. The caller closes *out. */
KY_API enum ky_code ky_workbook_create(const struct ky_new_workbook *ask, struct ky_workbook **out,
				       struct ky_error *err);
/* today: KY_NO_DAY means the machine's clock, or, if that is earlier than the newest entry or a year past the
 * campaign, the newest entry's day (then ky_workbook_clock_doubtful, until a day is set). Entries of a day that
 * cannot have been are written down as doubted, and do not count for this. */
KY_API enum ky_code ky_workbook_open(const char *path, enum ky_mode mode, ky_day today, struct ky_workbook **out,
				     struct ky_error *err);
/* The same, but waits so many seconds for another program that has it open for writing. */
KY_API enum ky_code ky_workbook_open_wait(const char *path, enum ky_mode mode, ky_day today, int seconds,
					  struct ky_workbook **out, struct ky_error *err);
KY_API void ky_workbook_close(struct ky_workbook *wb);

KY_API const char *ky_workbook_path(const struct ky_workbook *wb);
KY_API bool ky_workbook_read_only(const struct ky_workbook *wb);
/* Why it is read-only, one sentence; "" if it is not. */
KY_API const char *ky_workbook_read_only_reason(const struct ky_workbook *wb);
/* The same as an error: KY_INPUT where what is in the file is the reason, else KY_SYSTEM. */
KY_API enum ky_code ky_workbook_read_only_error(const struct ky_workbook *wb, struct ky_error *err);
KY_API bool ky_workbook_clock_doubtful(const struct ky_workbook *wb);
KY_API ky_day ky_workbook_today(const struct ky_workbook *wb);
KY_API void ky_workbook_set_today(struct ky_workbook *wb, ky_day today);
/* Who fills in, as every change made from here on says. NULL or "": whoever is logged in, which is NULL where the
 * system does not say. False: no memory. */
KY_API bool ky_workbook_set_author(struct ky_workbook *wb, const char *author);
KY_API const char *ky_workbook_author(const struct ky_workbook *wb);
KY_API const struct ky_campaign *ky_workbook_campaign(const struct ky_workbook *wb);
/* Gives the text of its template, as it came in. The caller frees *ini. */
KY_API enum ky_code ky_workbook_template(struct ky_workbook *wb, char **ini, struct ky_error *err);

/* What a change was. The file keeps each as a word (core/workbook/change.c). */
enum ky_change {
	KY_CHANGE_WORKBOOK, /* the workbook was made */
	KY_CHANGE_PROGRAM,  /* a newer program took it over */
	KY_CHANGE_TEMPLATE, /* a newer template of the campaign */
	KY_CHANGE_ADD,
	KY_CHANGE_EDIT,
	KY_CHANGE_DELETE,
	KY_CHANGE_IMPORT,
	KY_CHANGE_KEY,
	KY_CHANGE_EXPORT,
	KY_CHANGE_UNDO,
	KY_CHANGE_REDO,
	KY_CHANGE_COUNT
};
KY_API const char *ky_change_title(enum ky_change change); /* in the program's language */

/* Everything between begin and commit is one change: one transaction, and one step of undo. A nested pair belongs
 * to the outer one. */
KY_API enum ky_code ky_change_begin(struct ky_workbook *wb, enum ky_change what, struct ky_error *err);
KY_API enum ky_code ky_change_commit(struct ky_workbook *wb, struct ky_error *err);
KY_API void ky_change_rollback(struct ky_workbook *wb);

/* Between these two, reading takes the file's lock once instead of at every query. Keep it short, because a writer
 * waits meanwhile. A nested pair belongs to the outer one. */
KY_API void ky_read_begin(struct ky_workbook *wb);
KY_API void ky_read_end(struct ky_workbook *wb);

/* A draft is a text that is being typed, kept as bytes under a name ("session/new", "problem/ID"). */
KY_API enum ky_code ky_draft_save(struct ky_workbook *wb, const char *name, const char *text,
				  struct ky_error *err);
/* *text is malloc'd or NULL if there is none. */
KY_API enum ky_code ky_draft_load(struct ky_workbook *wb, const char *name, char **text, struct ky_error *err);
/* Gives the names of all drafts, those of the newest day first; non-zero from each stops. */
KY_API enum ky_code ky_draft_each(struct ky_workbook *wb, int (*each)(void *data, const char *name), void *data,
				  struct ky_error *err);
KY_API enum ky_code ky_draft_drop(struct ky_workbook *wb, const char *name, struct ky_error *err);

/* From now on a long query calls stop every few thousand steps, and ends with KY_NO where that returns true; what
 * looks up a record is short, and is never stopped. A stop of NULL ends this. */
KY_API void ky_workbook_on_wait(struct ky_workbook *wb, bool (*stop)(void *data), void *data);

/* The cache keeps a text that was worked out from the whole workbook. *text is malloc'd, NULL if there is none;
 * *fresh is false where the workbook or the day has changed since. */
KY_API enum ky_code ky_cache_load(struct ky_workbook *wb, const char *name, char **text, bool *fresh,
				  struct ky_error *err);
KY_API enum ky_code ky_cache_save(struct ky_workbook *wb, const char *name, const char *text,
				  struct ky_error *err);

/* A setting is a choice of the user's that is kept in the workbook ("language"). *value is malloc'd, NULL if
 * unset. */
KY_API enum ky_code ky_setting_load(struct ky_workbook *wb, const char *name, char **value, struct ky_error *err);
KY_API enum ky_code ky_setting_save(struct ky_workbook *wb, const char *name, const char *value,
				    struct ky_error *err);

/* Makes a backup a slice at a time, so that nobody waits. Three are kept; PATH.~1~ is the newest. A backup is due
 * on each day (ky_workbook_today) on which something was changed, and whenever much was changed. Call the step
 * while nobody types, until *done: after a workbook was opened, and whenever ky_backup_due says so. */
KY_API bool ky_backup_due(const struct ky_workbook *wb);
KY_API enum ky_code ky_backup_step(struct ky_workbook *wb, bool *done, struct ky_error *err);

#define KY_PC_LETTERS 8 /* bytes */
/* Makes the workbook of another PC of the school at path, which must not exist: all that is in this one, the
 * school's key too, but for drafts. Numbers that it gives have letters behind the school's code, which no other PC
 * has. What both write becomes one by hand-over packages (kuayue/merge.h). */
KY_API enum ky_code ky_workbook_clone(struct ky_workbook *wb, const char *path, char letters[KY_PC_LETTERS],
				      struct ky_error *err);

/* Copies what can be read of a damaged workbook into a new one at path. The damaged file is only read. *rows is
 * how many rows were saved, *tables_damaged in how many tables some are lost. */
KY_API enum ky_code ky_workbook_recover(const char *damaged, const char *path, int64_t *rows, int *tables_damaged,
					struct ky_error *err);

/* Checks the whole file. KY_INPUT with what is damaged. */
KY_API enum ky_code ky_workbook_check_file(struct ky_workbook *wb, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
