/* Makes keys and packages and changes bytes in them, for the tests of keys, signatures and seals. */
#ifndef TESTS_UNIT_KEY_HELP_H
#define TESTS_UNIT_KEY_HELP_H

#include <dirent.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <zip.h>

#include "append.h"
#include "kuayue/export.h"
#include "kuayue/key.h"
#include "kuayue/package.h"
#include "package/bag.h"
#include "unit/place.h"

#define PASSPHRASE "campus gate 大榕树"

static inline const char *in(const struct place *place, const char *name)
{
	static char path[4][192];
	static int turn;
	turn = (turn + 1) % 4;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s", place->dir, name);
	return path[turn];
}

static inline char *slurp(const char *path, size_t *len)
{
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	char *bytes = calloc(1, (size_t)st.st_size + 1);
	FILE *file = fopen(path, "rb");
	*len = fread(bytes, 1, (size_t)st.st_size, file);
	fclose(file);
	return bytes;
}

static inline void spill(const char *path, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "wb");
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	fclose(file);
}

static inline int files_in(const char *dir)
{
	int count = 0;
	DIR *folder = opendir(dir);
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(folder);
	return count;
}

static inline struct ky_secret_key *group(const char *name)
{
	struct ky_secret_key *secret = NULL;
	struct ky_error err;
	if (ky_secret_new(KY_GROUP, name, "", &secret, &err))
		fail_msg("%s", err.text);
	return secret;
}

static inline char *export_some(struct place *place, const char *dir, const char *seal, const char *what)
{
	struct ky_error err;
	char *path = NULL;
	const struct ky_export_ask ask = { .dir = dir, .documents = what, .seal = seal };
	mkdir(dir, 0700);
	if (ky_export(place->wb, &ask, &path, &err))
		fail_msg("%s", err.text);
	return path;
}

static inline char *export_to(struct place *place, const char *dir, const char *seal)
{
	return export_some(place, dir, seal, NULL);
}

static inline bool says(const struct ky_package_report *report, const char *text)
{
	for (size_t i = 0; i < report->problem_count && i < KY_PACKAGE_PROBLEMS; i++)
		if (strstr(report->problems[i], text))
			return true;
	return false;
}

static inline void own_fingerprint(struct ky_workbook *wb, char out[KY_FINGERPRINT])
{
	struct ky_secret_key *own = NULL;
	struct ky_error err;
	assert_int_equal(ky_key_own(wb, &own, &err), KY_OK);
	assert_non_null(own);
	memcpy(out, ky_secret_public(own)->fingerprint, KY_FINGERPRINT);
	ky_secret_free(own);
}

/* Puts the container's seal right again, as somebody would who changes what is inside. */
static inline void reseal(const char *path)
{
	char comment[SEAL_SIZE + 1];
	struct ky_error err;
	memset(comment, '-', SEAL_SIZE);
	zip_t *zip = zip_open(path, 0, NULL);
	assert_int_equal(zip_set_archive_comment(zip, comment, SEAL_SIZE), 0);
	assert_int_equal(zip_close(zip), 0);
	FILE *file = fopen(path, "r+b");
	assert_non_null(file);
	assert_int_equal(seal_write(file, &err), KY_OK);
	assert_int_equal(fclose(file), 0);
}

static inline void put_entry(const char *path, const char *name, const char *text)
{
	zip_t *zip = zip_open(path, 0, NULL);
	zip_int64_t at = zip_name_locate(zip, name, 0);
	if (at >= 0)
		assert_int_equal(zip_delete(zip, (zip_uint64_t)at), 0);
	if (text)
		assert_true(zip_file_add(zip, name,
					 zip_source_buffer(zip, text[0] ? strdup(text) : NULL, strlen(text), 1),
					 ZIP_FL_ENC_UTF_8) >= 0);
	assert_int_equal(zip_close(zip), 0);
	reseal(path);
}

static inline char *get_entry(const char *path, const char *name)
{
	char *text = calloc(1, 1 << 20);
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	zip_file_t *file = zip_fopen(zip, name, 0);
	assert_non_null(file);
	assert_true(zip_fread(file, text, (1 << 20) - 1) > 0);
	zip_fclose(file);
	zip_discard(zip);
	return text;
}

static inline enum ky_trust trust_of(struct place *place, const char *path, bool keep)
{
	struct ky_package_report report;
	struct ky_known_key known;
	struct ky_error err;
	enum ky_trust trust = KY_TRUST_UNSIGNED;
	if (ky_package_verify(path, &report, &err))
		fail_msg("%s", report.problem_count ? report.problems[0] : err.text);
	assert_int_equal(ky_package_trust(place->wb, &report, &trust, &known, &err), KY_OK);
	if (keep)
		assert_int_equal(ky_key_add(place->wb, &report.signer, &err), KY_OK);
	ky_package_report_free(&report);
	return trust;
}

static inline struct ky_workbook *another_school(struct place *place, const char *code)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	if (ky_workbook_create(&(struct ky_new_workbook){ .path = in(place, code),
							  .template_name = "builtin",
							  .ini = ini,
							  .ini_len = len,
							  .code = code,
							  .name = "榕溪县第二中学",
							  .kind = "chuzhong",
							  .today = ky_day_from_ymd(2012, 6, 15) },
			       &wb, &err))
		fail_msg("%s", err.text);
	return wb;
}

static inline void script(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

#endif
