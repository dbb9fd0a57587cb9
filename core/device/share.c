/* Sets who may read a file that is handed on (ky_drive_share). */
#include <sys/stat.h>

#include "kuayue/drive.h"

void ky_drive_share(int fd, const char *path)
{
	struct ky_drives drives;
	bool removable =
		ky_drive_list(&ky_drive_sources, &drives, NULL) == KY_OK && ky_drive_of(&drives, path) != NULL;
	ky_drives_free(&drives);
	/* The umask can only be read by setting it. For that moment it is set to the strictest one. */
	mode_t mask = umask(077);
	umask(mask);
	fchmod(fd, removable ? 0644 : 0666 & ~mask);
}
