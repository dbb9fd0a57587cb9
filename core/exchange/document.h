/* The documents of a package, each declared once in report/documents.h: `export --what`, its dialog, the README of
 * a package and the manuals derive from that list. */
#ifndef CORE_EXCHANGE_DOCUMENT_H
#define CORE_EXCHANGE_DOCUMENT_H

#include "exchange/attachments.h"
#include "kuayue/export.h"
#include "kuayue/package.h"
#include "report/documents.h"
#include "report/reader.h"

/* Files of a package: a document or ledger each. */
#define DOCUMENT_PARTS (KY_DECLARED_MAX + KY_TEMPLATE_DOCUMENTS_MAX)

struct job {
	struct ky_workbook *wb;
	const struct ky_export_ask *ask;
	struct reader reader;
	struct attachments attachments;
};

/* One payload file that is to be written. */
struct part {
	const struct job *job;
	document_fn *write; /* NULL: it is a ledger, or declared by the template */
	const struct ky_template_document *declared;
	const struct ky_kind *kind; /* of a ledger; NULL: the progress table */
	char name[64];
};

/* The payload files of the documents that were asked for, in the table's order. parts and payloads have
 * room for DOCUMENT_PARTS; the payloads point into parts. KY_INPUT for an unknown document. */
enum ky_code document_parts(const struct job *job, struct part *parts, struct ky_payload *payloads, size_t *count,
			    struct ky_error *err);

/* KY_INPUT where one of the names is not a document's; the sentence names the first one. */
enum ky_code document_check(const struct ky_campaign *campaign, const char *names, struct ky_error *err);

/* The README of a package with these documents: malloc'd. It has CRLF, because people open it in Notepad. */
char *document_readme(const struct job *job);

#endif
