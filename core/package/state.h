/* data/state.json: which package this is, which ones the school knew when it was made, and every file in it. It
 * lies in the payload, so that manifests and signature cover it; nothing outside it, a file's name least of all,
 * says which of two packages is the newer. */
#ifndef CORE_PACKAGE_STATE_H
#define CORE_PACKAGE_STATE_H

#include "package/contents.h"

#define STATE_FILE "state.json"
#define STATE_PATH "data/" STATE_FILE
#define STATE_FORMAT 1 /* a larger one is a newer program's */
#define STATE_SEALED_KIND "sealed"

/* A file of the payload as it was written. */
struct state_file {
	const char *name, *kind;
	int64_t size;
	char hex[BAG_HEX];
};

/* The text of the file. malloc'd; NULL if memory is out or a name is no text. */
char *state_text(const struct ky_package_info *info, const struct state_file *files, size_t count);

/* Takes what it says into the report, and complains of what does not fit the package. A package without one is of
 * version 0.1.0 or 0.2.0: report->old_format. KY_INPUT: a newer program wrote it. */
enum ky_code state_check(struct contents *contents, struct ky_error *err);

/* A name for an export, never used before. */
void state_new_name(char out[KY_EXPORT_NAME]);

#endif
