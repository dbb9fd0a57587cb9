/* Reading that has no end is noticed by its steps, and the file then looked at once. */
#include "workbook/endless.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "workbook/connection.h"

#define LEAST (INT64_C(30) << 20) /* steps that any may take: about a second */
#define A_BYTE 2                  /* steps for each byte of the file beside that */

void endless_begin(struct endless *endless)
{
	endless->steps = 0;
}

static int64_t most_steps(const char *file)
{
	struct stat st;
	return LEAST + (stat(file, &st) == 0 ? A_BYTE * (int64_t)st.st_size : 0);
}

struct counting {
	int64_t steps, most;
};

static int count(void *data)
{
	struct counting *counting = data;
	counting->steps += ENDLESS_STEPS;
	return counting->steps > counting->most;
}

static int take_complaint(void *data, int columns, char **values, char **names)
{
	struct endless *endless = data;
	(void)names;
	if (columns > 0 && values[0] && strcmp(values[0], "ok") != 0)
		snprintf(endless->odd, sizeof(endless->odd), "%.190s", values[0]);
	for (char *at = endless->odd; (at = strchr(at, '\n')) != NULL;)
		*at = ' ';
	return 0;
}

/* The list of what is in it may have no end either; what is checked has one, for each page is looked at once. */
static void look(struct endless *endless, const char *file)
{
	struct counting counting = { .most = most_steps(file) };
	sqlite3 *db = NULL;
	int rc = connection_open(file, SQLITE_OPEN_READONLY, &db);
	if (rc == SQLITE_OK) {
		sqlite3_progress_handler(db, ENDLESS_STEPS, count, &counting);
		rc = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
	}
	if (rc == SQLITE_INTERRUPT) {
		snprintf(endless->odd, sizeof(endless->odd), "%s", _("what is in it has no end"));
	} else if (rc == SQLITE_OK) {
		sqlite3_progress_handler(db, 0, NULL, NULL);
		rc = sqlite3_exec(db, "PRAGMA quick_check(1)", take_complaint, endless, NULL);
	}
	if (rc == SQLITE_CORRUPT && !endless->odd[0] && !connection_device_failed(db))
		snprintf(endless->odd, sizeof(endless->odd), "%.190s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

bool endless_step(struct endless *endless, const char *file)
{
	endless->steps += ENDLESS_STEPS;
	if (endless->sound || endless->steps <= most_steps(file))
		return true;
	if (!endless->odd[0])
		look(endless, file);
	endless->sound = !endless->odd[0];
	return endless->sound;
}
