/*
 * report.docx, which Word, WPS and LibreOffice edit: a ZIP of XML parts (ISO/IEC 29500). The fixed parts are files
 * of data/docx/, the text is written by body.c. The same workbook on the same day gives the same bytes.
 */
#include "report/docx/docx.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/kept.h"
#include "base/libraries.h"
#include "device/device.h"
#include "report/documents.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define NOON (12 << 11) /* in the ZIP's own form */

struct package {
	struct ky_workbook *wb;
	const struct ky_report *report;
	zip_t *zip;
	int year, month, day;
	struct kept *texts; /* what the ZIP still reads from */
	struct ky_error *err;
};

static enum ky_code failed(struct ky_error *err, const char *why)
{
	return ky_fail(err, KY_SYSTEM, _("The report could not be written (%s); check the disk and export again."),
		       why);
}

/* Takes source over. */
static enum ky_code add_source(const struct package *package, const char *name, zip_source_t *source)
{
	zip_int64_t index = source ? zip_file_add(package->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
	if (index < 0) {
		zip_source_free(source);
		return failed(package->err, zip_strerror(package->zip));
	}
	/* ZIP knows the years from 1980 to 2107. */
	int year = package->year < 1980 ? 1980 : package->year > 2107 ? 2107 : package->year;
	int date = ((year - 1980) << 9) | (package->month << 5) | package->day;
	zip_file_set_dostime(package->zip, (zip_uint64_t)index, NOON, (zip_uint16_t)date, 0);
	/* Tables repeat the same words, so the lowest level packs them well. */
	zip_set_file_compression(package->zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 1);
	return KY_OK;
}

/* Without the ends of its lines. */
static void add_title(struct strbuf *sb, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		escape_add(sb, ESCAPE_LINE, text, len);
		text += len + (text[len] == '\n');
	}
}

/* docProps/core.xml: the title and the day; nothing of who made the document. */
static void add_properties(const struct package *package, struct strbuf *sb)
{
	size_t count = 0;
	const struct ky_block *blocks = ky_report_blocks(package->report, &count);
	strbuf_add(sb, HEAD
		   "<cp:coreProperties"
		   " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
		   " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
		   " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; blocks[i].is == KY_BLOCK_TITLE && j < blocks[i].run_count; j++)
			add_title(sb, blocks[i].runs[j].text);
	strbuf_add(sb, "</dc:title>");
	for (int i = 0; i < 2; i++)
		strbuf_addf(sb, "<dcterms:%s xsi:type=\"dcterms:W3CDTF\">%04d-%02d-%02dT12:00:00Z</dcterms:%s>",
			    i ? "modified" : "created", package->year, package->month, package->day,
			    i ? "modified" : "created");
	strbuf_add(sb, "</cp:coreProperties>");
}

static enum ky_code add_body(const struct package *package)
{
	FILE *file = device_temporary();
	if (!file)
		return failed(package->err, ky_reason(errno));
	enum ky_code code = docx_body(package->report, file, package->err);
	if (code) {
		fclose(file);
		return code;
	}
	rewind(file);
	zip_source_t *source = zip_source_filep(package->zip, file, 0, 0);
	if (!source)
		fclose(file);
	return add_source(package, "word/document.xml", source);
}

static void add_styles(const struct package *package, struct strbuf *sb)
{
	docx_styles(package->report, sb);
}

/* A part that is the same in every report is data/docx/FILE.xml. */
#define EMBEDDED(file)                                                                                            \
	extern const unsigned char data_docx_##file[];                                                            \
	extern const unsigned long data_docx_##file##_len
EMBEDDED(content_types);
EMBEDDED(package_rels);
EMBEDDED(app);
EMBEDDED(document_rels);
EMBEDDED(settings);
EMBEDDED(fonts);
EMBEDDED(footer_odd);
EMBEDDED(footer_even);
EMBEDDED(footer_across_odd);
EMBEDDED(footer_across_even);

#define FIXED(part, file)                                                                                         \
	{                                                                                                         \
		part, data_docx_##file, &data_docx_##file##_len, NULL                                             \
	}
#define MADE(part, make)                                                                                          \
	{                                                                                                         \
		part, NULL, NULL, make                                                                            \
	}

/* In the order in which they lie in the file; word/document.xml comes behind them. */
static const struct part {
	const char *name;
	const unsigned char *bytes;
	const unsigned long *len;
	void (*make)(const struct package *package, struct strbuf *sb); /* NULL: bytes */
} parts[] = {
	FIXED("[Content_Types].xml", content_types),
	FIXED("_rels/.rels", package_rels),
	FIXED("docProps/app.xml", app),
	MADE("docProps/core.xml", add_properties),
	FIXED("word/_rels/document.xml.rels", document_rels),
	MADE("word/styles.xml", add_styles),
	FIXED("word/settings.xml", settings),
	FIXED("word/fontTable.xml", fonts),
	FIXED("word/footer1.xml", footer_odd),
	FIXED("word/footer2.xml", footer_even),
	FIXED("word/footer3.xml", footer_across_odd),
	FIXED("word/footer4.xml", footer_across_even),
};

static enum ky_code add_part(const struct package *package, const struct part *part)
{
	struct strbuf sb;
	if (!part->make)
		return add_source(package, part->name,
				  zip_source_buffer(package->zip, part->bytes, *part->len, 0));
	strbuf_init(&sb, STRBUF_TEXT);
	part->make(package, &sb);
	size_t len = sb.len;
	char *text = strbuf_take(&sb);
	if (!kept_add(package->texts, text))
		return memory_out(package->err);
	return add_source(package, part->name, zip_source_buffer(package->zip, text, len, 0));
}

static enum ky_code add_parts(const struct package *package)
{
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < sizeof(parts) / sizeof(parts[0]); i++)
		code = add_part(package, &parts[i]);
	return code ? code : add_body(package);
}

/* Copies the finished ZIP out of memory. Packed, even a large report is small. */
static enum ky_code copy_out(zip_source_t *whole, FILE *out, struct ky_error *err)
{
	char buffer[16 * 1024];
	zip_int64_t got = 0;
	if (zip_source_open(whole) != 0)
		return failed(err, zip_error_strerror(zip_source_error(whole)));
	while ((got = zip_source_read(whole, buffer, sizeof(buffer))) > 0)
		fwrite(buffer, 1, (size_t)got, out);
	zip_source_close(whole);
	if (got < 0 || fflush(out) != 0 || ferror(out))
		return failed(err, ky_reason(errno));
	return KY_OK;
}

static enum ky_code write_package(struct package *package, FILE *out)
{
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &error);
	package->zip = whole ? zip_open_from_source(whole, ZIP_CREATE | ZIP_TRUNCATE, &error) : NULL;
	if (!package->zip) {
		enum ky_code code = failed(package->err, zip_error_strerror(&error));
		zip_source_free(whole);
		zip_error_fini(&error);
		return code;
	}
	zip_source_keep(whole);
	enum ky_code code = add_parts(package);
	if (!code && zip_close(package->zip) != 0)
		code = failed(package->err, zip_strerror(package->zip));
	else if (!code)
		package->zip = NULL;
	if (package->zip)
		zip_discard(package->zip);
	kept_free(package->texts);
	if (!code)
		code = copy_out(whole, out, package->err);
	zip_source_free(whole);
	zip_error_fini(&error);
	return code;
}

enum ky_code write_docx(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	(void)range;
	return docx_document(wb, NULL, NULL, out, err);
}

enum ky_code docx_document(struct ky_workbook *wb, const struct ky_template_document *document, const char *which,
			   FILE *out, struct ky_error *err)
{
	struct kept texts = { 0 };
	struct package package = { .wb = wb, .texts = &texts, .err = err, .year = 1980, .month = 1, .day = 1 };
	struct ky_report *report = NULL;
	enum ky_code code = libraries_ready(err);
	if (code)
		return code;
	/* Takes the file's lock once, and not for each row. */
	ky_read_begin(wb);
	code = ky_report_open_document(wb, document, which, &report, err);
	if (!code) {
		package.report = report;
		ky_day_to_ymd(ky_workbook_today(wb), &package.year, &package.month, &package.day);
		code = write_package(&package, out);
	}
	ky_report_close(report);
	ky_read_end(wb);
	return code;
}
