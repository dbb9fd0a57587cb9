/* Tests packages: each is whole when written, and every alteration is found. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mount.h>

#include "package/verify.h"
#include "unit/package/rebuild.h"

static char *export_documents(struct place *place, const char *what)
{
	struct ky_error err;
	char *path = NULL;
	const struct ky_export_ask ask = { .dir = place->dir, .documents = what };
	if (ky_export(place->wb, &ask, &path, &err))
		fail_msg("%s", err.text);
	return path;
}

static char *export(struct place *place)
{
	return export_documents(place, NULL);
}

static void it_says_whose_it_is_and_what_is_in_it(void **state)
{
	struct place *place = *state;
	struct ky_package_report report;
	struct ky_error err;
	char *path = export(place);
	assert_non_null(strstr(path, "G01_榕溪县第一中学_情况报告_20120615_v1.zip"));
	assert_int_equal(ky_package_verify(path, &report, &err), KY_OK);
	assert_string_equal(report.school, "榕溪县第一中学");
	assert_string_equal(report.code, "G01");
	assert_string_equal(report.date, "2012-06-15");
	/* Each document is a file, but for the ledgers: one for each, and the progress table. */
	size_t files = 0;
	for (size_t i = 0; ky_document_at(i); i++)
		files++;
	for (size_t i = 0; ky_kind_at(i); i++)
		files += ky_kind_at(i)->ledger != NULL;
	assert_in_range(files, 7 + 29, KY_DECLARED_MAX);
	/* And those of the template that are not only chosen by name. */
	struct ky_declared declared;
	for (size_t i = 0; ky_document_declared(ky_workbook_campaign(place->wb), i, &declared); i++)
		files += !declared.chosen_only;
	assert_int_equal(report.file_count, files);
	ky_package_report_free(&report);
	free(path);
}

/* All but what tells of the first package in the second: the page since the last report, and the list of what was
 * handed in, which is a ledger. */
static void a_second_export_stands_beside_the_first_with_the_same_payload(void **state)
{
	struct place *place = *state;
	static const char *const telling[] = { "since.html", "report.html", "ledgers.xlsx", "ledgers.csv" };
	char what[512] = "";
	for (size_t i = 0, j = 0; ky_document_at(i); i++, j = 0) {
		while (j < 4 && strcmp(ky_document_at(i)->name, telling[j]) != 0)
			j++;
		if (j == 4)
			snprintf(what + strlen(what), sizeof(what) - strlen(what), "%s%s", what[0] ? "," : "",
				 ky_document_at(i)->name);
	}
	char *first = export_documents(place, what), *second = export_documents(place, what);
	assert_non_null(strstr(second, "_v2.zip"));
	expect_same_documents(first, second);
	free(first);
	free(second);
}

static unsigned long little(const char *bytes, size_t at, int count)
{
	unsigned long value = 0;
	for (int i = count; i-- > 0;)
		value = value << 8 | (unsigned char)bytes[at + (size_t)i];
	return value;
}

/* The name of the entry whose packed bytes have this offset, as it is shown; "" for the container's own. */
static size_t part_at(const char *bytes, size_t len, size_t at, char name[128])
{
	size_t left = 0;
	size_t end = len - 22 - 147; /* of central directory; the comment is the seal */
	size_t entry = little(bytes, end + 16, 4);
	name[0] = '\0';
	assert_int_equal(little(bytes, end, 4), 0x06054b50);
	for (unsigned long i = little(bytes, end + 10, 2); i > 0; i--) {
		size_t local = little(bytes, entry + 42, 4), size = little(bytes, entry + 20, 4);
		size_t name_len = little(bytes, entry + 28, 2);
		size_t data = local + 30 + little(bytes, local + 26, 2) + little(bytes, local + 28, 2);
		if (at >= data && at < data + size) {
			snprintf(name, 128, "%.*s", (int)name_len, bytes + entry + 46);
			const char *shown =
				strstr(name, "data/") ? strstr(name, "data/") + 5 : strchr(name, '/') + 1;
			memmove(name, shown, strlen(shown) + 1);
			left = data + size - at;
		}
		entry += 46 + name_len + little(bytes, entry + 30, 2) + little(bytes, entry + 32, 2);
	}
	return left;
}

static zip_int64_t read_part(const char *path, const char *part, char *out, size_t size)
{
	char name[160];
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	assert_non_null(zip);
	snprintf(name, sizeof(name), "kuayue-G01/data/%s", part);
	if (zip_name_locate(zip, name, 0) < 0)
		snprintf(name, sizeof(name), "kuayue-G01/%s", part);
	zip_file_t *file = zip_fopen(zip, name, 0);
	assert_non_null(file);
	zip_int64_t got = zip_fread(file, out, size);
	zip_fclose(file);
	zip_discard(zip);
	return got;
}

/* The packing has bits that mean nothing: what is unpacked is then the same, and the container is to blame. */
static bool unpacks_alike(const char *path, const char *altered, const char *part)
{
	static char a[1 << 20], b[1 << 20];
	zip_int64_t got = read_part(path, part, a, sizeof(a));
	return got > 0 && read_part(altered, part, b, sizeof(b)) == got && memcmp(a, b, (size_t)got) == 0;
}

/* What is wrong is said of the part that was altered, and of no other. */
static void expect_blame(const struct ky_package_report *report, const char *part, size_t at, bool alike)
{
	bool named = false;
	for (size_t i = 0; i < report->problem_count && i < KY_PACKAGE_PROBLEMS; i++) {
		const char *problem = report->problems[i];
		size_t len = strlen(part);
		bool container = strstr(problem, "the container") != NULL;
		bool itself = len && strncmp(problem, part, len) == 0 && problem[len] == ' ';
		if (len && !container && !itself)
			fail_msg("byte %zu is of %s, but: %s", at, part, problem);
		named = named || (len && !alike ? itself : container);
	}
	if (!named)
		fail_msg("byte %zu: %s is not named", at, part[0] ? part : "the container");
}

/* In this process: ten thousand readers without rights would take a minute to start. */
static enum ky_code verify_here(const char *path, struct ky_package_report *report, struct ky_error *err)
{
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	enum ky_code code = verify_file(file, path, report, err);
	fclose(file);
	return code;
}

/* With PROOF the container's own parts at both ends byte for byte, of the rest each 37th; else fewer. */
static void change_every_byte(struct place *place, const char *path)
{
	size_t step = 0, inside = getenv("PROOF") ? 37 : 911, ends = getenv("PROOF") ? 1 : 3;
	char altered[128], part[128], parts[2000] = " ";
	size_t len = 0;
	char *bytes = slurp(path, &len);
	snprintf(altered, sizeof(altered), "%s/altered.zip", place->dir);
	for (size_t i = 0; i < len; i += i < 200 || i + 2500 > len ? ends : step) {
		struct ky_package_report report;
		struct ky_error err;
		size_t left = part_at(bytes, len, i, part);
		step = left > 37 ? left - 1 < inside ? left - 1 : inside : 37;
		bytes[i] = (char)(bytes[i] ^ 0x20);
		spill(altered, bytes, len);
		enum ky_code code = verify_here(altered, &report, &err);
		if (code != KY_NO)
			fail_msg("byte %zu of %zu: %d %s", i, len, code, code ? err.text : "");
		expect_blame(&report, part, i,
			     part[0] && report.problem_count == 1 && unpacks_alike(path, altered, part));
		ky_package_report_free(&report);
		bytes[i] = (char)(bytes[i] ^ 0x20);
		if (!strstr(parts, part[0] ? part : "container"))
			snprintf(parts + strlen(parts), sizeof(parts) - strlen(parts), "%s ",
				 part[0] ? part : "container");
	}
	/* Every kind of part was among them. */
	static const char *const all[] = {
		"container",  "bagit.txt",    "bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt",
		"README.txt", "signature.txt"
	};
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (!strstr(parts, all[i]))
			fail_msg("no byte of %s was changed", all[i]);
	assert_non_null(strstr(parts, strstr(parts, "sealed.bin") ? "sealed.bin" : "report.html"));
	for (size_t cut = 1; len - cut > 128 && cut < len; cut += len / 40) {
		struct ky_package_report report;
		struct ky_error err;
		spill(altered, bytes, len - cut);
		assert_int_equal(ky_package_verify(altered, &report, &err), KY_NO);
		expect_blame(&report, "", len - cut, false);
		ky_package_report_free(&report);
	}
	free(bytes);
}

static void any_byte_that_changes_is_noticed(void **state)
{
	struct place *place = *state;
	char *path = export(place);
	change_every_byte(place, path);
	free(path);
}

static void any_byte_of_a_sealed_package_that_changes_is_noticed(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_secret_key *office = NULL;
	assert_int_equal(ky_secret_new(KY_GROUP, "领导小组", "", &office, &err), KY_OK);
	assert_int_equal(ky_key_add(place->wb, ky_secret_public(office), &err), KY_OK);
	char *path = export(place);
	change_every_byte(place, path);
	ky_secret_free(office);
	free(path);
}

static void rezip(const char *path, const char *name, const char *text, bool replace)
{
	zip_t *zip = zip_open(path, 0, NULL);
	char *copy = strdup(text);
	zip_source_t *source = zip_source_buffer(zip, copy, strlen(text), 1);
	assert_true(zip_file_add(zip, name, source, replace ? ZIP_FL_OVERWRITE : 0) >= 0);
	assert_int_equal(zip_close(zip), 0);
}

static void an_altered_added_or_missing_document_is_named(void **state)
{
	struct place *place = *state;
	struct ky_package_report report;
	struct ky_error err;
	char *path = export(place);
	rezip(path, "kuayue-G01/data/report.html", "<p>better</p>", true);
	assert_int_equal(ky_package_verify(path, &report, &err), KY_NO);
	assert_true(says(&report, "report.html differs from its manifest"));
	ky_package_report_free(&report);
	rezip(path, "kuayue-G01/data/extra.txt", "x", false);
	assert_int_equal(ky_package_verify(path, &report, &err), KY_NO);
	assert_true(says(&report, "extra.txt was added"));
	ky_package_report_free(&report);
	zip_t *zip = zip_open(path, 0, NULL);
	zip_delete(zip, (zip_uint64_t)zip_name_locate(zip, "kuayue-G01/data/figures.json", 0));
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(ky_package_verify(path, &report, &err), KY_NO);
	assert_true(says(&report, "figures.json is missing"));
	ky_package_report_free(&report);
	free(path);
}

/* 3 MB of lines that are no checksums: they are counted, and the first are kept. */
static void a_manifest_of_a_million_bad_lines_is_said_in_few(void **state)
{
	struct place *place = *state;
	struct ky_package_report report;
	struct ky_error err;
	char *path = export(place), *text = malloc(3000001);
	for (size_t i = 0; i < 1500000; i++)
		memcpy(text + 2 * i, "x\n", 2);
	text[3000000] = '\0';
	rezip(path, "kuayue-G01/manifest-sha512.txt", text, true);
	/* Packed it would be taken for what unpacks without end. */
	zip_t *zip = zip_open(path, 0, NULL);
	zip_int64_t at = zip_name_locate(zip, "kuayue-G01/manifest-sha512.txt", 0);
	assert_int_equal(zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0), 0);
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(ky_package_verify(path, &report, &err), KY_NO);
	assert_true(report.problem_count >= 1500000);
	assert_true(says(&report, "has a line that is no checksum"));
	ky_package_report_free(&report);
	free(text);
	free(path);
}

static void make_zip(const char *path, const char *const *names, size_t size)
{
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	for (size_t i = 0; names[i]; i++) {
		char *bytes = calloc(1, size + 1);
		zip_file_add(zip, names[i], zip_source_buffer(zip, bytes, size, 1), 0);
	}
	assert_int_equal(zip_close(zip), 0);
}

static void what_could_do_harm_is_refused(void **state)
{
	struct place *place = *state;
	struct ky_package_report report;
	struct ky_error err;
	char path[128];
	snprintf(path, sizeof(path), "%s/evil.zip", place->dir);
	static const char *const evil[] = { "../bagit.txt", "/etc/passwd", "a/../../b", "C:/x", "a\\b" };
	for (size_t i = 0; i < sizeof(evil) / sizeof(evil[0]); i++) {
		make_zip(path, V("kuayue-1/bagit.txt", evil[i]), 3);
		assert_int_equal(ky_package_verify(path, &report, &err), KY_INPUT);
		assert_non_null(strstr(err.text, "refused"));
	}
	make_zip(path, V("kuayue-1/bagit.txt", "kuayue-1/BAGIT.TXT"), 3);
	assert_int_equal(ky_package_verify(path, &report, &err), KY_INPUT);
	make_zip(path, V("kuayue-1/bagit.txt", "kuayue-1/data/bomb"), 50000000);
	assert_int_equal(ky_package_verify(path, &report, &err), KY_INPUT);
	assert_non_null(strstr(err.text, "unpack"));
	make_zip(path, V("readme.txt"), 3);
	assert_int_equal(ky_package_verify(path, &report, &err), KY_INPUT);
	assert_int_equal(ky_package_verify(place->path, &report, &err), KY_INPUT);
}

static enum ky_code fail_to_write(void *data, FILE *out, struct ky_error *err)
{
	(void)data;
	fputs("half of it", out);
	return ky_fail(err, KY_SYSTEM, "the writer failed");
}

static void after_a_failure_nothing_is_left_behind(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_payload payload = { .name = "report.html", .write = fail_to_write };
	struct ky_package_info info = { .code = "G01", .school = "x", .campaign = "c", .date = 15000 };
	char *path = NULL, dir[128];
	int version = 0;
	snprintf(dir, sizeof(dir), "%s/stick", place->dir);
	assert_int_equal(ky_package_write(&(struct ky_packing){ .dir = dir,
								.info = &info,
								.readme = "r",
								.payloads = &payload,
								.count = 1,
								.min_version = 1 },
					  &path, &version, &err),
			 KY_INPUT);
	mkdir(dir, 0700);
	assert_int_equal(ky_package_write(&(struct ky_packing){ .dir = dir,
								.info = &info,
								.readme = "r",
								.payloads = &payload,
								.count = 1,
								.min_version = 1 },
					  &path, &version, &err),
			 KY_SYSTEM);
	assert_string_equal(err.text, "the writer failed");
	assert_null(path);
	assert_int_equal(files_in(dir), 0);
}

static void a_full_or_read_only_stick_is_left_as_it_was(void **state)
{
	struct place *place = *state;
	struct ky_error full, read_only;
	char dir[128], *path = NULL;
	const struct ky_export_ask ask = { .dir = dir };
	snprintf(dir, sizeof(dir), "%s/stick", place->dir);
	mkdir(dir, 0700);
	if (geteuid() != 0 || mount("tmpfs", dir, "tmpfs", 0, "size=8k") != 0) {
		print_message("skipped: a size-limited file system needs root\n");
		skip();
	}
	enum ky_code when_full = ky_export(place->wb, &ask, &path, &full);
	int left = files_in(dir);
	mount("tmpfs", dir, "tmpfs", MS_REMOUNT | MS_RDONLY, "size=8k");
	enum ky_code when_read_only = ky_export(place->wb, &ask, &path, &read_only);
	umount(dir);
	assert_int_equal(when_full, KY_SYSTEM);
	assert_non_null(strstr(full.text, "could not be written"));
	assert_int_equal(left, 0);
	assert_int_equal(when_read_only, KY_SYSTEM);
	assert_non_null(strstr(read_only.text, "could not be written"));
	assert_null(path);
}

static enum ky_code write_text(void *data, FILE *out, struct ky_error *err)
{
	(void)err;
	fputs(data, out);
	return KY_OK;
}

static void names_are_safe_on_every_stick(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char text[] = "text", name[400] = "a/b:c*d?\"<>|", *path = NULL;
	for (int i = 0; i < 80; i++)
		append(name, sizeof(name), "校");
	struct ky_payload payload = { .name = "report.html", .write = write_text, .data = text };
	struct ky_package_info info = { .code = "G01", .school = name, .campaign = "c", .date = 15000 };
	int version = 0;
	assert_int_equal(ky_package_write(&(struct ky_packing){ .dir = place->dir,
								.info = &info,
								.readme = "r",
								.payloads = &payload,
								.count = 1,
								.min_version = 1 },
					  &path, &version, &err),
			 KY_OK);
	const char *file = strrchr(path, '/') + 1;
	assert_null(strpbrk(file, "\\:*?\"<>|"));
	assert_true(strlen(file) < 200);
	assert_non_null(strstr(file, "校_情况报告_"));
	free(path);
}

static char *write_named(struct place *place, const char *code, const char *school, int least)
{
	struct ky_error err;
	char text[] = "text", *path = NULL;
	int version = 0;
	struct ky_payload payload = { .name = "report.html", .write = write_text, .data = text };
	struct ky_package_info info = { .code = code, .school = school, .campaign = "c", .date = 15000 };
	if (ky_package_write(&(struct ky_packing){ .dir = place->dir,
						   .info = &info,
						   .readme = "r",
						   .payloads = &payload,
						   .count = 1,
						   .min_version = least },
			     &path, &version, &err))
		fail_msg("%s", err.text);
	return path;
}

static void expect_file(struct place *place, const char *code, const char *school, const char *wanted)
{
	char *path = write_named(place, code, school, 1);
	assert_string_equal(strrchr(path, '/') + 1, wanted);
	free(path);
}

static void reserved_names_and_what_cannot_be_seen_are_made_plain(void **state)
{
	struct place *place = *state;
	expect_file(place, "CON", "x", "_CON_x_情况报告_20110126_v1.zip");
	expect_file(place, "NUL.1", "x", "_NUL.1_x_情况报告_20110126_v1.zip");
	expect_file(place, "com1", "x...", "_com1_x_情况报告_20110126_v1.zip");
	expect_file(place, ".a",
		    "a\xE2\x80\xAE"
		    "b\xC2\x85\xFF ",
		    "_.a_a_b___情况报告_20110126_v1.zip");
	expect_file(place, "NUL.1", "x", "_NUL.1_x_情况报告_20110126_v2.zip");
}

/* A flag and a letter with its marks are one character each: half of one is another. */
static void a_long_name_is_cut_between_characters(void **state)
{
	struct place *place = *state;
	char name[400] = "a";
	for (int i = 0; i < 20; i++)
		append(name, sizeof(name), "\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3");
	char *path = write_named(place, "G01", name, 1);
	const char *end = strstr(path, "_情况报告_");
	assert_memory_equal(end - 8, "\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3", 8);
	free(path);
	snprintf(name, sizeof(name), "aa");
	for (int i = 0; i < 60; i++)
		append(name, sizeof(name), "e\xCC\x81");
	path = write_named(place, "G02", name, 1);
	end = strstr(path, "_情况报告_");
	assert_memory_equal(end - 3, "e\xCC\x81", 3);
	assert_true(strlen(strrchr(path, '/') + 1) <= 255);
	free(path);
}

static void a_name_that_is_taken_in_any_case_or_time_is_never_used_again(void **state)
{
	struct place *place = *state;
	char path[256];
	snprintf(path, sizeof(path), "%s/g01_X_情况报告_20090101_V7.ZIP", place->dir);
	spill(path, "old", 3);
	const struct timespec battery[2] = { { .tv_sec = 315532800 }, { .tv_sec = 315532800 } }; /* 1980 */
	assert_int_equal(utimensat(AT_FDCWD, path, battery, 0), 0);
	expect_file(place, "G01", "x", "G01_x_情况报告_20110126_v8.zip");
	expect_file(place, "G01", "x", "G01_x_情况报告_20110126_v9.zip");
	size_t len = 0;
	char *bytes = slurp(path, &len);
	assert_int_equal(len, 3);
	free(bytes);
}

static void what_a_crash_left_is_removed_and_what_is_being_written_is_not(void **state)
{
	struct place *place = *state;
	/* As every package begins. */
	static const char half[] =
		"PK\3\4\24\0\0\10\10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\26\0\0\0kuayue-G01/data/x";
	char left[128], held[128], other[128], mine[128];
	snprintf(left, sizeof(left), "%s/.kuayue-aB3xY9", place->dir);
	snprintf(held, sizeof(held), "%s/.kuayue-aB3xZ0", place->dir);
	snprintf(other, sizeof(other), "%s/.kuayue-notes", place->dir);
	snprintf(mine, sizeof(mine), "%s/.kuayue-mine12", place->dir);
	spill(left, half, sizeof(half));
	spill(held, half, sizeof(half));
	spill(other, half, sizeof(half));
	spill(mine, "somebody's own", 14);
	int fd = open(held, O_RDONLY);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	free(write_named(place, "G01", "x", 1));
	assert_int_not_equal(access(left, F_OK), 0);
	assert_int_equal(access(held, F_OK), 0);
	close(fd);
	free(write_named(place, "G01", "x", 1));
	assert_int_not_equal(access(held, F_OK), 0);
	assert_int_equal(access(other, F_OK), 0);
	assert_int_equal(access(mine, F_OK), 0);
}

struct stopping {
	int at, last, calls;
};

static bool stop_at(void *data, int done, const char *document)
{
	struct stopping *stopping = data;
	(void)document;
	assert_true(done >= stopping->last && done <= 1000);
	stopping->last = done;
	stopping->calls++;
	return done >= stopping->at;
}

static void it_can_be_stopped_at_any_moment_without_a_trace(void **state)
{
	struct place *place = *state;
	char dir[128], *path = NULL;
	struct ky_error err;
	struct stopping stopping = { .at = 1001 };
	struct ky_export_ask ask = { .dir = dir, .progress = stop_at, .data = &stopping };
	snprintf(dir, sizeof(dir), "%s/stick", place->dir);
	mkdir(dir, 0700);
	for (int at = 0; at <= 990; at += 45) {
		stopping = (struct stopping){ .at = at };
		assert_int_equal(ky_export(place->wb, &ask, &path, &err), KY_NO);
		assert_null(path);
		assert_int_equal(files_in(dir), 0);
	}
	stopping = (struct stopping){ .at = 1001 };
	assert_int_equal(ky_export(place->wb, &ask, &path, &err), KY_OK);
	assert_true(stopping.last >= 990);
	assert_true(stopping.calls > 20);
	assert_int_equal(files_in(dir), 1);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_says_whose_it_is_and_what_is_in_it),
		TEST(a_second_export_stands_beside_the_first_with_the_same_payload),
		TEST(any_byte_that_changes_is_noticed),
		TEST(any_byte_of_a_sealed_package_that_changes_is_noticed),
		TEST(an_altered_added_or_missing_document_is_named),
		TEST(a_manifest_of_a_million_bad_lines_is_said_in_few),
		TEST(what_could_do_harm_is_refused),
		TEST(after_a_failure_nothing_is_left_behind),
		TEST(a_full_or_read_only_stick_is_left_as_it_was),
		TEST(names_are_safe_on_every_stick),
		TEST(reserved_names_and_what_cannot_be_seen_are_made_plain),
		TEST(a_long_name_is_cut_between_characters),
		TEST(a_name_that_is_taken_in_any_case_or_time_is_never_used_again),
		TEST(what_a_crash_left_is_removed_and_what_is_being_written_is_not),
		TEST(it_can_be_stopped_at_any_moment_without_a_trace),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
