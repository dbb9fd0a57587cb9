/* Says why a spreadsheet cannot be read, and how it can be saved so that it is (spreadsheet/refuse.h). */
#include "spreadsheet/refuse.h"

#include "base/i18n.h"

enum ky_code refuse_damaged(const char *path, const char *why, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%.300s is damaged (%.100s); open it in Excel or WPS and save it again."),
		       path, why);
}

enum ky_code refuse_no_spreadsheet(const char *path, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT,
		       _("%.300s is no spreadsheet; save the table as .xlsx, .xls or CSV in Excel or WPS."), path);
}

enum ky_code refuse_password(const char *path, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%.300s has a password; save it without one."), path);
}

enum ky_code refuse_old(const char *path, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%.300s is of Excel 95 or older; save it as .xlsx."), path);
}
