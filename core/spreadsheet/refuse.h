/* Sentences by which a spreadsheet is refused, the same for each kind of file. */
#ifndef CORE_SPREADSHEET_REFUSE_H
#define CORE_SPREADSHEET_REFUSE_H

#include "kuayue/error.h"

/* Each returns KY_INPUT. why: what is damaged, translated. */
enum ky_code refuse_damaged(const char *path, const char *why, struct ky_error *err);
enum ky_code refuse_no_spreadsheet(const char *path, struct ky_error *err);
enum ky_code refuse_password(const char *path, struct ky_error *err);
enum ky_code refuse_old(const char *path, struct ky_error *err);

#endif
