/* The paths of the kernel's tables. They have a file of their own so that a test program can link other ones. */
#include "kuayue/drive.h"

const struct ky_drive_sources ky_drive_sources = {
	.mounts = "/proc/self/mountinfo",
	.blocks = "/sys/class/block",
	.labels = "/dev/disk/by-label",
};
