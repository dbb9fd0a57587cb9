/* Whether what documents and packages are made with is there: a program may load it late (core/lazy). */
#ifndef CORE_BASE_LIBRARIES_H
#define CORE_BASE_LIBRARIES_H

#include "kuayue/error.h"

/* Asked before the first call of libzip and libxlsxwriter. KY_SYSTEM says which of them is missing. */
enum ky_code libraries_ready(struct ky_error *err);

#endif
