/* Gives names and places to the changes that are made in this run of the program (workbook/run.h). */
#include "workbook/run.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "workbook/change.h"
#include "workbook/internal.h"

#define CLOCK_MAX 1000000000 /* so that no file can bring it to its end */

const char *change_name_text(const struct change_name *name, char out[CHANGE_NAME_TEXT])
{
	snprintf(out, CHANGE_NAME_TEXT, "%s-%" PRId64, name->run, name->seq);
	return out;
}

static void draw(struct run *run)
{
	unsigned char bytes[(RUN_SIZE - 1) / 2];
	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2hex(run->id, sizeof(run->id), bytes, sizeof(bytes));
}

static int take_clock(void *data, const struct db_row *row)
{
	int64_t *clock = data;
	if (db_int(row, 0) > *clock)
		*clock = db_int(row, 0);
	return db_is_null(row, 1);
}

/* A change that was made here is past all that the file had then: nothing before the newest of those counts. */
static enum ky_code find_clock(struct ky_workbook *wb, int64_t *clock, struct ky_error *err)
{
	*clock = 0;
	return db_run(wb, "SELECT clock, received FROM change WHERE clock BETWEEN 0 AND ?1 ORDER BY n DESC",
		      (struct db_arg[]){ DB_I(CLOCK_MAX) }, 1, take_clock, clock, err);
}

/* Asks whether the file is as this run left it. It may be put back to an older state while it is open. */
static enum ky_code is_where_it_was(struct ky_workbook *wb, int64_t newest, bool *same, struct ky_error *err)
{
	const struct run *run = &wb->run;
	int64_t found = 1;
	*same = run->newest == newest;
	if (!*same || !run->row)
		return KY_OK;
	enum ky_code code = db_number(wb, "SELECT 1 FROM device WHERE n = ?1 AND id = ?2",
				      (struct db_arg[]){ DB_I(run->row), DB_T(run->id) }, 2, 0, &found, err);
	*same = found != 0;
	return code;
}

/* A run to go on with. */
static enum ky_code make_ready(struct ky_workbook *wb, struct ky_error *err)
{
	struct run *run = &wb->run;
	int64_t newest = 0, clock = 0;
	bool same = false;
	enum ky_code code = db_number(wb, "SELECT max(n) FROM change", NULL, 0, 0, &newest, err);
	if (!code)
		code = is_where_it_was(wb, newest, &same, err);
	if (code || (same && run->id[0] && run->day == wb->today))
		return code;
	code = find_clock(wb, &clock, err);
	if (code)
		return code;
	*run = (struct run){ .day = wb->today, .clock = clock, .newest = newest };
	draw(run);
	return KY_OK;
}

static enum ky_code row_of(struct ky_workbook *wb, const char *id, int64_t *row, struct ky_error *err)
{
	const struct db_arg args[] = { DB_T(id) };
	enum ky_code code = db_run(wb, "INSERT OR IGNORE INTO device (id) VALUES (?1)", args, 1, NULL, NULL, err);
	return code ? code : db_number(wb, "SELECT n FROM device WHERE id = ?1", args, 1, 0, row, err);
}

enum ky_code run_stand(struct ky_workbook *wb, const struct change_name *name, struct stand *out,
		       struct ky_error *err)
{
	struct run *run = &wb->run;
	enum ky_code code = make_ready(wb, err);
	bool other = name->seq && strcmp(name->run, run->id) != 0;
	if (!code && other)
		code = row_of(wb, name->run, &out->device, err);
	else if (!code && !run->row)
		code = row_of(wb, run->id, &run->row, err);
	if (code)
		return code;
	if (!other)
		out->device = run->row;
	out->seq = name->seq ? name->seq : ++run->seq;
	run->clock = out->clock = run->clock < CLOCK_MAX ? run->clock + 1 : CLOCK_MAX;
	return KY_OK;
}

void run_kept(struct run *run, int64_t change)
{
	assert(change > 0);
	run->kept = run->row != 0;
	run->newest = change;
}

/* The numbers are not given again, because a file that left the workbook may name them. */
void run_lost(struct run *run)
{
	if (!run->kept)
		run->row = 0;
}

enum ky_code change_name_set_aside(struct ky_workbook *wb, struct change_name *out, struct ky_error *err)
{
	*out = (struct change_name){ .seq = 0 };
	enum ky_code code = make_ready(wb, err);
	if (code)
		return code;
	out->seq = ++wb->run.seq;
	memcpy(out->run, wb->run.id, RUN_SIZE);
	return KY_OK;
}

void change_name_use(struct ky_workbook *wb, const struct change_name *name)
{
	assert(wb->depth > 0 && !wb->change); /* nothing noted yet */
	wb->name = *name;
}

struct naming {
	int (*each)(void *data, const struct change_name *name);
	void *data;
};

static int take_name(void *data, const struct db_row *row)
{
	const struct naming *naming = data;
	struct change_name name = { .seq = db_int(row, 1) };
	snprintf(name.run, sizeof(name.run), "%s", db_text(row, 0));
	return naming->each(naming->data, &name);
}

enum ky_code change_name_each(struct ky_workbook *wb, enum ky_change what,
			      int (*each)(void *data, const struct change_name *name), void *data,
			      struct ky_error *err)
{
	struct naming naming = { each, data };
	if (wb->version < NAMES_VERSION)
		return KY_OK;
	return db_run(wb,
		      "SELECT d.id, c.seq FROM change c JOIN device d ON d.n = c.device WHERE c.what = ?1"
		      " ORDER BY c.n",
		      (struct db_arg[]){ DB_T(change_word(what)) }, 1, take_name, &naming, err);
}
