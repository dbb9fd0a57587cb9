/* Asks whether libzip and libxlsxwriter, which documents and packages need, are there: core/lazy loads them
 * late. */
#ifndef CORE_BASE_LIBRARIES_H
#define CORE_BASE_LIBRARIES_H

#include "kuayue/error.h"

/* Call it before the first function of libzip and libxlsxwriter. KY_SYSTEM says which of them is missing. */
enum ky_code libraries_ready(struct ky_error *err);

#endif
