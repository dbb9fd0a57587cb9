/* What the files share that compare a newer template with the workbook's. */
#ifndef CORE_SETUP_UPDATE_H
#define CORE_SETUP_UPDATE_H

#include <stdbool.h>

#include "kuayue/campaign.h"
#include "kuayue/update.h"

struct ky_update {
	struct ky_workbook *wb;
	const struct ky_campaign *old;
	struct ky_campaign *new; /* the workbook's after apply */
	char *ini;
	size_t ini_len;
	char **lines;
	size_t count;
	bool applying; /* nothing is said then */
};

/* One more difference, as a sentence. */
void update_say(struct ky_update *update, const char *fmt, ...) KY_PRINTF(2, 3);

/* Compares tasks and checklist items, and changes their records where the update is being applied. */
enum ky_code update_records(struct ky_update *update, struct ky_error *err);
/* Days, targets, choices and forms that differ. */
void update_compare_words(struct ky_update *update);
/* KY_INPUT for a choice taken away that records have. */
enum ky_code update_check_words(const struct ky_update *update, struct ky_error *err);

#endif
