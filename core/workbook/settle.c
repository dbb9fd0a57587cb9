/* Puts right what an interrupted save left beside a workbook, while that is being opened. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "workbook/internal.h"
#include "workbook/rollback.h"

#define WAITS 20 /* tenths of a second that a program may take to read or write */

static bool hold(struct ky_workbook *wb, bool may_write)
{
	const struct timespec tenth = { .tv_nsec = 100000000 };
	for (int i = 0; i < WAITS; i++) {
		if (lock_sqlite(wb->fd, may_write))
			return true;
		nanosleep(&tenth, NULL);
	}
	return false;
}

static void remove_beside(const char *file, const char *suffix)
{
	char *name = memory_print("%s%s", file, suffix);
	if (name)
		unlink(name);
	free(name);
}

static enum ky_code settle_held(struct ky_workbook *wb, bool may_write, const struct beside *beside,
				struct schema *own, bool *replaced, struct ky_error *err)
{
	if (!beside->journal && !beside->log) {
		remove_beside(wb->file, "-journal");
		return KY_OK;
	}
	struct copy copy;
	enum ky_code code = rollback_try(wb->file, wb->path, wb->fd, beside, own, &copy, err);
	if (code)
		return code;
	*replaced = may_write;
	if (may_write)
		return rollback_take(wb->file, wb->path, wb->fd, beside, &copy, err);
	wb->copy = copy;
	wb->read_only = true;
	snprintf(wb->reason, sizeof(wb->reason),
		 _("The last save into %.150s was interrupted, and it cannot be written here: shown is a copy in "
		   "which that is put right. Copy the file to a folder you may write to."),
		 wb->path);
	return KY_OK;
}

enum ky_code workbook_settle(struct ky_workbook *wb, bool may_write, struct schema *own, bool *replaced,
			     struct ky_error *err)
{
	struct beside beside;
	struct ky_error busy;
	enum ky_code code = rollback_look(wb->file, wb->path, wb->fd, &beside, err);
	bool cold = beside.cold && !wb->read_only;
	if (code || (!beside.journal && !beside.log && !cold))
		return code;
	/* Beside a program that has it open for writing the journal is of the save that it is making. */
	bool borrowed = wb->read_only && may_write;
	if (borrowed &&
	    lock_take(&wb->lock, &(struct lock_ask){ .fd = wb->fd, .file = wb->file, .shown = wb->path }, &busy) !=
		    KY_OK)
		return KY_OK;
	if (hold(wb, may_write)) {
		code = settle_held(wb, may_write, &beside, own, replaced, err);
		unlock_sqlite(wb->fd);
	} else if (!wb->read_only) {
		code = ky_fail(err, KY_SYSTEM, _("%s: another program is writing it; try again in a moment."),
			       wb->path);
	}
	if (borrowed)
		lock_release(&wb->lock);
	return code;
}
