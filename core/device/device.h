/* What only Linux has and writing safely needs. */
#ifndef CORE_DEVICE_DEVICE_H
#define CORE_DEVICE_DEVICE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#define DEVICE_BLOCK 4096 /* what is read past the cache begins at and has a multiple of this */

/* Opens for reading past the kernel's cache; -1 where the file system does not take that. */
int device_open_direct(const char *path);

/* Renames and never replaces: -1 with errno EEXIST where the name is taken, also in another case on a file
 * system that does not tell cases apart. */
int device_rename_new(const char *from, const char *to);

/* Holds the file until the descriptor is closed or the process dies; false if another holds it. */
bool device_lock(int fd);

/* Holds bytes of a file, against every other descriptor, until they are released or this one is closed: alone,
 * or together with others that read. False with errno, EAGAIN where another holds them. */
bool device_hold(int fd, int64_t at, int64_t len, bool alone);
void device_release(int fd, int64_t at, int64_t len);
/* A mark, on bytes from there on, that tells others this process's number; it goes with the descriptor. 0: nobody
 * has marked it. */
void device_mark_holder(int fd, int64_t at);
pid_t device_holder(int fd, int64_t at);

/* What may still be written into the folder, and the largest file there; -1: not known. */
void device_room(const char *dir, int64_t *room, int64_t *largest);

/* A new file in the folder that has no name yet and can be given one, for its owner alone: a descriptor for
 * reading and writing; -1 where the file system, or this system, has no such. Naming it never replaces: -1 with
 * errno EEXIST where the name is taken. */
int device_unnamed(const char *folder);
int device_name_unnamed(int fd, const char *path);

/* A file without a name, for reading and writing, gone when it is closed: in TMPDIR if that is absolute, in
 * /tmp or in /var/tmp, in memory where none of them can be written. NULL with errno. */
FILE *device_temporary(void);

#endif
