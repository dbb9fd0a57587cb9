/* The one file that only Linux understands: mount table, block devices, labels, and a few calls that POSIX
 * does not have. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "device/device.h"
#include "kuayue/drive.h"
#include "kuayue/text.h"

#define FAT_MAGIC 0x4d44 /* MSDOS_SUPER_MAGIC of linux/magic.h */
#define FAT_LARGEST ((INT64_C(4) << 30) - 1)
#define NO_REPLACE 1 /* RENAME_NOREPLACE of linux/fs.h */
#define NAME_SIZE 64 /* of a block device's name */

const char ky_this_program[] = "/proc/self/exe";

/* A mounted file system that has a device. */
struct mount {
	char number[24]; /* "8:17" */
	char *point;
	char fs[32];
	bool writable;
};

struct mounts {
	struct mount *list;
	size_t count;
};

/* The kernel writes blank, tab, newline and backslash as \040, \011, \012 and \134. */
static void unescape_octal(char *text)
{
	char *out = text;
	while (*text) {
		if (text[0] == '\\' && text[1] >= '0' && text[1] <= '3' && text[2] >= '0' && text[2] <= '7' &&
		    text[3] >= '0' && text[3] <= '7') {
			*out++ = (char)(((text[1] - '0') << 6) | ((text[2] - '0') << 3) | (text[3] - '0'));
			text += 4;
		} else {
			*out++ = *text++;
		}
	}
	*out = '\0';
}

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c | 0x20) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* udev writes what it holds unsafe in a label as \x20. */
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

static bool has_option(const char *options, const char *wanted)
{
	size_t len = strlen(wanted);
	for (const char *at = options; *at; at += strcspn(at, ","), at += *at == ',')
		if (strncmp(at, wanted, len) == 0 && (at[len] == ',' || at[len] == '\0'))
			return true;
	return false;
}

/* "36 35 8:17 / /media/usb rw,nosuid shared:1 - vfat /dev/sdb1 rw": false for what is no device of its own. */
static bool read_mount(char *line, struct mount *mount)
{
	char *fields[6], *rest = line;
	for (int i = 0; i < 6; i++)
		if (!(fields[i] = strtok_r(rest, " ", &rest)))
			return false;
	char *dash = strncmp(rest, "- ", 2) == 0 ? rest : strstr(rest, " - ");
	if (!dash || strcmp(fields[3], "/") != 0 || strlen(fields[2]) >= sizeof(mount->number))
		return false;
	rest = strchr(dash, '-') + 2;
	const char *fs = strtok_r(rest, " ", &rest), *source = strtok_r(rest, " ", &rest);
	const char *options = strtok_r(rest, " ", &rest);
	if (!fs || !source || !options || source[0] != '/')
		return false;
	*mount = (struct mount){ .writable = has_option(fields[5], "rw") && has_option(options, "rw") };
	snprintf(mount->number, sizeof(mount->number), "%s", fields[2]);
	snprintf(mount->fs, sizeof(mount->fs), "%s", fs);
	unescape_octal(fields[4]);
	mount->point = xstrdup(fields[4]);
	return true;
}

static bool read_mounts(const char *path, struct mounts *mounts)
{
	char *line = NULL;
	size_t size = 0;
	FILE *file = fopen(path, "re");
	if (!file)
		return false;
	while (getline(&line, &size, file) > 0) {
		struct mount mount;
		line[strcspn(line, "\n")] = '\0';
		if (!read_mount(line, &mount))
			continue;
		mounts->list = xrealloc(mounts->list, (mounts->count + 1) * sizeof(mount));
		mounts->list[mounts->count++] = mount;
	}
	free(line);
	fclose(file);
	return true;
}

static void free_mounts(struct mounts *mounts)
{
	for (size_t i = 0; i < mounts->count; i++)
		free(mounts->list[i].point);
	free(mounts->list);
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

/* "usb3" as a part of the path: a disk on USB says of itself that it is not removable. */
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
			label = xstrdup(entry->d_name);
	}
	if (folder)
		closedir(folder);
	if (!label)
		return xstrdup("");
	char *decoded = xstrdup(label);
	unescape_hex(decoded);
	if (!ky_text_valid(decoded, strlen(decoded)))
		strcpy(decoded, label);
	free(label);
	return decoded;
}

static void take_mount(struct ky_drive *drive, const struct mount *mount)
{
	int64_t largest = 0;
	drive->mount = xstrdup(mount->point);
	snprintf(drive->fs, sizeof(drive->fs), "%s", mount->fs);
	drive->writable = mount->writable && access(mount->point, W_OK) == 0;
	device_room(mount->point, &drive->free, &largest);
}

static void add_drive(struct ky_drives *drives, const struct ky_drive *drive)
{
	size_t at = drives->count;
	drives->list = xrealloc(drives->list, (drives->count + 1) * sizeof(*drive));
	for (; drive->mount && at > 0 && !drives->list[at - 1].mount; at--)
		drives->list[at] = drives->list[at - 1];
	drives->list[at] = *drive;
	drives->count++;
}

/* Looks at one block device; takes it if it is a removable one that can hold files. */
static void look_at(const struct ky_drive_sources *sources, const char *name, const struct mounts *mounts,
		    struct ky_drives *drives)
{
	char path[512], text[64], disk[4200];
	snprintf(path, sizeof(path), "%.250s/%.60s", sources->blocks, name);
	char *real = realpath(path, NULL);
	if (!real)
		return;
	read_line(real, "partition", text, sizeof(text));
	bool partition = text[0] != '\0';
	snprintf(disk, sizeof(disk), "%s", real);
	if (partition)
		*strrchr(disk, '/') = '\0';
	read_line(real, "size", text, sizeof(text));
	long long sectors = atoll(text); /* of 512 bytes, whatever the device's own are */
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
			add_drive(drives, &drive);
		}
	}
	free(real);
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
	if (!read_mounts(sources->mounts, &mounts))
		return ky_fail(err, KY_SYSTEM, _("%s: cannot be read (%s)."), sources->mounts, ky_reason(errno));
	int count = scandir(sources->blocks, &names, NULL, by_name);
	for (int i = 0; i < count; i++) {
		if (names[i]->d_name[0] != '.' && strlen(names[i]->d_name) < NAME_SIZE)
			look_at(sources, names[i]->d_name, &mounts, drives);
		free(names[i]);
	}
	free(names);
	free_mounts(&mounts);
	return KY_OK;
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
	struct ky_drive_watch *watch = xalloc(sizeof(*watch));
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

int device_open_direct(const char *path)
{
	return open(path, O_RDONLY | O_DIRECT | O_CLOEXEC);
}

/* The kernel is asked by number: glibc has renameat2 since 2.28 only, musl since 1.2.5.
 * Older kernels and some FUSE drivers do not know how to rename without replacing. Links do it where there
 * are any; without them the name is looked at first, and only another program that takes just this name in
 * that instant could lose by it. */
int device_rename_new(const char *from, const char *to)
{
	struct stat st;
	if (syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, NO_REPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (link(from, to) == 0)
		return unlink(from);
	if (errno == EEXIST || errno == EIO || errno == ENODEV)
		return -1;
	if (lstat(to, &st) == 0) {
		errno = EEXIST;
		return -1;
	}
	return errno == ENOENT ? rename(from, to) : -1;
}

bool device_lock(int fd)
{
	return flock(fd, LOCK_EX | LOCK_NB) == 0;
}

void device_room(const char *dir, int64_t *room, int64_t *largest)
{
	struct statvfs vfs;
	struct statfs fs;
	*room = *largest = -1;
	/* Some FUSE drivers answer with nothing but zeros. */
	if (statvfs(dir, &vfs) == 0 && vfs.f_blocks > 0)
		*room = (int64_t)(vfs.f_bavail * (uint64_t)vfs.f_frsize);
	if (statfs(dir, &fs) == 0 && fs.f_type == FAT_MAGIC)
		*largest = FAT_LARGEST;
}
