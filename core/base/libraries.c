/* Says that libzip and libxlsxwriter are there, as a program linked with them could not start otherwise. Where
 * core/lazy loads them late, its function of this name replaces this one. */
#include "base/libraries.h"

__attribute__((weak)) enum ky_code libraries_ready(struct ky_error *err)
{
	(void)err;
	return KY_OK;
}
