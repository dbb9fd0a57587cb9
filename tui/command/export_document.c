/* kuayue export --document: prints one document of the template into a folder, and prints its path. */
#include "command/export_document.h"

#include <stdlib.h>
#include <string.h>

#include "kuayue/export.h"
#include "terminal/memory.h"

/* Names the documents that there are. */
static int no_document(const struct ky_campaign *campaign, const char *name)
{
	struct ky_declared declared;
	char *all = xstrdup("");
	for (size_t i = 0; ky_document_declared(campaign, i, &declared); i++) {
		char *more = xprintf("%s%s%s (%s)", all, i ? ", " : "", declared.document->id,
				     declared.document->title);
		free(all);
		all = more;
	}
	int failed =
		all[0] ? say_usage(_("There is no document \"%.60s\"; there are: %s."), name, all)
		       : say_usage(_("There is no document \"%.60s\": this campaign's template declares none."),
				   name);
	free(all);
	return failed;
}

int export_document(struct call *call, const char *name)
{
	struct ky_workbook *wb = NULL;
	struct ky_declared declared;
	struct ky_error err = { 0 };
	char *path = NULL;
	int failed = 0;
	const char *dir = call_option(call, "--to", &failed), *which = call_option(call, "--of", &failed);
	if (!failed)
		failed = call_expect(call, &command_export, 0, 0);
	if (!failed)
		failed = call_open(call, KY_READ, &wb);
	if (failed)
		return failed;
	enum ky_code code = KY_OK;
	if (!ky_document_declared_as(ky_workbook_campaign(wb), name, &declared))
		failed = no_document(ky_workbook_campaign(wb), name);
	else
		code = ky_document_save(wb, declared.document, which, dir ? dir : ".", &path, &err);
	if (path)
		show(stdout, "%s\n", path);
	free(path);
	ky_workbook_close(wb);
	return failed ? failed : code ? say_error(code, &err) : 0;
}
