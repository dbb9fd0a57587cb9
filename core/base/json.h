/* What jansson says where it could not read a text. */
#ifndef CORE_BASE_JSON_H
#define CORE_BASE_JSON_H

#include <errno.h>
#include <jansson.h>
#include <stdbool.h>

/* Whether that was for the lack of memory. jansson says so in some places; in others it says nothing at all, or
 * that the text is at fault where it had no memory for a piece of it. why: as the call filled it in, before which
 * errno was 0; root: what it gave. */
static inline bool json_lacks_memory(const json_t *root, const json_error_t *why)
{
	return !root && (errno == ENOMEM || json_error_code(why) == json_error_out_of_memory || !why->text[0]);
}

#endif
