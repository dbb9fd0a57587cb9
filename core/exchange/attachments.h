/* The files attached to records of the archive, as an export takes them along: how each is called in a package,
 * and which were chosen. */
#ifndef CORE_EXCHANGE_ATTACHMENTS_H
#define CORE_EXCHANGE_ATTACHMENTS_H

#include "kuayue/export.h"
#include "kuayue/package.h"

#define ATTACHED_ENDING 10 /* bytes: a dot, eight letters and the NUL */

struct attached {
	char *id, *number, *box, *title, *sha256;
	char ending[ATTACHED_ENDING]; /* of the file's name; "": it has none */
	char path[128];               /* in the package */
	int64_t size;
	bool missing; /* its bytes are not in this workbook */
	bool chosen;
	struct ky_workbook *wb; /* that has its bytes */
};

struct attachments {
	struct attached *list; /* in the order of the archive's ledger */
	size_t count, chosen;
};

/* Loads all, of which none is chosen. Free with attachments_free, also after a failure. */
enum ky_code attachments_load(struct ky_workbook *wb, struct attachments *out, struct ky_error *err);
void attachments_free(struct attachments *attachments);
/* Chooses those that what names: "all", or numbers with commas between them; NULL and "": none. KY_INPUT for a
 * number that none has, for a file that is not here, and where they are more than a package holds. */
enum ky_code attachments_choose(struct attachments *attachments, const char *what, struct ky_error *err);
/* Where the file of the record with that id is in the package; NULL: it does not go along. */
const char *attachments_path(const void *attachments, const char *id);
/* Adds the chosen ones behind count payloads and returns how many there are then. */
size_t attachments_add(const struct attachments *attachments, struct ky_payload *payloads, size_t count);

#endif
