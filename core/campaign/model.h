/* Functions on a campaign for the folders above; programs outside do not need them. */
#ifndef CORE_CAMPAIGN_MODEL_H
#define CORE_CAMPAIGN_MODEL_H

#include "kuayue/campaign.h"

/* Gives a campaign that has no list of this name a copy of another's; false: no memory. */
bool campaign_lend_choices(struct ky_campaign *to, const struct ky_campaign *from, const char *name);
/* The same for the progress table. */
bool campaign_lend_progress(struct ky_campaign *to, const struct ky_campaign *from);
/* The same for each table of the report that another has the columns of. */
bool campaign_lend_annexes(struct ky_campaign *to, const struct ky_campaign *from);
/* The same for what is said of each ledger. */
bool campaign_lend_ledgers(struct ky_campaign *to, const struct ky_campaign *from);
/* The same for the documents, of a text of the same campaign that declares none. */
bool campaign_lend_documents(struct ky_campaign *to, const struct ky_campaign *from);
/* A text from before when= has no task with it: tasks that nothing measures get what measures those of the same id
 * and title in another text of the campaign. */
bool campaign_has_measures(const struct ky_campaign *campaign);
bool campaign_lend_measures(struct ky_campaign *to, const struct ky_campaign *from);
/* The same for what full marks rest on: of a text from before full=, to its items. */
bool campaign_lend_conditions(struct ky_campaign *to, const struct ky_campaign *from);
/* MM-DD in the year in which the campaign has it: a day before its first one is of the next year. */
bool campaign_day(const struct ky_campaign *campaign, const char *text, ky_day *day);
/* The campaign as bytes, the caller's to free; NULL: no memory. */
char *campaign_pack(const struct ky_campaign *campaign, size_t *len);
/* Makes a campaign of such bytes; NULL unless they are as campaign_pack writes them and hold nothing that a
 * template could not say. */
struct ky_campaign *campaign_unpack(const void *bytes, size_t len);

#endif
