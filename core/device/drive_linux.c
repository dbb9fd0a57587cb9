/* Finds the removable drives of a Linux machine, their labels, and where they are mounted. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "device/device.h"
#include "device/mounts.h"
#include "kuayue/drive.h"
#include "kuayue/text.h"

#define NAME_SIZE 64 /* of a block device's name */

const char ky_this_program[] = "/proc/self/exe";

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c | 0x20) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* udev writes some characters of a label as \x20. */
static void unescape_hex(char *text)
{
	char *out = text;
	while (*text) {
		int high = text[0] == '\\' && text[1] == 'x' ? hex_digit(text[2]) : -1;
		int low = high >= 0 ? hex_digit(text[3]) : -1;
		if (low >= 0 && high + low > 0) {
			*out++ = (char)(high * 16 + low);
			text += 4;
		} else {
			*out++ = *text++;
		}
	}
	*out = '\0';
}

/* The first line of FOLDER/NAME; "" if there is none. */
static void read_line(const char *folder, const char *name, char *out, size_t size)
{
	char path[4300];
	snprintf(path, sizeof(path), "%.4100s/%s", folder, name);
	FILE *file = fopen(path, "re");
	out[0] = '\0';
	if (file && !fgets(out, (int)size, file))
		out[0] = '\0';
	out[strcspn(out, "\n")] = '\0';
	if (file)
		fclose(file);
}

/* True where the path has a part like "usb3". It is asked because a disk on USB claims not to be removable. */
static bool on_usb(const char *path)
{
	for (const char *at = strstr(path, "/usb"); at; at = strstr(at + 1, "/usb"))
		if (at[4] >= '0' && at[4] <= '9')
			return true;
	return false;
}

static bool is_removable(const char *disk)
{
	char text[32];
	read_line(disk, "removable", text, sizeof(text));
	if (strcmp(text, "1") == 0 || on_usb(disk))
		return true;
	read_line(disk, "device/type", text, sizeof(text));
	return strcmp(text, "SD") == 0; /* a card in its slot */
}

static bool has_partitions(const char *disk, const char *name)
{
	size_t len = strlen(name);
	bool found = false;
	DIR *folder = opendir(disk);
	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry && !found; entry = readdir(folder))
		found = strncmp(entry->d_name, name, len) == 0;
	if (folder)
		closedir(folder);
	return found;
}

static char *label_of(const char *labels, const char *name)
{
	char *label = NULL;
	DIR *folder = opendir(labels);
	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry && !label; entry = readdir(folder)) {
		char target[256];
		ssize_t len = readlinkat(dirfd(folder), entry->d_name, target, sizeof(target) - 1);
		if (len <= 0)
			continue;
		target[len] = '\0';
		const char *slash = strrchr(target, '/');
		if (strcmp(slash ? slash + 1 : target, name) == 0)
			label = memory_text(entry->d_name);
	}
	if (folder)
		closedir(folder);
	if (!label)
		return memory_text("");
	char *decoded = memory_text(label);
	if (decoded)
		unescape_hex(decoded);
	if (decoded && !ky_text_valid(decoded, strlen(decoded)))
		memcpy(decoded, label, strlen(label) + 1);
	free(label);
	return decoded;
}

static void take_mount(struct ky_drive *drive, const struct mount *mount)
{
	int64_t largest = 0;
	drive->mount = memory_text(mount->point);
	snprintf(drive->fs, sizeof(drive->fs), "%s", mount->fs);
	drive->writable = mount->writable && access(mount->point, W_OK) == 0;
	device_room(mount->point, &drive->free, &largest);
}

/* False: no memory. */
static bool add_drive(struct ky_drives *drives, const struct ky_drive *drive)
{
	size_t at = drives->count;
	if (!drive->label || !memory_grow(&drives->list, drives->count, sizeof(*drive)))
		return false;
	for (; drive->mount && at > 0 && !drives->list[at - 1].mount; at--)
		drives->list[at] = drives->list[at - 1];
	drives->list[at] = *drive;
	drives->count++;
	return true;
}

/* Adds a block device to the list if it is removable and can hold files. False: no memory. */
static bool look_at(const struct ky_drive_sources *sources, const char *name, const struct mounts *mounts,
		    struct ky_drives *drives)
{
	char path[512], text[64], disk[4200];
	snprintf(path, sizeof(path), "%.250s/%.60s", sources->blocks, name);
	char *real = realpath(path, NULL);
	bool whole = true;
	if (!real)
		return errno != ENOMEM;
	read_line(real, "partition", text, sizeof(text));
	bool partition = text[0] != '\0';
	snprintf(disk, sizeof(disk), "%s", real);
	if (partition)
		*strrchr(disk, '/') = '\0';
	read_line(real, "size", text, sizeof(text));
	long long sectors = strtoll(text, NULL, 10); /* of 512 bytes, whatever the device's own are */
	struct ky_drive drive = { .size = sectors > 0 ? sectors * 512 : -1, .free = -1 };
	snprintf(drive.device, sizeof(drive.device), "/dev/%.60s", name);
	snprintf(drive.disk, sizeof(drive.disk), "/dev/%.60s", strrchr(disk, '/') + 1);
	read_line(real, "dev", text, sizeof(text));
	if (is_removable(disk)) {
		for (size_t i = 0; i < mounts->count && !drive.mount; i++)
			if (strcmp(mounts->list[i].number, text) == 0)
				take_mount(&drive, &mounts->list[i]);
		if (drive.mount || (sectors > 0 && (partition || !has_partitions(real, name)))) {
			drive.label = label_of(sources->labels, name);
			whole = add_drive(drives, &drive);
		}
		if (!whole) {
			free(drive.label);
			free(drive.mount);
		}
	}
	free(real);
	return whole;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

enum ky_code ky_drive_list(const struct ky_drive_sources *sources, struct ky_drives *drives, struct ky_error *err)
{
	struct mounts mounts = { 0 };
	struct dirent **names = NULL;
	*drives = (struct ky_drives){ 0 };
	if (!mounts_read(sources->mounts, &mounts))
		return ky_fail(err, KY_SYSTEM, _("%s: cannot be read (%s)."), sources->mounts, ky_reason(errno));
	int count = scandir(sources->blocks, &names, NULL, by_name);
	bool whole = count >= 0 || errno != ENOMEM;
	for (int i = 0; i < count; i++) {
		if (names[i]->d_name[0] != '.' && strlen(names[i]->d_name) < NAME_SIZE)
			whole = whole && look_at(sources, names[i]->d_name, &mounts, drives);
		free(names[i]);
	}
	free(names);
	mounts_free(&mounts);
	if (whole)
		return KY_OK;
	ky_drives_free(drives);
	return memory_out(err);
}

void ky_drives_free(struct ky_drives *drives)
{
	for (size_t i = 0; i < drives->count; i++) {
		free(drives->list[i].label);
		free(drives->list[i].mount);
	}
	free(drives->list);
	*drives = (struct ky_drives){ 0 };
}

const struct ky_drive *ky_drive_of(const struct ky_drives *drives, const char *path)
{
	const struct ky_drive *found = NULL;
	size_t longest = 0;
	char *real = realpath(path, NULL);
	for (size_t i = 0; real && i < drives->count; i++) {
		const char *mount = drives->list[i].mount;
		size_t len = mount ? strlen(mount) : 0;
		if (len > longest && strncmp(real, mount, len) == 0 && (real[len] == '/' || !real[len])) {
			found = &drives->list[i];
			longest = len;
		}
	}
	free(real);
	return found;
}

struct ky_drive_watch {
	int fd;
};

struct ky_drive_watch *ky_drive_watch_open(const struct ky_drive_sources *sources)
{
	int fd = open(sources->mounts, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	struct ky_drive_watch *watch = memory_new(sizeof(*watch));
	if (!watch) {
		close(fd);
		return NULL;
	}
	watch->fd = fd;
	return watch;
}

/* The kernel marks its mount table as urgent once after each change. */
bool ky_drive_watch_changed(struct ky_drive_watch *watch)
{
	struct pollfd table = { .fd = watch->fd, .events = POLLPRI };
	return poll(&table, 1, 0) > 0 && (table.revents & POLLPRI);
}

void ky_drive_watch_close(struct ky_drive_watch *watch)
{
	if (watch)
		close(watch->fd);
	free(watch);
}
