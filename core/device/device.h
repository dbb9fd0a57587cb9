/* Calls that only Linux has, and that safe writing needs. */
#ifndef CORE_DEVICE_DEVICE_H
#define CORE_DEVICE_DEVICE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#define DEVICE_BLOCK 4096 /* bytes; offset, length and address of a read past the cache are multiples of it */

/* Opens a file for reading past the kernel's cache; -1 where the file system cannot do that. */
int device_open_direct(const char *path);

/* Renames without ever replacing a file: -1 with errno EEXIST where the name is taken. On a file system that
 * ignores case, a name that differs only in case is taken too. */
int device_rename_new(const char *from, const char *to);

/* Locks the file until the descriptor is closed or the process ends; false if another has locked it. */
bool device_lock(int fd);

/* Locks bytes of a file against every other descriptor, until they are released or this descriptor is closed:
 * alone, or shared with others that read. False with errno, which is EAGAIN where another has locked them. */
bool device_hold(int fd, int64_t at, int64_t len, bool alone);
void device_release(int fd, int64_t at, int64_t len);
/* Marks the file with this process's number, by a lock on one of the bytes from at on; the mark goes with the
 * descriptor. device_holder reads the number, or gives 0 where nobody has marked the file. */
void device_mark_holder(int fd, int64_t at);
pid_t device_holder(int fd, int64_t at);

/* How many bytes can still be written into the folder, and the largest file it can have; -1: not known. */
void device_room(const char *dir, int64_t *room, int64_t *largest);

/* Makes a file in the folder that has no name yet, readable by its owner only, and gives a descriptor for reading
 * and writing; -1 where the file system or the kernel cannot. device_name_unnamed gives it a name and never
 * replaces a file: -1 with errno EEXIST where the name is taken. */
int device_unnamed(const char *folder);
int device_name_unnamed(int fd, const char *path);

/* Makes a file without a name, for reading and writing, which is gone when it is closed. It lies in TMPDIR if that
 * is an absolute path, else in /tmp or /var/tmp, and in memory where none of them can be written. NULL with errno.
 */
FILE *device_temporary(void);

#endif
