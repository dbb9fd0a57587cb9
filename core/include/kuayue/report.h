/*
 * What leaves the school: the documents people read, the figures and records that machines
 * read, and the package that holds them.
 */
#ifndef KUAYUE_REPORT_H
#define KUAYUE_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "kuayue/api.h"
#include "kuayue/error.h"
#include "kuayue/ledger.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One self-contained Chinese page, for the screen and for A4 paper. Everything from
 * records is escaped. The figures are those of ky_workbook_today; range: of the ledgers, may be NULL. */
KY_API enum ky_code ky_report_html(struct ky_workbook *wb, const struct ky_range *range, FILE *out,
				   struct ky_error *err);

/* The report in the layout of official documents (GB/T 9704-2012), with its attachments, as WordprocessingML
 * for Word, WPS and LibreOffice. The same workbook on the same day gives the same bytes. */
KY_API enum ky_code ky_report_docx(struct ky_workbook *wb, FILE *out, struct ky_error *err);

/* A spreadsheet (OOXML): a sheet for each ledger in the order of their numbers, the figures, and charts. Dates
 * are dates, numbers are numbers, no text is a formula, no macro. The same workbook and day give the same
 * bytes. Memory does not grow with the number of records. range: of the ledgers, may be NULL. */
KY_API enum ky_code ky_report_xlsx(struct ky_workbook *wb, const struct ky_range *range, FILE *out,
				   struct ky_error *err);

/* The dates from today on that are not met (kuayue/calendar.h), as an iCalendar (RFC 5545): whole days, one
 * VEVENT each with the campaign's reminders as alarms. Where none is left, the day of the report alone. An
 * event keeps its UID from export to export. */
KY_API enum ky_code ky_calendar_ics(struct ky_workbook *wb, FILE *out, struct ky_error *err);

/* One JSON object with sorted keys: code, school, campaign, date and "figures", an array of
 * id, label, zh, unit, state (未填, 零报告, 不适用, 已填), value, target, origin. */
KY_API enum ky_code ky_report_figures_json(struct ky_workbook *wb, FILE *out, struct ky_error *err);

/* Every live record as one JSON object a line: record (its kind), id, number, and "fields",
 * an object with every field by its name; null is 未填, a choice is its text. Kinds that are local
 * (kuayue/kind.h) are left out. */
KY_API enum ky_code ky_report_records_jsonl(struct ky_workbook *wb, FILE *out, struct ky_error *err);

/* A document of the package, by the name that it is chosen by; all strings are static. */
struct ky_document {
	const char *name;  /* "report.html"; "ledgers.csv" stands for one file a ledger */
	const char *label; /* English, what it is */
	const char *zh;
};
KY_API const struct ky_document *ky_document_at(size_t index); /* NULL past the end */

/* What is asked of an export. All strings are the caller's. */
struct ky_export {
	const char *dir;
	/* Names of documents, separated by commas, or "all"; NULL or "": those of the set or of a recipient that
	 * the template declares, all where there is neither. */
	const char *what;
	struct ky_range range; /* of the ledgers; the figures and records are always whole */
	const char *recipient; /* to whom it is handed in, for the list of what was: a title, or the name of a
				* [recipient.NAME]; NULL: not said */
	/* For whom it is sealed: an imported group key's name or fingerprint, "" for nobody; NULL: for the
	 * group whose key was imported last, nobody where there is none (ky_key_recipient). */
	const char *seal;
	const char *set;     /* a [recipient.NAME] of the template: its documents where what is NULL, and its
			      * title where recipient is; NULL: none */
	bool allow_personal; /* a public set is written although personal data was found in the workbook */
	/* Called before each document and while the package is written, with what is done of a thousand.
	 * True: stop; nothing is left then, and the answer is KY_NO. NULL: nobody asks. */
	bool (*progress)(void *data, int done, const char *document);
	void *data;
};

/* Packs the documents with a README into a new package (kuayue/package.h), signed with the school's own key
 * and sealed where that is asked for; where the workbook can be written, adds it to the list of what was
 * handed in (kind handin). *path is malloc'd, the caller frees it. KY_INPUT for a document, a recipient or a
 * set that does not exist, and for the records in a public set; KY_NO for a public set where personal data was
 * found. Where *path is set although the answer is an error, the package is there and whole,
 * and only that list lacks its line. */
KY_API enum ky_code ky_export(struct ky_workbook *wb, const struct ky_export *ask, char **path,
			      struct ky_error *err);

/* The set that an export takes: the one that is asked for, or that of a recipient whom the template declares by
 * name or title. *set is NULL where it takes none. KY_INPUT where the one asked for does not exist. */
KY_API enum ky_code ky_export_set(struct ky_workbook *wb, const struct ky_export *ask,
				  const struct ky_recipient **set, struct ky_error *err);

/* KY_INPUT where a set of the template names a document that does not exist. */
KY_API enum ky_code ky_export_check_sets(const struct ky_campaign *campaign, struct ky_error *err);

/* Only adds to the list, for a package that another process wrote. */
KY_API enum ky_code ky_export_list(struct ky_workbook *wb, const struct ky_export *ask, const char *path,
				   struct ky_error *err);

/* Calls each with the Chinese name of every figure that is still 未填, so that people
 * can be told before they export. Return non-zero from each to stop. */
KY_API enum ky_code ky_export_missing(struct ky_workbook *wb, int (*each)(void *data, const char *text),
				      void *data, struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
