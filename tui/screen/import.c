/* Asks for the file that is imported, from a list, and tells what it is: a table, a newer template, or a package.
 */
#include <stdio.h>
#include <string.h>

#include "screen/files.h"
#include "screen/import.h"

static void open_file(struct app *app, const char *path)
{
	struct ky_error err = { 0 };
	enum ky_given given = ky_import_given(path);
	enum ky_code code = given == KY_GIVEN_PACKAGE    ? screen_import_package(app, path, &err)
			    : given == KY_GIVEN_TEMPLATE ? screen_import_template(app, path, &err)
							 : screen_import_table(app, path, &err);
	if (code)
		app_fail(app, &err);
}

void screen_import(struct app *app, int page)
{
	static const char *const endings[] = { ".xlsx", ".xls", ".csv", ".tsv", ".txt", ".ini", ".zip", NULL };
	static const char *const packages[] = { ".zip", NULL };
	(void)page;
	screen_files(
		app,
		&(struct choosing){
			.title = _("Import"),
			.help = N_("Takes rows from a spreadsheet, a newer template from the bureau, or a "
				   "hand-over package from another PC of the school; packages on a stick stand "
				   "first. Choose the file in the list, or type where it is: {TAB} completes. "
				   "Nothing is written before you have seen what it would do."),
			.intro = _("A roster or ledger from Excel or WPS (.xlsx, .xls, .csv), a newer campaign "
				   "template (.ini), or a hand-over package (.zip)."),
			.setting = "import_dir",
			.endings = endings,
			.at_once = packages,
			.done = open_file });
}
