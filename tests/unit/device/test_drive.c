/* Tests the list of drives on tables that look like the kernel's. */
#include <sys/mount.h>
#include <sys/stat.h>

#include "kuayue/drive.h"
#include "unit/place.h"

struct tables {
	char mounts[128], blocks[128], labels[128];
	struct ky_drive_sources at;
};

static void put(const char *dir, const char *name, const char *text)
{
	char path[512];
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void shell(const char *dir, const char *command)
{
	char line[4096];
	snprintf(line, sizeof(line), "cd %s && %s", dir, command);
	assert_int_equal(system(line), 0);
}

/* A disk in the machine, a stick with one partition, a stick without any, a card, an empty card reader. */
static struct tables make_tables(struct place *place)
{
	struct tables tables;
	const char *dir = place->dir;
	shell(dir, "mkdir -p usb 'my stick' devices/pci0/ata1/block/sda/sda1 "
		   "devices/pci0/usb1/1-2/block/sdb/sdb1 devices/pci0/usb2/block/sdc "
		   "devices/pci0/mmc_host/block/mmcblk0/device devices/pci0/mmc_host/block/mmcblk0/mmcblk0p1 "
		   "devices/pci0/reader/block/sdd block labels");
	shell(dir,
	      "cd block && for i in ../devices/pci0/ata1/block/sda ../devices/pci0/ata1/block/sda/sda1 "
	      "../devices/pci0/usb1/1-2/block/sdb ../devices/pci0/usb1/1-2/block/sdb/sdb1 "
	      "../devices/pci0/usb2/block/sdc ../devices/pci0/reader/block/sdd "
	      "../devices/pci0/mmc_host/block/mmcblk0 ../devices/pci0/mmc_host/block/mmcblk0/mmcblk0p1; "
	      "do ln -s $i .; done; "
	      "echo 8:0 >sda/dev; echo 8:1 >sda1/dev; echo 8:16 >sdb/dev; echo 8:17 >sdb1/dev; echo 8:32 "
	      ">sdc/dev; "
	      "echo 8:48 >sdd/dev; echo 179:0 >mmcblk0/dev; echo 179:1 >mmcblk0p1/dev; "
	      "for i in sda sdb mmcblk0; do echo 0 >$i/removable; done; echo 1 >sdc/removable; "
	      "echo 1 >sdd/removable; for i in sda1 sdb1 mmcblk0p1; do echo 1 >$i/partition; done; "
	      "for i in sda sda1 sdb sdb1 sdc mmcblk0 mmcblk0p1; do echo 2048 >$i/size; done; echo 0 >sdd/size; "
	      "echo SD >mmcblk0/device/type");
	shell(dir, "cd labels && ln -s ../../sdb1 '\\x20校办\\x2fU盘' && ln -s ../../sda1 SYSTEM");
	char line[1024];
	snprintf(line, sizeof(line),
		 "26 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
		 "27 26 0:20 / /proc rw - proc proc rw\n"
		 "28 26 8:17 /folder /srv/bind rw - vfat /dev/sdb1 rw\n"
		 "29 26 8:17 / %s/my\\040stick rw,nosuid shared:7 master:1 - vfat /dev/sdb1 rw,utf8\n"
		 "30 26 8:32 / %s/usb rw - exfat /dev/sdc ro\n"
		 "not a line\n\n31 26 8:99 / /x rw -\n",
		 dir, dir);
	put(dir, "mountinfo", line);
	snprintf(tables.mounts, sizeof(tables.mounts), "%s/mountinfo", dir);
	snprintf(tables.blocks, sizeof(tables.blocks), "%s/block", dir);
	snprintf(tables.labels, sizeof(tables.labels), "%s/labels", dir);
	return tables;
}

static void point(struct tables *tables)
{
	tables->at = (struct ky_drive_sources){ tables->mounts, tables->blocks, tables->labels };
}

static void only_what_can_be_taken_away_is_listed(void **state)
{
	struct place *place = *state;
	struct tables tables = make_tables(place);
	struct ky_drives drives;
	struct ky_error err;
	point(&tables);
	assert_int_equal(ky_drive_list(&tables.at, &drives, &err), KY_OK);
	assert_int_equal(drives.count, 3);
	const struct ky_drive *stick = &drives.list[0], *plain = &drives.list[1], *card = &drives.list[2];
	assert_string_equal(stick->device, "/dev/sdb1");
	assert_string_equal(stick->disk, "/dev/sdb");
	assert_string_equal(stick->label, " 校办/U盘");
	assert_string_equal(strrchr(stick->mount, '/'), "/my stick");
	assert_string_equal(stick->fs, "vfat");
	assert_int_equal(stick->size, 2048 * 512);
	assert_true(stick->free > 0);
	assert_true(stick->writable);
	assert_string_equal(plain->device, "/dev/sdc");
	assert_string_equal(plain->disk, "/dev/sdc");
	assert_string_equal(plain->label, "");
	assert_string_equal(plain->fs, "exfat");
	assert_false(plain->writable);
	assert_string_equal(card->device, "/dev/mmcblk0p1");
	assert_string_equal(card->disk, "/dev/mmcblk0");
	assert_null(card->mount);
	ky_drives_free(&drives);
}

/* The label of the plain stick, as udev has its name. */
static void expect_label(struct place *place, struct tables *tables, const char *name, const char *wanted)
{
	char command[300];
	struct ky_drives drives;
	struct ky_error err;
	snprintf(command, sizeof(command), "cd labels && rm -f * && touch plain && ln -s sdc '%s'", name);
	shell(place->dir, command);
	assert_int_equal(ky_drive_list(&tables->at, &drives, &err), KY_OK);
	assert_int_equal(drives.count, 3);
	assert_string_equal(drives.list[1].device, "/dev/sdc");
	assert_string_equal(drives.list[1].label, wanted);
	ky_drives_free(&drives);
}

static void a_label_is_read_as_it_was_given(void **state)
{
	struct place *place = *state;
	struct tables tables = make_tables(place);
	point(&tables);
	/* What lies among the devices and is none is passed over. */
	shell(place->dir,
	      "cd block && ln -s ../nowhere gone && touch a && "
	      "touch 'a name that is longer than the name of any block device has ever been and will be'");
	expect_label(place, &tables, "U\\x2Fa", "U/a");
	expect_label(place, &tables, "\\x2", "\\x2");
	expect_label(place, &tables, "\\xzz", "\\xzz");
	expect_label(place, &tables, "\\x2z", "\\x2z");
	expect_label(place, &tables, "\\x00", "\\x00");
	expect_label(place, &tables, "\\y20", "\\y20");
	expect_label(place, &tables, "\\xff\\xfe", "\\xff\\xfe"); /* no text: as udev wrote it */
}

static void a_line_of_the_mount_table_that_is_none_is_passed_over(void **state)
{
	struct place *place = *state;
	struct tables tables = make_tables(place);
	char line[2048];
	struct ky_drives drives;
	struct ky_error err;
	point(&tables);
	shell(place->dir, "mkdir 'a\\04' 'b\\9'");
	snprintf(line, sizeof(line),
		 "28 26 8:17\n28 26 8:17 / /x rw\n28 26 8:17 / /x rw - vfat\n28 26 8:17 / /x rw - vfat /dev/sdb1\n"
		 "28 26 8:17 / /x rw - vfat sdb1 rw\n28 26 123456789012345678901234567890123456789012 / /x rw - "
		 "vfat "
		 "/dev/sdb1 rw\n"
		 "29 26 8:17 / %s/a\\04 rws,rw shared:1 - vfat /dev/sdb1 utf8,rw\n"
		 "30 26 8:32 / %s/b\\9 rws,ro - vfat /dev/sdc rw\n",
		 place->dir, place->dir);
	put(place->dir, "mountinfo", line);
	assert_int_equal(ky_drive_list(&tables.at, &drives, &err), KY_OK);
	assert_int_equal(drives.count, 3);
	assert_string_equal(strrchr(drives.list[0].mount, '/'), "/a\\04");
	assert_true(drives.list[0].writable);
	assert_string_equal(strrchr(drives.list[1].mount, '/'), "/b\\9");
	assert_false(drives.list[1].writable);
	ky_drives_free(&drives);
}

static void a_path_is_found_on_its_drive(void **state)
{
	struct place *place = *state;
	struct tables tables = make_tables(place);
	struct ky_drives drives;
	struct ky_error err;
	char path[160];
	point(&tables);
	shell(place->dir, "mkdir 'my stick/deep' 'my stick too'; ln -s 'my stick/deep' link");
	assert_int_equal(ky_drive_list(&tables.at, &drives, &err), KY_OK);
	snprintf(path, sizeof(path), "%s/my stick", place->dir);
	assert_ptr_equal(ky_drive_of(&drives, path), &drives.list[0]);
	snprintf(path, sizeof(path), "%s/link", place->dir);
	assert_ptr_equal(ky_drive_of(&drives, path), &drives.list[0]);
	snprintf(path, sizeof(path), "%s/my stick too", place->dir);
	assert_null(ky_drive_of(&drives, path));
	assert_null(ky_drive_of(&drives, "/nowhere"));
	ky_drives_free(&drives);
}

static void without_tables_it_says_so_and_without_devices_there_is_none(void **state)
{
	struct place *place = *state;
	struct tables tables = make_tables(place);
	struct ky_drives drives;
	struct ky_error err;
	point(&tables);
	tables.at.blocks = tables.at.labels = "/nowhere";
	assert_int_equal(ky_drive_list(&tables.at, &drives, &err), KY_OK);
	assert_int_equal(drives.count, 0);
	tables.at.mounts = "/nowhere/mountinfo";
	assert_int_equal(ky_drive_list(&tables.at, &drives, &err), KY_SYSTEM);
	assert_non_null(strstr(err.text, "/nowhere/mountinfo"));
	ky_drives_free(&drives);
	assert_null(ky_drive_watch_open(&tables.at));
}

static void this_machine_can_be_asked_and_a_new_mount_is_noticed(void **state)
{
	struct place *place = *state;
	struct ky_drives drives;
	struct ky_error err;
	char dir[128];
	assert_int_equal(ky_drive_list(&ky_drive_sources, &drives, &err), KY_OK);
	ky_drives_free(&drives);
	struct ky_drive_watch *watch = ky_drive_watch_open(&ky_drive_sources);
	assert_non_null(watch);
	assert_false(ky_drive_watch_changed(watch));
	snprintf(dir, sizeof(dir), "%s/stick", place->dir);
	mkdir(dir, 0700);
	bool mounted = geteuid() == 0 && mount("tmpfs", dir, "tmpfs", 0, "size=64k") == 0;
	bool noticed = mounted && ky_drive_watch_changed(watch);
	bool again = mounted && ky_drive_watch_changed(watch);
	bool gone = mounted && umount(dir) == 0 && ky_drive_watch_changed(watch);
	ky_drive_watch_close(watch);
	if (!mounted) {
		print_message("skipped: mounting needs root\n");
		skip();
	}
	assert_true(noticed);
	assert_false(again);
	assert_true(gone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(only_what_can_be_taken_away_is_listed),
		TEST(a_label_is_read_as_it_was_given),
		TEST(a_line_of_the_mount_table_that_is_none_is_passed_over),
		TEST(a_path_is_found_on_its_drive),
		TEST(without_tables_it_says_so_and_without_devices_there_is_none),
		TEST(this_machine_can_be_asked_and_a_new_mount_is_noticed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
