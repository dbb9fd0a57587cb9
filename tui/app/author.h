/* 填报人: who fills in on this PC. It is kept in the user's state folder, for it is a matter of who sits here, not
 * of the workbook, which goes from hand to hand; each change made here says it. */
#ifndef TUI_APP_AUTHOR_H
#define TUI_APP_AUTHOR_H

#include "kuayue/workbook.h"

#define AUTHOR_SIZE 64

/* "" where nobody is set. */
void author_load(char out[AUTHOR_SIZE]);
/* KY_INPUT: it is no name, and the sentence says why. "" sets nobody. */
enum ky_code author_save(const char *name, struct ky_error *err);
/* From here on the changes of wb say who is set. */
void author_sign(struct ky_workbook *wb);

#endif
