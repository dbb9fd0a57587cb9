/* Tests the files of data/docx/ with libxml2: each is XML, they agree with each other, and report.docx has
 * them. */
#include "unit/place.h"

#include <dirent.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <zip.h>

#include "kuayue/export.h"

#define WML "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/* Each file, and the part of report.docx that it is. */
static const char *const parts[][2] = {
	{ "content_types", "[Content_Types].xml" },
	{ "package_rels", "_rels/.rels" },
	{ "app", "docProps/app.xml" },
	{ "document_rels", "word/_rels/document.xml.rels" },
	{ "styles", "word/styles.xml" },
	{ "settings", "word/settings.xml" },
	{ "fonts", "word/fontTable.xml" },
	{ "footer_odd", "word/footer1.xml" },
	{ "footer_even", "word/footer2.xml" },
	{ "footer_across_odd", "word/footer3.xml" },
	{ "footer_across_even", "word/footer4.xml" },
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))
#define BLANKS (XML_PARSE_NONET | XML_PARSE_NOBLANKS)

static const char *sources(void)
{
	const char *root = getenv("KY_SRCDIR");
	return root ? root : ".";
}

static xmlDocPtr file_of(const char *name)
{
	char path[512];
	snprintf(path, sizeof(path), "%s/data/docx/%s.xml", sources(), name);
	xmlDocPtr doc = xmlReadFile(path, NULL, BLANKS);
	if (!doc)
		fail_msg("%s is not well-formed", path);
	return doc;
}

static xmlXPathObjectPtr query(xmlDocPtr doc, const char *path)
{
	xmlXPathContextPtr context = xmlXPathNewContext(doc);
	assert_int_equal(xmlXPathRegisterNs(context, BAD_CAST "w", BAD_CAST WML), 0);
	xmlXPathObjectPtr found = xmlXPathEvalExpression(BAD_CAST path, context);
	assert_non_null(found);
	assert_non_null(found->nodesetval);
	xmlXPathFreeContext(context);
	return found;
}

/* Every value that names finds in doc is one that declared finds in other. Returns how many there were. */
static int expect_declared(xmlDocPtr doc, const char *names, xmlDocPtr other, const char *declared)
{
	xmlXPathObjectPtr used = query(doc, names), known = query(other, declared);
	for (int i = 0; i < used->nodesetval->nodeNr; i++) {
		xmlChar *name = xmlNodeGetContent(used->nodesetval->nodeTab[i]);
		bool found = false;
		for (int j = 0; !found && j < known->nodesetval->nodeNr; j++) {
			xmlChar *text = xmlNodeGetContent(known->nodesetval->nodeTab[j]);
			found = xmlStrEqual(name, text);
			xmlFree(text);
		}
		if (!found)
			fail_msg("%s is used by %s and not declared", (const char *)name, names);
		xmlFree(name);
	}
	int count = used->nodesetval->nodeNr;
	xmlXPathFreeObject(used);
	xmlXPathFreeObject(known);
	return count;
}

static void every_file_is_xml_and_is_tested(void **state)
{
	char path[512];
	size_t files = 0;
	(void)state;
	for (size_t i = 0; i < PARTS; i++)
		xmlFreeDoc(file_of(parts[i][0]));
	snprintf(path, sizeof(path), "%s/data/docx", sources());
	DIR *dir = opendir(path);
	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir));)
		files += strstr(entry->d_name, ".xml") != NULL;
	closedir(dir);
	assert_int_equal(files, PARTS);
}

static void styles_and_fonts_are_those_that_are_declared(void **state)
{
	(void)state;
	xmlDocPtr styles = file_of("styles"), fonts = file_of("fonts");
	static const char *const footers[] = { "footer_odd", "footer_even", "footer_across_odd",
					       "footer_across_even" };
	assert_true(expect_declared(styles, "//w:basedOn/@w:val | //w:next/@w:val | //w:link/@w:val", styles,
				    "//w:style/@w:styleId") > 30);
	assert_true(expect_declared(styles, "//w:rFonts/@w:ascii | //w:rFonts/@w:eastAsia | //w:rFonts/@w:cs",
				    fonts, "//w:font/@w:name") > 10);
	/* A font that no style has any more would stay in the list unseen. */
	expect_declared(fonts, "//w:font/@w:name", styles, "//w:rFonts/@w:ascii | //w:rFonts/@w:cs");
	for (int i = 0; i < 4; i++) {
		xmlDocPtr footer = file_of(footers[i]);
		assert_int_equal(expect_declared(footer, "//w:pStyle/@w:val", styles, "//w:style/@w:styleId"),
				 i < 2 ? 1 : 2);
		xmlFreeDoc(footer);
	}
	xmlFreeDoc(styles);
	xmlFreeDoc(fonts);
}

/* Without comments, and without what each report has of its own: the indents of signature and date. */
static void strip(xmlDocPtr doc)
{
	xmlXPathObjectPtr found = query(
		doc,
		"//comment() | //w:style[@w:styleId='Signature' or @w:styleId='Date']//w:ind/@* | /comment()");
	for (int i = 0; i < found->nodesetval->nodeNr; i++) {
		xmlNodePtr node = found->nodesetval->nodeTab[i];
		found->nodesetval->nodeTab[i] = NULL;
		if (node->type == XML_ATTRIBUTE_NODE) {
			xmlRemoveProp((xmlAttrPtr)node);
		} else {
			xmlUnlinkNode(node);
			xmlFreeNode(node);
		}
	}
	xmlXPathFreeObject(found);
}

static xmlDocPtr part_of(zip_t *zip, const char *name)
{
	zip_stat_t stat;
	if (zip_stat(zip, name, 0, &stat) != 0)
		fail_msg("there is no part %s", name);
	char *bytes = calloc(1, stat.size + 1);
	zip_file_t *file = zip_fopen(zip, name, 0);
	assert_non_null(file);
	assert_int_equal(zip_fread(file, bytes, stat.size), stat.size);
	assert_int_equal(zip_fclose(file), 0);
	assert_null(strstr(bytes, "<!--"));
	xmlDocPtr doc = xmlReadMemory(bytes, (int)stat.size, name, NULL, BLANKS);
	assert_non_null(doc);
	free(bytes);
	return doc;
}

static void the_document_holds_what_the_files_say(void **state)
{
	struct place *place = *state;
	char *bytes = NULL;
	size_t len = 0;
	zip_error_t error;
	struct ky_error err = { .code = KY_OK };
	FILE *file = open_memstream(&bytes, &len);
	assert_int_equal(ky_document_write(place->wb, ky_document_find("report.docx"), NULL, file, &err), KY_OK);
	fclose(file);
	zip_source_t *source = zip_source_buffer_create(bytes, len, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
	assert_non_null(zip);
	for (size_t i = 0; i < PARTS; i++) {
		xmlDocPtr docs[2] = { file_of(parts[i][0]), part_of(zip, parts[i][1]) };
		xmlChar *texts[2];
		for (int j = 0; j < 2; j++) {
			int size = 0;
			strip(docs[j]);
			xmlDocDumpMemory(docs[j], &texts[j], &size);
			xmlFreeDoc(docs[j]);
		}
		assert_string_equal(texts[0], texts[1]);
		xmlFree(texts[0]);
		xmlFree(texts[1]);
	}
	zip_discard(zip);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_file_is_xml_and_is_tested),
		cmocka_unit_test(styles_and_fonts_are_those_that_are_declared),
		TEST(the_document_holds_what_the_files_say),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	xmlCleanupParser();
	return failed;
}
