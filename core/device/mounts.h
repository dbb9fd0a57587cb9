/* The mount table: which device's file system is mounted where. */
#ifndef CORE_DEVICE_MOUNTS_H
#define CORE_DEVICE_MOUNTS_H

#include <stdbool.h>
#include <stddef.h>

/* A mounted file system that has a device. */
struct mount {
	char number[24]; /* of the device, "8:17" */
	char *point;
	char fs[32];
	bool writable;
};

struct mounts {
	struct mount *list;
	size_t count;
};

/* Reads the table, in the form of /proc/self/mountinfo; false with errno. The caller frees it. */
bool mounts_read(const char *path, struct mounts *mounts);
void mounts_free(struct mounts *mounts);

#endif
