/* The version of the program and the library: X.Y.Z, read by the Makefile from here. */
#ifndef KUAYUE_VERSION_H
#define KUAYUE_VERSION_H

#include "kuayue/api.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KY_VERSION "0.2.0" /* of these headers */

/* The version of the library that is linked, which a program can compare with KY_VERSION. Static. */
KY_API const char *ky_version(void);

#ifdef __cplusplus
}
#endif

#endif
