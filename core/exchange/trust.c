/* Says whether the key that signed a package is the one by which this workbook knows the school. */
#include <assert.h>
#include <string.h>

#include "key/internal.h"
#include "kuayue/package.h"

struct knowing {
	const struct ky_package_report *report;
	char code[KY_KEY_CODE];             /* of the school, as keys have it */
	struct ky_known_key same, in_force; /* name "" where there is none */
};

static int look(void *data, const struct ky_known_key *known)
{
	struct knowing *knowing = data;
	const struct ky_package_report *report = knowing->report;
	if (strcmp(known->key.code, knowing->code) != 0)
		return 0;
	if (!known->until[0])
		knowing->in_force = *known;
	if (report->is_signed && memcmp(known->key.sign, report->signer.sign, sizeof(known->key.sign)) == 0)
		knowing->same = *known;
	return 0;
}

static enum ky_trust judge(const struct knowing *knowing, const struct ky_public_key *own)
{
	const struct ky_package_report *report = knowing->report;
	bool ours = own && strcmp(own->code, knowing->code) == 0;
	bool one_in_force = ours || knowing->in_force.key.name[0];
	if (!report->is_signed)
		return one_in_force ? KY_TRUST_DROPPED : KY_TRUST_UNSIGNED;
	if (own && memcmp(own->sign, report->signer.sign, sizeof(own->sign)) == 0)
		return KY_TRUST_OWN;
	if (knowing->same.key.name[0])
		return knowing->same.until[0] ? KY_TRUST_FORMER : KY_TRUST_KNOWN;
	return one_in_force ? KY_TRUST_CHANGED : KY_TRUST_NEW;
}

enum ky_code ky_package_trust(struct ky_workbook *wb, const struct ky_package_report *report, enum ky_trust *trust,
			      struct ky_known_key *known, struct ky_error *err)
{
	assert(report && trust && known);
	struct knowing knowing = { .report = report };
	struct ky_secret_key *own = NULL;
	key_clean_code(report->code ? report->code : "", knowing.code);
	enum ky_code code = ky_key_own(wb, &own, err);
	if (!code)
		code = ky_key_each(wb, KY_SCHOOL, look, &knowing, err);
	if (!code) {
		*trust = judge(&knowing, own ? ky_secret_public(own) : NULL);
		if (known && *trust == KY_TRUST_CHANGED && !knowing.in_force.key.name[0])
			*known = (struct ky_known_key){ .key = *ky_secret_public(own) };
		else if (known)
			*known = knowing.same.key.name[0] ? knowing.same : knowing.in_force;
	}
	ky_secret_free(own);
	return code;
}
