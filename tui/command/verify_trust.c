/* Who signed a package, is that the school's key, and which of its packages is the newest. */
#include <string.h>
#include <unistd.h>

#include "command/verify.h"

void verify_print_key(const char *label, const char *name, const char *code, const char *fingerprint)
{
	show(stdout, _("%s: "), label);
	print_visible(stdout, name);
	if (code[0]) {
		print_visible(stdout, _(" ("));
		print_visible(stdout, code);
		print_visible(stdout, _(")"));
	}
	show(stdout, _(", fingerprint %s\n"), fingerprint);
}

/* What the workbook knows; read before anything is written, so that a package never speaks for itself. */
struct verdict {
	enum ky_trust trust;
	struct ky_known_key known;
	enum ky_order order;
	struct ky_seen earlier;
};

/* Where the key is no finding the package counts among those that were seen. */
static bool is_credible(enum ky_trust trust)
{
	return trust == KY_TRUST_OWN || trust == KY_TRUST_KNOWN || trust == KY_TRUST_NEW ||
	       trust == KY_TRUST_UNSIGNED;
}

static int print_finding(const char *sentence, const char *what)
{
	show(stdout, sentence, what);
	return KY_NO;
}

/* A key that nobody has compared is said to be one, each time. */
static void print_known(const struct ky_known_key *known)
{
	if (known->confirmed[0])
		show(stdout, _("Key: known since %s, confirmed on %s.\n"), known->since, known->confirmed);
	else
		show(stdout,
		     _("Key: seen since %s, NOT CONFIRMED. Compare the fingerprint with the school by telephone, "
		       "then: "
		       "kuayue key confirm %s\n"),
		     known->since, known->key.code);
}

/* 0, or KY_NO where the key is a finding. */
static int print_key_verdict(const struct verdict *verdict)
{
	const struct ky_known_key *known = &verdict->known;
	switch (verdict->trust) {
	case KY_TRUST_OWN:
		show(stdout, "%s\n", _("Key: this workbook's own."));
		return 0;
	case KY_TRUST_KNOWN:
		print_known(known);
		return 0;
	case KY_TRUST_NEW:
		return 0; /* said once it is kept, or not */
	case KY_TRUST_FORMER:
		return print_finding(
			_("Key: a FORMER one of this school, replaced on %s. Ask the school by telephone "
			  "whether this package is from before.\n"),
			known->until);
	case KY_TRUST_CHANGED:
		return print_finding(
			_("Key: CHANGED. Until now this school signed with %s. Ask the school by "
			  "telephone; if it has a new key, take it with: kuayue key import PACKAGE\n"),
			known->key.fingerprint);
	case KY_TRUST_DROPPED:
		return print_finding(
			_("Signed by: nobody, though this school used to sign, with %s. Ask the school by "
			  "telephone.\n"),
			known->key.fingerprint);
	case KY_TRUST_TWICE:
		return print_finding(
			_("Key: ONE KEY, TWO CODES. The school %s signs with the same key. Ask both by "
			  "telephone.\n"),
			known->key.code);
	case KY_TRUST_ALIKE:
		return print_finding(
			_("Key: not known, and the code LOOKS LIKE that of the school %s. Ask by telephone; "
			  "if there are two schools, take the key with: kuayue key import PACKAGE\n"),
			known->key.code);
	default:
		show(stdout, "%s\n", _("Signed by: nobody"));
		return 0;
	}
}

/* 0, or KY_NO where another package of the school stands against it. */
static int print_order(const struct verdict *verdict)
{
	const struct ky_seen *earlier = &verdict->earlier;
	static const struct {
		const char *sentence;
		int status;
	} orders[] = {
		[KY_ORDER_FIRST] = { NULL, 0 },
		[KY_ORDER_NEWER] = { N_("Order: newer than that of %s, seen on %s.\n"), 0 },
		[KY_ORDER_SAME] = { N_("Order: the same export as that of %s, seen on %s, once sealed and once "
				       "not.\n"),
				    0 },
		[KY_ORDER_AGAIN] = { N_("Order: this package, of %s, was seen on %s.\n"), 0 },
		[KY_ORDER_OLD_FORMAT] = { N_("Order: NOT KNOWN. It is of an older program, and that of %s, seen "
					     "on %s, of "
					     "a newer one. Ask the school which one stands.\n"),
					  KY_NO },
		[KY_ORDER_APART] = { N_("Order: NOT KNOWN. This one and that of %s, seen on %s, do not know each "
					"other: "
					"two copies of the workbook, or one put back from a backup. Ask the "
					"school which "
					"one stands.\n"),
				     KY_NO },
		[KY_ORDER_OLDER] = { N_("Order: OLDER than that of %s, seen on %s, which stands.\n"), KY_NO },
		[KY_ORDER_TWO_FACED] = { N_("Order: TWO CONTENTS, ONE EXPORT. That of %s, seen on %s, says it is "
					    "the same. "
					    "Ask the school by telephone.\n"),
					 KY_NO },
	};
	if (orders[verdict->order].sentence)
		show(stdout, _(orders[verdict->order].sentence), earlier->date, earlier->day);
	return orders[verdict->order].status;
}

/* Trust on first use: the first key that a school signs with is kept as seen, which is not confirmed. */
static void remember(const struct call *call, const struct ky_package_report *report,
		     const struct verdict *verdict)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err = { 0 };
	enum ky_code code = ky_workbook_open_wait(call->file, KY_WRITE, call->today, call->wait, &wb, &err);
	if (!code && report->is_signed && verdict->trust != KY_TRUST_OWN) {
		code = ky_key_see(wb, &report->signer, &err);
		code = code == KY_NO ? KY_OK : code;
	}
	if (!code)
		code = ky_package_remember(wb, report, &err);
	ky_workbook_close(wb);
	if (code)
		show(stdout, "%s\n",
		     _("The package, and its key where that is new, could not be remembered: the workbook is open "
		       "elsewhere or cannot be written."));
	else if (verdict->trust == KY_TRUST_NEW)
		show(stdout,
		     _("Key: not known before; from now on it is, NOT CONFIRMED. Compare the fingerprint with the "
		       "school "
		       "by telephone, then: kuayue key confirm %s\n"),
		     report->signer.code);
}

static enum ky_code look_up(const struct call *call, const struct ky_package_report *report,
			    struct verdict *verdict, struct ky_error *err)
{
	struct ky_workbook *wb = NULL;
	enum ky_code code = ky_workbook_open(call->file, KY_READ, call->today, &wb, err);
	if (!code)
		code = ky_package_trust(wb, report, &verdict->trust, &verdict->known, err);
	if (!code && is_credible(verdict->trust))
		code = ky_package_order(wb, report, &verdict->order, &verdict->earlier, err);
	ky_workbook_close(wb);
	return code;
}

int verify_trust(const struct call *call, const struct ky_package_report *report, bool whole)
{
	struct ky_error err = { 0 };
	struct verdict verdict = { .trust = KY_TRUST_UNSIGNED, .order = KY_ORDER_FIRST };
	if (!whole && !report->is_signed)
		return 0;
	if (report->is_signed)
		verify_print_key(_("Signed by"), report->signer.name, report->signer.code,
				 report->signer.fingerprint);
	if (!call->file_given && access(call->file, R_OK) != 0) {
		show(stdout, "%s\n",
		     report->is_signed ? _("Key: not compared; --file WORKBOOK says whether it is known.")
				       : _("Signed by: nobody"));
		return 0;
	}
	enum ky_code code = look_up(call, report, &verdict, &err);
	if (code)
		return say_error(code, &err);
	int failed = print_key_verdict(&verdict);
	if (!whole)
		return failed;
	int order = print_order(&verdict);
	if (is_credible(verdict.trust) && verdict.order != KY_ORDER_AGAIN)
		remember(call, report, &verdict);
	return failed ? failed : order;
}
