/* The list of documents, and which files of a package each of them is. Writing one is left to core/report/. */
#include "exchange/document.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/language.h"
#include "kuayue/since.h"
#include "package/bag.h"
#include "report/ledger_records.h"
#include "report/reader.h"
#include "texts.h"

#define LEDGER_NAME 64 /* bytes of a file's name */
#define DECLARED_ENDING ".docx"

static enum ky_code write_part(void *data, FILE *out, struct ky_error *err)
{
	const struct part *part = data;
	struct ky_workbook *wb = part->job->wb;
	const struct ky_range *range = part->job->ask->range;
	if (part->write)
		return part->write(wb, range, out, err);
	if (part->declared)
		return docx_document(wb, part->declared, NULL, out, err);
	return part->kind ? ky_ledger_csv(wb, part->kind, range, out, err) : ky_progress_csv(wb, out, err);
}

static const struct document {
	struct ky_document shown;
	const char *files;  /* how its files are called in the package, for the README; NULL: as it is called */
	document_fn *write; /* NULL: one file for each ledger */
	const char *kind;   /* in state.json */
} documents[] = {
#define DOCUMENT(function, what, called, in_english, in_chinese)                                                  \
	{ .shown = { .name = called, .label = in_english, .zh = in_chinese },                                     \
	  .write = write_##function,                                                                              \
	  .kind = #what },
	DOCUMENT_LIST(DOCUMENT)
#undef DOCUMENT
		{ .shown = { .name = "ledgers.csv",
			     .label = "the ledgers, one file each, for programs; for Excel there is ledgers.xlsx",
			     .zh = "各台账，每个一个文件，供程序读取；用 Excel 或 WPS 看请打开 ledgers.xlsx" },
		  .files = "ledger_*.csv",
		  .kind = "ledger" },
};
#define DOCUMENTS (sizeof(documents) / sizeof(documents[0]))

const struct ky_document *ky_document_at(size_t index)
{
	return index < DOCUMENTS ? &documents[index].shown : NULL;
}

const char *ky_document_title(const struct ky_document *document)
{
	return ky_language()[0] == 'z' ? document->zh : document->label;
}

static const char *files_of(const struct document *document)
{
	return document->files ? document->files : document->shown.name;
}

const struct ky_document *ky_document_find(const char *name)
{
	for (size_t i = 0; i < DOCUMENTS; i++)
		if (strcmp(documents[i].shown.name, name) == 0)
			return &documents[i].shown;
	return NULL;
}

enum ky_code ky_document_write(struct ky_workbook *wb, const struct ky_document *document,
			       const struct ky_range *range, FILE *out, struct ky_error *err)
{
	for (size_t i = 0; i < DOCUMENTS; i++)
		if (&documents[i].shown == document && documents[i].write)
			return documents[i].write(wb, range, out, err);
	return ky_fail(err, KY_INPUT, _("%s is more than one file; export it into a package."), document->name);
}

static bool is_wanted(const struct ky_export_ask *ask, const struct document *document)
{
	return !ask->documents || !ask->documents[0] || ky_list_has(ask->documents, document->shown.name);
}

bool ky_document_declared(const struct ky_campaign *campaign, size_t index, struct ky_declared *out)
{
	size_t count = 0;
	const struct ky_template_document *declared = ky_campaign_documents(campaign, &count);
	if (index >= count)
		return false;
	*out = (struct ky_declared){ .document = &declared[index],
				     .chosen_only = declared[index].sets && !declared[index].sets[0] };
	snprintf(out->name, sizeof(out->name), "%.40s" DECLARED_ENDING, declared[index].id);
	return true;
}

bool ky_document_declared_as(const struct ky_campaign *campaign, const char *name, struct ky_declared *out)
{
	for (size_t i = 0; ky_document_declared(campaign, i, out); i++)
		if (strcmp(name, out->name) == 0 || strcmp(name, out->document->id) == 0)
			return true;
	return false;
}

enum ky_code ky_document_print(struct ky_workbook *wb, const struct ky_template_document *document,
			       const char *which, FILE *out, struct ky_error *err)
{
	return docx_document(wb, document, which, out, err);
}

static bool is_name(const struct ky_campaign *campaign, const char *name)
{
	struct ky_declared declared;
	return ky_document_find(name) ||
	       (ky_document_declared_as(campaign, name, &declared) && strcmp(declared.name, name) == 0);
}

/* One that the template declares: where it is named, or the package has all that need not be. */
static bool is_wanted_of(const struct ky_export_ask *ask, const struct ky_declared *declared)
{
	if (ask->documents && ask->documents[0])
		return ky_list_has(ask->documents, declared->name);
	return !declared->chosen_only;
}

static enum ky_code check_name(const struct ky_campaign *campaign, const char *name, struct ky_error *err)
{
	struct strbuf all;
	struct ky_declared declared;
	if (is_name(campaign, name))
		return KY_OK;
	strbuf_init(&all, STRBUF_LINE);
	for (size_t i = 0; i < DOCUMENTS; i++)
		strbuf_addf(&all, "%s%s", i ? ", " : "", documents[i].shown.name);
	for (size_t i = 0; ky_document_declared(campaign, i, &declared); i++)
		strbuf_addf(&all, ", %s", declared.name);
	enum ky_code code =
		ky_fail(err, KY_INPUT, _("There is no document \"%.60s\"; there are: %s."), name, all.text);
	strbuf_free(&all);
	return code;
}

enum ky_code document_check(const struct ky_campaign *campaign, const char *what, struct ky_error *err)
{
	char *names = memory_text(what), *rest = names;
	enum ky_code code = KY_OK;
	if (!names)
		return memory_out(err);
	for (char *name = strtok_r(rest, ",", &rest); !code && name; name = strtok_r(NULL, ",", &rest))
		code = check_name(campaign, name, err);
	free(names);
	return code;
}

struct adding {
	struct part *parts;
	struct ky_payload *payloads;
	size_t count;
};

static struct part *add_part(struct adding *adding, const struct job *job, document_fn *write, const char *kind)
{
	assert(adding->count < DOCUMENT_PARTS);
	struct part *part = &adding->parts[adding->count];
	*part = (struct part){ .job = job, .write = write };
	adding->payloads[adding->count++] =
		(struct ky_payload){ .name = part->name, .kind = kind, .write = write_part, .data = part };
	return part;
}

/* One CSV for each ledger, "ledger_L01_problem.csv", in the order of their numbers. */
struct ledger_file {
	char name[LEDGER_NAME];
	const struct ky_kind *kind; /* NULL: the progress table */
};

static void name_ledger(struct ledger_file *file, const struct ky_kind *kind)
{
	file->kind = kind;
	snprintf(file->name, sizeof(file->name), "ledger_L%02d_%.30s.csv", ledger_number(kind),
		 kind ? kind->name : "progress");
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct ledger_file *)a)->name, ((const struct ledger_file *)b)->name);
}

static size_t list_ledgers(struct ky_workbook *wb, struct ledger_file files[KY_DECLARED_MAX])
{
	size_t count = 0;
	const struct ky_kind *kind;
	if (reader_has_ledger(wb, NULL))
		name_ledger(&files[count++], NULL);
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++)
		if (kind->ledger && reader_has_ledger(wb, kind) && count < KY_DECLARED_MAX)
			name_ledger(&files[count++], kind);
	qsort(files, count, sizeof(files[0]), by_name);
	return count;
}

static void add_ledgers(struct adding *adding, const struct job *job, const struct document *document)
{
	struct ledger_file files[KY_DECLARED_MAX];
	size_t count = list_ledgers(job->wb, files);
	for (size_t i = 0; i < count; i++) {
		struct part *part = add_part(adding, job, NULL, document->kind);
		part->kind = files[i].kind;
		snprintf(part->name, sizeof(part->name), "%.63s", files[i].name);
	}
}

enum ky_code document_parts(const struct job *job, struct part *parts, struct ky_payload *payloads, size_t *count,
			    struct ky_error *err)
{
	assert(job->wb && job->ask);
	struct adding adding = { .parts = parts, .payloads = payloads };
	const struct ky_campaign *campaign = ky_workbook_campaign(job->wb);
	enum ky_code code = document_check(campaign, job->ask->documents, err);
	for (size_t i = 0; !code && i < DOCUMENTS; i++) {
		const struct document *document = &documents[i];
		if (!is_wanted(job->ask, document))
			continue;
		if (!document->write) {
			add_ledgers(&adding, job, document);
			continue;
		}
		struct part *part = add_part(&adding, job, document->write, document->kind);
		snprintf(part->name, sizeof(part->name), "%s", files_of(document));
	}
	struct ky_declared declared;
	for (size_t i = 0; !code && ky_document_declared(campaign, i, &declared); i++) {
		if (!is_wanted_of(job->ask, &declared))
			continue;
		struct part *part = add_part(&adding, job, NULL, "document");
		part->declared = declared.document;
		snprintf(part->name, sizeof(part->name), "%s", declared.name);
	}
	*count = adding.count;
	return code;
}

static void list_attachments(struct strbuf *out, const struct attachments *attachments, bool chinese)
{
	if (!attachments->chosen)
		return;
	strbuf_add(out, "  data/attachments/  ");
	strbuf_addf(out, chinese ? ZH_README_ATTACHMENTS : "%zu attached files; ledger L17 says what each is\r\n",
		    attachments->chosen);
}

/* Every file that the documents are, in their order in the package. */
static void list_documents(struct strbuf *out, const struct job *job, bool chinese)
{
	const struct ky_export_ask *ask = job->ask;
	struct ky_declared declared;
	struct ledger_file files[KY_DECLARED_MAX];
	for (size_t i = 0; i < DOCUMENTS; i++) {
		const struct ky_document *shown = &documents[i].shown;
		if (!is_wanted(job->ask, &documents[i]))
			continue;
		if (documents[i].write) {
			strbuf_addf(out, "  data/%s  %s\r\n", shown->name, chinese ? shown->zh : shown->label);
			continue;
		}
		strbuf_addf(out, "  data/%s  %s\r\n", documents[i].files, chinese ? shown->zh : shown->label);
		size_t count = list_ledgers(job->wb, files);
		for (size_t j = 0; j < count; j++) {
			const struct ky_kind *kind = files[j].kind;
			const char *title = kind ? (chinese ? kind->zh : kind->label)
						 : (chinese ? ZH_README_PROGRESS : "Progress table");
			strbuf_addf(out, "    data/%s  %s\r\n", files[j].name, title);
		}
	}
	for (size_t i = 0; ky_document_declared(ky_workbook_campaign(job->wb), i, &declared); i++)
		if (is_wanted_of(ask, &declared))
			strbuf_addf(out, "  data/%s  %s\r\n", declared.name, declared.document->title);
	list_attachments(out, &job->attachments, chinese);
}

char *document_readme(const struct job *job)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	strbuf_add(&sb, ZH_README_HEAD);
	list_documents(&sb, job, true);
	bag_list_own(&sb, true);
	strbuf_add(&sb, ZH_README_FOOT "This package was made by Kuayue. It holds:\r\n");
	list_documents(&sb, job, false);
	bag_list_own(&sb, false);
	strbuf_add(&sb, "Change nothing in it, or it no longer verifies. To verify it: kuayue verify FILE\r\n");
	return strbuf_take(&sb);
}
