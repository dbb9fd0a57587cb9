/* Settings of the whole workbook, and making and opening its file, for the folders above. */
#ifndef CORE_WORKBOOK_META_H
#define CORE_WORKBOOK_META_H

#include "kuayue/workbook.h"

/* A new, open, empty workbook with its fixed tables, that is to be at path (which must not exist). It is
 * inside a change that the caller commits; then workbook_finish gives it its name. */
enum ky_code workbook_make(const char *path, ky_day today, struct ky_workbook **out, struct ky_error *err);
/* Puts the committed workbook on the disk and closes wb. Until then, and where it fails, nothing is at its path;
 * ky_workbook_close gives it up. */
enum ky_code workbook_finish(struct ky_workbook *wb, struct ky_error *err);
/* How a workbook is opened. */
struct workbook_ask {
	const char *path;
	enum ky_mode mode;
	ky_day today;
	int seconds; /* how long it is waited for while another program has it open for writing */
};
/* Opens the file as it is; *version is its own, past WORKBOOK_VERSION's for a newer one. kinds: what makes the
 * tables of record kinds, SQL texts up to NULL. The caller checks its schema before anything else, gives it its
 * campaign, then settles today. */
enum ky_code workbook_open(const struct workbook_ask *ask, const char *const *kinds, struct ky_workbook **out,
			   int *version, struct ky_error *err);
/* KY_INPUT where there is something in its schema that may not be there (workbook/schema.h). */
enum ky_code workbook_check_schema(struct ky_workbook *wb, const char *const *kinds, struct ky_error *err);
/* ky_workbook_recover, with what makes the tables of record kinds. */
enum ky_code workbook_recover(const char *damaged, const char *path, const char *const *kinds, int64_t *rows,
			      int *tables_damaged, struct ky_error *err);
/* Sets the day to work as where the caller gave none: the clock's, unless that day cannot be right. */
enum ky_code workbook_settle_today(struct ky_workbook *wb, struct ky_error *err);
/* The fixed tables' steps from a version to the newest, inside a change. */
enum ky_code workbook_step(struct ky_workbook *wb, int version, struct ky_error *err);
/* Makes the backup at once, whether it is due or not. */
enum ky_code workbook_back_up(struct ky_workbook *wb, struct ky_error *err);
/* From now on the workbook is only read, for that reason. */
void workbook_only_read(struct ky_workbook *wb, const struct ky_error *why);
#define WORKBOOK_VERSION 6
/* Gives wb its campaign, which wb frees from now on. */
void workbook_adopt_campaign(struct ky_workbook *wb, struct ky_campaign *campaign);
/* Sets another campaign for a while and returns the former one, which is not freed. */
struct ky_campaign *workbook_swap_campaign(struct ky_workbook *wb, struct ky_campaign *campaign);

#define META_PC "pc"             /* the letters under which this PC counts; not there on the first one */
#define META_PC_GIVEN "pc_given" /* how many other PCs got theirs from it */
enum ky_code meta_set(struct ky_workbook *wb, const char *key, const char *value, struct ky_error *err);
/* *value is malloc'd, NULL where there is none. */
enum ky_code meta_get(struct ky_workbook *wb, const char *key, char **value, struct ky_error *err);

#endif
