/* Reads a newer template, has it compared, and applies it. The comparing is left to update_records.c and
 * update_words.c. */
#include "kuayue/update.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "record/internal.h"
#include "setup/setup.h"
#include "setup/template.h"
#include "setup/update.h"
#include "workbook/change.h"
#include "workbook/meta.h"

#define MOST_BYTES (1024 * 1024)

void update_say(struct ky_update *update, const char *fmt, ...)
{
	char text[1024];
	va_list args;
	if (update->applying)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (!kept_add(&update->lines, memory_text(text)))
		update->no_memory = true;
}

const char *ky_update_line(const struct ky_update *update, size_t index)
{
	return index < update->lines.count ? update->lines.texts[index] : NULL;
}

void ky_update_close(struct ky_update *update)
{
	if (!update)
		return;
	kept_free(&update->lines);
	free(update->ini);
	ky_campaign_free(update->new);
	free(update);
}

/* Compares the digits at both texts as a number, and goes behind them. */
static int compare_digits(const char **a, const char **b)
{
	*a += strspn(*a, "0");
	*b += strspn(*b, "0");
	size_t a_len = strspn(*a, "0123456789"), b_len = strspn(*b, "0123456789");
	int order = a_len != b_len ? (a_len > b_len ? 1 : -1) : strncmp(*a, *b, a_len);
	*a += a_len;
	*b += b_len;
	return order;
}

/* 1.10 is newer than 1.9, and 2012b than 2012a. */
static bool newer(const char *version, const char *than)
{
	while (*version || *than) {
		bool digits = *version >= '0' && *version <= '9' && *than >= '0' && *than <= '9';
		int order =
			digits ? compare_digits(&version, &than) : (unsigned char)*version - (unsigned char)*than;
		if (order)
			return order > 0;
		if (!digits) {
			version++;
			than++;
		}
	}
	return false;
}

static enum ky_code read_template(struct ky_update *update, const char *path, struct ky_error *err)
{
	FILE *file = NULL;
	enum ky_code code = file_open(path, &file, err);
	if (code)
		return code;
	update->ini = memory_new(MOST_BYTES + 2);
	if (!update->ini) {
		fclose(file);
		return memory_out(err);
	}
	size_t len = fread(update->ini, 1, MOST_BYTES + 1, file);
	code = ferror(file) ? file_unreadable(path, err) : KY_OK;
	fclose(file);
	if (!code)
		code = template_read(path, update->ini, len, &update->new, err);
	if (!code)
		code = template_check(update->new, path, err);
	update->ini_len = len;
	if (code)
		return code;
	if (strcmp(ky_campaign_id(update->new), ky_campaign_id(update->old)) != 0)
		return ky_fail(err, KY_INPUT,
			       _("%.300s is the template of another campaign (%s); this workbook's is %s."), path,
			       ky_campaign_id(update->new), ky_campaign_id(update->old));
	if (!newer(ky_campaign_version(update->new), ky_campaign_version(update->old)))
		return ky_fail(err, KY_INPUT, _("%.300s is version %s; the workbook has version %s already."),
			       path, ky_campaign_version(update->new), ky_campaign_version(update->old));
	return KY_OK;
}

enum ky_code ky_update_open(struct ky_workbook *wb, const char *path, struct ky_update **out, struct ky_error *err)
{
	struct ky_update *update = memory_new(sizeof(*update));
	if (!update)
		return memory_out(err);
	update->wb = wb;
	update->old = ky_workbook_campaign(wb);
	enum ky_code code = read_template(update, path, err);
	if (!code)
		code = update_check_words(update, err);
	if (!code)
		code = update_signer(update, path, err);
	if (!code) {
		update_compare_words(update);
		code = update_records(update, err);
	}
	if (!code && update->no_memory)
		code = memory_out(err);
	if (code)
		ky_update_close(update);
	else
		*out = update;
	return code;
}

const struct ky_campaign *ky_update_campaign(const struct ky_update *update)
{
	return update->new;
}

static enum ky_code replace_choices(struct ky_workbook *wb, struct ky_error *err)
{
	const struct ky_kind *kind;
	enum ky_code code = db_run(wb, "DELETE FROM choice", NULL, 0, NULL, NULL, err);
	for (size_t i = 0; !code && (kind = ky_kind_at(i)) != NULL; i++)
		code = table_choices(wb, kind, err);
	return code;
}

/* Records are changed first, while the old template is in force; then the new one's words are taken. */
static enum ky_code apply(struct ky_update *update, struct ky_error *err)
{
	enum ky_code code = update_records(update, err);
	if (!code && update->no_memory)
		code = memory_out(err);
	if (code)
		return code;
	struct ky_campaign *old = workbook_swap_campaign(update->wb, update->new);
	code = template_save(update->wb, update->new, update->ini, update->ini_len, err);
	if (!code)
		code = ky_update_note_signer(update->wb, update->state == KY_SIGNED_WELL ? &update->signer : NULL,
					     err);
	if (!code)
		code = replace_choices(update->wb, err);
	if (!code)
		code = setup_sections(update->wb, err);
	if (!code)
		code = ky_change_commit(update->wb, err);
	workbook_swap_campaign(update->wb, old);
	return code;
}

enum ky_code ky_update_apply(struct ky_update *update, struct ky_error *err)
{
	enum ky_code code = ky_change_begin(update->wb, KY_CHANGE_TEMPLATE, err);
	if (code)
		return code;
	change_under(update->wb, update->new);
	update->applying = true;
	code = apply(update, err);
	if (code) {
		ky_change_rollback(update->wb);
		return code;
	}
	workbook_adopt_campaign(update->wb, update->new);
	update->new = NULL;
	update->old = NULL;
	return KY_OK;
}
