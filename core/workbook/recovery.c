/* Recovers a damaged workbook into a new file, by way of private folders. Reading its rows is left to
 * recover.c. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "workbook/internal.h"
#include "workbook/meta.h"
#include "workbook/recover.h"
#include "workbook/rollback.h"

static enum ky_code nothing_read(const char *damaged, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%s: nothing in it can be read any more; take the last backup."), damaged);
}

/* The workbook with what lies beside it played in, in *copy; or, where that is refused, without. */
static enum ky_code find_source(struct ky_workbook *from, struct schema *own, struct copy *copy,
				struct ky_error *err)
{
	struct beside beside;
	enum ky_code code = rollback_look(from->file, from->path, from->fd, &beside, err);
	*copy = (struct copy){ 0 };
	if (!code && (beside.journal || beside.log))
		code = rollback_try(from->file, from->path, from->fd, &beside, own, copy, err);
	return code == KY_INPUT ? KY_OK : code;
}

static enum ky_code judge(const struct recovered *recovered, const char *damaged, const char *path,
			  struct ky_error *err)
{
	if (recovered->no_memory)
		return memory_out(err);
	if (recovered->odd.len)
		return workbook_odd(damaged, recovered->odd.text, err);
	if (recovered->unreadable && recovered->stick)
		return file_unreadable(damaged, err);
	if (recovered->unreadable)
		return nothing_read(damaged, err);
	if (!recovered->written)
		return ky_fail(err, KY_SYSTEM, _("%s: the disk is full; free some space and save again."), path);
	return KY_OK;
}

/* From the workbook, or a copy of it, into the empty COPY_BOOK of a folder beside path. */
static enum ky_code recover_into(const struct ky_workbook *from, int source, int version, const char *const *kinds,
				 struct schema *own, const struct copy *made, const char *path,
				 struct recovered *recovered, struct ky_error *err)
{
	const char *scripts[SCHEMA_SCRIPTS];
	struct stat rights;
	char pragmas[WORKBOOK_PRAGMAS];
	int target = copy_open(made, COPY_BOOK);
	if (source < 0 || target < 0) {
		if (target >= 0)
			close(target);
		return ky_fail(err, KY_SYSTEM, "%s: %s", path, ky_reason(errno));
	}
	workbook_scripts(version, kinds, pragmas, scripts);
	enum ky_code code = recover_confined(source, target, from->path, scripts, own, recovered, err);
	if (fstat(from->fd, &rights) == 0)
		file_rights_like(target, &rights);
	close(target);
	return code ? code : judge(recovered, from->path, path, err);
}

static enum ky_code recover(struct ky_workbook *from, unsigned long version, const char *path,
			    const char *const *kinds, struct recovered *recovered, struct ky_error *err)
{
	struct schema own;
	struct copy played, made;
	workbook_schema(kinds, &own);
	enum ky_code code = find_source(from, &own, &played, err);
	if (!code)
		code = make_begin(path, &made, err);
	if (!code) {
		int source = played.dir ? copy_open(&played, COPY_BOOK) : from->fd;
		code = recover_into(from, source, (int)version, kinds, &own, &made, path, recovered, err);
		if (played.dir && source >= 0)
			close(source);
		if (!code)
			code = make_end(path, &made, err);
		else
			copy_end(&made);
	}
	copy_end(&played);
	schema_free(&own);
	return code;
}

enum ky_code workbook_recover(const char *damaged, const char *path, const char *const *kinds, int64_t *rows,
			      int *tables_damaged, struct ky_error *err)
{
	assert(damaged && path && rows && tables_damaged);
	struct ky_workbook *from = workbook_alloc(damaged, KY_NO_DAY);
	struct recovered recovered = { 0 };
	unsigned long version = 0;
	if (!from)
		return memory_out(err);
	strbuf_init(&recovered.odd, STRBUF_LINE);
	enum ky_code code = workbook_reach(from, &version, err);
	if (!code && version > WORKBOOK_VERSION)
		code = ky_fail(err, KY_INPUT, _("%s was written by a newer Kuayue; recover it with that one."),
			       damaged);
	/* Where it cannot be written nobody writes it. */
	if (!code && access(from->file, W_OK) == 0)
		code = lock_take(&from->lock,
				 &(struct lock_ask){ .fd = from->fd, .file = from->file, .shown = damaged }, err);
	if (!code)
		code = recover(from, version, path, kinds, &recovered, err);
	*rows = recovered.rows;
	*tables_damaged = recovered.damaged;
	strbuf_free(&recovered.odd);
	ky_workbook_close(from);
	return code;
}
