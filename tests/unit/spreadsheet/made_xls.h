/* Writes .xls files record by record, and the compound file around them, so that a test has each form that a
 * program may have chosen. */
#ifndef TESTS_UNIT_SPREADSHEET_MADE_XLS_H
#define TESTS_UNIT_SPREADSHEET_MADE_XLS_H

#include "spreadsheet/records.h"
#include "unit/spreadsheet/reading.h"

#define BIFF8 0x0600
#define OF_BOOK 0x0005
#define OF_SHEET 0x0010
#define FREE 0xFFFFFFFFU
#define END_OF_CHAIN 0xFFFFFFFEU

struct made {
	unsigned char bytes[1 << 17];
	size_t len, sheet; /* sheet: where its record has the place that it begins at */
};

/* How the compound file keeps the stream. */
struct kept {
	const char *name; /* NULL: Workbook */
	int shift;        /* of a sector; 0: 9 */
	bool small;       /* in small sectors */
	bool listed;      /* the table's sectors are listed in a sector, not in the header */
};

static inline void low_bytes(unsigned char *to, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		to[i] = (unsigned char)(value >> 8 * i);
}

static inline void made_record(struct made *made, unsigned type, const void *data, size_t size)
{
	unsigned char *to = made->bytes + made->len;
	assert_true(made->len + 4 + size <= sizeof(made->bytes));
	low_bytes(to, type, 2);
	low_bytes(to + 2, (uint32_t)size, 2);
	if (size)
		memcpy(to + 4, data, size);
	made->len += 4 + size;
}

static inline void made_begin(struct made *made, unsigned version, unsigned of)
{
	unsigned char data[16] = { 0 };
	low_bytes(data, version, 2);
	low_bytes(data + 2, of, 2);
	made_record(made, RECORD_BEGIN, data, sizeof(data));
}

/* type 0: of cells; the sheet that is begun next is this one. */
static inline void made_sheet(struct made *made, const char *name, int type)
{
	unsigned char data[64] = { 0 };
	size_t len = strlen(name);
	made->sheet = made->len + 4;
	data[5] = (unsigned char)type;
	data[6] = (unsigned char)len;
	memcpy(data + 8, name, len);
	made_record(made, RECORD_SHEET, data, 8 + len);
}

static inline void made_begin_sheet(struct made *made)
{
	made_record(made, RECORD_END, NULL, 0);
	low_bytes(made->bytes + made->sheet, (uint32_t)made->len, 4);
	made_begin(made, BIFF8, OF_SHEET);
}

/* A cell: its place, its style, and what is behind them. */
static inline void made_cell(struct made *made, unsigned type, unsigned row, unsigned column, unsigned style,
			     const void *data, size_t size)
{
	unsigned char cell[4096];
	assert_true(6 + size <= sizeof(cell));
	low_bytes(cell, row, 2);
	low_bytes(cell + 2, column, 2);
	low_bytes(cell + 4, style, 2);
	if (size)
		memcpy(cell + 6, data, size);
	made_record(made, type, cell, 6 + size);
}

static inline void made_text(struct made *made, unsigned row, unsigned column, const char *text)
{
	unsigned char data[256] = { (unsigned char)strlen(text) };
	memcpy(data + 3, text, strlen(text));
	made_cell(made, RECORD_TEXT, row, column, 0, data, 3 + strlen(text));
}

static inline void made_number(struct made *made, unsigned row, unsigned column, unsigned style, double number)
{
	unsigned char data[8];
	memcpy(data, &number, sizeof(data));
	made_cell(made, RECORD_NUMBER, row, column, style, data, sizeof(data));
}

static inline void made_entry(unsigned char *to, const char *name, int type, uint32_t first, uint32_t len)
{
	for (size_t i = 0; i < strlen(name); i++)
		to[2 * i] = (unsigned char)name[i];
	low_bytes(to + 0x40, (uint32_t)(2 * strlen(name) + 2), 2);
	to[0x42] = (unsigned char)type;
	low_bytes(to + 0x74, first, 4);
	low_bytes(to + 0x78, len, 4);
}

/*
 * The sectors in order: the table, the list of the table, the directory, the table of small sectors, the stream.
 * The header is left to the caller, for who wants to break it.
 */
static inline size_t made_compound(const struct made *made, const struct kept *kept, unsigned char *out,
				   size_t room)
{
	static const unsigned char magic[] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 };
	size_t sector = (size_t)1 << (kept->shift ? kept->shift : 9), pieces = (made->len + sector - 1) / sector;
	size_t tables = (pieces + 8) / (sector / 4) + 1, at = tables;
	uint32_t list = (uint32_t)at++, directory = (uint32_t)at++, smalls = (uint32_t)at++, first = (uint32_t)at;
	size_t len = sector * (1 + first + pieces);
	assert_true(len <= room);
	memset(out, 0, len);
	memcpy(out, magic, sizeof(magic));
	low_bytes(out + 0x1E, kept->shift ? (uint32_t)kept->shift : 9, 2);
	low_bytes(out + 0x20, 6, 2);
	low_bytes(out + 0x30, directory, 4);
	low_bytes(out + 0x38, kept->small ? 1U << 20 : 0, 4);
	low_bytes(out + 0x3C, kept->small ? smalls : END_OF_CHAIN, 4);
	low_bytes(out + 0x44, kept->listed ? list : END_OF_CHAIN, 4);
	memset(out + 0x4C, 0xFF, 512 - 0x4C);
	unsigned char *in_list = out + sector * (1 + list), *in_table = out + sector;
	memset(in_list, 0xFF, sector);
	low_bytes(in_list + sector - 4, END_OF_CHAIN, 4);
	memset(in_table, 0xFF, tables * sector);
	for (uint32_t i = 0; i < tables; i++)
		low_bytes((kept->listed ? in_list : out + 0x4C) + 4 * i, i, 4);
	low_bytes(in_table + 4 * directory, END_OF_CHAIN, 4);
	low_bytes(in_table + 4 * smalls, END_OF_CHAIN, 4);
	for (size_t i = 0; i < pieces; i++)
		low_bytes(in_table + 4 * (first + i), i + 1 < pieces ? (uint32_t)(first + i + 1) : END_OF_CHAIN,
			  4);
	unsigned char *entries = out + sector * (1 + directory), *small = out + sector * (1 + smalls);
	made_entry(entries, "Root Entry", 5, kept->small ? first : END_OF_CHAIN,
		   kept->small ? (uint32_t)made->len : 0);
	made_entry(entries + 128, kept->name ? kept->name : "Workbook", 2, kept->small ? 0 : first,
		   (uint32_t)made->len);
	/* The small sectors of 64 bytes follow each other. */
	for (size_t i = 0; i < sector / 4; i++)
		low_bytes(small + 4 * i, i + 1 < (made->len + 63) / 64 ? (uint32_t)(i + 1) : END_OF_CHAIN, 4);
	memcpy(out + sector * (1 + first), made->bytes, made->len);
	return len;
}

static inline void made_write(const struct reading *reading, const unsigned char *bytes, size_t len)
{
	FILE *out = fopen(reading->path, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, len, out), len);
	assert_int_equal(fclose(out), 0);
}

static inline void made_file(const struct reading *reading, const struct made *made, const struct kept *kept)
{
	static unsigned char bytes[1 << 18];
	made_write(reading, bytes, made_compound(made, kept, bytes, sizeof(bytes)));
}

#endif
