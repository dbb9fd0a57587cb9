/* What the files of core/workbook/ share. Nothing outside this folder includes it. */
#ifndef CORE_WORKBOOK_INTERNAL_H
#define CORE_WORKBOOK_INTERNAL_H

#include <sqlite3.h>

#include "kuayue/site.h"
#include "kuayue/workbook.h"
#include "workbook/copy.h"
#include "workbook/db.h"
#include "workbook/endless.h"
#include "workbook/lock.h"
#include "workbook/run.h"
#include "workbook/schema.h"

#define WORKBOOK_APPLICATION_ID 0x4b594231 /* "KYB1" */

struct db_statement {
	const char *sql; /* identity: the address */
	sqlite3_stmt *stmt;
};

struct ky_workbook {
	sqlite3 *db;
	char *path; /* as the user gave it */
	char *file; /* the same without links: what is opened */
	int fd;     /* on it, -1: none. Closed after db, for closing it drops SQLite's locks */
	struct workbook_lock lock;
	struct copy copy; /* in which a workbook is being made */
	struct ky_campaign *campaign;
	ky_day today;
	bool doubtful;         /* the clock is wrong, and nobody has named a day */
	bool clock_believed;   /* when the file was opened */
	ky_day latest;         /* that can be, KY_NO_DAY: not known */
	bool read_only, unfit; /* unfit: for what is in the file */
	char reason[512];
	struct db_statement *statements;
	size_t statement_count;
	int depth;      /* of nested changes */
	int reading;    /* of nested ky_read_begin */
	int64_t change; /* row of the change under way, 0 until something is written */
	int64_t undoes; /* the change that the one under way takes back, or 0 */
	enum ky_change what;
	int version;                     /* of the file; a newer program's is past WORKBOOK_VERSION */
	struct run run;                  /* the names of what is changed here */
	struct change_name name;         /* that the change under way is to get, without seq: the next one */
	const struct ky_campaign *under; /* the template that it stands under, NULL: the one in force */
	char *author;                    /* NULL: whoever is logged in */
	bool (*stop)(void *data);        /* asked during long queries */
	void *stop_data;
	struct endless endless;
	int walking;           /* statements that are being run, one in the other */
	int watched;           /* times that the one being run was looked at */
	struct backup *backup; /* under way, or NULL */
	bool backup_looked;    /* whether one was due when the file was opened */
	ky_day backup_day;     /* on which that was looked at last */
	int64_t changed;       /* fields and records, since then */
	enum ky_code (*on_missing)(struct ky_workbook *wb, struct ky_error *err); /* see db_on_missing, or NULL */
	bool missing_made; /* once: a rollback may have taken it back since */
	void *kept;        /* by the figures, see db_kept */
	struct db_companion *companion;
	char scope[KY_SITE];         /* "": the file has records of one site only */
	int64_t scopes;              /* times that it was set */
	const struct reader *reader; /* see db_reader */
	unsigned rewrites;           /* see db_rewritten */
};

void backup_abandon(struct ky_workbook *wb);

struct ky_workbook *workbook_alloc(const char *path, ky_day today); /* NULL: no memory */
/* Opens its file, which somebody has looked at. */
enum ky_code workbook_connect(struct ky_workbook *wb, const char *file, int flags, struct ky_error *err);
/* The program's own schema: the fixed tables, and those of kinds (scripts up to NULL). */
void workbook_schema(const char *const *kinds, struct schema *out);

/* What makes a workbook of that version: its fixed tables, those of kinds, and its marks, for which pragmas has
 * room. scripts: SQL texts up to NULL. */
#define WORKBOOK_PRAGMAS 96
void workbook_scripts(int version, const char *const *kinds, char pragmas[WORKBOOK_PRAGMAS],
		      const char *scripts[SCHEMA_SCRIPTS]);

/* Opens the file behind wb->path as wb->fd, and finds out whether it is a workbook, before SQLite sees it. */
enum ky_code workbook_reach(struct ky_workbook *wb, unsigned long *version, struct ky_error *err);
/* The sentence for a file with something in its schema that may not be there. */
enum ky_code workbook_odd(const char *path, const char *fault, struct ky_error *err);

/*
 * Puts right what an interrupted save left beside the file (workbook/rollback.h). *replaced: the file is
 * another now and has to be opened anew. Where nothing can be written there the copy is opened instead of it.
 * Of a workbook for reading beside a program that writes it, nothing is touched.
 */
enum ky_code workbook_settle(struct ky_workbook *wb, bool may_write, struct schema *own, bool *replaced,
			     struct ky_error *err);

/* Whether the day worked as is written down as doubted. */
bool workbook_day_doubted(const struct ky_workbook *wb);

/* A private folder for a file that is to get the name path, with an empty COPY_BOOK in it. KY_INPUT if the name
 * is taken. make_end puts what COPY_BOOK has become on the disk and gives it the name. Either ends *copy
 * when it fails; make_end always. */
enum ky_code make_begin(const char *path, struct copy *copy, struct ky_error *err);
enum ky_code make_end(const char *path, struct copy *copy, struct ky_error *err);

/* Turns SQLite's last error into a sentence a user can act on. */
enum ky_code db_fail(struct ky_workbook *wb, struct ky_error *err);
/* The sentence for a device that failed, whatever SQLite calls it. */
enum ky_code db_device_failed(struct ky_workbook *wb, struct ky_error *err);
void db_close(struct ky_workbook *wb);
/* Sees to it that a long query can be stopped, and that none is without end. */
void db_watch(struct ky_workbook *wb);
/* Makes what db_on_missing promises: before a change, with which it would be rolled back. */
enum ky_code db_make_missing(struct ky_workbook *wb, struct ky_error *err);

#endif
