/*
 * The summary package: one ZIP holding a BagIt 1.0 bag (RFC 8493).
 *
 * Writing: a temporary name in the target folder, fsync, everything read back and
 * verified, rename, fsync of the folder. A package with a final name is whole.
 * The ZIP's comment is a seal: the SHA-512 of every byte before it, so that a change
 * anywhere, also in the container, is found.
 */
#ifndef KUAYUE_PACKAGE_H
#define KUAYUE_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "kuayue/date.h"
#include "kuayue/error.h"

/* One document of the bag's data/ folder. write is called once, in order, and
 * returns KY_OK or fills err. name is ASCII. */
struct ky_payload {
	const char *name; /* "report.html" */
	enum ky_code (*write)(void *data, FILE *out, struct ky_error *err);
	void *data;
};

struct ky_package_info {
	const char *code;   /* school code, "G01" */
	const char *school; /* full name */
	const char *campaign;
	ky_day date; /* Bagging-Date */
	/* Called before each document and while the file is packed, with what is done of a thousand. True:
	 * stop, nothing is left, KY_NO. NULL: nobody asks. */
	bool (*progress)(void *data, int done, const char *document);
	void *progress_data;
};

/*
 * Writes DIR/CODE_NAME_情况报告_YYYYMMDD_vN.zip, N one more than the highest there, at
 * least min_version. readme goes beside data/ as a tag file. *path is malloc'd, the
 * caller frees it. After any failure nothing new is left in dir.
 */
enum ky_code ky_package_write(const char *dir, const struct ky_package_info *info, const char *readme,
			      const struct ky_payload *payloads, size_t count, int min_version, char **path,
			      int *version, struct ky_error *err);

/* What verify found out. Free with ky_package_report_free. */
struct ky_package_report {
	char *school, *code, *campaign, *date; /* from bag-info.txt; NULL if it has none */
	char **files;                          /* payload names */
	size_t file_count;
	char **problems; /* one sentence each, "report.html differs from its manifest" */
	size_t problem_count;
};

/* KY_OK: whole. KY_NO: altered, report->problems says what. KY_INPUT: no package at all
 * (err says why). KY_SYSTEM: it could not be read. report is filled for KY_OK and KY_NO. */
enum ky_code ky_package_verify(const char *path, struct ky_package_report *report, struct ky_error *err);
void ky_package_report_free(struct ky_package_report *report);

#endif
