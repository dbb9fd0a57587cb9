/* Says which kind a table was taken for, and decides between kinds whose columns its headings name as many of: one
 * that they do not name a required column of cannot be meant where they name all of another's. */
#include <stdio.h>

#include "base/i18n.h"
#include "exchange/import.h"

static bool has_required(const struct ky_import *import)
{
	for (size_t i = 0; i < import->kind->field_count; i++) {
		const struct ky_field *field = &import->kind->fields[i];
		if (field->required && !field->computed && import_column_of(import, (int)i) < 0)
			return false;
	}
	return true;
}

enum ky_code import_settle_kind(struct ky_import *import, struct ky_error *err)
{
	const struct ky_kind *fits[IMPORT_RIVALS + 1] = { import->kind };
	size_t count = 1, whole = 0;
	for (size_t i = 0; i < import->rival_count; i++)
		fits[count++] = import->rivals[i];
	for (size_t i = 0; count > 1 && i < count; i++) {
		import->kind = fits[i];
		enum ky_code code = import_map_columns(import, err);
		if (code)
			return code;
		if (has_required(import))
			fits[whole++] = fits[i];
	}
	import->kind = fits[0];
	import->rival_count = 0;
	for (size_t i = 1; i < (whole ? whole : count); i++)
		import->rivals[import->rival_count++] = fits[i];
	return import_map_columns(import, err);
}

const struct ky_kind *ky_import_rival(const struct ky_import *import, size_t n)
{
	return n < import->rival_count ? import->rivals[n] : NULL;
}

enum ky_code import_check_kind(const struct ky_import *import, struct ky_error *err)
{
	if (!import->rival_count)
		return KY_OK;
	return ky_fail(err, KY_INPUT, _("%.300s: its headings fit %s and %s alike; say which of them it is for."),
		       import->path, ky_kind_title(import->kind), ky_kind_title(import->rivals[0]));
}

enum ky_code import_say_kind(const struct ky_import *import, enum ky_code code, struct ky_error *err)
{
	struct ky_error said = err ? *err : (struct ky_error){ .code = code };
	if (code != KY_INPUT || !err || !import->kind || import->rival_count)
		return code;
	return ky_fail(err, code, _("%.900s (read as: %s)"), said.text, ky_kind_title(import->kind));
}
