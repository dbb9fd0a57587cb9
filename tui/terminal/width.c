/* Replaces the C library's wcwidth, which curses asks where a cell ends. It has to agree with the widths that
 * texts were measured by, and musl's table differs from glibc's. */
#include <wchar.h>

#include "kuayue/text.h"

int wcwidth(wchar_t point)
{
	return point ? ky_point_columns((int32_t)point) : 0;
}
