/* Knows with whom a workbook exchanges hand-over packages (kuayue/merge.h). */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "kuayue/record.h"
#include "kuayue/site.h"
#include "merge/partner.h"
#include "record/identity.h"
#include "record/site.h"
#include "workbook/meta.h"

struct partners {
	struct ky_partner *list;
	size_t count;
};

static void add(struct partners *partners, const char *to, const char *name, enum ky_partner_is is)
{
	if (partners->count == KY_PARTNERS)
		return;
	struct ky_partner *partner = &partners->list[partners->count++];
	*partner = (struct ky_partner){ .is = is };
	snprintf(partner->to, sizeof(partner->to), "%s", to);
	snprintf(partner->name, sizeof(partner->name), "%s", name);
}

/* Another PC was added here, this is one that was, or one has handed over. */
static enum ky_code add_pc(struct ky_workbook *wb, struct partners *partners, struct ky_error *err)
{
	int64_t found = 0;
	char *own = NULL;
	enum ky_code code = identity_site(wb, &own, err);
	if (!code)
		code = db_number(
			wb,
			"SELECT EXISTS (SELECT 1 FROM meta WHERE key IN (?1, ?2)) OR EXISTS (SELECT 1 FROM"
			" received WHERE site = ?3)",
			(struct db_arg[]){ DB_T(META_PC), DB_T(META_PC_GIVEN), DB_T(own) }, 3, 0, &found, err);
	if (!code && found)
		add(partners, KY_HAND_TO_PC, "", KY_PARTNER_PC);
	free(own);
	return code;
}

enum ky_code partner_parent(struct ky_workbook *wb, char **code_text, struct ky_error *err)
{
	return ky_school_text(wb, SITE_PARENT, code_text, err);
}

static enum ky_code add_parent(struct ky_workbook *wb, struct partners *partners, struct ky_error *err)
{
	char *parent = NULL;
	enum ky_code code = partner_parent(wb, &parent, err);
	if (!code && parent[0] && strcmp(parent, KY_NA_TEXT) != 0)
		add(partners, parent, parent, KY_PARTNER_PARENT);
	free(parent);
	return code;
}

static int add_point(void *data, const struct ky_site *site)
{
	if (!site->own)
		add(data, site->code, site->name, KY_PARTNER_POINT);
	return 0;
}

enum ky_code ky_merge_partners(struct ky_workbook *wb, struct ky_partner list[KY_PARTNERS], size_t *count,
			       struct ky_error *err)
{
	assert(list && count);
	struct partners partners = { .list = list };
	enum ky_code code = add_parent(wb, &partners, err);
	if (!code)
		code = add_pc(wb, &partners, err);
	if (!code)
		code = ky_site_each(wb, add_point, &partners, err);
	*count = partners.count;
	return code;
}

enum ky_code partner_find(struct ky_workbook *wb, const char *to, struct ky_partner *out, struct ky_error *err)
{
	struct ky_partner list[KY_PARTNERS];
	size_t count = 0;
	char all[400] = KY_HAND_TO_PC;
	if (strcmp(to, KY_HAND_TO_PC) == 0) {
		*out = (struct ky_partner){ .to = KY_HAND_TO_PC, .is = KY_PARTNER_PC };
		return KY_OK;
	}
	enum ky_code code = ky_merge_partners(wb, list, &count, err);
	for (size_t i = 0; !code && i < count; i++) {
		if (strcmp(list[i].to, to) == 0) {
			*out = list[i];
			return KY_OK;
		}
		size_t len = strlen(all);
		if (list[i].is != KY_PARTNER_PC)
			snprintf(all + len, sizeof(all) - len, "%.20s%.64s", _(", "), list[i].to);
	}
	return code ? code
		    : ky_fail(err, KY_INPUT,
			      _("\"%.60s\" is nobody this workbook exchanges with: there are %s. A teaching point "
				"says on "
				"the school's page which central school it is of."),
			      to, all);
}
