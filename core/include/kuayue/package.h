/*
 * The summary package: one ZIP holding a BagIt 1.0 bag (RFC 8493).
 *
 * Writing: the container is put together away from the target folder; then a temporary name
 * in that folder, fsync, everything read back from the device and verified, a name that nobody
 * has, fsync of the folder. A package with a final name is whole.
 * The ZIP's comment is a seal: the SHA-512 of every byte before it. It finds accidents, also in the container;
 * whoever changes a package on purpose can write it anew, so nothing rests on it. What is signed covers all else:
 * the signature the tag manifest, that the manifests, those every file, and data/state.json among them says which
 * package this is and lists what is in it. Bytes of the container that are none of this are an alteration.
 *
 * A signed package has one tag file more, signature.txt. A sealed one is a bag as well, which any PC opens:
 * its payload is one file, the whole package as it would be unsealed, encrypted for one key.
 */
#ifndef KUAYUE_PACKAGE_H
#define KUAYUE_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "kuayue/api.h"
#include "kuayue/date.h"
#include "kuayue/error.h"
#include "kuayue/key.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A report goes to the leadership group: what stands in the workbook. A hand-over goes from one copy of a workbook
 * to another: how all of it came to be, what was deleted and corrected included. */
enum ky_package_kind { KY_PACKAGE_REPORT, KY_PACKAGE_HANDOVER };

/* One document of the bag's data/ folder. write is called once, in order, and
 * returns KY_OK or fills err. */
struct ky_payload {
	const char *name; /* "report.html", "attachments/plan.jpg": one that every system takes */
	const char *kind; /* in state.json: document, ledger, figures, records, attachment; NULL: document */
	enum ky_code (*write)(void *data, FILE *out, struct ky_error *err);
	void *data;
};

/* What is done of a thousand when the documents are made, packed, and written to the stick; the rest is
 * reading back. */
enum { KY_DONE_DOCUMENTS = 500, KY_DONE_PACKED = 600, KY_DONE_WRITTEN = 850 };

/* The name of an export: 16 random bytes in hexadecimal, never that of another. */
#define KY_EXPORT_NAME 65

struct ky_export_names {
	char (*list)[KY_EXPORT_NAME]; /* NULL for none */
	size_t count;
};

/* What data/state.json says besides what it takes from the rest: B is newer than A if B contains or replaces A's
 * export. */
struct ky_package_state {
	const char *export_name;         /* NULL: a name is drawn */
	struct ky_export_names contains; /* all exports that the workbook knew */
	struct ky_export_names replaces; /* others of this school that it stands for, as a person said */
	const char *template_id, *template_version, *template_sha256; /* id NULL: it is not said */
};

struct ky_package_info {
	enum ky_package_kind kind;
	const char *to;     /* of a hand-over: for whom, as its file's name has it */
	const char *code;   /* school code, "G01" */
	const char *school; /* full name */
	const char *campaign;
	ky_day date;                            /* Bagging-Date */
	const struct ky_secret_key *signer;     /* NULL: it is not signed */
	const struct ky_public_key *sealed_for; /* written into bag-info.txt; NULL: it is not sealed */
	struct ky_package_state state;
	/* Called before each document, and with an empty name while the file is packed, written and compared,
	 * with what is done of a thousand. True: stop, nothing is left, KY_NO. NULL: nobody asks. */
	bool (*progress)(void *data, int done, const char *document);
	void *progress_data;
};

/* What goes into a package, and where it is put. */
struct ky_packing {
	const char *dir;
	const struct ky_package_info *info;
	const char *readme; /* goes beside data/ as a tag file */
	const struct ky_payload *payloads;
	size_t count;    /* of payloads */
	int min_version; /* the least that N can be */
};

/*
 * Writes DIR/CODE_NAME_情况报告_YYYYMMDD_vN.zip, N one more than the highest there, at
 * least .min_version. *path is malloc'd, the caller frees it. After any failure nothing new is
 * left in dir. What an export that was killed left there is removed. KY_SYSTEM before anything is
 * written where there is no room.
 */
KY_API enum ky_code ky_package_write(const struct ky_packing *ask, char **path, int *version,
				     struct ky_error *err);

/* The same, sealed for recipient; NULL: not sealed, ky_package_write. What is sealed is never on dir in the
 * clear, not even for a moment. */
KY_API enum ky_code ky_package_write_for(const struct ky_public_key *recipient, const struct ky_packing *ask,
					 char **path, int *version, struct ky_error *err);

#define KY_PACKAGE_PROBLEMS 20 /* that are kept: a manifest of millions of bad lines needs no more */

/* What verify found out, in a process of its own that has no other rights: what is added here comes from there by
 * core/package/confined.c. Free with ky_package_report_free. */
struct ky_package_report {
	enum ky_package_kind kind;
	char *school, *code, *campaign, *date; /* from bag-info.txt; NULL if it has none */
	char **files;                          /* payload names */
	size_t file_count;
	/* One sentence each, "report.html differs from its manifest": the first of all that were found. */
	char *problems[KY_PACKAGE_PROBLEMS];
	size_t problem_count; /* all of them */
	bool old_format;      /* of 0.1.0 or 0.2.0: without state.json; which of two is newer cannot be known */
	char seal[129]; /* SHA-512 of the file without its seal, in hexadecimal: the same for the same bytes */
	char export_name[KY_EXPORT_NAME]; /* "" in an old one, and where it cannot be read */
	struct ky_export_names contains, replaces;
	bool is_signed; /* the signature is there and good; whose key it is, ky_package_trust knows */
	struct ky_public_key signer;
	char *sealed_for; /* name; NULL: it is not sealed */
	char sealed_fingerprint[KY_FINGERPRINT];
};

/* Of a report. KY_OK: whole. KY_NO: altered, report->problems says what. KY_INPUT: no package at all, a hand-over,
 * or one of a newer program (err says which). KY_SYSTEM: it could not be read. report is filled for KY_OK and
 * KY_NO. */
KY_API enum ky_code ky_package_verify(const char *path, struct ky_package_report *report, struct ky_error *err);
KY_API void ky_package_report_free(struct ky_package_report *report);

/* Looks into a sealed package, of which nothing gets a name; the rest is as for ky_package_open. */
KY_API enum ky_code ky_package_look(const char *path, const struct ky_secret_key *secret,
				    struct ky_package_report *report, struct ky_error *err);

/*
 * Opens a sealed package into DIR/NAME_已拆封.zip, which must not exist: verified, decrypted into a file without a
 * name, verified again, written, named. *out is malloc'd, the caller frees it; report is of what was inside.
 * KY_INPUT: not sealed, altered, for another key, or another school's inside. After any failure nothing is left.
 */
KY_API enum ky_code ky_package_open(const char *path, const struct ky_secret_key *secret, const char *dir,
				    char **out, struct ky_package_report *report, struct ky_error *err);

/* What this workbook knows of the key that signed a package. */
enum ky_trust {
	KY_TRUST_UNSIGNED, /* not signed, and no package of that school was */
	KY_TRUST_DROPPED,  /* not signed, though the school's key is known: it used to sign */
	KY_TRUST_OWN,      /* this workbook's own key */
	KY_TRUST_KNOWN,    /* the key in force for that school */
	KY_TRUST_FORMER,   /* a key of that school that another has taken the place of */
	KY_TRUST_NEW,      /* no key of that school is known yet */
	KY_TRUST_CHANGED,  /* another key than the one in force for that school */
	KY_TRUST_TWICE,    /* the key is known, under another code: known->key.code */
	KY_TRUST_ALIKE,    /* new, with a code that looks like another school's: known->key.code */
};
/* report: of a package that verified. known: the key in force, or the former one; may be NULL. */
KY_API enum ky_code ky_package_trust(struct ky_workbook *wb, const struct ky_package_report *report,
				     enum ky_trust *trust, struct ky_known_key *known, struct ky_error *err);

/* How a package stands to those of its school that the workbook has seen; the gravest is answered. */
enum ky_order {
	KY_ORDER_FIRST,      /* none of them says anything of it */
	KY_ORDER_NEWER,      /* it knows them, or replaces them */
	KY_ORDER_SAME,       /* one of them is the same export, sealed or opened */
	KY_ORDER_AGAIN,      /* one of them is these very bytes */
	KY_ORDER_OLD_FORMAT, /* an older program's, after one of a newer: which is newer cannot be known */
	KY_ORDER_APART,      /* one of them and it do not know each other */
	KY_ORDER_OLDER,      /* one of them knows it */
	KY_ORDER_TWO_FACED,  /* one of them is the same export with another content */
};

struct ky_seen {
	char date[KY_DAY_TEXT], day[KY_DAY_TEXT]; /* that it bears, and on which it was seen */
};

/* report: of a package that verified; earlier: the one that the answer is about. */
KY_API enum ky_code ky_package_order(struct ky_workbook *wb, const struct ky_package_report *report,
				     enum ky_order *order, struct ky_seen *earlier, struct ky_error *err);
/* Keeps what ky_package_order asks for. For a package whose signature was no finding: what anybody may have
 * written in a school's name says nothing of the order of its packages. */
KY_API enum ky_code ky_package_remember(struct ky_workbook *wb, const struct ky_package_report *report,
					struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
