/* kuayue new: makes a workbook. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/author.h"
#include "base/file.h"
#include "terminal/memory.h"
#include "command/command.h"
#include "kuayue/campaign.h"
#include "kuayue/export.h"
#include "kuayue/record.h"
#include "kuayue/update.h"

/* The whole file as text; KY_OK, or err says why not. The caller frees *out. */
static enum ky_code read_template(const char *path, char **out, size_t *len, struct ky_error *err)
{
	struct ky_campaign *campaign = NULL;
	enum ky_code code = ky_campaign_load(path, &campaign, err); /* its messages name the file */
	if (!code)
		code = ky_export_check_sets(campaign, path, err);
	ky_campaign_free(campaign);
	if (code)
		return code;
	FILE *file = NULL;
	code = file_open(path, &file, err);
	if (code)
		return code;
	char *text = xalloc(1 << 21);
	*len = fread(text, 1, (1 << 21) - 1, file);
	if (ferror(file))
		code = file_unreadable(path, err);
	fclose(file);
	*out = text;
	return code;
}

/* Said at once, and noted, so that a later template can be held against it. */
static enum ky_code note_signer(struct ky_workbook *wb, const char *path, const char *text, size_t len,
				struct ky_error *err)
{
	struct ky_public_key signer;
	enum ky_signed state;
	enum ky_code code = ky_file_signed(path, text, len, &state, &signer, err);
	if (code)
		return code;
	if (state == KY_SIGNED_WELL)
		show(stdout, _("Template signed by: %s, fingerprint %s\n"), signer.name, signer.fingerprint);
	else
		show(stdout, "%s\n",
		     state == KY_SIGNED_NOT
			     ? _("Template: not signed")
			     : _("Template: NOT SIGNED; the signature beside it is of another content, or none"));
	return state == KY_SIGNED_WELL ? ky_update_note_signer(wb, &signer, err) : KY_OK;
}

/* What people read of a kind of school, by its key or by that word. */
static const char *kind_text(const struct ky_campaign *campaign, const char *kind)
{
	size_t count = 0;
	const struct ky_choice *kinds = ky_campaign_choices(campaign, "school_kind", &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(kinds[i].id, kind) == 0 || strcmp(kinds[i].text, kind) == 0)
			return kinds[i].text;
	return kind;
}

/* Tasks and checklist follow from the kind. Both may be right, so a script goes on. */
static void remark_on_kind(const struct ky_campaign *campaign, const char *name, const char *kind)
{
	const char *word = NULL, *speaks = ky_campaign_kind_of_name(campaign, name, &word);
	if (!speaks)
		return;
	const char *said = kind_text(campaign, speaks), *given = kind_text(campaign, kind);
	if (strcmp(given, said) != 0)
		show(stderr,
		     _("Note: %s in the name is usually said of %s, and the kind given is %s. The tasks and the "
		       "checklist follow from the kind: if it is wrong, remove the file and make it again.\n"),
		     word, said, given);
}

/* The central school of a teaching point, which hands its records over to it. */
static enum ky_code note_parent(struct ky_workbook *wb, const char *parent, struct ky_error *err)
{
	const struct ky_kind *kind = ky_kind_find("school");
	struct ky_record *school = NULL;
	enum ky_code code = ky_workbook_check_code(parent, err);
	if (!code)
		code = ky_record_load_single(wb, kind, &school, err);
	if (!code)
		code = ky_record_put(wb, school, ky_field_of(kind, KY_ROLE_PARENT), parent, err);
	if (!code)
		code = ky_record_save(wb, school, NULL, err);
	ky_record_free(school);
	return code;
}

static int run_new(struct call *call)
{
	int failed = 0;
	const char *code_text = call_option(call, "--code", &failed), *name = call_option(call, "--name", &failed);
	const char *kind = call_option(call, "--kind", &failed),
		   *campaign = call_option(call, "--campaign", &failed),
		   *parent = call_option(call, "--parent", &failed);
	if (!failed)
		failed = call_expect(call, &command_new, 0, 1);
	if (failed)
		return failed;
	if (!code_text || !name || !kind)
		return say_usage(_("Use: kuayue %s %s"), "new", command_new.usage);
	const char *path = call->argc ? call->argv[0] : call->file;
	struct ky_error err = { 0 };
	struct ky_workbook *wb = NULL;
	char *text = NULL;
	size_t len = 0;
	char author[AUTHOR_SIZE];
	author_load(author);
	const char *ini = ky_campaign_builtin(&len);
	enum ky_code code = campaign ? read_template(campaign, &text, &len, &err) : KY_OK;
	if (!code && !call->argc)
		file_make_folders(path);
	if (!code)
		code = ky_workbook_create(
			&(struct ky_new_workbook){ .path = path,
						   .template_name = campaign ? campaign : "taolun-2012.ini",
						   .ini = text ? text : ini,
						   .ini_len = len,
						   .code = code_text,
						   .name = name,
						   .kind = kind,
						   .today = call->today,
						   .author = author },
			&wb, &err);
	if (!code && parent)
		code = note_parent(wb, parent, &err);
	if (!code && campaign)
		code = note_signer(wb, campaign, text, len, &err);
	free(text);
	if (!code)
		remark_on_kind(ky_workbook_campaign(wb), name, kind);
	ky_workbook_close(wb);
	if (code)
		return say_error(code, &err);
	show(stdout, "%s\n", path);
	return 0;
}

const struct command command_new = {
	.name = "new",
	.usage = "--code CODE --name NAME --kind KIND [--parent CODE] [--campaign TEMPLATE] [FILE]",
	.help = N_("make a workbook and print its path"),
	.run = run_new,
};
