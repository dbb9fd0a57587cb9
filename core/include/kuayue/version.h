/* The version of the program and the library: X.Y.Z, read by the Makefile from here. */
#ifndef KUAYUE_VERSION_H
#define KUAYUE_VERSION_H

#include <stddef.h>

#include "kuayue/api.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_VERSION "0.4.0" /* of these headers */

/* The version of the library that is linked, which a program can compare with KY_VERSION. Static. */
KY_API const char *ky_version(void);

/* A library that is inside, or that is loaded when it is needed; the version is empty where it is not there. */
struct ky_library {
	const char *name, *version; /* static */
};
/* at counts from 0; the name is NULL behind the last. */
KY_API struct ky_library ky_library_at(size_t at);

#ifdef __cplusplus
}
#endif

#endif
