/* What the files of core/workbook/ share. Nothing outside this folder includes it. */
#ifndef CORE_WORKBOOK_INTERNAL_H
#define CORE_WORKBOOK_INTERNAL_H

#include <sqlite3.h>

#include "kuayue/workbook.h"
#include "workbook/db.h"

#define WORKBOOK_APPLICATION_ID 0x4b594231 /* "KYB1" */

struct db_statement {
	const char *sql; /* identity: the address */
	sqlite3_stmt *stmt;
};

struct ky_workbook {
	sqlite3 *db;
	char *path;
	int lock; /* descriptor of the lock file, -1 if none is held */
	struct ky_campaign *campaign;
	ky_day today;
	bool doubtful;
	bool read_only;
	char reason[512];
	struct db_statement *statements;
	size_t statement_count;
	int depth;      /* of nested changes */
	int reading;    /* of nested ky_read_begin */
	int64_t change; /* row of the change under way, 0 until something is written */
	int64_t undoes; /* the change that the one under way takes back, or 0 */
	enum ky_change what;
	int64_t device;
	bool (*stop)(void *data); /* asked during long queries */
	void *stop_data;
	struct backup *backup; /* under way, or NULL */
	bool backup_done;
	enum ky_code (*on_missing)(struct ky_workbook *wb, struct ky_error *err); /* see db_on_missing, or NULL */
	void *kept;                                                               /* by the figures, see db_kept */
};

void backup_abandon(struct ky_workbook *wb);

/* Takes the lock file beside path, or says who has it. */
enum ky_code lock_take(const char *path, int *descriptor, struct ky_error *err);
void lock_release(const char *path, int descriptor);

/* Turns SQLite's last error into a sentence a user can act on. */
enum ky_code db_fail(struct ky_workbook *wb, struct ky_error *err);
/* The sentence for a device that failed, whatever SQLite calls it. */
enum ky_code db_device_failed(struct ky_workbook *wb, struct ky_error *err);
void db_close(struct ky_workbook *wb);
/* Makes what db_on_missing promises: before a change, with which it would be rolled back. */
enum ky_code db_make_missing(struct ky_workbook *wb, struct ky_error *err);

#endif
