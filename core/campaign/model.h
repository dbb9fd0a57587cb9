/* What the folders above do with a campaign that no program outside needs. */
#ifndef CORE_CAMPAIGN_MODEL_H
#define CORE_CAMPAIGN_MODEL_H

#include "kuayue/campaign.h"

/* Gives a campaign that has no list of this name a copy of another's. */
void campaign_lend_choices(struct ky_campaign *to, const struct ky_campaign *from, const char *name);
/* The same for the progress table; false: it has one already. */
bool campaign_has_progress(const struct ky_campaign *campaign);
void campaign_lend_progress(struct ky_campaign *to, const struct ky_campaign *from);
/* The campaign as bytes, the caller's to free. */
char *campaign_pack(const struct ky_campaign *campaign, size_t *len);
/* A campaign from such bytes; NULL unless every one of them is as campaign_pack writes it and what they say is
 * what a template may say. */
struct ky_campaign *campaign_unpack(const void *bytes, size_t len);

#endif
