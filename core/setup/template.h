/* Takes templates into workbooks, and loads them from there. */
#ifndef CORE_SETUP_TEMPLATE_H
#define CORE_SETUP_TEMPLATE_H

#include "kuayue/workbook.h"

/* Reads a template, gives it the built-in template's words for lists that it may lack, and checks that it has what
 * the record kinds need. KY_INPUT with file, section, key and what was expected. */
enum ky_code template_read(const char *name, const char *ini, size_t len, struct ky_campaign **out,
			   struct ky_error *err);
/* Checks besides what an older template may lack: that everything it names is there. KY_INPUT as above. */
enum ky_code template_check(const struct ky_campaign *campaign, const char *name, struct ky_error *err);
/* Stores a template in the workbook: its text, and beside it what was read from it. */
enum ky_code template_save(struct ky_workbook *wb, const struct ky_campaign *campaign, const char *ini, size_t len,
			   struct ky_error *err);
#define TEMPLATE_KEY_SIZE 96

/* Loads the workbook's template and gives the workbook its campaign. key is for template_keep; it is "" where what
 * was read is kept already. */
enum ky_code template_load(struct ky_workbook *wb, char key[TEMPLATE_KEY_SIZE], struct ky_error *err);
/* Keeps what was read for the next time, where the file may be written. */
enum ky_code template_keep(struct ky_workbook *wb, const char *key, struct ky_error *err);

#endif
