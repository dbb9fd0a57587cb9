/* A call that record.c wrote down, and behind it the len bytes of a write. */
#ifndef TESTS_FAULT_POWERCUT_H
#define TESTS_FAULT_POWERCUT_H

#include <stddef.h>
#include <sys/types.h>

#define RECORDED_PATH 256

enum recorded_what {
	RECORD_MAKE, /* a file: path, ino */
	RECORD_WRITE,
	RECORD_TRUNCATE, /* at: to that length */
	RECORD_LINK,     /* path becomes a name of ino */
	RECORD_RENAME,   /* path to other */
	RECORD_UNLINK,
	RECORD_MAKE_FOLDER,
	RECORD_REMOVE_FOLDER,
	RECORD_SYNC,
	RECORD_SYNC_FOLDER,
};

struct recorded {
	enum recorded_what what;
	ino_t ino;
	off_t at;
	size_t len;
	char path[RECORDED_PATH], other[RECORDED_PATH];
};

#endif
