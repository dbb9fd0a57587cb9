/* Replaces core/device/sources.c: the tables of drives lie in the folder in which the program was started, so that
 * a test can plug sticks in and pull them. No installed program reads them. */
#include "kuayue/drive.h"

const struct ky_drive_sources ky_drive_sources = {
	.mounts = "tables/mountinfo",
	.blocks = "tables/block",
	.labels = "tables/by-label",
};
