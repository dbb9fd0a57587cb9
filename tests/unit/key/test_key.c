/* Keys: what is signed, what is sealed, and what is refused. */
#include <dirent.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <zip.h>

#include "append.h"
#include "package/bag.h"
#include "kuayue/key.h"
#include "kuayue/package.h"
#include "kuayue/report.h"
#include "unit/place.h"

#define PASSPHRASE "campus gate 大榕树"

static const char *in(const struct place *place, const char *name)
{
	static char path[4][192];
	static int turn;
	turn = (turn + 1) % 4;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s", place->dir, name);
	return path[turn];
}

static char *slurp(const char *path, size_t *len)
{
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	char *bytes = calloc(1, (size_t)st.st_size + 1);
	FILE *file = fopen(path, "rb");
	*len = fread(bytes, 1, (size_t)st.st_size, file);
	fclose(file);
	return bytes;
}

static void spill(const char *path, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "wb");
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	fclose(file);
}

static int files_in(const char *dir)
{
	int count = 0;
	DIR *folder = opendir(dir);
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(folder);
	return count;
}

static struct ky_secret_key *group(const char *name)
{
	struct ky_secret_key *secret = NULL;
	struct ky_error err;
	if (ky_secret_new(KY_GROUP, name, "", &secret, &err))
		fail_msg("%s", err.text);
	return secret;
}

static char *export_some(struct place *place, const char *dir, const char *seal, const char *what)
{
	struct ky_error err;
	char *path = NULL;
	const struct ky_export ask = { .dir = dir, .what = what, .range = { KY_NO_DAY, KY_NO_DAY }, .seal = seal };
	mkdir(dir, 0700);
	if (ky_export(place->wb, &ask, &path, &err))
		fail_msg("%s", err.text);
	return path;
}

static char *export_to(struct place *place, const char *dir, const char *seal)
{
	return export_some(place, dir, seal, NULL);
}

static bool says(const struct ky_package_report *report, const char *text)
{
	for (size_t i = 0; i < report->problem_count; i++)
		if (strstr(report->problems[i], text))
			return true;
	return false;
}

static void a_pair_goes_through_its_files(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_secret_key *made = group("领导小组办公室"), *loaded = NULL;
	struct ky_public_key public;
	struct stat st;
	const char *secret_path = in(place, "g.key"), *public_path = in(place, "g.txt");
	assert_int_equal(ky_secret_save(made, secret_path, PASSPHRASE, &err), KY_OK);
	assert_int_equal(ky_public_save(made, public_path, &err), KY_OK);
	assert_int_equal(stat(secret_path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(ky_secret_load(secret_path, PASSPHRASE, &loaded, &err), KY_OK);
	assert_int_equal(ky_public_load(public_path, &public, &err), KY_OK);
	assert_memory_equal(&public, ky_secret_public(made), sizeof(public));
	assert_memory_equal(ky_secret_public(loaded), ky_secret_public(made), sizeof(public));
	assert_string_equal(public.name, "领导小组办公室");
	assert_int_equal(strlen(public.fingerprint), 29);
	assert_int_equal(strspn(public.fingerprint, "0123456789 "), 29);
	/* Neither is written over, and a passphrase that is soon guessed is none. */
	assert_int_equal(ky_secret_save(made, secret_path, PASSPHRASE, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "not written over"));
	assert_int_equal(ky_public_save(made, public_path, &err), KY_INPUT);
	assert_int_equal(ky_secret_save(made, in(place, "x.key"), "1234567", &err), KY_INPUT);
	assert_non_null(strstr(err.text, "at least 8"));
	assert_int_equal(ky_secret_save(made, in(place, "no/x.key"), PASSPHRASE, &err), KY_SYSTEM);
	assert_int_equal(files_in(place->dir), 4); /* the workbook, its lock, and the two */
	ky_secret_free(made);
	ky_secret_free(loaded);
}

static void a_wrong_passphrase_or_a_changed_secret_file_opens_nothing(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_secret_key *made = group("办公室"), *loaded = NULL;
	size_t len = 0;
	const char *path = in(place, "g.key");
	assert_int_equal(ky_secret_save(made, path, PASSPHRASE, &err), KY_OK);
	assert_int_equal(ky_secret_load(path, PASSPHRASE "x", &loaded, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "passphrase does not open"));
	assert_null(loaded);
	char *bytes = slurp(path, &len);
	static const char *const lines[] = { "Name: ", "Fingerprint: ", "Salt: ", "Nonce: ", "Secret: " };
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		char *at = strstr(bytes, lines[i]) + strlen(lines[i]), kept = *at;
		*at = kept == '7' ? '8' : '7';
		spill(path, bytes, len);
		assert_int_equal(ky_secret_load(path, PASSPHRASE, &loaded, &err), KY_INPUT);
		*at = kept;
	}
	for (size_t cut = 1; cut < len; cut += 60) {
		spill(path, bytes, len - cut);
		/* The last line end is no loss. */
		assert_int_equal(ky_secret_load(path, PASSPHRASE, &loaded, &err), cut == 1 ? KY_OK : KY_INPUT);
		ky_secret_free(loaded);
		loaded = NULL;
	}
	free(bytes);
	assert_int_equal(ky_public_save(made, in(place, "g.txt"), &err), KY_OK);
	assert_int_equal(ky_secret_load(in(place, "g.txt"), PASSPHRASE, &loaded, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "is a public key file"));
	ky_secret_free(made);
}

static void any_byte_of_a_public_key_file_that_changes_is_refused(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_secret_key *made = group("办公室");
	struct ky_public_key key;
	const char *path = in(place, "g.txt"), *other = in(place, "h.txt");
	size_t len = 0;
	assert_int_equal(ky_public_save(made, path, &err), KY_OK);
	char *bytes = slurp(path, &len);
	for (size_t i = 0; i < len; i++) {
		for (int bit = 1; bit < 256; bit <<= 1) {
			bytes[i] = (char)(bytes[i] ^ bit);
			spill(other, bytes, len);
			if (ky_public_load(other, &key, &err) != KY_INPUT)
				fail_msg("byte %zu, bit %d", i, bit);
			bytes[i] = (char)(bytes[i] ^ bit);
		}
	}
	/* What Notepad does to a text is no change: a byte order mark and its own line ends. */
	FILE *file = fopen(other, "wb");
	fputs("\xEF\xBB\xBF", file);
	for (size_t i = 0; i < len; i++)
		fprintf(file, bytes[i] == '\n' ? "\r\n" : "%c", bytes[i]);
	fputs("\r\n", file);
	fclose(file);
	assert_int_equal(ky_public_load(other, &key, &err), KY_OK);
	free(bytes);
	ky_secret_free(made);
}

#define EVIL_SIZE 4096

static void add_line(char *text, const char *label, const unsigned char *bytes, size_t size)
{
	char base64[200];
	sodium_bin2base64(base64, sizeof(base64), bytes, size, sodium_base64_VARIANT_ORIGINAL);
	append(text, EVIL_SIZE, "%s: %s\n", label, base64);
}

/* A key file as somebody would make it who means harm: everything in it fits, only the values do not. */
static void write_evil_of(const char *path, const char *role, const char *name, const char *code,
			  const unsigned char *seal, const unsigned char *sign)
{
	unsigned char public[32], secret[64], signature[64];
	char text[EVIL_SIZE] = "";
	static const unsigned char context[32] = "kuayue fingerprint 1";
	unsigned char hash[32], box_secret[32], box[32];
	bool school = strcmp(role, "school") == 0;
	crypto_sign_keypair(public, secret);
	crypto_box_keypair(box, box_secret);
	crypto_generichash(hash, 32, sign ? sign : public, 32, context, 32);
	append(text, sizeof(text),
	       "# %s的公钥:可以公开发放。导入以后,请用电话核对指纹。\n"
	       "# A %s's public key. Compare its fingerprint by telephone after importing.\n"
	       "Kuayue-Public-Key: 1\nRole: %s\nName: %s\nCode: %s\n",
	       school ? "学校" : "领导小组", school ? "school" : "leadership group", role, name, code);
	add_line(text, "Sign-Key", sign ? sign : public, 32);
	add_line(text, "Seal-Key", seal ? seal : box, 32);
	append(text, sizeof(text), "Fingerprint:");
	for (int i = 0; i < 24; i += 4)
		append(text, sizeof(text), " %04lu",
		       (((unsigned long)hash[i] << 24) | ((unsigned long)hash[i + 1] << 16) |
			((unsigned long)hash[i + 2] << 8) | hash[i + 3]) %
			       10000);
	append(text, sizeof(text), "\n");
	crypto_sign_detached(signature, NULL, (const unsigned char *)text, strlen(text), secret);
	add_line(text, "Signature", signature, 64);
	spill(path, text, strlen(text));
}

static void write_evil(const char *path, const char *name, const unsigned char *seal, const unsigned char *sign)
{
	write_evil_of(path, "group", name, "-", seal, sign);
}

static void what_is_no_key_or_protects_nothing_is_refused(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_public_key key;
	const char *path = in(place, "evil.txt");
	static const unsigned char zero[32] = { 0 }, one[32] = { 1 }, high[32] = { [31] = 0x80 };
	static const unsigned char low[32] = { 0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3,
					       0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32,
					       0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00 };
	write_evil(path, "办公室", NULL, NULL); /* the forger's tools work: without malice it is taken */
	assert_int_equal(ky_public_load(path, &key, &err), KY_OK);
	const unsigned char *const points[] = { zero, one, high, low };
	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
		write_evil(path, "办公室", points[i], NULL);
		assert_int_equal(ky_public_load(path, &key, &err), KY_INPUT);
		assert_non_null(strstr(err.text, "protects nothing"));
		write_evil(path, "办公室", NULL, points[i]);
		assert_int_equal(ky_public_load(path, &key, &err), KY_INPUT);
	}
	static const char *const names[] = { "", "a\033[31mred", "a\tb", "办\xE2\x80\xAE公室", "a\x7f" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		write_evil(path, names[i], NULL, NULL);
		assert_int_equal(ky_public_load(path, &key, &err), KY_INPUT);
	}
	write_evil_of(path, "school", "一中", "G01", NULL, NULL);
	assert_int_equal(ky_public_load(path, &key, &err), KY_OK);
	static const char *const codes[] = { "", "G\033[31m", "G01\t", "G\xE2\x80\xAE",
					     "1234567890123456789012345" };
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		write_evil_of(path, "school", "一中", codes[i], NULL, NULL);
		assert_int_equal(ky_public_load(path, &key, &err), KY_INPUT);
	}
	write_evil_of(path, "group", "办公室", "G01", NULL, NULL);
	assert_int_equal(ky_public_load(path, &key, &err), KY_INPUT);
	write_evil_of(path, "boss", "办公室", "-", NULL, NULL);
	assert_int_equal(ky_public_load(path, &key, &err), KY_INPUT);
	spill(path, "", 0);
	assert_int_equal(ky_public_load(path, &key, &err), KY_INPUT);
	spill(path, "\xFF\xFE", 2);
	assert_int_equal(ky_public_load(path, &key, &err), KY_INPUT);
	assert_int_equal(truncate(path, 100 << 20), 0);
	assert_int_equal(ky_public_load(path, &key, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "no key file"));
	assert_int_equal(ky_public_load(place->dir, &key, &err), KY_INPUT);
	assert_int_equal(ky_public_load(place->path, &key, &err), KY_INPUT);
	assert_int_equal(mkfifo(in(place, "pipe"), 0600), 0);
	assert_int_equal(ky_public_load(in(place, "pipe"), &key, &err), KY_INPUT);
	struct ky_secret_key *secret = group("办公室");
	assert_int_equal(ky_secret_save(secret, in(place, "g.key"), PASSPHRASE, &err), KY_OK);
	assert_int_equal(ky_public_load(in(place, "g.key"), &key, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "SECRET"));
	ky_secret_free(secret);
}

static void group_keys_are_kept_chosen_and_removed(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_secret_key *county = group("县领导小组"), *city = group("市领导小组"),
			     *again = group("县领导小组");
	struct ky_public_key key;
	bool sealed = true;
	char digits[32] = "";
	assert_int_equal(ky_key_recipient(place->wb, NULL, &key, &sealed, &err), KY_OK);
	assert_false(sealed);
	assert_int_equal(ky_key_add(place->wb, ky_secret_public(county), &err), KY_OK);
	assert_int_equal(ky_key_add(place->wb, ky_secret_public(city), &err), KY_OK);
	assert_int_equal(ky_key_add(place->wb, ky_secret_public(city), &err), KY_NO);
	place_reopen(place);
	/* The key that came last: after a loss the new one counts, and nothing leaves unsealed by chance. */
	assert_int_equal(ky_key_recipient(place->wb, NULL, &key, &sealed, &err), KY_OK);
	assert_true(sealed);
	assert_string_equal(key.name, "市领导小组");
	assert_int_equal(ky_key_add(place->wb, ky_secret_public(again), &err), KY_OK);
	assert_int_equal(ky_key_recipient(place->wb, "县领导小组", &key, &sealed, &err), KY_OK);
	assert_string_equal(key.fingerprint, ky_secret_public(again)->fingerprint);
	for (const char *at = ky_secret_public(county)->fingerprint; *at; at++)
		if (*at != ' ')
			digits[strlen(digits)] = *at;
	assert_int_equal(ky_key_recipient(place->wb, digits, &key, &sealed, &err), KY_OK);
	assert_string_equal(key.fingerprint, ky_secret_public(county)->fingerprint);
	assert_int_equal(ky_key_recipient(place->wb, "", &key, &sealed, &err), KY_OK);
	assert_false(sealed);
	assert_int_equal(ky_key_recipient(place->wb, "省领导小组", &key, &sealed, &err), KY_INPUT);
	assert_int_equal(ky_key_remove(place->wb, digits, &err), KY_OK);
	assert_int_equal(ky_key_remove(place->wb, digits, &err), KY_INPUT);
	ky_secret_free(county);
	ky_secret_free(city);
	ky_secret_free(again);
}

static void own_fingerprint(struct ky_workbook *wb, char out[KY_FINGERPRINT])
{
	struct ky_secret_key *own = NULL;
	struct ky_error err;
	assert_int_equal(ky_key_own(wb, &own, &err), KY_OK);
	assert_non_null(own);
	memcpy(out, ky_secret_public(own)->fingerprint, KY_FINGERPRINT);
	ky_secret_free(own);
}

static void the_schools_key_is_there_from_the_start_and_travels_with_the_file(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char first[KY_FINGERPRINT], copied[KY_FINGERPRINT];
	size_t len = 0;
	int64_t rows = 0;
	int damaged = 0;
	own_fingerprint(place->wb, first);
	ky_workbook_close(place->wb);
	char *bytes = slurp(place->path, &len);
	spill(in(place, "copy.kuayue"), bytes, len);
	free(bytes);
	assert_int_equal(ky_workbook_open(in(place, "copy.kuayue"), KY_READ, KY_NO_DAY, &place->wb, &err), KY_OK);
	own_fingerprint(place->wb, copied);
	assert_string_equal(copied, first);
	ky_workbook_close(place->wb);
	assert_int_equal(ky_workbook_recover(place->path, in(place, "saved.kuayue"), &rows, &damaged, &err),
			 KY_OK);
	assert_int_equal(ky_workbook_open(in(place, "saved.kuayue"), KY_WRITE, KY_NO_DAY, &place->wb, &err),
			 KY_OK);
	own_fingerprint(place->wb, copied);
	assert_string_equal(copied, first);
}

static void script(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void a_workbook_of_version_2_gets_its_key_with_the_first_export(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_package_report report;
	struct ky_secret_key *own = NULL;
	ky_workbook_close(place->wb);
	script(place->path, "DROP TABLE own_key; DROP TABLE known_key; PRAGMA user_version = 2;");
	/* Where it may only be read there is no key to be had: unsigned, and no failure. */
	assert_int_equal(ky_workbook_open(place->path, KY_READ, KY_NO_DAY, &place->wb, &err), KY_OK);
	assert_int_equal(ky_key_own(place->wb, &own, &err), KY_OK);
	assert_null(own);
	char *path = export_to(place, in(place, "out"), NULL);
	assert_int_equal(ky_package_verify(path, &report, &err), KY_OK);
	assert_false(report.is_signed);
	ky_package_report_free(&report);
	free(path);
	place_reopen(place);
	path = export_to(place, in(place, "out"), NULL);
	assert_int_equal(ky_package_verify(path, &report, &err), KY_OK);
	assert_true(report.is_signed);
	ky_package_report_free(&report);
	free(path);
}

/* Puts the container's seal right again, as somebody would who changes what is inside. */
static void reseal(const char *path)
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

static void put_entry(const char *path, const char *name, const char *text)
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

static char *get_entry(const char *path, const char *name)
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

static enum ky_trust trust_of(struct place *place, const char *path, bool keep)
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

static struct ky_workbook *another_school(struct place *place, const char *code)
{
	struct ky_workbook *wb = NULL;
	struct ky_error err;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	if (ky_workbook_create(in(place, code), "builtin", ini, len, code, "榕溪县第二中学", "chuzhong",
			       ky_day_from_ymd(2012, 6, 15), &wb, &err))
		fail_msg("%s", err.text);
	return wb;
}

static void a_schools_key_is_remembered_and_a_change_is_noticed(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct place other = *place;
	other.wb = another_school(place, "G02");
	char *own = export_to(place, in(place, "out"), ""), *first = export_to(&other, in(place, "out"), "");
	assert_int_equal(trust_of(place, own, false), KY_TRUST_OWN);
	assert_int_equal(trust_of(place, first, false), KY_TRUST_NEW);
	assert_int_equal(trust_of(place, first, true), KY_TRUST_NEW);
	assert_int_equal(trust_of(place, first, false), KY_TRUST_KNOWN);
	/* The second school's key was stolen, and it made another. */
	assert_int_equal(ky_key_renew(other.wb, &err), KY_OK);
	char *second = export_to(&other, in(place, "out"), "");
	assert_int_equal(trust_of(&other, second, false), KY_TRUST_OWN);
	assert_int_equal(trust_of(&other, first, false), KY_TRUST_FORMER);
	assert_int_equal(trust_of(place, second, false), KY_TRUST_CHANGED);
	assert_int_equal(trust_of(place, second, true), KY_TRUST_CHANGED);
	assert_int_equal(trust_of(place, second, false), KY_TRUST_KNOWN);
	assert_int_equal(trust_of(place, first, false), KY_TRUST_FORMER);
	/* Somebody takes the signature out. */
	put_entry(second, "kuayue-G02/signature.txt", NULL);
	assert_int_equal(trust_of(place, second, false), KY_TRUST_DROPPED);
	put_entry(own, "kuayue-G01/signature.txt", NULL);
	assert_int_equal(trust_of(place, own, false), KY_TRUST_DROPPED);
	free(own);
	free(first);
	free(second);
	ky_workbook_close(other.wb);
}

static void expect_problem(const char *path, const char *text)
{
	struct ky_package_report report;
	struct ky_error err;
	assert_int_equal(ky_package_verify(path, &report, &err), KY_NO);
	if (!says(&report, text))
		fail_msg("not said: %s; but: %s", text, report.problems[0]);
	assert_false(report.is_signed);
	ky_package_report_free(&report);
}

static void a_forged_signature_is_called_so(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct place other = *place;
	other.wb = another_school(place, "G02");
	const char *file = "kuayue-G01/signature.txt";
	char *path = export_to(place, in(place, "out"), ""), *foreign = export_to(&other, in(place, "out"), "");
	char *good = get_entry(path, file), *theirs = get_entry(foreign, "kuayue-G02/signature.txt");
	static const char *const garbage[] = { "", "x", "Kuayue-Signature: 2\n",
					       "Kuayue-Signature: 1\nSigner-Code: G01\n" };
	for (size_t i = 0; i < sizeof(garbage) / sizeof(garbage[0]); i++) {
		put_entry(path, file, garbage[i]);
		expect_problem(path, "signature.txt is no signature");
	}
	char *longer = calloc(1, strlen(good) + 8);
	append(longer, strlen(good) + 8, "%s\n", good);
	put_entry(path, file, longer);
	expect_problem(path, "signature.txt is no signature");
	put_entry(path, file, theirs);
	expect_problem(path, "signature.txt is another school's");
	/* The school's own signature, but of another package. */
	assert_int_equal(add(place, "opinion", V("raw", "食堂", "channel", "意见箱"), NULL, &err), KY_OK);
	char *next = export_to(place, in(place, "out"), "");
	put_entry(next, file, good);
	expect_problem(next, "signature.txt does not fit");
	/* One digit of the signature itself. */
	char *digit = strstr(good, "\nSignature: ") + 20;
	*digit = *digit == 'A' ? 'B' : 'A';
	put_entry(path, file, good);
	expect_problem(path, "signature.txt does not fit");
	free(longer);
	free(good);
	free(theirs);
	free(path);
	free(foreign);
	free(next);
	ky_workbook_close(other.wb);
}

static void a_sealed_package_opens_into_the_same_package(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_secret_key *office = group("领导小组");
	struct ky_package_report report;
	size_t plain_len = 0, opened_len = 0;
	/* Not what changed since the last report: that differs from one export to the next. */
	const char *what = "report.html,figures.json,records.jsonl,ledgers.csv";
	char *opened = NULL, *plain = export_some(place, in(place, "plain"), "", what);
	assert_int_equal(ky_key_add(place->wb, ky_secret_public(office), &err), KY_OK);
	char *sealed = export_some(place, in(place, "stick"), NULL, what);
	assert_non_null(strstr(sealed, "_v2.zip"));
	assert_int_equal(ky_package_verify(sealed, &report, &err), KY_OK);
	assert_string_equal(report.sealed_for, "领导小组");
	assert_string_equal(report.sealed_fingerprint, ky_secret_public(office)->fingerprint);
	assert_true(report.is_signed);
	assert_int_equal(report.file_count, 1);
	assert_string_equal(report.files[0], "sealed.bin");
	ky_package_report_free(&report);
	char *readme = get_entry(sealed, "kuayue-G01/README.txt");
	assert_non_null(strstr(readme, "密封给：领导小组"));
	assert_non_null(strstr(readme, "榕溪县第一中学"));
	free(readme);
	assert_int_equal(ky_package_open(sealed, office, in(place, "plain"), &opened, &report, &err), KY_OK);
	assert_non_null(strstr(opened, "_v2_已拆封.zip"));
	assert_int_equal(report.file_count, 3 + 17);
	ky_package_report_free(&report);
	char *a = slurp(plain, &plain_len), *b = slurp(opened, &opened_len);
	assert_int_equal(plain_len, opened_len);
	assert_memory_equal(a, b, plain_len);
	/* What is there is not written over. */
	char *again = NULL;
	assert_int_equal(ky_package_open(sealed, office, in(place, "plain"), &again, &report, &err), KY_INPUT);
	assert_null(again);
	assert_int_equal(ky_package_open(plain, office, in(place, "stick"), &again, &report, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "is not sealed"));
	assert_int_equal(files_in(in(place, "plain")), 2);
	assert_int_equal(files_in(in(place, "stick")), 1);
	free(a);
	free(b);
	free(plain);
	free(sealed);
	free(opened);
	ky_secret_free(office);
}

static void refused_and_nothing_left(struct place *place, const char *path, const struct ky_secret_key *secret,
				     const char *why)
{
	struct ky_error err;
	struct ky_package_report report;
	char *opened = NULL;
	mkdir(in(place, "opened"), 0700);
	assert_int_equal(ky_package_open(path, secret, in(place, "opened"), &opened, &report, &err), KY_INPUT);
	if (!strstr(err.text, why))
		fail_msg("%s", err.text);
	assert_null(opened);
	assert_int_equal(files_in(in(place, "opened")), 0);
}

struct bytes {
	const char *bytes;
	size_t len;
};

static enum ky_code write_bytes(void *data, FILE *out, struct ky_error *err)
{
	(void)err;
	const struct bytes *bytes = data;
	fwrite(bytes->bytes, 1, bytes->len, out);
	return KY_OK;
}

/* A sealed package of the school's, with its good signature, around any bytes. */
static char *wrap(struct place *place, struct ky_workbook *signer, const char *code,
		  const struct ky_public_key *recipient, const char *bytes, size_t len)
{
	struct ky_error err;
	struct ky_secret_key *own = NULL;
	struct bytes payload_bytes = { bytes, len };
	const struct ky_payload payload = { .name = "sealed.bin", .write = write_bytes, .data = &payload_bytes };
	char *path = NULL;
	int version = 0;
	mkdir(in(place, "wrapped"), 0700);
	assert_int_equal(ky_key_own(signer, &own, &err), KY_OK);
	const struct ky_package_info info = { .code = code,
					      .school = "榕溪县第一中学",
					      .campaign = "c",
					      .date = 15000,
					      .signer = own,
					      .sealed_for = recipient };
	if (ky_package_write(in(place, "wrapped"), &info, "r", &payload, 1, 1, &path, &version, &err))
		fail_msg("%s", err.text);
	ky_secret_free(own);
	return path;
}

static char *envelope_of(const char *path, const char *name, size_t *len)
{
	zip_stat_t st;
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	assert_int_equal(zip_stat(zip, name, 0, &st), 0);
	char *bytes = malloc(st.size + 200000);
	zip_file_t *file = zip_fopen(zip, name, 0);
	assert_int_equal(zip_fread(file, bytes, st.size), st.size);
	*len = st.size;
	zip_fclose(file);
	zip_discard(zip);
	return bytes;
}

static void what_was_sealed_is_refused_once_altered_cut_or_added_to(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_secret_key *office = group("领导小组"), *other = group("领导小组");
	const struct ky_public_key *public = ky_secret_public(office);
	size_t len = 0;
	/* Random text does not shrink: the stream has several chunks. */
	char text[150001];
	for (size_t i = 0; i + 1 < sizeof(text); i++)
		text[i] = (char)('a' + randombytes_uniform(26));
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(add(place, "problem", V("text", text), NULL, &err), KY_OK);
	assert_int_equal(ky_key_add(place->wb, public, &err), KY_OK);
	char *sealed = export_to(place, in(place, "stick"), NULL);
	refused_and_nothing_left(place, sealed, other, "is sealed for the key");
	char *bytes = envelope_of(sealed, "kuayue-G01/data/sealed.bin", &len);
	assert_true(len > 142 + 2 * 65553);
	const size_t places[] = { 40, 60, 117, 118, 141, 142, 150, 142 + 65553 + 5, len - 1 };
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		bytes[places[i]] = (char)(bytes[places[i]] ^ 1);
		char *path = wrap(place, place->wb, "G01", public, bytes, len);
		refused_and_nothing_left(place, path, office, "altered or cut short");
		bytes[places[i]] = (char)(bytes[places[i]] ^ 1);
		free(path);
	}
	const size_t lengths[] = {
		142, 143, 142 + 17, 142 + 65553, 142 + 2 * 65553, len - 1, len + 1, len + 70000
	};
	memset(bytes + len, 0, 100000);
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		char *path = wrap(place, place->wb, "G01", public, bytes, lengths[i]);
		refused_and_nothing_left(place, path, office, "altered or cut short");
		free(path);
	}
	/* Chunks that change places. */
	char *swapped = malloc(len);
	memcpy(swapped, bytes, len);
	memcpy(swapped + 142, bytes + 142 + 65553, 65553);
	memcpy(swapped + 142 + 65553, bytes + 142, 65553);
	char *path = wrap(place, place->wb, "G01", public, swapped, len);
	refused_and_nothing_left(place, path, office, "altered or cut short");
	free(path);
	free(swapped);
	free(bytes);
	free(sealed);
	ky_secret_free(office);
	ky_secret_free(other);
}

static void what_is_inside_has_to_be_the_same_schools(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct place other = *place;
	struct ky_secret_key *office = group("领导小组");
	const struct ky_public_key *public = ky_secret_public(office);
	size_t len = 0;
	other.wb = another_school(place, "G02");
	assert_int_equal(ky_key_add(place->wb, public, &err), KY_OK);
	char *sealed = export_to(place, in(place, "stick"), NULL);
	char *bytes = envelope_of(sealed, "kuayue-G01/data/sealed.bin", &len);
	/* Somebody hands another's report in as their own, without being able to read it. */
	char *path = wrap(place, other.wb, "G02", public, bytes, len);
	refused_and_nothing_left(place, path, office, "inside another's");
	free(path);
	/* The signature outside is taken away. */
	put_entry(sealed, "kuayue-G01/signature.txt", NULL);
	refused_and_nothing_left(place, sealed, office, "inside another's");
	/* The label names another than the envelope is for. */
	struct ky_secret_key *city = group("市领导小组");
	struct bytes inside = { bytes, len };
	const struct ky_payload payload = { .name = "sealed.bin", .write = write_bytes, .data = &inside };
	struct ky_package_info info = { .code = "G01", .school = "x", .campaign = "c", .date = 15000 };
	int version = 0;
	info.sealed_for = ky_secret_public(city);
	assert_int_equal(ky_package_write(in(place, "stick"), &info, "r", &payload, 1, 1, &path, &version, &err),
			 KY_SYSTEM);
	assert_non_null(strstr(err.text, "sealed.bin is not sealed for whom"));
	ky_secret_free(city);
	free(bytes);
	free(sealed);
	ky_secret_free(office);
	ky_workbook_close(other.wb);
}

/* Whether bytes hold the secret, as it is, in hexadecimal or in base64. */
static bool holds(const char *bytes, size_t len, const unsigned char *seed)
{
	char hex[65], base64[sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_ORIGINAL)];
	sodium_bin2hex(hex, sizeof(hex), seed, 32);
	sodium_bin2base64(base64, sizeof(base64), seed, 32, sodium_base64_VARIANT_ORIGINAL);
	const struct bytes needles[] = { { (const char *)seed, 32 }, { hex, 64 }, { base64, 42 } };
	for (size_t i = 0; i < 3; i++)
		for (size_t at = 0; at + needles[i].len <= len; at++)
			if (memcmp(bytes + at, needles[i].bytes, needles[i].len) == 0)
				return true;
	return false;
}

static void search_package(const char *path, const unsigned char *seed)
{
	size_t len = 0;
	char *bytes = slurp(path, &len);
	assert_false(holds(bytes, len, seed));
	free(bytes);
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		char *text = get_entry(path, zip_get_name(zip, (zip_uint64_t)i, 0));
		assert_false(holds(text, 1 << 20, seed));
		free(text);
	}
	zip_discard(zip);
}

static void no_secret_is_in_a_package_the_history_or_a_list(void **state)
{
	struct place *place = *state;
	unsigned char seed[32];
	char *plain = export_to(place, in(place, "out"), "");
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	assert_int_equal(sqlite3_open_v2(place->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT seed FROM own_key", -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	assert_int_equal(sqlite3_column_bytes(stmt, 0), 32);
	memcpy(seed, sqlite3_column_blob(stmt, 0), 32);
	sqlite3_finalize(stmt);
	search_package(plain, seed);
	/* The file holds it, so the search can find it; without its row it is nowhere in the file. */
	size_t len = 0;
	char *bytes = slurp(place->path, &len);
	assert_true(holds(bytes, len, seed));
	free(bytes);
	sqlite3_close(db);
	ky_workbook_close(place->wb);
	script(place->path, "PRAGMA secure_delete = ON; DELETE FROM own_key; VACUUM;");
	bytes = slurp(place->path, &len);
	assert_false(holds(bytes, len, seed));
	free(bytes);
	place->wb = NULL;
	free(plain);
}

static void a_renewed_key_leaves_nothing_of_the_old_one_in_the_file(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	unsigned char seed[32] = { 0 };
	char before[KY_FINGERPRINT], after[KY_FINGERPRINT];
	size_t len = 0;
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	own_fingerprint(place->wb, before);
	assert_int_equal(sqlite3_open_v2(place->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT seed FROM own_key", -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	memcpy(seed, sqlite3_column_blob(stmt, 0), 32);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	assert_int_equal(ky_key_renew(place->wb, &err), KY_OK);
	own_fingerprint(place->wb, after);
	assert_string_not_equal(before, after);
	ky_workbook_close(place->wb);
	place->wb = NULL;
	char *bytes = slurp(place->path, &len);
	assert_false(holds(bytes, len, seed));
	free(bytes);
}

static bool stop_at_600(void *data, int done, const char *document)
{
	(void)document;
	*(int *)data = done;
	return done >= 600;
}

static void stopping_while_it_is_sealed_leaves_nothing(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_secret_key *office = group("领导小组");
	int done = 0;
	char *path = NULL;
	const char *dir = in(place, "stick"), *tmp = in(place, "tmp");
	mkdir(dir, 0700);
	mkdir(tmp, 0700);
	setenv("TMPDIR", tmp, 1);
	assert_int_equal(ky_key_add(place->wb, ky_secret_public(office), &err), KY_OK);
	const struct ky_export ask = {
		.dir = dir, .range = { KY_NO_DAY, KY_NO_DAY }, .progress = stop_at_600, .data = &done
	};
	assert_int_equal(ky_export(place->wb, &ask, &path, &err), KY_NO);
	assert_true(done >= 600);
	assert_null(path);
	assert_int_equal(files_in(dir), 0);
	assert_int_equal(files_in(tmp), 0);
	unsetenv("TMPDIR");
	ky_secret_free(office);
}

static void any_name_that_a_school_may_have_can_sign(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_package_report report;
	char marks[700] = "校", wide[700] = "";
	for (int i = 0; i < 200; i++)
		append(marks, sizeof(marks), "\xCC\x81");
	for (int i = 0; i < 200; i++)
		append(wide, sizeof(wide), "学");
	const char *const names[] = {
		marks, wide, "a\nb", "\033[31m", "\xF0\x9F\x8F\xAB\xE2\x80\x8D\xF0\x9F\x8E\x93", " ", "-"
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct ky_secret_key *secret = NULL;
		struct ky_public_key key;
		char path[96];
		snprintf(path, sizeof(path), "%s/k%zu", place->dir, i);
		assert_int_equal(ky_secret_new(KY_SCHOOL, names[i], names[i], &secret, &err), KY_OK);
		assert_int_equal(ky_public_save(secret, path, &err), KY_OK);
		if (ky_public_load(path, &key, &err))
			fail_msg("name %zu: %s", i, err.text);
		ky_secret_free(secret);
	}
	assert_int_equal(set(place, "G01", V("name", wide), &err), KY_OK);
	char *path = export_to(place, in(place, "out"), "");
	assert_int_equal(ky_package_verify(path, &report, &err), KY_OK);
	assert_true(report.is_signed);
	ky_package_report_free(&report);
	assert_int_equal(trust_of(place, path, false), KY_TRUST_OWN);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_pair_goes_through_its_files),
		TEST(a_wrong_passphrase_or_a_changed_secret_file_opens_nothing),
		TEST(any_byte_of_a_public_key_file_that_changes_is_refused),
		TEST(what_is_no_key_or_protects_nothing_is_refused),
		TEST(group_keys_are_kept_chosen_and_removed),
		TEST(the_schools_key_is_there_from_the_start_and_travels_with_the_file),
		TEST(a_workbook_of_version_2_gets_its_key_with_the_first_export),
		TEST(a_schools_key_is_remembered_and_a_change_is_noticed),
		TEST(a_forged_signature_is_called_so),
		TEST(a_sealed_package_opens_into_the_same_package),
		TEST(what_was_sealed_is_refused_once_altered_cut_or_added_to),
		TEST(what_is_inside_has_to_be_the_same_schools),
		TEST(no_secret_is_in_a_package_the_history_or_a_list),
		TEST(a_renewed_key_leaves_nothing_of_the_old_one_in_the_file),
		TEST(any_name_that_a_school_may_have_can_sign),
		TEST(stopping_while_it_is_sealed_leaves_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
