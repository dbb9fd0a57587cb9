/* What jansson says where it could not read a text. */
#ifndef CORE_BASE_JSON_H
#define CORE_BASE_JSON_H

#include <jansson.h>
#include <stdbool.h>

/* Whether that was for the lack of memory: jansson says so in some places, and says nothing at all in others. why: as
 * the call filled it in; root: what it gave. */
static inline bool json_lacks_memory(const json_t *root, const json_error_t *why)
{
	return !root && (json_error_code(why) == json_error_out_of_memory || !why->text[0]);
}

#endif
