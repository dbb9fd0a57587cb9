/* The version of the library. */
#include "kuayue/version.h"

const char *ky_version(void)
{
	return KY_VERSION;
}
