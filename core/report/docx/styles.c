/* The document's styles (GB/T 9704-2012): all formatting is here, so that the office can change it in one place.
 */
#include <stdio.h>
#include <string.h>

#include "report/docx/docx.h"
#include "report/punctuate.h"

#define NS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define FONT(name)                                                                                                \
	"<w:rFonts w:hint=\"eastAsia\" w:ascii=\"" name "\" w:hAnsi=\"" name "\" w:eastAsia=\"" name              \
	"\" w:cs=\"Times New Roman\"/>"
#define SIZE(half_points) "<w:sz w:val=\"" half_points "\"/><w:szCs w:val=\"" half_points "\"/>"

#define FANGSONG "仿宋_GB2312"
#define KAITI "楷体_GB2312"
#define HEITI "黑体"
#define SONGTI "宋体"
#define XIAOBIAOSONG "方正小标宋简体"

/* 22 lines of 28 characters in every program: each does something else with a grid of characters that is
 * closer than the font, and with a font that is higher than the standard's. So the grid is declared
 * (docx/body.c), and the styles keep to it by themselves: lines of exactly its height, characters 0.3
 * points closer, which justifying spreads over the line. */
#define EXACT "w:line=\"579\" w:lineRule=\"exact\""
#define CLOSER "<w:snapToGrid w:val=\"0\"/><w:spacing w:val=\"-6\"/>"
#define NOT_CLOSER "<w:spacing w:val=\"0\"/>"

/* In characters, for Word; the same in twentieths of a point beside it, for programs that do not know those. */
#define FIRST_LINE "<w:ind w:firstLineChars=\"200\" w:firstLine=\"632\"/>"
#define TABLE_PPR "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/>"

/* A style, its parts in the order of the schema. */
struct style {
	const char *type, *id, *name, *based_on, *next;
	bool linked; /* has a character style of the same look */
	bool quick;  /* in the gallery */
	const char *ppr, *rpr;
};

static const struct style styles[] = {
	{ "paragraph", "BodyText", "Body Text", "Normal", NULL, true, true, FIRST_LINE, "" },
	{ "paragraph", "BodyTextLast", "正文末段", "BodyText", "BodyText", false, true, "<w:keepNext/>", "" },
	{ "paragraph", "Title", "Title", "Normal", "BodyText", true, true,
	  "<w:keepNext/><w:spacing w:beforeLines=\"200\" w:before=\"1158\" w:afterLines=\"100\""
	  " w:after=\"579\"/><w:jc w:val=\"center\"/>",
	  FONT(XIAOBIAOSONG) SIZE("44") },
	{ "paragraph", "Heading1", "heading 1", "Normal", "BodyText", true, true,
	  "<w:keepNext/>" FIRST_LINE "<w:outlineLvl w:val=\"0\"/>", FONT(HEITI) },
	{ "paragraph", "Heading2", "heading 2", "Normal", "BodyText", true, true,
	  "<w:keepNext/>" FIRST_LINE "<w:outlineLvl w:val=\"1\"/>", FONT(KAITI) },
	{ "paragraph", "Heading3", "heading 3", "Normal", "BodyText", true, true,
	  "<w:keepNext/>" FIRST_LINE "<w:outlineLvl w:val=\"2\"/>", FONT(FANGSONG) },
	{ "paragraph", "Salutation", "Salutation", "Normal", "BodyText", false, true, "", "" },
	{ "paragraph", "DocumentNumber", "发文字号和签发人", "Normal", "Title", false, true,
	  "<w:tabs><w:tab w:val=\"right\" w:pos=\"8529\"/></w:tabs><w:ind w:leftChars=\"100\" w:left=\"316\""
	  " w:rightChars=\"100\" w:right=\"316\"/><w:jc w:val=\"left\"/>",
	  "" },
	{ "paragraph", "Attachments", "附件说明", "Normal", "AttachmentsMore", false, true,
	  "<w:keepNext/><w:tabs><w:tab w:val=\"left\" w:pos=\"2212\"/></w:tabs><w:spacing w:beforeLines=\"100\" "
	  "w:before=\"579\"/>"
	  "<w:ind w:leftChars=\"700\" w:left=\"2212\" w:hangingChars=\"500\" w:hanging=\"1580\"/><w:jc "
	  "w:val=\"left\"/>",
	  "" },
	{ "paragraph", "AttachmentsMore", "附件说明（续）", "Normal", NULL, false, true,
	  "<w:keepNext/><w:tabs><w:tab w:val=\"left\" w:pos=\"2212\"/></w:tabs>"
	  "<w:ind w:leftChars=\"700\" w:left=\"2212\" w:hangingChars=\"200\" w:hanging=\"632\"/><w:jc "
	  "w:val=\"left\"/>",
	  "" },
	{ "paragraph", "Note", "附注", "Normal", NULL, false, true, FIRST_LINE "<w:jc w:val=\"left\"/>", "" },
	{ "paragraph", "AnnexNumber", "附件序号", "Normal", "AnnexTitle", false, true,
	  "<w:keepNext/><w:jc w:val=\"left\"/>", FONT(HEITI) },
	{ "paragraph", "AnnexTitle", "附件标题", "Normal", "BodyText", false, true,
	  "<w:keepNext/><w:spacing w:beforeLines=\"100\" w:before=\"579\" w:after=\"290\"/><w:jc "
	  "w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
	  FONT(XIAOBIAOSONG) SIZE("44") },
	{ "paragraph", "SectionEnd", "节末", "Normal", NULL, false, false,
	  "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/>", SIZE("2") },
	{ "paragraph", "TableText", "表格文字", "Normal", NULL, false, true, TABLE_PPR "<w:jc w:val=\"left\"/>",
	  FONT(SONGTI) NOT_CLOSER SIZE("21") },
	{ "paragraph", "TableTextSmall", "表格文字（小五）", "TableText", NULL, false, false, "", SIZE("18") },
	{ "paragraph", "TableTextTiny", "表格文字（六号）", "TableText", NULL, false, false, "", SIZE("15") },
	{ "paragraph", "TableHead", "表头", "TableText", "TableText", false, true, "<w:jc w:val=\"center\"/>",
	  FONT(HEITI) },
	{ "paragraph", "TableHeadSmall", "表头（小五）", "TableHead", NULL, false, false, "", SIZE("18") },
	{ "paragraph", "TableHeadTiny", "表头（六号）", "TableHead", NULL, false, false, "", SIZE("15") },
	{ "paragraph", "Footer", "footer", "Normal", NULL, false, false,
	  "<w:spacing w:line=\"320\" w:lineRule=\"exact\"/><w:jc w:val=\"left\"/>",
	  FONT(SONGTI) NOT_CLOSER SIZE("28") },
	{ "paragraph", "PageNumberOdd", "单页码", "Footer", NULL, false, false,
	  "<w:ind w:rightChars=\"100\" w:right=\"280\"/><w:jc w:val=\"right\"/>", "" },
	{ "paragraph", "PageNumberEven", "双页码", "Footer", NULL, false, false,
	  "<w:ind w:leftChars=\"100\" w:left=\"280\"/><w:jc w:val=\"left\"/>", "" },
	{ "character", "Unwritten", "人写", "DefaultParagraphFont", NULL, false, true, "",
	  "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFFF00\"/>" },
	{ "character", "NotFilledIn", "未填", "DefaultParagraphFont", NULL, false, true, "",
	  "<w:u w:val=\"dotted\"/>" },
};

static void add_style(struct strbuf *sb, const struct style *style)
{
	/* Word's own styles have English names in every file; it shows them in the user's language. */
	bool own = (unsigned char)style->name[0] >= 0x80;
	strbuf_addf(sb, "<w:style w:type=\"%s\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>", style->type,
		    own ? " w:customStyle=\"1\"" : "", style->id, style->name);
	strbuf_addf(sb, "<w:basedOn w:val=\"%s\"/>", style->based_on);
	if (style->next)
		strbuf_addf(sb, "<w:next w:val=\"%s\"/>", style->next);
	if (style->linked)
		strbuf_addf(sb, "<w:link w:val=\"%sChar\"/>", style->id);
	if (style->quick)
		strbuf_add(sb, "<w:qFormat/>");
	if (style->ppr[0])
		strbuf_addf(sb, "<w:pPr>%s</w:pPr>", style->ppr);
	if (style->rpr[0])
		strbuf_addf(sb, "<w:rPr>%s</w:rPr>", style->rpr);
	strbuf_add(sb, "</w:style>\n");
	if (!style->linked)
		return;
	strbuf_addf(sb,
		    "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"%sChar\"><w:name w:val=\"%s "
		    "Char\"/>"
		    "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:link w:val=\"%s\"/>",
		    style->id, style->name, style->id);
	if (style->rpr[0])
		strbuf_addf(sb, "<w:rPr>%s</w:rPr>", style->rpr);
	strbuf_add(sb, "</w:style>\n");
}

static int halves_of(const struct ky_block *block)
{
	int halves = 0;
	for (size_t i = 0; i < block->run_count; i++)
		halves += printed_halves(block->runs[i].text);
	return halves;
}

/* 7.3.5.1: the name stands centred over the date, whose last character has four free to its right; the seal
 * is put over both, and needs three lines above them. A name longer than fits so has two free. */
static void add_signature(struct strbuf *sb, const struct ky_report *report)
{
	size_t count = 0;
	int name = 0, date = 0, right;
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	for (size_t i = 0; i < count; i++) {
		if (blocks[i].is == KY_BLOCK_SIGNATURE && !name)
			name = halves_of(&blocks[i]);
		if (blocks[i].is == KY_BLOCK_DATE)
			date = halves_of(&blocks[i]);
	}
	right = date ? 4 * 100 + (date - name) * 25 : 4 * 100;
	right = right < 200 ? 200 : right;
	strbuf_addf(sb,
		    "<w:style w:type=\"paragraph\" w:styleId=\"Signature\"><w:name w:val=\"Signature\"/><w:basedOn"
		    " w:val=\"Normal\"/><w:next w:val=\"Date\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing "
		    "w:beforeLines=\"300\""
		    " w:before=\"1737\"/><w:ind w:rightChars=\"%d\" w:right=\"%d\"/><w:contextualSpacing/>"
		    "<w:jc w:val=\"right\"/></w:pPr></w:style>\n",
		    right, right * DOCX_CHAR / 100);
	strbuf_addf(sb,
		    "<w:style w:type=\"paragraph\" w:styleId=\"Date\"><w:name w:val=\"Date\"/><w:basedOn"
		    " w:val=\"Normal\"/><w:next w:val=\"Note\"/><w:qFormat/><w:pPr><w:ind w:rightChars=\"400\" "
		    "w:right=\"%d\"/>"
		    "<w:jc w:val=\"right\"/></w:pPr></w:style>\n",
		    4 * DOCX_CHAR);
}

static const char base[] = "<w:docDefaults><w:rPrDefault><w:rPr>" FONT(FANGSONG)
	SIZE("32") "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" "
		   "w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\n"
		   "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
		   "w:val=\"Normal\"/><w:qFormat/><w:pPr>"
		   "<w:widowControl w:val=\"0\"/><w:kinsoku w:val=\"1\"/><w:wordWrap "
		   "w:val=\"1\"/><w:overflowPunct w:val=\"1\"/><w:autoSpaceDE "
		   "w:val=\"0\"/>"
		   "<w:autoSpaceDN w:val=\"0\"/><w:snapToGrid w:val=\"0\"/><w:spacing " EXACT
		   "/><w:jc w:val=\"both\"/></w:pPr><w:rPr>" FONT(FANGSONG) CLOSER SIZE(
			   "32") "</w:rPr></w:style>\n"
				 "<w:style w:type=\"character\" w:default=\"1\" "
				 "w:styleId=\"DefaultParagraphFont\"><w:name"
				 " w:val=\"Default Paragraph Font\"/><w:uiPriority "
				 "w:val=\"1\"/><w:semiHidden/></w:style>\n"
				 "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name "
				 "w:val=\"Normal Table\"/><w:uiPriority"
				 " w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" "
				 "w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\""
				 " w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" "
				 "w:type=\"dxa\"/><w:right w:w=\"108\""
				 " w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n"
				 "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"LedgerTable\"><w:name "
				 "w:val=\"台账表\"/><w:basedOn"
				 " w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
#define BORDER(side) "<w:" side " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
	BORDER("top") BORDER("left") BORDER("bottom") BORDER("right") BORDER("insideH")
		BORDER("insideV") "</w:tblBorders><w:tblCellMar><w:left w:w=\"57\" w:type=\"dxa\"/><w:right "
				  "w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar>"
				  "</w:tblPr><w:tcPr><w:vAlign w:val=\"center\"/></w:tcPr></w:style>\n"
				  "<w:style w:type=\"table\" w:customStyle=\"1\" "
				  "w:styleId=\"LedgerTableTight\"><w:name w:val=\"台账表（紧）\"/><w:basedOn"
				  " w:val=\"LedgerTable\"/><w:tblPr><w:tblCellMar><w:left w:w=\"28\" "
				  "w:type=\"dxa\"/><w:right w:w=\"28\""
				  " w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n";

void docx_styles(const struct ky_report *report, struct strbuf *sb)
{
	strbuf_add(sb, HEAD "<w:styles " NS ">");
	strbuf_add(sb, base);
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++)
		add_style(sb, &styles[i]);
	add_signature(sb, report);
	strbuf_add(sb, "</w:styles>");
}

/* What stands in where an office does not have the standard's own fonts. */
void docx_fonts(struct strbuf *sb)
{
	static const struct {
		const char *name, *other, *family, *pitch;
	} fonts[] = {
		{ FANGSONG, "仿宋;FangSong;华文仿宋;STFangsong", "modern", "fixed" },
		{ KAITI, "楷体;KaiTi;华文楷体;STKaiti", "modern", "fixed" },
		{ HEITI, "SimHei;华文黑体;Noto Sans CJK SC", "modern", "fixed" },
		{ SONGTI, "SimSun;华文宋体;Noto Serif CJK SC", "auto", "variable" },
		{ XIAOBIAOSONG, "FZXiaoBiaoSong-B05S;华文中宋;STZhongsong;宋体", "auto", "variable" },
	};
	strbuf_add(sb, HEAD "<w:fonts " NS ">");
	for (size_t i = 0; i < sizeof(fonts) / sizeof(fonts[0]); i++)
		strbuf_addf(sb,
			    "<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/><w:charset w:val=\"86\"/><w:family"
			    " w:val=\"%s\"/><w:pitch w:val=\"%s\"/></w:font>",
			    fonts[i].name, fonts[i].other, fonts[i].family, fonts[i].pitch);
	strbuf_add(
		sb,
		"<w:font w:name=\"Times New Roman\"><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch"
		" w:val=\"variable\"/></w:font></w:fonts>");
}

void docx_settings(struct strbuf *sb)
{
	strbuf_add(sb, HEAD
		   "<w:settings " NS "><w:zoom w:percent=\"100\"/><w:bordersDoNotSurroundHeader/>"
		   "<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val=\"632\"/><w:evenAndOddHeaders/>"
		   "<w:drawingGridHorizontalSpacing w:val=\"158\"/><w:drawingGridVerticalSpacing w:val=\"579\"/>"
		   "<w:characterSpacingControl "
		   "w:val=\"doNotCompress\"/><w:compat><w:balanceSingleByteDoubleByteWidth/>"
		   "<w:doNotExpandShiftReturn/><w:useFELayout/><w:compatSetting w:name=\"compatibilityMode\""
		   " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
		   "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>");
}

void docx_footer(struct strbuf *sb, const char *style)
{
	strbuf_addf(sb,
		    HEAD
		    "<w:ftr " NS
		    "><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:t xml:space=\"preserve\">— </w:t></w:r>"
		    "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
		    "<w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>",
		    style);
}
