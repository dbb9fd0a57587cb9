/* Files that are kept in the workbook: read for a field, stored with their record. */
#ifndef CORE_RECORD_ATTACH_H
#define CORE_RECORD_ATTACH_H

#include "kuayue/record.h"
#include "workbook/db.h"

/* A file read for a KY_FILE field, until its record is saved. */
struct attachment {
	char name[256], sha256[65];
	unsigned char *bytes;
	size_t size;
};

/* KY_INPUT for what is no file or too large; the caller frees *out. */
enum ky_code attachment_read(const char *path, struct attachment **out, struct ky_error *err);
void attachment_free(struct attachment *attachment);
enum ky_code attachment_store(struct ky_workbook *wb, const struct attachment *attachment, struct ky_error *err);

#endif
