/* Tests key pairs, their files, and the keyring of a workbook. */
#include "unit/key_help.h"
#include "unit/old.h"

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

static void a_workbook_of_version_2_gets_its_key_with_the_first_export(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_package_report report;
	struct ky_secret_key *own = NULL;
	ky_workbook_close(place->wb);
	script(place->path, "DROP TABLE own_key; DROP TABLE known_key; DROP INDEX change_received;"
			    "ALTER TABLE change DROP COLUMN template; ALTER TABLE change DROP COLUMN received; "
			    "PRAGMA user_version = 2;");
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
	assert_int_equal(ky_key_renew(other.wb, NULL, NULL, &err), KY_OK);
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

static int count_altered(void *data, const struct ky_known_key *known)
{
	*(int *)data += known->altered;
	return 0;
}

/* Whoever can write into the file redirects nothing: neither half can be changed under the digits of the other. */
static void a_key_that_is_changed_in_the_workbook_is_noticed(void **state)
{
	static const char *const changes[] = {
		"UPDATE known_key SET seal = (SELECT seal FROM known_key WHERE role = 'school')",
		"UPDATE known_key SET sign = (SELECT sign FROM known_key WHERE role = 'school')",
		"UPDATE known_key SET seal = zeroblob(32)",
		"UPDATE known_key SET fingerprint = '1234 5678 9012 3456 7890 1234'",
	};
	struct place *place = *state;
	struct ky_error err;
	struct ky_public_key out;
	struct ky_secret_key *office = group("领导小组"), *school = NULL;
	assert_int_equal(ky_secret_new(KY_SCHOOL, "某校", "G07", &school, &err), KY_OK);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		int altered = 0;
		bool sealed = true;
		char sql[256], *path = NULL;
		assert_int_equal(ky_key_add(place->wb, ky_secret_public(office), &err), KY_OK);
		assert_int_equal(ky_key_see(place->wb, ky_secret_public(school), &err), i ? KY_NO : KY_OK);
		ky_workbook_close(place->wb);
		place->wb = NULL;
		snprintf(sql, sizeof(sql), "%s WHERE role = 'group'", changes[i]);
		script(place->path, sql);
		place_reopen(place);
		assert_int_equal(ky_key_each(place->wb, KY_GROUP, count_altered, &altered, &err), KY_OK);
		assert_int_equal(altered, 1);
		assert_int_equal(ky_key_recipient(place->wb, NULL, &out, &sealed, &err), KY_INPUT);
		assert_false(sealed);
		const struct ky_export_ask ask = { .dir = place->dir, .documents = "figures.json" };
		assert_int_equal(ky_export(place->wb, &ask, &path, &err), KY_INPUT);
		assert_non_null(strstr(err.text, "was changed in the workbook"));
		assert_null(path);
		assert_int_equal(ky_key_remove(place->wb, "领导小组", &err), KY_OK);
	}
	ky_secret_free(office);
	ky_secret_free(school);
}

static void codes_that_look_alike_have_one_shape(void **state)
{
	(void)state;
	static const char *const alike[][2] = { { "C02", "c02" },  { "C02", "Ｃ０２" },    { "C02", "С02" },
						{ "C02", "C O2" }, { "C02", "CO2\u200b" }, { "X1", "xl" },
						{ "X1", "XI" },    { "A-1", "A—1" },       { "C2", "C\u20612" } };
	static const char *const different[][2] = { { "C02", "C03" }, { "G01", "C01" }, { "一中", "二中" } };
	for (size_t i = 0; i < sizeof(alike) / sizeof(alike[0]); i++) {
		char *a = ky_code_shape(alike[i][0]), *b = ky_code_shape(alike[i][1]);
		assert_string_equal(a, b);
		free(a);
		free(b);
	}
	for (size_t i = 0; i < sizeof(different) / sizeof(different[0]); i++) {
		char *a = ky_code_shape(different[i][0]), *b = ky_code_shape(different[i][1]);
		assert_string_not_equal(a, b);
		free(a);
		free(b);
	}
}

/* Keys that an older program took in get the digits of this one, and are what they were. */
static void a_workbook_of_version_4_gets_new_fingerprints(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_public_key out, file;
	struct ky_known_key known;
	bool sealed = false;
	char path[128];
	snprintf(path, sizeof(path), "%s/old.kuayue", place->dir);
	make_old(path, "tests/data/version-4.sql");
	ky_workbook_close(place->wb);
	assert_int_equal(ky_workbook_open(path, KY_WRITE, ky_day_from_ymd(2012, 6, 15), &place->wb, &err), KY_OK);
	assert_int_equal(ky_public_load("tests/data/office-0.1.0.public.txt", &file, &err), KY_OK);
	assert_int_equal(ky_key_recipient(place->wb, NULL, &out, &sealed, &err), KY_OK);
	assert_true(sealed);
	assert_string_equal(out.fingerprint, file.fingerprint);
	assert_memory_equal(out.seal, file.seal, sizeof(out.seal));
	assert_int_equal(ky_key_find(place->wb, KY_GROUP, out.name, &known, &err), KY_OK);
	assert_false(known.altered);
	assert_string_equal(known.confirmed, known.since);
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
		TEST(a_key_that_is_changed_in_the_workbook_is_noticed),
		TEST(codes_that_look_alike_have_one_shape),
		TEST(a_workbook_of_version_4_gets_new_fingerprints),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
