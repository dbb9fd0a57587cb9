/* Where a secret that was replaced is still to be found. */
#ifndef CORE_KEY_REMNANT_H
#define CORE_KEY_REMNANT_H

#include <stddef.h>

/* Every file beside the workbook whose name begins with the workbook's, backups and what else was made of it, and
 * that holds these bytes; not the workbook itself. Non-zero from each stops. */
void remnant_each(const char *workbook, const unsigned char *secret, size_t size,
		  int (*each)(void *data, const char *file), void *data);

#endif
