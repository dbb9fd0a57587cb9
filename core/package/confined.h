/* Reads packages in a process that can do nothing else (confine/confine.h), and gives back what it found out. */
#ifndef CORE_PACKAGE_CONFINED_H
#define CORE_PACKAGE_CONFINED_H

#include <stdio.h>

#include "kuayue/package.h"

/* One reading: of the package in file, and what is written of it into target, or NULL. */
struct package_reading {
	FILE *file, *target;
	const char *shown; /* for sentences */
	const struct ky_secret_key *secret;
};

/* Fills the report, as ky_package_verify does. Runs without rights. */
typedef enum ky_code package_reader(const struct package_reading *reading, struct ky_package_report *report,
				    struct ky_error *err);

/* Has read run there; the report is filled for KY_OK and KY_NO. */
enum ky_code package_confined(package_reader *read, const struct package_reading *reading,
			      struct ky_package_report *report, struct ky_error *err);

#endif
