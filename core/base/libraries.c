/* A program that is linked with its libraries does not start without them. core/lazy takes this one's place. */
#include "base/libraries.h"

__attribute__((weak)) enum ky_code libraries_ready(struct ky_error *err)
{
	(void)err;
	return KY_OK;
}
