/* Builds the container of a package, before it is delivered anywhere. */
#ifndef CORE_PACKAGE_WRITE_H
#define CORE_PACKAGE_WRITE_H

#include <stdio.h>

#include "kuayue/package.h"

/* Puts it together in a file without a name, finished and sealed, from which it can be read; the caller closes
 * *built. */
enum ky_code package_build(const struct ky_package_info *info, const char *readme,
			   const struct ky_payload *payloads, size_t count, FILE **built, struct ky_error *err);

/* KY_SYSTEM, with what to do about the folder for temporary files. */
enum ky_code package_not_built(const char *why, struct ky_error *err);

#endif
