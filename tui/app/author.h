/* Keeps the name of the person who fills in on this PC (填报人). It lies in the user's state folder and not in the
 * workbook, because a workbook goes from hand to hand. Each change that is made here has the name. */
#ifndef TUI_APP_AUTHOR_H
#define TUI_APP_AUTHOR_H

#include "kuayue/workbook.h"

#define AUTHOR_SIZE 64

/* "" where nobody is set. */
void author_load(char out[AUTHOR_SIZE]);
/* Keeps another name; "" is nobody. KY_INPUT with the reason where it cannot be a name. */
enum ky_code author_save(const char *name, struct ky_error *err);
/* From now on the changes of wb have the name that is set. */
void author_sign(struct ky_workbook *wb);

#endif
