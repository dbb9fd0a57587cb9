/* Which package an export is, and which ones the workbook knew before it. */
#ifndef CORE_EXCHANGE_IDENTITY_H
#define CORE_EXCHANGE_IDENTITY_H

#include "kuayue/export.h"
#include "kuayue/package.h"

struct identity {
	char name[KY_EXPORT_NAME];
	struct ky_package_state state; /* points into this */
	char *template_sha256;
};

/* Draws a name; gathers the names that the workbook's history has, and, where ask->replace says so, those of the
 * packages in the folder that it does not know. */
enum ky_code identity_draw(struct ky_workbook *wb, const struct ky_export_ask *ask, struct identity *identity,
			   struct ky_error *err);
void identity_free(struct identity *identity);

#endif
