/* Linked into the program instead of core/device/sources.c: the tables lie in the folder that the program was
 * started in, so that a test can plug sticks in and pull them. No program that is installed reads them. */
#include "kuayue/drive.h"

const struct ky_drive_sources ky_drive_sources = {
	.mounts = "tables/mountinfo",
	.blocks = "tables/block",
	.labels = "tables/by-label",
};
