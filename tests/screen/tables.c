/* Linked into the program instead of core/device/tables.c: the tables lie in the folder that the program was
 * started in, so that a test can plug sticks in and pull them. No program that is installed reads them. */
#include "kuayue/drive.h"

const struct ky_drive_tables ky_drive_tables = {
	.mounts = "tables/mountinfo",
	.blocks = "tables/block",
	.labels = "tables/by-label",
};
