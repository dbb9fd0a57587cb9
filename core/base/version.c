/* Says which version the library is. */
#include "kuayue/version.h"

const char *ky_version(void)
{
	return KY_VERSION;
}
