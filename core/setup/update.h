/* What the files of the update share: they compare a newer template with the workbook's. */
#ifndef CORE_SETUP_UPDATE_H
#define CORE_SETUP_UPDATE_H

#include <stdbool.h>

#include "base/kept.h"
#include "kuayue/campaign.h"
#include "kuayue/update.h"

struct ky_update {
	struct ky_workbook *wb;
	const struct ky_campaign *old;
	struct ky_campaign *new; /* the workbook's after apply */
	char *ini;
	size_t ini_len;
	struct kept lines;
	enum ky_signed state;
	struct ky_public_key signer;
	bool trusted;
	bool applying;  /* nothing is said then */
	bool no_memory; /* something was not said, or not found */
};

/* Adds a difference as a sentence; does nothing while the update is being applied. */
void update_say(struct ky_update *update, const char *fmt, ...) KY_PRINTF(2, 3);

/* update_signer.c: says who signed, as the first difference, and whether that needs no question. */
enum ky_code update_signer(struct ky_update *update, const char *path, struct ky_error *err);

/* Compares tasks and checklist items, and changes their records where the update is being applied. */
enum ky_code update_records(struct ky_update *update, struct ky_error *err);
/* Says which days, targets, choices and forms differ. */
void update_compare_words(struct ky_update *update);
/* KY_INPUT where the newer template lacks a choice that some record has. */
enum ky_code update_check_words(const struct ky_update *update, struct ky_error *err);

#endif
