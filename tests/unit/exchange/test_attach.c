/* Tests attached files in a package: by choice, by names that every system takes, described in L17, and what a
 * photo says besides what is seen. */
#include "append.h"
#include "exchange/attachments.h"
#include "exchange/photo.h"
#include "package/bag.h"
#include "unit/place.h"
#include "workbook/db.h"

#include "kuayue/export.h"
#include "kuayue/ledger.h"

static char *file_of(struct place *place, const char *name, const char *bytes, size_t len)
{
	static char path[200];
	snprintf(path, sizeof(path), "%s/%s", place->dir, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	fclose(file);
	return path;
}

static void attach(struct place *place, const char *box, const char *name, const char *text)
{
	struct ky_error err = { .text = "" };
	char *path = file_of(place, name, text, strlen(text));
	if (add(place, "archive",
		V("box", box, "title", name, "file", path, "place", "礼堂", "date", "2012-06-01", "caption",
		  "领导讲话"),
		NULL, &err))
		fail_msg("%s", err.text);
}

static char *export_with(struct place *place, const char *attachments, const char *set, struct ky_error *err)
{
	char *path = NULL;
	const struct ky_export_ask ask = { .dir = place->dir,
					   .documents = "ledgers.csv,report.html",
					   .attachments = attachments,
					   .set = set,
					   .seal = "" };
	ky_export(place->wb, &ask, &path, err);
	return path;
}

/* Runs a command in which the first %s is the package; 0: it found what it looked for. */
static int look(const char *command, const char *path)
{
	char line[800];
	snprintf(line, sizeof(line), command, path);
	return system(line);
}

struct seen {
	char paths[2000];
	size_t count, chosen, missing;
	unsigned says;
};

static int see(void *data, const struct ky_attachment *attachment)
{
	struct seen *seen = data;
	append(seen->paths, sizeof(seen->paths), "%s%s", seen->count++ ? " " : "", attachment->path);
	seen->chosen += attachment->chosen;
	seen->missing += attachment->missing;
	seen->says |= attachment->says;
	assert_true(attachment->size > 0);
	return 0;
}

static struct seen seen_of(struct place *place, const char *chosen)
{
	struct seen seen = { .count = 0 };
	struct ky_error err = { .text = "" };
	if (ky_export_attachments(place->wb, &(struct ky_attachments_ask){ .chosen = chosen, .look = true }, see,
				  &seen, &err))
		fail_msg("%s", err.text);
	return seen;
}

static void an_attached_file_goes_along_under_its_archive_number(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .text = "" };
	attach(place, "1-2-1", "a.PDF", "甲的一份");
	attach(place, "1-2-1", "b.jpg", "乙的一份");
	attach(place, "3-1-1", "c.txt", "丙的一份");
	char *path = export_with(place, "1-2-1", NULL, &err);
	assert_non_null(path);
	assert_int_equal(look("unzip -p '%s' kuayue-G01/data/attachments/1-2-1.pdf | grep -qx 甲的一份", path), 0);
	assert_int_equal(look("unzip -p '%s' kuayue-G01/data/attachments/1-2-1-2.jpg | grep -qx 乙的一份", path),
			 0);
	assert_int_not_equal(look("unzip -l '%s' | grep -q 3-1-1", path), 0);
	/* L17 describes both, and the one that stayed. */
	assert_int_equal(look("unzip -tq '%s' >/dev/null; "
			      "unzip -p '%1$s' '*/data/ledger_L17_archive.csv' | tr -d '\\r' | grep -c "
			      "'^1-2-1,.*,礼堂,2012-06-01,领导讲话,[ab].[Pj].*,[0-9a-f]\\{64\\},attachments/"
			      "1-2-1[-2]*\\.' | "
			      "grep -qx 2",
			      path),
			 0);
	assert_int_equal(
		look("unzip -p '%s' '*/data/ledger_L17_archive.csv' | tr -d '\\r' | grep -q '^3-1-1,.*,未随包$'",
		     path),
		0);
	assert_int_equal(
		look("unzip -p '%s' '*/data/report.html' | grep -q '<td>attachments/1-2-1.pdf</td>'", path), 0);
	/* It is in the list of the package's files, by kind, size and checksum. */
	assert_int_equal(look("sum=$(unzip -p '%s' '*/1-2-1.pdf' | sha512sum | cut -d' ' -f1); unzip -p '%1$s' "
			      "'*/data/state.json' | tr -d ' \\n' | grep -q "
			      "\"\\\"name\\\":\\\"attachments/"
			      "1-2-1.pdf\\\",\\\"kind\\\":\\\"attachment\\\",\\\"size\\\":12,"
			      "\\\"sha512\\\":\\\"$sum\\\"\"",
			      path),
			 0);
	assert_int_not_equal(look("unzip -p '%s' '*/data/state.json' | grep -q 3-1-1", path), 0);
	free(path);
	/* None, and all. */
	path = export_with(place, NULL, NULL, &err);
	assert_int_not_equal(look("unzip -l '%s' | grep -q attachments/", path), 0);
	assert_int_equal(look("unzip -p '%s' '*/data/ledger_L17_archive.csv' | grep -c 未随包 | grep -qx 3", path),
			 0);
	free(path);
	path = export_with(place, "all", NULL, &err);
	struct ky_package_report report;
	assert_int_equal(ky_package_verify(path, &report, &err), KY_OK);
	ky_package_report_free(&report);
	assert_int_equal(look("unzip -l '%s' | grep -c attachments/ | grep -qx 3", path), 0);
	free(path);
	/* Without an export nothing travels. */
	assert_int_equal(seen_of(place, NULL).chosen, 0);
	assert_int_equal(seen_of(place, "all").chosen, 3);
	assert_int_equal(seen_of(place, "G01-A003").chosen, 1);
}

static void names_are_safe_on_every_stick_and_never_taken_twice(void **state)
{
	struct place *place = *state;
	attach(place, "1-2-1", "a.pdf", "1");
	attach(place, "1-2-1-2", "b.pdf", "2");
	attach(place, "1-2-1", "c.jpg", "3");
	attach(place, "A-1", "d.jpg", "4");
	attach(place, "a-1", "e.jpg", "5");
	attach(place, "CON", "f.jpg", "6");
	attach(place, "4/1:甲?", "g", "7");
	attach(place, "..", "h.png", "8");
	attach(place, "5-1. ", "run.exe", "9");
	attach(place, "6-1", "无点的名字.很长的结尾", "10");
	attach(place, "很长的编号很长的编号很长的编号很长的编号很长的编号很长的编号很长的编号很长的编号很长的编号",
	       "k.jpg", "11");
	struct attachments all;
	struct ky_error err;
	assert_int_equal(attachments_load(place->wb, &all, &err), KY_OK);
	assert_int_equal(all.count, 11);
	for (size_t i = 0; i < all.count; i++) {
		char path[200];
		snprintf(path, sizeof(path), "data/%s", all.list[i].path);
		if (!bag_name_is_portable(path) || strncmp(all.list[i].path, "attachments/", 12) != 0)
			fail_msg("%s", path);
		for (size_t j = 0; j < i; j++) {
			char *one = bag_name_key(all.list[i].path), *other = bag_name_key(all.list[j].path);
			assert_string_not_equal(one, other);
			free(one);
			free(other);
		}
	}
	attachments_free(&all);
	char *paths = seen_of(place, "all").paths;
	static const char *const wanted[] = { "attachments/1-2-1.pdf",    "attachments/1-2-1-2.pdf",
					      "attachments/1-2-1-3.jpg",  "attachments/5-1.exe.bin",
					      "attachments/G01-A006.jpg", "attachments/4_1_甲_" };
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (!strstr(paths, wanted[i]))
			fail_msg("%s is not in %s", wanted[i], paths);
	char *path = export_with(place, "all", NULL, &err);
	struct ky_package_report report;
	assert_int_equal(ky_package_verify(path, &report, &err), KY_OK);
	ky_package_report_free(&report);
	free(path);
}

/* What another copy handed over was not typed here: no name of its own leads out of the folder. */
static void names_from_elsewhere_are_none_of_the_packages(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .text = "" };
	attach(place, "1-2-1", "a.pdf", "1");
	attach(place, "1-2-2", "b.pdf", "2");
	assert_int_equal(db_run(place->wb,
				"UPDATE archive SET file = 'attachments/../../x.sh' WHERE number = 'G01-A001'",
				NULL, 0, NULL, NULL, &err),
			 KY_OK);
	assert_int_equal(db_run(place->wb,
				"UPDATE archive SET box = NULL, number = '\xE2\x80\xAE"
				"A' WHERE number = 'G01-A002'",
				NULL, 0, NULL, NULL, &err),
			 KY_OK);
	char *paths = seen_of(place, "all").paths;
	assert_ptr_equal(strstr(paths, "attachments/1-2-1.sh.bin attachments/"), paths);
	assert_null(strstr(paths, "\xE2\x80\xAE"));
	assert_null(strstr(paths, "b.pdf"));
	char *path = export_with(place, "all", NULL, &err);
	struct ky_package_report report;
	assert_int_equal(ky_package_verify(path, &report, &err), KY_OK);
	ky_package_report_free(&report);
	free(path);
}

static void what_cannot_go_along_is_said(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .text = "" };
	attach(place, "1-2-1", "a.pdf", "1");
	assert_null(export_with(place, "7-7", NULL, &err));
	assert_non_null(strstr(err.text, "7-7"));
	assert_null(export_with(place, "all", "public", &err));
	assert_non_null(strstr(err.text, "公示"));
	char *path = export_with(place, "all", "inspection", &err);
	assert_non_null(path);
	free(path);
	/* The bytes are on the other PC. */
	assert_int_equal(db_run(place->wb, "DELETE FROM attachment", NULL, 0, NULL, NULL, &err), KY_OK);
	assert_null(export_with(place, "1-2-1", NULL, &err));
	assert_non_null(strstr(err.text, "G01-A001"));
	assert_int_equal(seen_of(place, "all").missing, 1);
	path = export_with(place, "all", NULL, &err);
	assert_int_equal(look("unzip -p '%s' '*/data/ledger_L17_archive.csv' | grep -q 未随包", path), 0);
	free(path);
}

/* A file that packs to nothing is no attack; and there may be more of them than files can be open. */
static void many_and_empty_looking_files_are_taken_back_whole(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .text = "" };
	char *blank = calloc(1, 3 << 20), box[32];
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_ADD, &err), KY_OK);
	for (int i = 0; i < 1100; i++) {
		snprintf(box, sizeof(box), "%d-1-1", i);
		attach(place, box, "same.txt", "同一份");
	}
	assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
	assert_int_equal(add(place, "archive",
			     V("box", "x", "title", "空白", "file", file_of(place, "z.bmp", blank, 3 << 20)), NULL,
			     &err),
			 KY_OK);
	free(blank);
	char *path = export_with(place, "all", NULL, &err);
	if (!path)
		fail_msg("%s", err.text);
	struct ky_package_report report;
	assert_int_equal(ky_package_verify(path, &report, &err), KY_OK);
	assert_true(report.file_count > 1101);
	ky_package_report_free(&report);
	free(path);
}

static size_t put16(unsigned char *at, unsigned value, bool big)
{
	at[big ? 0 : 1] = (unsigned char)(value >> 8);
	at[big ? 1 : 0] = (unsigned char)value;
	return 2;
}

static size_t put32(unsigned char *at, unsigned value, bool big)
{
	put16(at + (big ? 0 : 2), value >> 16, big);
	put16(at + (big ? 2 : 0), value & 0xffff, big);
	return 4;
}

static size_t put_entry(unsigned char *at, unsigned tag, unsigned count, unsigned value, bool big)
{
	put16(at, tag, big);
	put16(at + 2, 2, big);
	put32(at + 4, count, big);
	put32(at + 8, value, big);
	return 12;
}

/* A photo as a camera writes it: 0x013B with a name of its own, or blanks, and a directory of where it was. */
static size_t photo(unsigned char *out, bool big, const char *artist, bool gps)
{
	unsigned char *tiff = out + 12, *at = tiff;
	memset(out, 0, 400);
	memcpy(out,
	       "\xff\xd8\xff\xe1\x01\x00"
	       "Exif\0\0",
	       12);
	memcpy(at, big ? "MM\0*" : "II*\0", 4);
	at += 4;
	at += put32(at, 8, big);
	at += put16(at, 2, big);
	at += put_entry(at, 0x013B, (unsigned)strlen(artist) + 1, artist[0] ? 100 : 0, big);
	at += put_entry(at, 0x8825, 1, gps ? 150 : 0, big);
	memcpy(tiff + 100, artist, strlen(artist));
	put16(tiff + 150, 1, big);
	put_entry(tiff + 152, 2, 3, 200, big);
	return 400;
}

static void a_photo_says_where_it_was_taken_and_whose_camera_took_it(void **state)
{
	unsigned char bytes[400];
	(void)state;
	for (int big = 0; big < 2; big++) {
		assert_int_equal(photo_says(bytes, photo(bytes, big, "", false)), 0);
		assert_int_equal(photo_says(bytes, photo(bytes, big, "       ", false)), 0);
		assert_int_equal(photo_says(bytes, photo(bytes, big, "Zhang San", false)), KY_SAYS_OWNER);
		assert_int_equal(photo_says(bytes, photo(bytes, big, "", true)), KY_SAYS_PLACE);
		assert_int_equal(photo_says(bytes, photo(bytes, big, "Zhang San", true)),
				 KY_SAYS_OWNER | KY_SAYS_PLACE);
		/* Whatever else stands there, nothing outside is read: of each length, and with each byte another.
		 */
		size_t whole = photo(bytes, big, "Zhang San", true);
		for (size_t len = 0; len < whole; len++) {
			unsigned char *part = malloc(len + 1);
			memcpy(part, bytes, len);
			photo_says(part, len);
			free(part);
		}
		for (size_t i = 0; i < whole; i++)
			for (int value = 0; value < 256; value += 51) {
				unsigned char *part = malloc(whole);
				memcpy(part, bytes, whole);
				part[i] = (unsigned char)value;
				photo_says(part, whole);
				free(part);
			}
	}
	const char *text = "联系电话 13800138000", *plain = "没有号码";
	static const char xmp[] = "\xff\xd8\0exif:GPSLatitude=\"1\" <dc:creator>";
	assert_int_equal(photo_says((const unsigned char *)text, strlen(text)), KY_SAYS_PERSONAL);
	assert_int_equal(photo_says((const unsigned char *)plain, strlen(plain)), 0);
	assert_int_equal(photo_says((const unsigned char *)xmp, sizeof(xmp) - 1), KY_SAYS_PLACE | KY_SAYS_OWNER);
	/* In a long text wherever it stands. */
	for (size_t at = 0; at < 5000; at += 7) {
		char *filled = malloc(6000);
		memset(filled, 'a', 5999);
		filled[5999] = '\0';
		memcpy(filled + at, " 13800138000 ", 13);
		assert_int_equal(photo_says((const unsigned char *)filled, 5999), KY_SAYS_PERSONAL);
		free(filled);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_attached_file_goes_along_under_its_archive_number),
		TEST(names_are_safe_on_every_stick_and_never_taken_twice),
		TEST(names_from_elsewhere_are_none_of_the_packages),
		TEST(what_cannot_go_along_is_said),
		TEST(many_and_empty_looking_files_are_taken_back_whole),
		cmocka_unit_test(a_photo_says_where_it_was_taken_and_whose_camera_took_it),
	};
	return cmocka_run_group_tests_name("attach", tests, NULL, NULL);
}
