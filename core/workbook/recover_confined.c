/* Has a damaged workbook read, and what is left of it written, by a process without rights. */
#include <assert.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "confine/confine.h"
#include "workbook/given.h"
#include "workbook/recover.h"

#define MEMORY (INT64_C(512) << 20)
#define SECONDS 60                 /* of the processor, and more for a large file: */
#define SLOWEST (INT64_C(1) << 20) /* bytes of it a second that are read at least */
#define ROOM (INT64_C(64) << 20)   /* bytes: what a new file may have more than the damaged one */
#define ODD_MOST 4096              /* bytes of what is named */

struct job {
	struct given_file files[2];
	const char *const *scripts;
	struct schema *own;
};

static enum ky_code read_damaged(void *data, struct wire *wire)
{
	struct job *job = data;
	struct recovered found;
	given_files(job->files, sizeof(job->files) / sizeof(job->files[0]));
	recover_rows(job->scripts, job->own, &found);
	wire_put_number(wire, found.rows);
	wire_put_number(wire, found.damaged);
	wire_put_number(wire, found.unreadable);
	wire_put_number(wire, found.stick);
	wire_put_number(wire, found.written);
	wire_put_number(wire, found.no_memory);
	wire_put_text(wire, found.odd.text);
	strbuf_free(&found.odd);
	return KY_OK;
}

static void take_recovered(struct wire *wire, struct recovered *out)
{
	out->rows = wire_take_number(wire, 0, INT64_MAX);
	out->damaged = (int)wire_take_number(wire, 0, INT32_MAX);
	out->unreadable = wire_take_number(wire, false, true);
	out->stick = wire_take_number(wire, false, true);
	out->written = wire_take_number(wire, false, true);
	out->no_memory = wire_take_number(wire, false, true);
	char *odd = wire_take_text(wire, ODD_MOST);
	strbuf_add(&out->odd, odd ? odd : "");
	free(odd);
}

enum ky_code recover_confined(int source, int target, const char *shown, const char *const *scripts,
			      struct schema *own, struct recovered *out, struct ky_error *err)
{
	assert(source >= 0 && target >= 0);
	struct stat st = { 0 };
	struct confined *confined = NULL;
	struct job job = {
		.files = { { .name = RECOVER_SOURCE, .fd = source, .there = true, .read_only = true },
			   { .name = RECOVER_TARGET, .fd = target, .there = true } },
		.scripts = scripts,
		.own = own,
	};
	fstat(source, &st);
	const struct confine how = {
		.shown = shown,
		.memory = MEMORY,
		.largest = 2 * (int64_t)st.st_size + ROOM,
		.seconds = SECONDS + (int)(st.st_size / SLOWEST),
		.keep = { source, target },
		.keep_count = 2,
		.read = read_damaged,
		.data = &job,
	};
	enum ky_code code = confine_begin(&how, &confined, err);
	if (code)
		return code;
	take_recovered(confine_wire(confined), out);
	return confine_end(confined, err);
}
