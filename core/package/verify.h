/* Verifies a package in an open file. Packages of others are verified by a process without rights
 * (package/confined.h). */
#ifndef CORE_PACKAGE_VERIFY_H
#define CORE_PACKAGE_VERIFY_H

#include <stdio.h>

#include "kuayue/package.h"

/* As ky_package_verify does it. file may have no name; shown is for sentences. */
enum ky_code verify_file(FILE *file, const char *shown, struct ky_package_report *report, struct ky_error *err);

/* The name of the export that a package says it is; "" in one of an older program. Nothing else of it is checked.
 */
enum ky_code package_export_name(const char *path, char out[KY_EXPORT_NAME], struct ky_error *err);

/* Whether the file begins as all packages do, also one that was not written to its end. */
bool verify_begins(int fd);

#endif
