/* What a template must have before a workbook takes it in: campaign/ reads it, record/ says what is needed. */
#include "setup/template.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "campaign/model.h"
#include "record/needs.h"
#include "workbook/meta.h"

/*
 * A template may leave out what came with later versions of the program: it then has the built-in template's
 * words. So an older workbook, whose template knew fewer lists, can be opened and goes on.
 */
static enum ky_code lend(struct ky_campaign *campaign, struct ky_error *err)
{
	struct ky_campaign *builtin = NULL;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	if (!needs_loan(campaign) && campaign_has_progress(campaign))
		return KY_OK;
	enum ky_code code = ky_campaign_parse("builtin", ini, len, &builtin, err);
	if (code)
		return code;
	needs_lend(campaign, builtin);
	campaign_lend_progress(campaign, builtin);
	ky_campaign_free(builtin);
	return KY_OK;
}

enum ky_code template_read(const char *name, const char *ini, size_t len, struct ky_campaign **out,
			   struct ky_error *err)
{
	enum ky_code code = ky_campaign_parse(name, ini, len, out, err);
	if (!code)
		code = lend(*out, err);
	if (!code)
		code = needs_check(*out, name, err);
	if (code) {
		ky_campaign_free(*out);
		*out = NULL;
	}
	return code;
}

enum ky_code template_save(struct ky_workbook *wb, const char *ini, size_t len, struct ky_error *err)
{
	char *text = xalloc(len + 1);
	memcpy(text, ini, len);
	enum ky_code code = meta_set(wb, "campaign", text, err);
	free(text);
	return code;
}

enum ky_code template_load(struct ky_workbook *wb, struct ky_error *err)
{
	char *ini = NULL;
	struct ky_campaign *campaign = NULL;
	enum ky_code code = meta_get(wb, "campaign", &ini, err);
	if (!code && !ini)
		code = ky_fail(err, KY_INPUT, _("%s has no campaign in it; it is damaged."), ky_workbook_path(wb));
	if (!code)
		code = template_read(ky_workbook_path(wb), ini, strlen(ini), &campaign, err);
	if (!code)
		workbook_adopt_campaign(wb, campaign);
	free(ini);
	return code;
}
