/* Numbers as ZIP and the files of spreadsheets have them: the lowest byte first. */
#ifndef CORE_BASE_LITTLE_H
#define CORE_BASE_LITTLE_H

#include <stdint.h>

/* Of so many bytes, 4 at most. */
static inline uint32_t little(const unsigned char *at, int bytes)
{
	uint32_t value = 0;
	for (int i = bytes; i-- > 0;)
		value = value << 8 | at[i];
	return value;
}

#endif
