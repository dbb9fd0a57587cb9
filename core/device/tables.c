/* Alone in its file, so that a test program can be linked with tables of its own. */
#include "kuayue/drive.h"

const struct ky_drive_tables ky_drive_tables = {
	.mounts = "/proc/self/mountinfo",
	.blocks = "/sys/class/block",
	.labels = "/dev/disk/by-label",
};
