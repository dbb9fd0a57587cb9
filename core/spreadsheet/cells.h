/* What a table may have, and a row of one: the same for each kind of file that holds one. */
#ifndef CORE_SPREADSHEET_CELLS_H
#define CORE_SPREADSHEET_CELLS_H

#include <stddef.h>

#define SHEET_COLUMNS 64
#define SHEET_ROWS 200000
#define SHEET_SHEETS 256     /* of a workbook; further ones are left out */
#define SHEET_CELL (8 << 20) /* bytes */

/* The cells of a row, one behind the other, each with its NUL. */
struct cells {
	const char *text;
	size_t len, count;
};

#endif
