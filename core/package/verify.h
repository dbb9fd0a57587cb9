/* Verifies a package in an open file. Packages of others are verified by a process without rights
 * (package/confined.h). */
#ifndef CORE_PACKAGE_VERIFY_H
#define CORE_PACKAGE_VERIFY_H

#include <stdio.h>

#include "kuayue/package.h"
#include "package/confined.h"

/* As ky_package_verify does it. file may have no name; shown is for sentences. */
enum ky_code verify_file(FILE *file, const char *shown, struct ky_package_report *report, struct ky_error *err);

/* The same in the process without rights, for package_confined. */
enum ky_code verify_reading(const struct package_reading *reading, struct ky_package_report *report,
			    struct ky_error *err);

/* ky_package_verify, of hand-overs as well: report->kind says which it is. */
enum ky_code package_verify(const char *path, struct ky_package_report *report, struct ky_error *err);
/* Verifies a package and gives it open, as it would be if it were not sealed; the caller closes *file. secret:
 * what may open it. KY_INPUT also where it was altered. */
enum ky_code package_opened(const char *path, const struct ky_secret_key *secret, FILE **file,
			    struct ky_package_report *report, struct ky_error *err);
/* Refuses a hand-over where a report is asked for. */
enum ky_code package_only_report(struct ky_package_report *report, enum ky_code code, struct ky_error *err);

/* The name of the export that a package says it is; "" in one of an older program. Nothing else of it is checked.
 */
enum ky_code package_export_name(const char *path, char out[KY_EXPORT_NAME], struct ky_error *err);

/* Whether the file begins as all packages do, also one that was not written to its end. */
bool verify_begins(int fd);

#endif
