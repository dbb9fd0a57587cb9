/*
 * An .xlsx. The first byte says how the rest is read: 0 as the file itself, else as parts that are put into a
 * container, so that what reads them is reached: 1 byte for the name (below), 2 bytes of length, the bytes. A part
 * that is not among them is the one of a small workbook.
 */
#include <zip.h>

#include "fuzz/rows.h"

#define MOST (1 << 20)
#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const struct {
	const char *name, *text;
} parts[] = {
	{ "_rels/.rels", "<Relationships><Relationship Id='a' Type='" TYPES
			 "/officeDocument' Target='xl/workbook.xml'/></Relationships>" },
	{ "xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='1' r:id='a'/></sheets></workbook>" },
	{ "xl/_rels/workbook.xml.rels",
	  "<Relationships><Relationship Id='a' Type='" TYPES "/worksheet' Target='worksheets/sheet1.xml'/>"
	  "<Relationship Id='b' Type='" TYPES "/sharedStrings' Target='sharedStrings.xml'/>"
	  "<Relationship Id='c' Type='" TYPES "/styles' Target='styles.xml'/></Relationships>" },
	{ "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row>"
				      "<row><c s='1'><v>41000</v></c></row></sheetData></worksheet>" },
	{ "xl/sharedStrings.xml", "<sst><si><t>姓名</t></si></sst>" },
	{ "xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>" },
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

static void add(zip_t *zip, size_t part, const void *bytes, size_t len)
{
	zip_source_t *source = zip_source_buffer(zip, len ? bytes : NULL, len, 0);
	MUST(source);
	if (zip_file_add(zip, parts[part].name, source, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE) < 0)
		zip_source_free(source);
}

static FILE *make(const uint8_t *data, size_t size)
{
	char path[64] = "/tmp/kuayue-fuzz-XXXXXX";
	int fd = mkstemp(path), failed = 0;
	MUST(fd >= 0 && close(fd) == 0);
	zip_t *zip = zip_open(path, ZIP_TRUNCATE | ZIP_CREATE, &failed);
	MUST(zip);
	for (size_t i = 0; i < PARTS; i++)
		add(zip, i, parts[i].text, strlen(parts[i].text));
	for (int count = 0; size >= 3 && count < 12; count++) {
		size_t part = data[0] % PARTS, len = (size_t)data[1] << 8 | data[2];
		data += 3, size -= 3;
		len = len < size ? len : size;
		add(zip, part, data, len);
		data += len, size -= len;
	}
	if (zip_close(zip) != 0)
		zip_discard(zip);
	FILE *file = fopen(path, "rb");
	unlink(path);
	return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *file = !size || data[0] == 0 ? fuzz_file(size ? data + 1 : data, size ? size - 1 : 0)
					   : make(data + 1, size - 1);
	if (!file)
		return 0;
	fuzz_rows(file, MOST);
	fclose(file);
	return 0;
}
