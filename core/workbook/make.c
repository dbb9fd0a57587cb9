/* Makes a workbook. It lies in a private folder until it is whole, so that a program that is killed meanwhile
 * leaves no file of the name that was asked for. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "device/device.h"
#include "workbook/internal.h"
#include "workbook/meta.h"
#include "workbook/names.h"

extern const unsigned char data_schema[], data_schema_2[], data_schema_3[], data_schema_4[], data_schema_5[],
	data_schema_6[];

/* [n]: what takes the fixed tables from version n to n + 1. */
static const unsigned char *const steps[] = { data_schema,   data_schema_2, data_schema_3,
					      data_schema_4, data_schema_5, data_schema_6 };

void workbook_schema(const char *const *kinds, struct schema *out)
{
	const char *fixed[WORKBOOK_VERSION + 1] = { NULL };
	for (size_t i = 0; i < WORKBOOK_VERSION; i++)
		fixed[i] = (const char *)steps[i];
	*out = (struct schema){ 0 };
	schema_add(fixed, out);
	schema_add(kinds, out);
}

void workbook_scripts(int version, const char *const *kinds, char pragmas[WORKBOOK_PRAGMAS],
		      const char *scripts[SCHEMA_SCRIPTS])
{
	size_t count = 0;
	for (int i = 0; i < version && i < WORKBOOK_VERSION; i++)
		scripts[count++] = (const char *)steps[i];
	while (*kinds && count + 2 < SCHEMA_SCRIPTS)
		scripts[count++] = *kinds++;
	snprintf(pragmas, WORKBOOK_PRAGMAS, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
		 WORKBOOK_APPLICATION_ID, version);
	scripts[count++] = pragmas;
	scripts[count] = NULL;
}

/* A new file goes through every step as an old one does, so that the two cannot differ. */
enum ky_code workbook_step(struct ky_workbook *wb, int version, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	char pragma[64];
	for (; !code && version < WORKBOOK_VERSION; version++) {
		code = db_script(wb, (const char *)steps[version], err);
		if (!code && version + 1 == NAMES_VERSION)
			code = names_give(wb, err);
	}
	snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %d", WORKBOOK_VERSION);
	if (!code)
		code = db_script(wb, pragma, err);
	if (!code)
		wb->version = WORKBOOK_VERSION;
	return code;
}

static enum ky_code taken(const char *path, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%s exists already; open it, or choose another name."), path);
}

static enum ky_code cannot_make(const char *path, int why, struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM, _("%s: cannot be made (%s); choose a folder you may write to."), path,
		       ky_reason(why));
}

enum ky_code make_begin(const char *path, struct copy *copy, struct ky_error *err)
{
	struct stat st;
	*copy = (struct copy){ 0 };
	if (lstat(path, &st) == 0)
		return taken(path, err);
	if (!copy_begin(copy, path))
		return cannot_make(path, errno, err);
	int fd = copy_create(copy, COPY_BOOK);
	if (fd >= 0) {
		close(fd);
		return KY_OK;
	}
	enum ky_code code = cannot_make(path, errno, err);
	copy_end(copy);
	return code;
}

static bool settle_bytes(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	int why = errno;
	if (fd >= 0)
		close(fd);
	errno = why;
	return ok;
}

enum ky_code make_end(const char *path, struct copy *copy, struct ky_error *err)
{
	assert(path && copy);
	char *made = copy_path(copy, COPY_BOOK), *folder = file_folder(path);
	enum ky_code code = KY_OK;
	if (!made || !folder)
		code = memory_out(err);
	else if (!settle_bytes(made))
		code = cannot_make(path, errno, err);
	else if (device_rename_new(made, path) != 0)
		code = errno == EEXIST ? taken(path, err) : cannot_make(path, errno, err);
	else if (!file_sync_folder(folder))
		code = cannot_make(path, errno, err);
	copy_end(copy);
	free(folder);
	free(made);
	return code;
}

static enum ky_code make_fixed(struct ky_workbook *wb, struct ky_error *err)
{
	char pragma[64];
	enum ky_code code = ky_change_begin(wb, KY_CHANGE_WORKBOOK, err);
	if (!code)
		code = db_script(wb, (const char *)data_schema, err);
	if (!code)
		code = workbook_step(wb, 1, err);
	snprintf(pragma, sizeof(pragma), "PRAGMA application_id = %d", WORKBOOK_APPLICATION_ID);
	return code ? code : db_script(wb, pragma, err);
}

enum ky_code workbook_make(const char *path, ky_day today, struct ky_workbook **out, struct ky_error *err)
{
	struct ky_workbook *wb = workbook_alloc(path, today);
	if (!wb)
		return memory_out(err);
	enum ky_code code = make_begin(path, &wb->copy, err);
	if (!code) {
		wb->file = copy_path(&wb->copy, COPY_BOOK);
		code = wb->file ? workbook_connect(wb, wb->file, SQLITE_OPEN_READWRITE, err) : memory_out(err);
	}
	if (!code)
		code = make_fixed(wb, err);
	if (code)
		ky_workbook_close(wb);
	else
		*out = wb;
	return code;
}

enum ky_code workbook_finish(struct ky_workbook *wb, struct ky_error *err)
{
	struct copy copy = wb->copy;
	char *path = wb->path;
	wb->copy = (struct copy){ 0 };
	wb->path = NULL;
	ky_workbook_close(wb);
	enum ky_code code = make_end(path, &copy, err);
	free(path);
	return code;
}
