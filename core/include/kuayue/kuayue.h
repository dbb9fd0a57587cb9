/*
 * libkuayue: the workbooks of schools in an education campaign. This header has all others.
 *
 *	struct ky_error err = { 0 };
 *	struct ky_workbook *wb = NULL;
 *	if (ky_workbook_open("school.kuayue", KY_READ, KY_NO_DAY, &wb, &err))
 *		fprintf(stderr, "%s\n", err.text);
 *
 * Errors. A function that can fail returns an enum ky_code and puts one sentence into the caller's
 * struct ky_error (kuayue/error.h). The library never prints, reads no terminal, and sets no signal handler.
 *
 * Language. Sentences are English until ky_language_set("zh") or ky_language_set(NULL), which asks the
 * environment (kuayue/language.h). The Chinese is part of the library: no file, locale or gettext is needed.
 *
 * Locale. All text is UTF-8, whatever the locale is. The library never sets the locale and does not depend on
 * it: documents have the same bytes under any.
 *
 * Threads. A workbook and all that was opened from it (records, lists, reports, imports, updates) belong to
 * one thread at a time. Threads with a workbook each may work side by side, also on one file: then one writes
 * and the others read. The language is one for the whole process; set it before there are threads.
 *
 * Memory. What a comment calls malloc'd, the caller gives back with free(); what a function opened or made,
 * its own _close or _free takes, and NULL is allowed there. Strings in a struct that is passed to a callback
 * live until the callback returns. Where memory is out, the library calls abort(): every change is one
 * transaction, so the file is as it was before it.
 */
#ifndef KUAYUE_KUAYUE_H
#define KUAYUE_KUAYUE_H

#include "kuayue/api.h"
#include "kuayue/batch.h"
#include "kuayue/calendar.h"
#include "kuayue/campaign.h"
#include "kuayue/chain.h"
#include "kuayue/conflict.h"
#include "kuayue/claim.h"
#include "kuayue/date.h"
#include "kuayue/drive.h"
#include "kuayue/error.h"
#include "kuayue/export.h"
#include "kuayue/figure.h"
#include "kuayue/guide.h"
#include "kuayue/handover.h"
#include "kuayue/import.h"
#include "kuayue/key.h"
#include "kuayue/kind.h"
#include "kuayue/language.h"
#include "kuayue/ledger.h"
#include "kuayue/merge.h"
#include "kuayue/package.h"
#include "kuayue/personal.h"
#include "kuayue/record.h"
#include "kuayue/report.h"
#include "kuayue/search.h"
#include "kuayue/since.h"
#include "kuayue/site.h"
#include "kuayue/text.h"
#include "kuayue/undo.h"
#include "kuayue/update.h"
#include "kuayue/version.h"
#include "kuayue/workbook.h"
#include "kuayue/zero.h"

#endif
