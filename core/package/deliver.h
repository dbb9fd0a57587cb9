/*
 * Writes a finished file onto a stick in such an order that a file with its final name is always whole: a
 * temporary name in the same folder, every byte, fsync, everything read back from the device and compared, a name
 * that is not taken, fsync of the folder.
 *
 * Before reading back, fsync has handed every byte to the device, and the kernel's cache of the file is dropped.
 * The bytes are read past the cache (O_DIRECT) where the file system can do that. A cache inside the device itself
 * cannot be seen from here.
 */
#ifndef CORE_PACKAGE_DELIVER_H
#define CORE_PACKAGE_DELIVER_H

#include <stdint.h>
#include <stdio.h>

#include "kuayue/package.h"

struct delivery {
	const char *dir;
	/* As in struct ky_package_info; done runs from KY_DONE_PACKED to 1000. */
	bool (*progress)(void *data, int done, const char *document);
	void *progress_data;
	int64_t size;
	char *temporary; /* DIR/.kuayue-XXXXXX while there is one */
	int fd;
	struct ky_error *err;
};

/* Removes what a crash left in the folder, looks whether it has room, and takes the temporary name. Call
 * deliver_close whatever it answers. */
enum ky_code deliver_open(struct delivery *delivery, int64_t size);
/* built: the finished file, of that size. After KY_OK the temporary name holds just its bytes. */
enum ky_code deliver_write(struct delivery *delivery, FILE *built);
/* Gives it its name. KY_NO: the name is taken, try another. */
enum ky_code deliver_name(struct delivery *delivery, const char *final);
/* Removes the temporary name unless it became the final one. */
void deliver_close(struct delivery *delivery);

/* "%s: the package could not be written (…)" with what to do, by errno. */
enum ky_code deliver_fail(const struct delivery *delivery, int why);

#endif
