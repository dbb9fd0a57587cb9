/* The names in the texts of a template that its documents are made from. */
#ifndef CORE_CAMPAIGN_NAMES_H
#define CORE_CAMPAIGN_NAMES_H

#include "kuayue/campaign.h"

struct campaign_name {
	const char *section, *key; /* where it stands, as in the file */
	const char *line;          /* the whole value there */
	const char *annex;         /* whose fields are meant; NULL: figures are */
	const char *text;          /* in {text}, or in front of the first | of [text|...] */
	size_t len;
	bool chooses; /* between wordings */
};

/* Gives each name of the outline, of the progress table and of the annexes, in the order of the file, until one is
 * answered with something but KY_OK; returns that. Only of a campaign that was read from a text. */
enum ky_code campaign_each_name(const struct ky_campaign *campaign,
				enum ky_code (*each)(void *data, const struct campaign_name *name), void *data);

#endif
