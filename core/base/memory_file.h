/* A file that holds given bytes and has a path, for a library that reads from paths only. */
#ifndef CORE_BASE_MEMORY_FILE_H
#define CORE_BASE_MEMORY_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* Each way is tried where the one before it fails. */
enum memory_file_way {
	MEMORY_FILE_MEMORY,  /* memfd_create: never on a disk; since Linux 3.17 */
	MEMORY_FILE_UNNAMED, /* O_TMPFILE: on a disk without a name, gone with the process */
	MEMORY_FILE_NAMED,   /* a temporary name: the only way where /proc is not mounted */
};

struct memory_file {
	int fd;
	enum memory_file_way way;
	char path[512];
};

/* Fills the file, beginning with the given way; false with errno. The bytes may be read from file->path until
 * memory_file_close, which also takes the name away. */
bool memory_file_open(struct memory_file *file, enum memory_file_way first, const void *bytes, size_t len);
void memory_file_close(struct memory_file *file);
/* The folder that the last two ways use: TMPDIR, or /tmp. */
const char *memory_file_folder(void);

#endif
