/*
 * Takes a template into a workbook and loads it from there. campaign/ reads the template, record/ says what it
 * must have. Reading takes longer than anything else when a workbook is opened. So what was read is kept in the
 * table cache beside the text, and made anew where it is missing, damaged, or of another program or text.
 */
#include "setup/template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "campaign/model.h"
#include "figure/measure.h"
#include "kuayue/update.h"
#include "kuayue/version.h"
#include "record/internal.h"
#include "record/needs.h"
#include "report/names.h"
#include "workbook/meta.h"

#define MODEL_PREFIX "template/"
#define MODEL_PAST "template0" /* behind all keys with that prefix */

/*
 * A template may lack lists and tables that came with later versions of the program; it gets those of the built-in
 * one, and an older text of the same campaign what measures its tasks and items. So an older workbook can be
 * opened, although its template has fewer.
 */
static enum ky_code lend(struct ky_campaign *campaign, const char *ini, size_t len, struct ky_error *err)
{
	struct ky_campaign *builtin = NULL;
	size_t own = len;
	const char *text = ky_campaign_builtin(&len);
	if (own == len && memcmp(ini, text, len) == 0)
		return KY_OK;
	enum ky_code code = ky_campaign_parse("builtin", text, len, &builtin, err);
	if (code)
		return code;
	bool lent = needs_lend(campaign, builtin) && campaign_lend_progress(campaign, builtin) &&
		    campaign_lend_annexes(campaign, builtin) && campaign_lend_ledgers(campaign, builtin) &&
		    campaign_lend_documents(campaign, builtin) && campaign_lend_measures(campaign, builtin) &&
		    campaign_lend_conditions(campaign, builtin);
	ky_campaign_free(builtin);
	return lent ? KY_OK : memory_out(err);
}

enum ky_code template_read(const char *name, const char *ini, size_t len, struct ky_campaign **out,
			   struct ky_error *err)
{
	enum ky_code code = ky_campaign_parse(name, ini, len, out, err);
	if (!code)
		code = lend(*out, ini, len, err);
	if (!code)
		code = needs_check(*out, name, err);
	if (code) {
		ky_campaign_free(*out);
		*out = NULL;
	}
	return code;
}

enum ky_code template_check(const struct ky_campaign *campaign, const char *name, struct ky_error *err)
{
	enum ky_code code = measure_check(campaign, name, err);
	return code ? code : names_check(campaign, name, err);
}

enum ky_code ky_template_check(const char *path, struct ky_error *err)
{
	struct ky_campaign *campaign = NULL;
	enum ky_code code = ky_campaign_load(path, &campaign, err);
	if (!code)
		code = template_check(campaign, path, err);
	ky_campaign_free(campaign);
	return code;
}

/* The key under which the table cache keeps what was read. It changes with the program and with the text. */
static void model_key(const char *ini, size_t len, char key[TEMPLATE_KEY_SIZE])
{
	/* The hash needs no secret: it only tells one text from another. */
	static const unsigned char nothing[crypto_shorthash_siphashx24_KEYBYTES];
	unsigned char hash[crypto_shorthash_siphashx24_BYTES];
	char shape[TABLE_SHAPE_SIZE], hex[2 * sizeof(hash) + 1];
	crypto_shorthash_siphashx24(hash, (const unsigned char *)ini, len, nothing);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	table_shape(shape);
	snprintf(key, TEMPLATE_KEY_SIZE, MODEL_PREFIX "%.20s/%s/%s", KY_VERSION, shape, hex);
}

/* Keeps what was read, and removes what was kept of another text or program. */
static enum ky_code model_save(struct ky_workbook *wb, const char *key, const struct ky_campaign *campaign,
			       struct ky_error *err)
{
	size_t len = 0;
	char *bytes = campaign_pack(campaign, &len);
	if (!bytes)
		return memory_out(err);
	enum ky_code code = db_run(wb, "DELETE FROM cache WHERE key >= ?1 AND key < ?2",
				   (struct db_arg[]){ DB_T(MODEL_PREFIX), DB_T(MODEL_PAST) }, 2, NULL, NULL, err);
	if (!code)
		code = db_run(wb, "INSERT OR REPLACE INTO cache VALUES (?1, 0, '', ?2)",
			      (struct db_arg[]){ DB_T(key), DB_B(bytes, (int64_t)len) }, 2, NULL, NULL, err);
	free(bytes);
	return code;
}

static int take_model(void *data, const struct db_row *row)
{
	struct ky_campaign **campaign = data;
	size_t len = 0;
	const void *bytes = db_bytes(row, 0, &len);
	*campaign = bytes ? campaign_unpack(bytes, len) : NULL;
	return 1;
}

/* Loads what was kept; NULL where it is missing or damaged, because then it is made anew. */
static struct ky_campaign *model_load(struct ky_workbook *wb, const char *key)
{
	struct ky_campaign *campaign = NULL;
	db_run(wb, "SELECT text FROM cache WHERE key = ?1", (struct db_arg[]){ DB_T(key) }, 1, take_model,
	       &campaign, NULL);
	if (!campaign || needs_check(campaign, "", NULL) == KY_OK)
		return campaign;
	ky_campaign_free(campaign);
	return NULL;
}

enum ky_code template_save(struct ky_workbook *wb, const struct ky_campaign *campaign, const char *ini, size_t len,
			   struct ky_error *err)
{
	char key[TEMPLATE_KEY_SIZE];
	char *text = memory_part(ini, len);
	if (!text)
		return memory_out(err);
	enum ky_code code = meta_set(wb, "campaign", text, err);
	if (!code) {
		model_key(text, strlen(text), key);
		code = model_save(wb, key, campaign, err);
	}
	free(text);
	return code;
}

static enum ky_code no_campaign(struct ky_workbook *wb, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%s has no campaign in it; it is damaged."), ky_workbook_path(wb));
}

struct loading {
	struct ky_workbook *wb;
	char *key;
	struct ky_campaign *campaign;
	bool found;
	enum ky_code code;
	struct ky_error *err;
};

/* Works on the text in SQLite's memory: it is long, and mostly only its hash is needed. */
static int take_template(void *data, const struct db_row *row)
{
	struct loading *loading = data;
	const char *ini = db_text(row, 0);
	size_t len = strlen(ini);
	loading->found = true;
	model_key(ini, len, loading->key);
	loading->campaign = model_load(loading->wb, loading->key);
	if (loading->campaign)
		loading->key[0] = '\0';
	else
		loading->code =
			template_read(ky_workbook_path(loading->wb), ini, len, &loading->campaign, loading->err);
	return 1;
}

enum ky_code template_load(struct ky_workbook *wb, char key[TEMPLATE_KEY_SIZE], struct ky_error *err)
{
	struct loading loading = { .wb = wb, .key = key, .err = err };
	enum ky_code code =
		db_run(wb, "SELECT value FROM meta WHERE key = 'campaign'", NULL, 0, take_template, &loading, err);
	if (!code && !loading.found)
		code = no_campaign(wb, err);
	if (!code)
		code = loading.code;
	if (loading.campaign)
		workbook_adopt_campaign(wb, loading.campaign);
	return code;
}

enum ky_code template_keep(struct ky_workbook *wb, const char *key, struct ky_error *err)
{
	if (!key[0] || ky_workbook_read_only(wb))
		return KY_OK;
	return model_save(wb, key, ky_workbook_campaign(wb), err);
}

enum ky_code ky_workbook_template(struct ky_workbook *wb, char **ini, struct ky_error *err)
{
	enum ky_code code = meta_get(wb, "campaign", ini, err);
	if (!code && !*ini)
		code = no_campaign(wb, err);
	return code;
}
