/* Makes the school's key when a workbook is made. */
#ifndef CORE_KEY_KEYRING_H
#define CORE_KEY_KEYRING_H

#include "kuayue/workbook.h"

/* A new key for the school, in the place of what is there. Inside the change under way, if there is one. */
enum ky_code key_make_own(struct ky_workbook *wb, struct ky_error *err);

#endif
