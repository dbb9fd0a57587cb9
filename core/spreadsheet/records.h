/* Walks the records of an .xls file's stream, and reads the texts in them, which may go on in the next records. */
#ifndef CORE_SPREADSHEET_RECORDS_H
#define CORE_SPREADSHEET_RECORDS_H

#include "base/strbuf.h"
#include "spreadsheet/compound.h"

enum record {
	RECORD_FORMULA = 0x0006,
	RECORD_END = 0x000A,
	RECORD_FROM_1904 = 0x0022,
	RECORD_ENCRYPTED = 0x002F,
	RECORD_CONTINUE = 0x003C,
	RECORD_SHEET = 0x0085,
	RECORD_NUMBERS_SHORT = 0x00BD,
	RECORD_TEXT_RICH = 0x00D6,
	RECORD_STYLE = 0x00E0,
	RECORD_MERGED = 0x00E5,
	RECORD_SHARED_TEXTS = 0x00FC,
	RECORD_TEXT_SHARED = 0x00FD,
	RECORD_NUMBER = 0x0203,
	RECORD_TEXT = 0x0204,
	RECORD_BOOL_OR_ERROR = 0x0205,
	RECORD_TEXT_OF_FORMULA = 0x0207,
	RECORD_NUMBER_SHORT = 0x027E,
	RECORD_FORMAT = 0x041E,
	RECORD_BEGIN = 0x0809,
};

/* The stream, and the record that is read. */
struct records {
	const unsigned char *bytes;
	size_t len, next; /* where the next record begins */
	unsigned type;
	const unsigned char *data;
	size_t size, at; /* at: of data, how far texts were read */
};

/* False at the end, or where a record is cut short. */
bool records_next(struct records *records);

/* Reads the next bytes of the record, or of the ones that continue it, into out (or nowhere, where that is NULL).
 * False where there are no more. */
bool records_bytes(struct records *records, unsigned char *out, size_t len);
/* The text at records->at, whose count of characters has that many bytes (1 or 2): added to out as UTF-8. */
bool records_text(struct records *records, int count_bytes, struct strbuf *out);

#endif
