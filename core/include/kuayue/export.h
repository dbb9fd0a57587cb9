/*
 * What leaves the school: documents for people, figures and records for programs, and the package that holds them.
 */
#ifndef KUAYUE_EXPORT_H
#define KUAYUE_EXPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "kuayue/api.h"
#include "kuayue/error.h"
#include "kuayue/ledger.h"
#include "kuayue/package.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A document of the package. A call names it by its file name, several by their names with commas between. The
 * same workbook on the same day gives the same bytes. Every text from a record is escaped.
 *
 * report.docx    the report in the layout of official documents (GB/T 9704-2012) with its attachments, as
 *                WordprocessingML for Word, WPS and LibreOffice
 * report.html    one self-contained Chinese page, for the screen and for A4 paper
 * ledgers.xlsx   a spreadsheet (OOXML): a sheet for each ledger in the order of their numbers, the figures, and
 *                charts. Dates are dates, numbers are numbers, no text is a formula, no macro. Memory does not
 *                grow with the number of records
 * since.html     what changed since the last report (kuayue/since.h), one self-contained Chinese page
 * calendar.ics   the dates from today on that are not met (kuayue/calendar.h), as an iCalendar (RFC 5545): whole
 *                days, one VEVENT each with the campaign's reminders as alarms. Where none is left, the day of
 *                the report alone. An event keeps its UID from export to export
 * figures.json   one JSON object with sorted keys: code, school, campaign, date and "figures", an array of id,
 *                label, zh, unit, state (未填, 零报告, 不适用, 已填, —), value, target, origin
 * records.jsonl  every live record as one JSON object a line: record (its kind), id, number, and "fields", an
 *                object with every field by its name; null is 未填, a choice is its text. Kinds that are local
 *                (kuayue/kind.h) are left out
 * ledgers.csv    stands for one file a ledger (ky_ledger_csv)
 *
 * Attached files go along by choice, below attachments/; the archive's ledger says of each where it is in the
 * package, or that it is not.
 */
struct ky_document {
	const char *name;
	const char *label; /* English, what it is */
	const char *zh;
};
KY_API const char *ky_document_title(const struct ky_document *document); /* in the language in force */
KY_API const struct ky_document *ky_document_at(size_t index);            /* NULL past the end */
KY_API const struct ky_document *ky_document_find(const char *name);      /* NULL if there is none */

/* Writes one document as of ky_workbook_today. range limits its ledgers; NULL: all records. KY_INPUT for
 * ledgers.csv, which is several files. */
KY_API enum ky_code ky_document_write(struct ky_workbook *wb, const struct ky_document *document,
				      const struct ky_range *range, FILE *out, struct ky_error *err);

/* A document that the template declares, [document.NAME]: NAME.docx, in the layout of report.docx. It is called by
 * that name wherever one of the others is. */
#define KY_DOCUMENT_NAME 64
struct ky_declared {
	char name[KY_DOCUMENT_NAME]; /* "rectify.docx" */
	const struct ky_template_document *document;
	bool chosen_only; /* no package has it unless it is named */
};
/* False past the last. */
KY_API bool ky_document_declared(const struct ky_campaign *campaign, size_t index, struct ky_declared *out);
/* By its NAME, or by NAME.docx; false where the template declares none of that name. */
KY_API bool ky_document_declared_as(const struct ky_campaign *campaign, const char *name, struct ky_declared *out);
/* Writes it as of ky_workbook_today. which: the id or number of the one record that it is printed for, where it is
 * printed for each of some, or what they have in common; NULL: all. */
KY_API enum ky_code ky_document_print(struct ky_workbook *wb, const struct ky_template_document *document,
				      const char *which, FILE *out, struct ky_error *err);

/* The same into a new file in the folder, CODE_TITLE_YYYYMMDD.docx, which is whole or not there; *path is its
 * name, which the caller frees. */
KY_API enum ky_code ky_document_save(struct ky_workbook *wb, const struct ky_template_document *document,
				     const char *which, const char *dir, char **path, struct ky_error *err);

/* What a caller asks of an export. All strings stay the caller's. */
struct ky_export_ask {
	const char *dir;
	/* Names of documents, separated by commas, or "all"; NULL or "": those of the set or of a recipient that
	 * the template declares, all where there is neither. */
	const char *documents;
	const struct ky_range *range; /* of the ledgers, NULL: all; figures and records are always whole */
	/* Which attached files go along: "all", or numbers of their records or of the archive with commas between
	 * them; NULL or "": none. */
	const char *attachments;
	const char *recipient; /* to whom it is handed in, for the list of what was: a title, or the name of a
				* [recipient.NAME]; NULL: not said */
	/* For whom it is sealed: an imported group key's name or fingerprint, "" for nobody; NULL: for the
	 * group whose key was imported last, nobody where there is none (ky_key_recipient). */
	const char *seal;
	const char *set;     /* a [recipient.NAME] of the template: its documents where documents is NULL, and its
			      * title where recipient is; NULL: none */
	bool allow_personal; /* a public set is written although personal data was found in the workbook */
	bool replace;        /* it stands for the packages in dir that ky_export_strangers finds */
	/* Called before each document and while the package is written, with what is done of a thousand.
	 * True: stop; nothing is left then, and the answer is KY_NO. NULL: nobody asks. */
	bool (*progress)(void *data, int done, const char *file);
	void *data;
};

/* Writes the documents and a README into a new package (kuayue/package.h), which the school's own key signs and
 * which is sealed where that is asked for. Then adds the package to the list of what was handed in (kind handin),
 * where the workbook can be written. *path is malloc'd, the caller frees it.
 *
 * KY_INPUT: a document, a recipient or a set does not exist, or a public set has the records. KY_NO: personal data
 * was found and the set is public. Where an error comes back and *path is set all the same, the package is whole,
 * and only the list lacks its line. */
KY_API enum ky_code ky_export(struct ky_workbook *wb, const struct ky_export_ask *ask, char **path,
			      struct ky_error *err);

/* What a file says besides what people see of it. */
enum {
	KY_SAYS_PLACE = 1,    /* where a photo was taken */
	KY_SAYS_OWNER = 2,    /* whose camera took it, or who made it */
	KY_SAYS_PERSONAL = 4, /* personal data in a text (kuayue/personal.h) */
};

/* A file attached to a record of the archive (L17). */
struct ky_attachment {
	const char *number; /* of its record */
	const char *box;    /* the archive's number */
	const char *title;
	const char *path; /* in a package, below data/: its archive number, with -2 for the second file of one */
	const char *sha256;
	int64_t size;  /* bytes */
	bool missing;  /* they are not in this workbook, but on another PC of the school */
	bool chosen;   /* it goes along */
	unsigned says; /* KY_SAYS_, where that was asked for */
};

struct ky_attachments_ask {
	const char *chosen; /* as in struct ky_export_ask */
	bool look;          /* into the chosen ones, for what they say */
};

/* Calls each for every attached file, in the order of the archive; non-zero stops. KY_INPUT where what is chosen
 * is not there, or more than a package holds. */
KY_API enum ky_code ky_export_attachments(struct ky_workbook *wb, const struct ky_attachments_ask *ask,
					  int (*each)(void *data, const struct ky_attachment *attachment),
					  void *data, struct ky_error *err);

/* Finds the set of documents that an export takes: the one that is asked for, or that of a recipient whom the
 * template declares by name or title. *set is NULL where it takes none. KY_INPUT where the set asked for does not
 * exist. */
KY_API enum ky_code ky_export_set(struct ky_workbook *wb, const struct ky_export_ask *ask,
				  const struct ky_recipient **set, struct ky_error *err);

/* Checks all sets and documents of a template: KY_INPUT where a set names a document that does not exist, or a
 * document names records, fields or figures that do not. file: whose template it is, for the sentence. */
KY_API enum ky_code ky_export_check_sets(const struct ky_campaign *campaign, const char *file,
					 struct ky_error *err);

/* The packages of this school in the folder that the workbook does not know, as after a backup was put back: whole
 * ones alone. report is each's; non-zero stops. An export with replace set says that it stands for them; without,
 * the office is told that neither knows the other. */
KY_API enum ky_code ky_export_strangers(struct ky_workbook *wb, const char *dir,
					int (*each)(void *data, const char *file,
						    const struct ky_package_report *report),
					void *data, struct ky_error *err);

/* Only adds to the list, for a package that another process wrote. */
KY_API enum ky_code ky_export_list(struct ky_workbook *wb, const struct ky_export_ask *ask, const char *path,
				   struct ky_error *err);

/* Calls each with the Chinese name of every figure that is still 未填, so that people see them before they export.
 * Non-zero from each stops. */
KY_API enum ky_code ky_export_missing(struct ky_workbook *wb, int (*each)(void *data, const char *text),
				      void *data, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
