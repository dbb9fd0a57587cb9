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

/* Writes the bytes into a new file, made in the first way or in one behind it; false with errno. They can be read
 * from file->path until memory_file_close, which also removes the name. */
bool memory_file_open(struct memory_file *file, enum memory_file_way first, const void *bytes, size_t len);
void memory_file_close(struct memory_file *file);
/* The folder that the last two ways use: TMPDIR, or /tmp. */
const char *memory_file_folder(void);

#endif
