/* What is signed, what is sealed, and what is refused. */
#include "unit/package/rebuild.h"

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
	/* Not what says which reports there were: that differs from one export to the next. */
	const char *what = "calendar.ics,figures.json,records.jsonl";
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
	assert_int_equal(report.file_count, 3);
	ky_package_report_free(&report);
	expect_same_documents(plain, opened);
	/* What is there is not written over. */
	char *again = NULL;
	assert_int_equal(ky_package_open(sealed, office, in(place, "plain"), &again, &report, &err), KY_INPUT);
	assert_null(again);
	assert_int_equal(ky_package_open(plain, office, in(place, "stick"), &again, &report, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "is not sealed"));
	assert_int_equal(files_in(in(place, "plain")), 2);
	assert_int_equal(files_in(in(place, "stick")), 1);
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
	if (ky_package_write(&(struct ky_packing){ .dir = in(place, "wrapped"),
						   .info = &info,
						   .readme = "r",
						   .payloads = &payload,
						   .count = 1,
						   .min_version = 1 },
			     &path, &version, &err))
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
	assert_int_equal(ky_package_write(&(struct ky_packing){ .dir = in(place, "stick"),
								.info = &info,
								.readme = "r",
								.payloads = &payload,
								.count = 1,
								.min_version = 1 },
					  &path, &version, &err),
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
	assert_int_equal(ky_key_renew(place->wb, NULL, NULL, &err), KY_OK);
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
	const struct ky_export_ask ask = { .dir = dir, .progress = stop_at_600, .data = &done };
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
	const char *const names[] = { marks,
				      wide,
				      "a\nb",
				      "\033[31m",
				      "\xF0\x9F\x8F\xAB\xE2\x80\x8D\xF0\x9F\x8E\x93",
				      " ",
				      "-",
				      "Kuayue-Secret-Key: ",
				      "Kuayue-Public-Key: 1" };
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
		TEST(a_forged_signature_is_called_so),
		TEST(a_sealed_package_opens_into_the_same_package),
		TEST(what_was_sealed_is_refused_once_altered_cut_or_added_to),
		TEST(what_is_inside_has_to_be_the_same_schools),
		TEST(no_secret_is_in_a_package_the_history_or_a_list),
		TEST(a_renewed_key_leaves_nothing_of_the_old_one_in_the_file),
		TEST(stopping_while_it_is_sealed_leaves_nothing),
		TEST(any_name_that_a_school_may_have_can_sign),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
