/* Alone in its file, so that a test program can be linked with tables of its own. */
#include "kuayue/drive.h"

const struct ky_drive_sources ky_drive_sources = {
	.mounts = "/proc/self/mountinfo",
	.blocks = "/sys/class/block",
	.labels = "/dev/disk/by-label",
};
