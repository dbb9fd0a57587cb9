/* Keeps apart the packages that are handed in and those that go to another PC of the school. */
#include "base/i18n.h"
#include "package/verify.h"

enum ky_code package_only_report(struct ky_package_report *report, enum ky_code code, struct ky_error *err)
{
	if ((code != KY_OK && code != KY_NO) || report->kind == KY_PACKAGE_REPORT)
		return code;
	ky_package_report_free(report);
	return ky_fail(err, KY_INPUT,
		       _("This package is for another PC of its school, with all changes ever made; it is not one "
			 "that is handed in: ask the school for that."));
}

enum ky_code ky_package_verify(const char *path, struct ky_package_report *report, struct ky_error *err)
{
	return package_only_report(report, package_verify(path, report, err), err);
}
