/* Workbook-wide settings, and the making of a file, for the layers above. */
#ifndef CORE_WORKBOOK_META_H
#define CORE_WORKBOOK_META_H

#include "kuayue/workbook.h"

/* A new, open, empty workbook with its fixed tables, at path (which must not exist). It is
 * inside a change that the caller commits; on failure the caller calls workbook_abandon. */
enum ky_code workbook_make(const char *path, ky_day today, struct ky_workbook **out, struct ky_error *err);
/* Opens the file as it is; *version is its own, past WORKBOOK_VERSION's for a newer one. The caller
 * checks its schema, gives it its campaign, then settles today. */
enum ky_code workbook_open(const char *path, enum ky_mode mode, ky_day today, struct ky_workbook **out,
			   int *version, struct ky_error *err);
/* A workbook has tables and indices only: KY_INPUT where somebody else has put a trigger or view there. */
enum ky_code workbook_check_schema(struct ky_workbook *wb, struct ky_error *err);
/* The day to work as, where the caller has named none: the clock's, unless that cannot be believed. */
enum ky_code workbook_settle_today(struct ky_workbook *wb, struct ky_error *err);
/* The fixed tables' steps from a version to the newest, inside a change. */
enum ky_code workbook_step(struct ky_workbook *wb, int version, struct ky_error *err);
#define WORKBOOK_VERSION 3
/* Closes wb and removes its file. */
void workbook_abandon(struct ky_workbook *wb);
/* Hands the campaign over: wb frees it. */
void workbook_adopt_campaign(struct ky_workbook *wb, struct ky_campaign *campaign);
/* For a while: gives back the one that it had, which is not freed. */
struct ky_campaign *workbook_swap_campaign(struct ky_workbook *wb, struct ky_campaign *campaign);

enum ky_code meta_set(struct ky_workbook *wb, const char *key, const char *value, struct ky_error *err);
/* *value is malloc'd, NULL where there is none. */
enum ky_code meta_get(struct ky_workbook *wb, const char *key, char **value, struct ky_error *err);

#endif
