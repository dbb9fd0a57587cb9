/* Who may read what is handed on. */
#include <sys/stat.h>

#include "kuayue/drive.h"

void ky_drive_share(int fd, const char *path)
{
	struct ky_drives drives;
	bool removable =
		ky_drive_list(&ky_drive_sources, &drives, NULL) == KY_OK && ky_drive_of(&drives, path) != NULL;
	ky_drives_free(&drives);
	/* There is no asking for it without setting it; for that moment it is the strictest. */
	mode_t mask = umask(077);
	umask(mask);
	fchmod(fd, removable ? 0644 : 0666 & ~mask);
}
