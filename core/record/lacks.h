/* Refuses a record that lacks what its kind requires, and names all of it (record/lacks.c). */
#ifndef CORE_RECORD_LACKS_H
#define CORE_RECORD_LACKS_H

#include "kuayue/record.h"

/* *field is the first that it lacks. */
enum ky_code lacks_check_required(const struct ky_record *record, int *field, struct ky_error *err);

#endif
