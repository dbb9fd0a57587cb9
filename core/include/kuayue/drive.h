/*
 * Sticks and other removable drives, as the kernel's own tables list them; reading these needs no rights. Only
 * core/device/drive_linux.c knows what the tables look like.
 *
 * Labels and mount points come from outside and are kept to the byte: escape them before showing them.
 */
#ifndef KUAYUE_DRIVE_H
#define KUAYUE_DRIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/api.h"
#include "kuayue/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The paths of the tables. Tests give their own. */
struct ky_drive_sources {
	const char *mounts; /* as /proc/self/mountinfo, see proc_pid_mountinfo(5) */
	const char *blocks; /* as /sys/class/block */
	const char *labels; /* as /dev/disk/by-label */
};
KY_API extern const struct ky_drive_sources ky_drive_sources; /* this machine's */

struct ky_drive {
	char device[80]; /* "/dev/sdb1" */
	char disk[80];   /* "/dev/sdb", the same as device where there are no partitions */
	char *label;     /* "" if it has none */
	char *mount;     /* where its files are; NULL: it is plugged in, but not mounted */
	char fs[32];     /* "vfat"; "" while it is not mounted */
	int64_t size;    /* bytes of the device; -1: not known */
	int64_t free;    /* bytes that may still be written; -1: not known */
	bool writable;
};

struct ky_drives {
	struct ky_drive *list;
	size_t count;
};

/* Lists the removable drives, mounted ones first. Free the list with ky_drives_free, also after a failure. */
KY_API enum ky_code ky_drive_list(const struct ky_drive_sources *sources, struct ky_drives *drives,
				  struct ky_error *err);
KY_API void ky_drives_free(struct ky_drives *drives);

/* The drive that a path lies on; NULL if it lies on none of these. */
KY_API const struct ky_drive *ky_drive_of(const struct ky_drives *drives, const char *path);

/* Sets who may read a new file that is to be handed on, such as a package. On a removable drive everybody may,
 * because another PC will read it; elsewhere the umask decides. path is the file's or its folder's. A file system
 * without rights, such as FAT, is no failure. */
KY_API void ky_drive_share(int fd, const char *path);

/* A watch notices that something was mounted or taken away. It is NULL where the system offers none; the caller
 * then lists the drives again from time to time. */
struct ky_drive_watch;
KY_API struct ky_drive_watch *ky_drive_watch_open(const struct ky_drive_sources *sources);
KY_API bool ky_drive_watch_changed(struct ky_drive_watch *watch); /* since it was last asked; never waits */
KY_API void ky_drive_watch_close(struct ky_drive_watch *watch);   /* NULL is allowed */

/* The path by which the running program can be started again, whatever its file is called now. */
KY_API extern const char ky_this_program[];

#ifdef __cplusplus
}
#endif

#endif
