/* Makes hot journals: as a killed program leaves them, and forged ones. */
#ifndef TESTS_UNIT_WORKBOOK_FORGE_H
#define TESTS_UNIT_WORKBOOK_FORGE_H

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "unit/place.h"

struct image {
	unsigned char *bytes;
	size_t size;
};

static inline struct image image_read(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &st) != 0)
		fail_msg("%s cannot be read", path);
	struct image image = { .bytes = calloc(1, (size_t)st.st_size + 1), .size = (size_t)st.st_size };
	assert_int_equal(read(fd, image.bytes, image.size), (ssize_t)image.size);
	close(fd);
	return image;
}

static inline void image_write(const char *path, const void *bytes, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, size), (ssize_t)size);
	close(fd);
}

static inline bool image_is(const struct image *image, const char *path)
{
	struct image now = image_read(path);
	bool same = now.size == image->size && memcmp(now.bytes, image->bytes, now.size) == 0;
	free(now.bytes);
	return same;
}

/* The path with something behind it, good until the fourth call after. */
static inline const char *behind(const char *path, const char *suffix)
{
	static char names[4][640];
	static int at;
	at = (at + 1) % 4;
	snprintf(names[at], sizeof(names[at]), "%s%s", path, suffix);
	return names[at];
}

/* Begins to run sql in a process of its own, which is killed before it commits, with its pages in the file and a
 * journal beside it (or, log, after it committed, with a log beside it). */
static inline void crash(const char *path, const char *sql, bool log)
{
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		sqlite3 *db = NULL;
		int rc = sqlite3_open(path, &db);
		if (!rc && log)
			rc = sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
		if (!rc && !log)
			rc = sqlite3_exec(db, "PRAGMA cache_size = 1; BEGIN IMMEDIATE", NULL, NULL, NULL);
		if (!rc)
			rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
		/* Reading everything makes it write what it holds. */
		if (!rc && !log)
			rc = sqlite3_exec(db, "SELECT count(*) FROM op; SELECT * FROM meta; SELECT * FROM problem",
					  NULL, NULL, NULL);
		_exit(rc);
	}
	int status = 0;
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
	assert_int_equal(access(behind(path, log ? "-wal" : "-journal"), F_OK), 0);
}

static inline void put_number(unsigned char *at, size_t number)
{
	for (int i = 0; i < 4; i++)
		at[i] = (unsigned char)(number >> (24 - 8 * i));
}

/* A journal that takes a file of page_size back to image, as the format has it. */
static inline void forge(const char *path, const struct image *image, size_t page_size)
{
	static const unsigned char magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
	size_t pages = image->size / page_size, record = page_size + 8;
	unsigned char *journal = calloc(1, 512 + pages * record);
	memcpy(journal, magic, 8);
	put_number(journal + 8, pages);
	put_number(journal + 12, 0x12345678); /* nonce */
	put_number(journal + 16, pages);
	put_number(journal + 20, 512);
	put_number(journal + 24, page_size);
	for (size_t page = 0; page < pages; page++) {
		unsigned char *at = journal + 512 + page * record;
		const unsigned char *bytes = image->bytes + page * page_size;
		size_t sum = 0x12345678;
		for (size_t i = page_size - 200; i > 0 && i < page_size; i -= 200)
			sum += bytes[i];
		put_number(at, page + 1);
		memcpy(at + 4, bytes, page_size);
		put_number(at + 4 + page_size, sum);
	}
	image_write(path, journal, 512 + pages * record);
	free(journal);
}

/* Adds what makes a journal one of several: the name of a third file. */
static inline void add_third_file(const char *journal, const char *name)
{
	static const unsigned char magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
	unsigned char numbers[12];
	size_t sum = 0;
	int fd = open(journal, O_WRONLY | O_APPEND);
	for (const char *at = name; *at; at++)
		sum += (unsigned char)*at;
	put_number(numbers, 0x40000000 / 4096 + 1); /* the page that is never one */
	put_number(numbers + 4, strlen(name));
	put_number(numbers + 8, sum);
	assert_int_equal(write(fd, numbers, 4), 4);
	assert_int_equal(write(fd, name, strlen(name)), (ssize_t)strlen(name));
	assert_int_equal(write(fd, numbers + 4, 8), 8);
	assert_int_equal(write(fd, magic, 8), 8);
	close(fd);
}

#endif
