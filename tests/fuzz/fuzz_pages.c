/* A workbook whose bytes were changed: an offset of three bytes, a length of one, the bytes; and so on. The first
 * byte: 0 leaves its size, n cuts the last n 256ths off. */
#include "fuzz/school.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!school_bytes)
		school_make();
	uint8_t *bytes = malloc(school_size);
	MUST(bytes);
	memcpy(bytes, school_bytes, school_size);
	size_t left = size ? school_size - school_size / 256 * data[0] : school_size;
	for (size_t at = 1; at + 4 <= size;) {
		size_t place = ((size_t)data[at] << 16 | (size_t)data[at + 1] << 8 | data[at + 2]) % school_size;
		size_t len = data[at + 3] % 64;
		at += 4;
		len = len < size - at ? len : size - at;
		len = len < school_size - place ? len : school_size - place;
		memcpy(bytes + place, data + at, len);
		at += len;
	}
	school_put(bytes, left);
	free(bytes);
	school_read();
	return 0;
}
