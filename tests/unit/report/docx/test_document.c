/* Reads report.docx back with libzip and libxml2, which did not write it. */
#include "append.h"
#include "unit/place.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <zip.h>

#include "kuayue/export.h"
#include "report/punctuate.h"

#define PARTS 13
#define LONG_TEXT "各教研组的学习记录写得过于简单，没有联系自己的教学，检查的时候也没有逐项核对，以后要当场指出"
#define WML "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

struct docx {
	char *bytes;
	size_t len;
	zip_t *zip;
	xmlDocPtr document, styles;
};

static void write_bytes(struct ky_workbook *wb, char **bytes, size_t *len)
{
	struct ky_error err = { 0 };
	FILE *file = open_memstream(bytes, len);
	assert_non_null(file);
	if (ky_document_write(wb, ky_document_find("report.docx"), NULL, file, &err))
		fail_msg("%s", err.text);
	fclose(file);
}

static char *part(const struct docx *docx, const char *name, size_t *len)
{
	zip_stat_t stat;
	zip_stat_init(&stat);
	if (zip_stat(docx->zip, name, 0, &stat) != 0)
		fail_msg("there is no part %s", name);
	char *bytes = calloc(1, stat.size + 1);
	zip_file_t *file = zip_fopen(docx->zip, name, 0);
	assert_non_null(file);
	assert_int_equal(zip_fread(file, bytes, stat.size), stat.size);
	assert_int_equal(zip_fclose(file), 0);
	*len = stat.size;
	return bytes;
}

static xmlDocPtr parsed(const struct docx *docx, const char *name)
{
	size_t len = 0;
	char *bytes = part(docx, name, &len);
	xmlDocPtr doc = xmlReadMemory(bytes, (int)len, name, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
	if (!doc)
		fail_msg("%s is not well-formed", name);
	free(bytes);
	return doc;
}

static void open_docx(struct ky_workbook *wb, struct docx *docx)
{
	zip_error_t error;
	write_bytes(wb, &docx->bytes, &docx->len);
	zip_source_t *source = zip_source_buffer_create(docx->bytes, docx->len, 0, &error);
	docx->zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
	assert_non_null(docx->zip);
	docx->document = parsed(docx, "word/document.xml");
	docx->styles = parsed(docx, "word/styles.xml");
}

static void close_docx(struct docx *docx)
{
	xmlFreeDoc(docx->document);
	xmlFreeDoc(docx->styles);
	zip_discard(docx->zip);
	free(docx->bytes);
}

static xmlXPathObjectPtr query(xmlDocPtr doc, const char *path)
{
	xmlXPathContextPtr context = xmlXPathNewContext(doc);
	xmlXPathRegisterNs(context, BAD_CAST "w", BAD_CAST WML);
	xmlXPathObjectPtr found = xmlXPathEval(BAD_CAST path, context);
	assert_non_null(found);
	xmlXPathFreeContext(context);
	return found;
}

static int count(xmlDocPtr doc, const char *path)
{
	xmlXPathObjectPtr found = query(doc, path);
	int nodes = found->nodesetval ? found->nodesetval->nodeNr : 0;
	xmlXPathFreeObject(found);
	return nodes;
}

/* The text of the index-th node; the caller frees it. */
static char *content(xmlDocPtr doc, const char *path, int index)
{
	xmlXPathObjectPtr found = query(doc, path);
	if (!found->nodesetval || found->nodesetval->nodeNr <= index)
		fail_msg("nothing at %s [%d]", path, index);
	xmlChar *inner = xmlNodeGetContent(found->nodesetval->nodeTab[index]);
	char *copy = strdup((const char *)inner);
	xmlFree(inner);
	xmlXPathFreeObject(found);
	return copy;
}

static void expect_content(xmlDocPtr doc, const char *path, const char *text)
{
	char *found = content(doc, path, 0);
	assert_string_equal(found, text);
	free(found);
}

static bool says(xmlDocPtr doc, const char *text)
{
	char *all = content(doc, "//w:body", 0);
	bool found = strstr(all, text) != NULL;
	free(all);
	return found;
}

static void every_part_is_well_formed_typed_and_reached(void **state)
{
	struct place *place = *state;
	struct docx docx;
	open_docx(place->wb, &docx);
	assert_int_equal(zip_get_num_entries(docx.zip, 0), PARTS);
	assert_string_equal(zip_get_name(docx.zip, 0, 0), "[Content_Types].xml");
	xmlDocPtr types = parsed(&docx, "[Content_Types].xml");
	for (int i = 1; i < PARTS; i++) {
		const char *name = zip_get_name(docx.zip, (zip_uint64_t)i, 0);
		char path[200];
		xmlFreeDoc(parsed(&docx, name));
		snprintf(path, sizeof(path), "//*[local-name()='Override'][@PartName='/%s']", name);
		assert_int_equal(count(types, path), strstr(name, ".rels") ? 0 : 1);
	}
	xmlFreeDoc(types);
	xmlDocPtr relations = parsed(&docx, "word/_rels/document.xml.rels");
	int relation_count = count(relations, "//@Target");
	assert_int_equal(relation_count, 7);
	for (int i = 0; i < relation_count; i++) {
		char *target = content(relations, "//@Target", i), name[100];
		snprintf(name, sizeof(name), "word/%s", target);
		assert_true(zip_name_locate(docx.zip, name, 0) >= 0);
		free(target);
	}
	xmlFreeDoc(relations);
	close_docx(&docx);
}

/* The order of children that ISO/IEC 29500-1 (transitional) fixes for what is used here. */
static const struct order {
	const char *parent, *children;
} orders[] = {
	{ "pPr",
	  " pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
	  "suppressAutoHyphens kinsoku"
	  " wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind"
	  " contextualSpacing mirrorIndents jc textDirection textAlignment outlineLvl rPr sectPr " },
	{ "rPr", " rStyle rFonts b bCs i iCs caps strike color snapToGrid vanish spacing w kern position sz szCs "
		 "highlight u"
		 " effect bdr shd fitText vertAlign rtl cs em lang " },
	{ "sectPr",
	  " headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
	  " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid " },
	{ "tblPr",
	  " tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
	  " tblInd tblBorders shd tblLayout tblCellMar tblLook " },
	{ "tblBorders", " top left bottom right insideH insideV " },
	{ "pBdr", " top left bottom right between bar " },
	{ "tblCellMar", " top left bottom right " },
	{ "trPr", " cantSplit trHeight tblHeader " },
	{ "tcPr",
	  " cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign " },
	{ "tbl", " tblPr tblGrid tr " },
	{ "tr", " tblPrEx trPr tc " },
	{ "tc", " tcPr p tbl " },
	{ "style",
	  " name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
	  " rsid pPr rPr tblPr trPr tcPr tblStylePr " },
	{ "font", " altName panose1 charset family notTrueType pitch sig " },
	{ "settings",
	  " writeProtection view zoom removePersonalInformation bordersDoNotSurroundHeader"
	  " bordersDoNotSurroundFooter defaultTabStop autoHyphenation evenAndOddHeaders"
	  " drawingGridHorizontalSpacing drawingGridVerticalSpacing characterSpacingControl compat rsids"
	  " themeFontLang " },
	{ "compat",
	  " useSingleBorderforContiguousCells balanceSingleByteDoubleByteWidth doNotExpandShiftReturn useFELayout"
	  " compatSetting " },
};

static const char *place_in(const struct order *order, const xmlNode *child)
{
	char word[80];
	snprintf(word, sizeof(word), " %s ", (const char *)child->name);
	const char *at = strstr(order->children, word);
	if (!at)
		fail_msg("%s is not known in %s", (const char *)child->name, order->parent);
	return at;
}

static void check_order(const xmlNode *node)
{
	for (; node; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
			const char *last = orders[i].children;
			if (strcmp((const char *)node->name, orders[i].parent) != 0)
				continue;
			for (const xmlNode *child = node->children; child; child = child->next) {
				const char *at =
					child->type == XML_ELEMENT_NODE ? place_in(&orders[i], child) : last;
				if (at < last)
					fail_msg("%s comes too late in %s", (const char *)child->name,
						 orders[i].parent);
				last = at;
			}
		}
		check_order(node->children);
	}
}

static void the_elements_stand_in_the_order_of_the_schema(void **state)
{
	static const char *const names[] = { "word/document.xml",  "word/styles.xml",  "word/settings.xml",
					     "word/fontTable.xml", "word/footer1.xml", "word/footer3.xml" };
	struct place *place = *state;
	struct docx docx;
	open_docx(place->wb, &docx);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		xmlDocPtr doc = parsed(&docx, names[i]);
		check_order(xmlDocGetRootElement(doc));
		xmlFreeDoc(doc);
	}
	close_docx(&docx);
}

static void every_style_that_is_used_is_declared(void **state)
{
	struct place *place = *state;
	struct docx docx;
	const char *const uses = "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val";
	const char *const links = "//w:basedOn/@w:val | //w:next/@w:val | //w:link/@w:val";
	open_docx(place->wb, &docx);
	for (int round = 0; round < 2; round++) {
		xmlDocPtr doc = round ? docx.styles : docx.document;
		int used = count(doc, round ? links : uses);
		assert_true(used > 10);
		for (int i = 0; i < used; i++) {
			char *id = content(doc, round ? links : uses, i), path[200];
			snprintf(path, sizeof(path), "//w:style[@w:styleId='%s']", id);
			if (count(docx.styles, path) != 1)
				fail_msg("style %s is used and not declared", id);
			free(id);
		}
	}
	/* Paragraphs have a style and nothing else; only the end of a section says more. */
	assert_int_equal(
		count(docx.document, "//w:pPr/*[not(self::w:pStyle or self::w:sectPr or self::w:framePr)]"), 0);
	assert_int_equal(count(docx.document, "//w:rPr/*[not(self::w:rStyle)]"), 0);
	close_docx(&docx);
}

static void the_page_is_that_of_the_standard(void **state)
{
	struct place *place = *state;
	struct docx docx;
	struct ky_error err;
	/* A ledger of many long texts, which lies across the sheet. */
	assert_int_equal(add(place, "problem",
			     V("text", LONG_TEXT, "cause", LONG_TEXT, "measure", LONG_TEXT, "progress", LONG_TEXT),
			     NULL, &err),
			 KY_OK);
	open_docx(place->wb, &docx);
	/* 37, 26, 35 and 28 mm; 22 lines of 28 characters */
	expect_content(docx.document, "(//w:pgMar)[1]/@w:top", "2098");
	expect_content(docx.document, "(//w:pgMar)[1]/@w:right", "1474");
	expect_content(docx.document, "(//w:pgMar)[1]/@w:bottom", "1984");
	expect_content(docx.document, "(//w:pgMar)[1]/@w:left", "1587");
	expect_content(docx.document, "(//w:docGrid)[1]/@w:type", "linesAndChars");
	expect_content(docx.document, "(//w:docGrid)[1]/@w:linePitch", "579");
	assert_true(22 * 579 <= 16838 - 2098 - 1984 && 23 * 579 > 16838 - 2098 - 1984);
	assert_int_equal(count(docx.document, "//w:sectPr"), 5); /* the letter and four attachments */
	assert_int_equal(count(docx.document, "//w:pgSz[@w:orient='landscape']") > 0, 1);
	assert_int_equal(count(docx.document, "//w:footerReference"), 10);
	xmlDocPtr settings = parsed(&docx, "word/settings.xml"), odd = parsed(&docx, "word/footer1.xml");
	assert_int_equal(count(settings, "//w:evenAndOddHeaders"), 1);
	expect_content(odd, "//w:fldSimple/@w:instr", " PAGE ");
	expect_content(docx.styles, "//w:style[@w:styleId='PageNumberOdd']//w:jc/@w:val", "right");
	expect_content(docx.styles, "//w:style[@w:styleId='PageNumberEven']//w:jc/@w:val", "left");
	expect_content(docx.styles, "//w:style[@w:styleId='Title']//w:rFonts/@w:eastAsia", "方正小标宋简体");
	expect_content(docx.styles, "//w:style[@w:styleId='Title']//w:sz/@w:val", "44");
	expect_content(docx.styles, "//w:style[@w:styleId='Heading1']//w:rFonts/@w:eastAsia", "黑体");
	expect_content(docx.styles, "//w:style[@w:styleId='Heading2']//w:rFonts/@w:eastAsia", "楷体_GB2312");
	expect_content(docx.styles, "//w:style[@w:styleId='BodyText']//w:ind/@w:firstLineChars", "200");
	xmlFreeDoc(settings);
	xmlFreeDoc(odd);
	close_docx(&docx);
}

static void the_text_is_that_of_the_records(void **state)
{
	struct place *place = *state;
	struct docx docx;
	struct ky_error err;
	assert_int_equal(
		add(place, "session",
		    V("date", "2012-03-09", "topic", "学习", "form", "集中学习", "should", "9", "present", "9"),
		    NULL, &err),
		KY_OK);
	assert_int_equal(set(place, "G01-TX002", V("text", "　　第一段(初稿),\n第二段。"), &err), KY_OK);
	struct ky_record *school = NULL;
	assert_int_equal(ky_record_load_single(place->wb, ky_kind_find("school"), &school, &err), KY_OK);
	assert_int_equal(put_all(place, school, V("doc_no", "校发[2012]7号", "signer", "韦春华"), &err), KY_OK);
	ky_record_free(school);
	assert_int_equal(add(place, "study", V("date", "2012-06-02", "should", "60", "notes", "58"), NULL, &err),
			 KY_OK);
	open_docx(place->wb, &docx);
	/* A figure with two sources says which it is; a sum of all its rows says nothing. */
	assert_true(says(docx.document, "应记学习笔记60人、已记58人（6月2日抽查）；"));
	expect_content(docx.document, "//w:p[w:pPr/w:pStyle/@w:val='DocumentNumber']",
		       "校发〔2012〕7号签发人：韦春华");
	expect_content(docx.document, "//w:p[w:pPr/w:pStyle/@w:val='Date']", "2012年6月15日");
	assert_true(says(docx.document, "组织集中学习1次，参学9人次，平均参学率100%；"));
	assert_true(says(docx.document, "第一段（初稿），"));
	/* Each line is a paragraph. */
	expect_content(docx.document, "//w:p[w:pPr/w:pStyle/@w:val='BodyText'][starts-with(., '第一段')]",
		       "第一段（初稿），");
	assert_int_equal(count(docx.document, "//w:p[.='第二段。']"), 1);
	close_docx(&docx);
}

static void what_people_have_to_write_stands_out_until_they_have(void **state)
{
	struct place *place = *state;
	struct docx docx;
	struct ky_error err;
	const char *const marks = "//w:r[w:rPr/w:rStyle/@w:val='Unwritten'][.='【人写】']";
	open_docx(place->wb, &docx);
	int before = count(docx.document, marks);
	/* number, signer, spirit and five texts */
	assert_int_equal(before, 8);
	assert_int_equal(count(docx.styles, "//w:style[@w:styleId='Unwritten']//w:shd[@w:fill='FFFF00']"), 1);
	close_docx(&docx);
	assert_int_equal(set(place, "G01-TX003", V("text", "一张意见卡推动一件实事。"), &err), KY_OK);
	open_docx(place->wb, &docx);
	assert_int_equal(count(docx.document, marks), before - 1);
	assert_true(says(docx.document, "四、典型和经验\n一张意见卡推动一件实事。"));
	close_docx(&docx);
}

static void a_table_repeats_its_head_and_its_widths_add_up(void **state)
{
	struct place *place = *state;
	struct docx docx;
	open_docx(place->wb, &docx);
	int tables = count(docx.document, "//w:tbl");
	assert_int_equal(tables, 4); /* those of the attachments: no problem is open, so the letter has none */
	assert_int_equal(count(docx.document, "//w:tbl/w:tr[1]/w:trPr/w:tblHeader"), tables);
	for (int i = 1; i <= tables; i++) {
		char path[100];
		int sum = 0, all;
		snprintf(path, sizeof(path), "(//w:tbl)[%d]/w:tblGrid/w:gridCol/@w:w", i);
		for (int j = 0, columns = count(docx.document, path); j < columns; j++) {
			char *width = content(docx.document, path, j);
			sum += int_of(width);
			free(width);
		}
		snprintf(path, sizeof(path), "(//w:tbl)[%d]/w:tblPr/w:tblW/@w:w", i);
		char *width = content(docx.document, path, 0);
		all = int_of(width);
		free(width);
		assert_int_equal(sum, all);
		/* portrait 156 mm, landscape 225 mm; less by no more than a character */
		assert_true((all <= 8845 && all > 8845 - 210) || (all <= 12757 && all > 12757 - 210));
	}
	/* The ledger is empty, and says so. */
	expect_content(docx.document, "(//w:tbl)[2]/w:tr[2]", "（无）");
	close_docx(&docx);
}

static void hostile_text_is_text(void **state)
{
	struct place *place = *state;
	struct docx docx;
	struct ky_error err;
	assert_int_equal(add(place, "problem",
			     V("text", "甲</w:t><w:p/>&amp;\x01\x1b[31m]]>乙\xEF\xBF\xBE\x7F丙\r\n丁\t戊"), NULL,
			     &err),
			 KY_OK);
	assert_int_equal(set(place, "G01-TX002", V("text", "<w:br/> & \"引号\" \x0b竖"), &err), KY_OK);
	open_docx(place->wb, &docx);
	assert_true(says(docx.document, "甲</w:t><w:p/>&amp;"));
	assert_true(says(docx.document, "␁␛[31m]]>乙\xEF\xBF\xBD␡丙"));
	assert_true(says(docx.document, "<w:br/> & \"引号\" ␋竖"));
	/* A cell of a table has one line, with a mark for the break. */
	assert_int_equal(count(docx.document, "//w:tc[contains(., '丙；丁')]//w:tab") > 0, 1);
	close_docx(&docx);
}

static void a_text_of_100_kilobytes_is_whole(void **state)
{
	struct place *place = *state;
	struct docx docx;
	struct ky_error err;
	size_t chars = 34000;
	char *text = calloc(chars, 3);
	text = realloc(text, chars * 3 + 1);
	for (size_t i = 0; i < chars; i++)
		memcpy(text + i * 3, "字", 3);
	text[chars * 3] = '\0';
	assert_int_equal(set(place, "G01-TX005", V("text", text), &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", text), NULL, &err), KY_OK);
	open_docx(place->wb, &docx);
	char *paragraph =
		content(docx.document, "//w:p[w:pPr/w:pStyle/@w:val='BodyText' and starts-with(., '字字')]", 0);
	assert_string_equal(paragraph, text);
	free(paragraph);
	/* In a table it is cut, and its row stays on one page. */
	assert_int_equal(count(docx.document, "//w:tc[contains(., '…（全文见台账）')]"), 2);
	assert_int_equal(count(docx.document, "//w:tr[not(w:trPr/w:cantSplit)]"), 0);
	close_docx(&docx);
	free(text);
}

static void the_same_workbook_gives_the_same_bytes(void **state)
{
	struct place *place = *state;
	char *a = NULL, *b = NULL;
	size_t a_len = 0, b_len = 0;
	write_bytes(place->wb, &a, &a_len);
	setenv("TZ", "Asia/Shanghai", 1);
	write_bytes(place->wb, &b, &b_len);
	unsetenv("TZ");
	assert_int_equal(a_len, b_len);
	assert_memory_equal(a, b, a_len);
	free(a);
	free(b);
}

static void another_campaign_has_another_report(void **state)
{
	struct place *place = *state;
	struct docx docx;
	struct ky_error err;
	struct ky_workbook *wb = NULL;
	char path[128], ini_path[512];
	const char *root = getenv("KY_SRCDIR");
	snprintf(ini_path, sizeof(ini_path), "%s/tests/data/reading-2015.ini", root ? root : ".");
	char *ini = calloc(1, 65536);
	FILE *file = fopen(ini_path, "rb");
	assert_non_null(file);
	size_t len = fread(ini, 1, 65535, file);
	fclose(file);
	snprintf(path, sizeof(path), "%s/reading.kuayue", place->dir);
	assert_int_equal(ky_workbook_create(&(struct ky_new_workbook){ .path = path,
								       .template_name = "reading",
								       .ini = ini,
								       .ini_len = len,
								       .code = "D01",
								       .name = "柳岸小学",
								       .kind = "xiaoxue",
								       .today = ky_day_from_ymd(2015, 12, 9) },
					    &wb, &err),
			 KY_OK);
	free(ini);
	struct ky_record *record = NULL;
	assert_int_equal(ky_record_load(wb, "D01-TX001", &record, &err), KY_OK);
	assert_string_equal(ky_record_get(record, ky_field_find(ky_kind_find("section"), "title")).text, "体会");
	ky_record_free(record);
	open_docx(wb, &docx);
	expect_content(docx.document, "//w:p[w:pPr/w:pStyle/@w:val='Title']", "柳岸小学书香校园读书活动小结");
	assert_true(says(docx.document, "没有共读") || says(docx.document, "共读的次数未填"));
	expect_content(docx.document, "//w:p[w:pPr/w:pStyle/@w:val='Signature']", "柳岸小学 2015年12月9日");
	assert_int_equal(count(docx.document, "//w:sectPr"), 1);
	assert_int_equal(count(docx.document, "//w:tbl"), 0);
	close_docx(&docx);
	ky_workbook_close(wb);
}

static void expect_set(const char *typed, const char *set_as)
{
	char *text = punctuate(typed);
	assert_string_equal(text, set_as);
	free(text);
}

static void punctuation_beside_chinese_becomes_chinese(void **state)
{
	(void)state;
	expect_set("集中学习3次,参学90人次(含党员),好;对:是?", "集中学习3次，参学90人次（含党员），好；对：是？");
	expect_set("(一)学习讨论", "（一）学习讨论");
	expect_set("1,200人,见G01-001(附件)", "1,200人，见G01-001（附件）");
	expect_set("http://a.b/?c=1,2 (d) 12:30 G01,G02", "http://a.b/?c=1,2 (d) 12:30 G01,G02");
	expect_set("得分{score}({grade}),发{a}:{b}", "得分{score}（{grade}），发{a}:{b}");
	expect_set("(没有关上,好", "(没有关上，好");
	expect_set("", "");
	char *number = document_number("校发(2012)7号"), *date = chinese_date("2012-10-09"),
	     *other = chinese_date("12-10");
	assert_string_equal(number, "校发〔2012〕7号");
	assert_string_equal(date, "2012年10月9日");
	assert_string_equal(other, "12-10");
	free(number);
	free(date);
	free(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_part_is_well_formed_typed_and_reached),
		TEST(the_elements_stand_in_the_order_of_the_schema),
		TEST(every_style_that_is_used_is_declared),
		TEST(the_page_is_that_of_the_standard),
		TEST(the_text_is_that_of_the_records),
		TEST(what_people_have_to_write_stands_out_until_they_have),
		TEST(a_table_repeats_its_head_and_its_widths_add_up),
		TEST(hostile_text_is_text),
		TEST(a_text_of_100_kilobytes_is_whole),
		TEST(the_same_workbook_gives_the_same_bytes),
		TEST(another_campaign_has_another_report),
		cmocka_unit_test(punctuation_beside_chinese_becomes_chinese),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	xmlCleanupParser();
	return failed;
}
