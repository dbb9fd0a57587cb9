/* What a file says besides what people see of it. */
#ifndef CORE_EXCHANGE_PHOTO_H
#define CORE_EXCHANGE_PHOTO_H

#include <stddef.h>

/* KY_SAYS_PLACE, KY_SAYS_OWNER and KY_SAYS_PERSONAL of kuayue/export.h. Nothing is allocated, and no place outside
 * the bytes is read, whatever stands there. */
unsigned photo_says(const unsigned char *bytes, size_t size);

#endif
