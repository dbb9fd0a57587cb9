/* Says whether the key that signed a package is the one by which this workbook knows the school. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "key/internal.h"
#include "key/keyring.h"
#include "kuayue/package.h"

struct knowing {
	const struct ky_package_report *report;
	char code[KY_KEY_CODE];             /* of the school, as keys have it */
	char *shape;                        /* what that looks like */
	struct ky_known_key same, in_force; /* name "" where there is none */
	char twice[KY_KEY_CODE];            /* another code that the same key signs under; "": none */
	char alike[KY_KEY_CODE];            /* another school's, that looks like this one; "": none */
};

static int look(void *data, const struct ky_known_key *known)
{
	struct knowing *knowing = data;
	const struct ky_package_report *report = knowing->report;
	if (!known->until[0])
		knowing->in_force = *known;
	if (report->is_signed && memcmp(known->key.sign, report->signer.sign, sizeof(known->key.sign)) == 0)
		knowing->same = *known;
	return 0;
}

/* Another code with the same key, or another one that people would read as this one. */
static int look_around(void *data, const char *code, const unsigned char *sign)
{
	struct knowing *knowing = data;
	const struct ky_package_report *report = knowing->report;
	if (strcmp(code, knowing->code) == 0)
		return 0;
	if (report->is_signed && memcmp(sign, report->signer.sign, sizeof(report->signer.sign)) == 0)
		snprintf(knowing->twice, sizeof(knowing->twice), "%s", code);
	char *shape = ky_code_shape(code);
	if (shape && knowing->shape && strcmp(shape, knowing->shape) == 0)
		snprintf(knowing->alike, sizeof(knowing->alike), "%s", code);
	free(shape);
	return 0;
}

static enum ky_trust judge(const struct knowing *knowing, const struct ky_public_key *own)
{
	const struct ky_package_report *report = knowing->report;
	bool ours = own && strcmp(own->code, knowing->code) == 0;
	bool one_in_force = ours || knowing->in_force.key.name[0];
	if (!report->is_signed)
		return one_in_force ? KY_TRUST_DROPPED : KY_TRUST_UNSIGNED;
	if (knowing->twice[0])
		return KY_TRUST_TWICE;
	if (own && memcmp(own->sign, report->signer.sign, sizeof(own->sign)) == 0)
		return KY_TRUST_OWN;
	if (knowing->same.key.name[0])
		return knowing->same.altered    ? KY_TRUST_CHANGED
		       : knowing->same.until[0] ? KY_TRUST_FORMER
						: KY_TRUST_KNOWN;
	if (one_in_force)
		return KY_TRUST_CHANGED;
	return knowing->alike[0] ? KY_TRUST_ALIKE : KY_TRUST_NEW;
}

static void take_known(const struct knowing *knowing, enum ky_trust trust, const struct ky_public_key *own,
		       struct ky_known_key *known)
{
	if (trust == KY_TRUST_CHANGED && !knowing->in_force.key.name[0] && own)
		*known = (struct ky_known_key){ .key = *own };
	else
		*known = knowing->same.key.name[0] ? knowing->same : knowing->in_force;
	if (trust == KY_TRUST_TWICE)
		snprintf(known->key.code, sizeof(known->key.code), "%s", knowing->twice);
	if (trust == KY_TRUST_ALIKE)
		snprintf(known->key.code, sizeof(known->key.code), "%s", knowing->alike);
}

enum ky_code ky_package_trust(struct ky_workbook *wb, const struct ky_package_report *report, enum ky_trust *trust,
			      struct ky_known_key *known, struct ky_error *err)
{
	assert(report && trust && known);
	struct knowing knowing = { .report = report };
	struct ky_secret_key *own = NULL;
	key_clean_code(report->code ? report->code : "", knowing.code);
	knowing.shape = ky_code_shape(knowing.code);
	enum ky_code code = ky_key_own(wb, &own, err);
	const struct ky_public_key *public = own ? ky_secret_public(own) : NULL;
	if (!code)
		code = known_each(wb, KY_SCHOOL, knowing.code, look, &knowing, err);
	if (!code)
		code = known_codes(wb, look_around, &knowing, err);
	if (!code && public)
		look_around(&knowing, public->code, public->sign);
	if (!code) {
		*trust = judge(&knowing, public);
		take_known(&knowing, *trust, public, known);
	}
	free(knowing.shape);
	ky_secret_free(own);
	return code;
}
