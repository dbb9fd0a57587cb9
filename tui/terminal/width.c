/* The C library's wcwidth for this program: curses asks it where a cell ends. It has to be what the texts were
 * measured with, in whatever C library the program is built with (musl's table is another than glibc's). */
#include <wchar.h>

#include "kuayue/text.h"

int wcwidth(wchar_t point)
{
	return point ? ky_point_columns((int32_t)point) : 0;
}
