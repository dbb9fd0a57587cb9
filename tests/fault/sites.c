/*
 * A layer under which each place of the program that calls something which can fail sees it fail once. A place is
 * the call's return addresses within the program, three of them at most, so that a helper which many call is a
 * place of its own under each of its callers. One call fails in each run; what failed is remembered in a file,
 * shared with the processes that the program forks, and the next run goes on behind it. What a library
 * allocates for itself is not in it.
 *
 *   SITES        that file; nothing fails without it. Its first word says in the end which call failed in this
 *                run, and is 0 where none was left
 *   SITES_EACH   only one place of so many, the same ones each time
 *   SITES_SKIP   "BEGIN SIZE" of a function of a library that was linked into the program, in hexadecimal: what it
 *                allocates is never refused, since it would not look whether it has it
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <iconv.h>
#include <jansson.h>
#include <link.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utf8proc.h>
#include <xlsxwriter.h>
#include <zip.h>

#define PLACES (1 << 16)
#define DEPTH 12 /* return addresses looked at */
#define KEPT 3   /* of them, those within the program */

struct seen {
	uint64_t failed; /* what failed in this run */
	char call[64];   /* and where, for who reads it: "malloc at 1a2b 3c4d" */
	uint64_t place[PLACES];
};

static struct {
	struct seen *seen;
	uintptr_t base, begin, end; /* where the program is loaded, and its own code */
	uintptr_t skip, skip_size;
	uint64_t each;
	bool off;    /* while this layer itself calls */
	bool ends;   /* stop is called at the end */
	bool counts; /* while a file of the counts of coverage is open */
} sites = { .off = true };

static int find_program(struct dl_phdr_info *info, size_t size, void *data)
{
	(void)size, (void)data;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];
		if (part->p_type == PT_LOAD && part->p_flags & PF_X) {
			sites.base = info->dlpi_addr;
			sites.begin = info->dlpi_addr + part->p_vaddr;
			sites.end = sites.begin + part->p_memsz;
		}
	}
	return 1; /* the program is the first one */
}

static void stop(void)
{
	sites.off = true;
}

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("SITES"), *each = getenv("SITES_EACH"), *skip = getenv("SITES_SKIP");
	char *end = NULL;
	void *warm[1];
	int fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
	if (fd < 0 || ftruncate(fd, sizeof(struct seen)) < 0)
		return;
	struct seen *seen = mmap(NULL, sizeof(*seen), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (seen == MAP_FAILED)
		return;
	backtrace(warm, 1); /* loads what it needs now */
	dl_iterate_phdr(find_program, NULL);
	if (skip) {
		sites.skip = sites.base + strtoull(skip, &end, 16);
		sites.skip_size = strtoull(end, NULL, 16);
	}
	seen->failed = 0;
	sites.seen = seen;
	sites.each = each ? strtoull(each, NULL, 10) : 1;
	sites.off = false;
}

/* The name of the place: FNV-1a over the call and its addresses within the program, which may be loaded anywhere.
 */
static uint64_t name_place(const char *call, void *const *address, int count)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (; *call; call++)
		hash = (hash ^ (unsigned char)*call) * UINT64_C(0x100000001b3);
	int kept = 0;
	for (int i = 0; i < count && kept < KEPT; i++) {
		uintptr_t at = (uintptr_t)address[i];
		if (at < sites.begin || at >= sites.end)
			continue;
		hash = (hash ^ (at - sites.begin)) * UINT64_C(0x100000001b3);
		kept++;
	}
	return kept ? hash | 1 : 0;
}

static void tell_place(const char *call, void *const *address, int count)
{
	int len = snprintf(sites.seen->call, sizeof(sites.seen->call), "%s at", call);
	for (int i = 0; i < count && len < (int)sizeof(sites.seen->call) - 10; i++)
		if ((uintptr_t)address[i] >= sites.begin && (uintptr_t)address[i] < sites.end)
			len += snprintf(sites.seen->call + len, sizeof(sites.seen->call) - (size_t)len, " %lx",
					(unsigned long)((uintptr_t)address[i] - sites.base));
}

/* Whether the call fails: the first one in this run whose place has not failed before. */
static bool fails(const char *call, int why)
{
	void *address[DEPTH] = { NULL };
	if (sites.off || sites.counts || sites.seen->failed)
		return false;
	/* Only now, so that it comes before what the program itself does at its end, where counts are written. */
	if (!sites.ends) {
		sites.off = sites.ends = true;
		atexit(stop);
	}
	sites.off = true;
	uint64_t name = name_place(call, address, backtrace(address, DEPTH));
	bool failed = false;
	if (name && name / 2 % sites.each == 0) {
		size_t at = name / 2 % PLACES;
		for (size_t i = 0; i < PLACES && sites.seen->place[at] && sites.seen->place[at] != name; i++)
			at = (at + 1) % PLACES;
		failed = !sites.seen->place[at];
		if (failed) {
			sites.seen->place[at] = sites.seen->failed = name;
			tell_place(call, address, DEPTH);
		}
	}
	sites.off = false;
	if (failed)
		errno = why;
	return failed;
}

static void *real(const char *name)
{
	bool was = sites.off;
	sites.off = true;
	void *found = dlsym(RTLD_NEXT, name);
	sites.off = was;
	return found;
}

/* CALL: a function that answers FAILED where it fails, with errno WHY. */
#define CALL(type, name, failed, why, parameters, arguments)                                                      \
	type name parameters                                                                                      \
	{                                                                                                         \
		static type(*next) parameters;                                                                    \
		if (fails(#name, why))                                                                            \
			return failed;                                                                            \
		if (!next)                                                                                        \
			*(void **)&next = real(#name);                                                            \
		return next arguments;                                                                            \
	}

static bool is_own(const void *caller)
{
	uintptr_t at = (uintptr_t)caller;
	return at >= sites.begin && at < sites.end && at - sites.skip >= sites.skip_size;
}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	return is_own(__builtin_return_address(0)) && fails("malloc", ENOMEM) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return is_own(__builtin_return_address(0)) && fails("calloc", ENOMEM) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return is_own(__builtin_return_address(0)) && fails("realloc", ENOMEM) ? NULL : __libc_realloc(old, size);
}

/* Where the counts of coverage are written nothing fails. */
static bool is_count(const char *path)
{
	size_t len = strlen(path);
	return len > 5 && strcmp(path + len - 5, ".gcda") == 0;
}

int open(const char *path, int flags, ...)
{
	static int (*next)(const char *, int, ...);
	va_list more;
	va_start(more, flags);
	mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;
	va_end(more);
	if (is_count(path))
		sites.counts = true;
	if (fails("open", EIO))
		return -1;
	if (!next)
		*(void **)&next = real("open");
	return next(path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...)
{
	static int (*next)(int, const char *, int, ...);
	va_list more;
	va_start(more, flags);
	mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;
	va_end(more);
	if (fails("openat", EIO))
		return -1;
	if (!next)
		*(void **)&next = real("openat");
	return next(dir, path, flags, mode);
}

int fcntl(int fd, int command, ...)
{
	static int (*next)(int, int, ...);
	va_list more;
	va_start(more, command);
	void *argument = va_arg(more, void *);
	va_end(more);
	if (fails("fcntl", EIO))
		return -1;
	if (!next)
		*(void **)&next = real("fcntl");
	return next(fd, command, argument);
}

CALL(ssize_t, read, -1, EIO, (int fd, void *to, size_t size), (fd, to, size))
CALL(ssize_t, write, -1, ENOSPC, (int fd, const void *from, size_t size), (fd, from, size))
CALL(ssize_t, pread, -1, EIO, (int fd, void *to, size_t size, off_t at), (fd, to, size, at))
CALL(ssize_t, pwrite, -1, ENOSPC, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at))
CALL(int, fsync, -1, EIO, (int fd), (fd))
CALL(int, fdatasync, -1, EIO, (int fd), (fd))
CALL(int, ftruncate, -1, EIO, (int fd, off_t size), (fd, size))
CALL(int, fstat, -1, EIO, (int fd, struct stat *to), (fd, to))
CALL(int, stat, -1, EACCES, (const char *path, struct stat *to), (path, to))
CALL(int, lstat, -1, EACCES, (const char *path, struct stat *to), (path, to))
CALL(int, fchmod, -1, EPERM, (int fd, mode_t mode), (fd, mode))
CALL(int, rename, -1, EIO, (const char *from, const char *to), (from, to))
CALL(int, link, -1, EPERM, (const char *from, const char *to), (from, to))
CALL(int, linkat, -1, EPERM, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))
CALL(int, unlink, -1, EACCES, (const char *path), (path))
CALL(int, unlinkat, -1, EACCES, (int dir, const char *path, int flags), (dir, path, flags))
CALL(int, remove, -1, EACCES, (const char *path), (path))
CALL(int, mkdir, -1, ENOSPC, (const char *path, mode_t mode), (path, mode))
CALL(char *, mkdtemp, NULL, ENOSPC, (char *path), (path))
CALL(int, mkostemp, -1, ENOSPC, (char *path, int flags), (path, flags))
CALL(int, mkstemp, -1, ENOSPC, (char *path), (path))
CALL(DIR *, opendir, NULL, EACCES, (const char *path), (path))
CALL(struct dirent *, readdir, NULL, EIO, (DIR * dir), (dir))
CALL(char *, realpath, NULL, EIO, (const char *path, char *to), (path, to))
CALL(int, dup, -1, EMFILE, (int fd), (fd))
CALL(int, pipe, -1, EMFILE, (int fds[2]), (fds))
CALL(pid_t, fork, -1, EAGAIN, (void), ())
CALL(int, flock, -1, ENOLCK, (int fd, int how), (fd, how))
CALL(FILE *, fopen, NULL, EIO, (const char *path, const char *mode), (path, mode))
CALL(FILE *, fdopen, NULL, ENOMEM, (int fd, const char *mode), (fd, mode))
CALL(FILE *, open_memstream, NULL, ENOMEM, (char **text, size_t *len), (text, len))
CALL(size_t, fread, 0, EIO, (void *to, size_t size, size_t count, FILE *file), (to, size, count, file))
CALL(size_t, fwrite, 0, ENOSPC, (const void *from, size_t size, size_t count, FILE *file),
     (from, size, count, file))
CALL(int, fflush, EOF, ENOSPC, (FILE * file), (file))
CALL(int, fseeko, -1, EIO, (FILE * file, off_t at, int whence), (file, at, whence))
CALL(iconv_t, iconv_open, (iconv_t)-1, EINVAL, (const char *to, const char *from), (to, from))

int fclose(FILE *file)
{
	static int (*next)(FILE *);
	if (!next)
		*(void **)&next = real("fclose");
	bool failed = fails("fclose", ENOSPC);
	int answer = next(file);
	sites.counts = false;
	return failed ? EOF : answer;
}

/* In a program that has them within itself these calls do not come by here, and a library that it loads later
 * would look for its own functions in vain. */
#ifdef SHARED_LIBRARIES
CALL(int, sqlite3_open_v2, SQLITE_CANTOPEN, EIO, (const char *path, sqlite3 **db, int flags, const char *vfs),
     (path, db, flags, vfs))
CALL(int, sqlite3_prepare_v2, SQLITE_NOMEM, ENOMEM,
     (sqlite3 * db, const char *sql, int len, sqlite3_stmt **to, const char **tail), (db, sql, len, to, tail))
CALL(int, sqlite3_prepare_v3, SQLITE_NOMEM, ENOMEM,
     (sqlite3 * db, const char *sql, int len, unsigned flags, sqlite3_stmt **to, const char **tail),
     (db, sql, len, flags, to, tail))
CALL(int, sqlite3_step, SQLITE_IOERR, EIO, (sqlite3_stmt * stmt), (stmt))
CALL(int, sqlite3_exec, SQLITE_IOERR, EIO,
     (sqlite3 * db, const char *sql, int (*each)(void *, int, char **, char **), void *data, char **message),
     (db, sql, each, data, message))
CALL(int, sqlite3_bind_text, SQLITE_NOMEM, ENOMEM,
     (sqlite3_stmt * stmt, int at, const char *text, int len, void (*end)(void *)), (stmt, at, text, len, end))
CALL(int, sqlite3_bind_blob64, SQLITE_NOMEM, ENOMEM,
     (sqlite3_stmt * stmt, int at, const void *from, sqlite3_uint64 len, void (*end)(void *)),
     (stmt, at, from, len, end))
CALL(int, sqlite3_bind_int64, SQLITE_NOMEM, ENOMEM, (sqlite3_stmt * stmt, int at, sqlite3_int64 value),
     (stmt, at, value))
CALL(int, sqlite3_bind_null, SQLITE_NOMEM, ENOMEM, (sqlite3_stmt * stmt, int at), (stmt, at))
CALL(int, sqlite3_bind_value, SQLITE_NOMEM, ENOMEM, (sqlite3_stmt * stmt, int at, const sqlite3_value *value),
     (stmt, at, value))
CALL(const unsigned char *, sqlite3_column_text, NULL, ENOMEM, (sqlite3_stmt * stmt, int at), (stmt, at))
CALL(sqlite3_backup *, sqlite3_backup_init, NULL, ENOMEM,
     (sqlite3 * to, const char *a, sqlite3 *from, const char *b), (to, a, from, b))
CALL(int, sqlite3_backup_step, SQLITE_IOERR, EIO, (sqlite3_backup * backup, int pages), (backup, pages))
CALL(int, sqlite3_db_status, SQLITE_ERROR, EIO, (sqlite3 * db, int what, int *now, int *most, int reset),
     (db, what, now, most, reset))
CALL(int, sqlite3_file_control, SQLITE_IOERR, EIO, (sqlite3 * db, const char *name, int what, void *data),
     (db, name, what, data))
CALL(int, sqlite3_create_function_v2, SQLITE_NOMEM, ENOMEM,
     (sqlite3 * db, const char *name, int args, int kind, void *data,
      void (*call)(sqlite3_context *, int, sqlite3_value **),
      void (*each)(sqlite3_context *, int, sqlite3_value **), void (*last)(sqlite3_context *),
      void (*end)(void *)),
     (db, name, args, kind, data, call, each, last, end))
CALL(char *, sqlite3_str_finish, NULL, ENOMEM, (sqlite3_str * text), (text))

CALL(json_t *, json_object, NULL, ENOMEM, (void), ())
CALL(json_t *, json_array, NULL, ENOMEM, (void), ())
CALL(json_t *, json_string, NULL, ENOMEM, (const char *text), (text))
CALL(json_t *, json_integer, NULL, ENOMEM, (json_int_t value), (value))
CALL(json_t *, json_loads, NULL, ENOMEM, (const char *text, size_t flags, json_error_t *why), (text, flags, why))
CALL(char *, json_dumps, NULL, ENOMEM, (const json_t *json, size_t flags), (json, flags))
CALL(int, json_dumpf, -1, ENOSPC, (const json_t *json, FILE *to, size_t flags), (json, to, flags))

CALL(int, zip_close, -1, EIO, (zip_t * zip), (zip))
CALL(zip_int64_t, zip_file_add, -1, ENOMEM,
     (zip_t * zip, const char *name, zip_source_t *source, zip_flags_t flags), (zip, name, source, flags))
CALL(int, zip_file_set_mtime, -1, ENOMEM, (zip_t * zip, zip_uint64_t at, time_t when, zip_flags_t flags),
     (zip, at, when, flags))
CALL(int, zip_file_set_dostime, -1, ENOMEM,
     (zip_t * zip, zip_uint64_t at, zip_uint16_t hour, zip_uint16_t day, zip_flags_t flags),
     (zip, at, hour, day, flags))
CALL(int, zip_set_file_compression, -1, ENOMEM,
     (zip_t * zip, zip_uint64_t at, zip_int32_t how, zip_uint32_t flags), (zip, at, how, flags))
CALL(int, zip_set_archive_comment, -1, ENOMEM, (zip_t * zip, const char *text, zip_uint16_t len), (zip, text, len))
CALL(zip_file_t *, zip_fopen, NULL, ENOMEM, (zip_t * zip, const char *name, zip_flags_t flags), (zip, name, flags))
CALL(zip_file_t *, zip_fopen_index, NULL, ENOMEM, (zip_t * zip, zip_uint64_t at, zip_flags_t flags),
     (zip, at, flags))
CALL(zip_int64_t, zip_fread, -1, EIO, (zip_file_t * file, void *to, zip_uint64_t size), (file, to, size))
CALL(zip_t *, zip_open, NULL, EIO, (const char *path, int flags, int *why), (path, flags, why))
CALL(zip_t *, zip_open_from_source, NULL, ENOMEM, (zip_source_t * source, int flags, zip_error_t *why),
     (source, flags, why))
CALL(zip_source_t *, zip_source_buffer, NULL, ENOMEM, (zip_t * zip, const void *from, zip_uint64_t len, int ours),
     (zip, from, len, ours))
CALL(zip_source_t *, zip_source_buffer_create, NULL, ENOMEM,
     (const void *from, zip_uint64_t len, int ours, zip_error_t *why), (from, len, ours, why))
CALL(zip_source_t *, zip_source_filep, NULL, ENOMEM, (zip_t * zip, FILE *file, zip_uint64_t at, zip_int64_t len),
     (zip, file, at, len))
CALL(zip_source_t *, zip_source_filep_create, NULL, ENOMEM,
     (FILE * file, zip_uint64_t at, zip_int64_t len, zip_error_t *why), (file, at, len, why))
CALL(zip_source_t *, zip_source_function_create, NULL, ENOMEM,
     (zip_source_callback call, void *data, zip_error_t *why), (call, data, why))
CALL(int, zip_source_open, -1, EIO, (zip_source_t * source), (source))
CALL(zip_int64_t, zip_source_read, -1, EIO, (zip_source_t * source, void *to, zip_uint64_t size),
     (source, to, size))
CALL(int, zip_stat_index, -1, EIO, (zip_t * zip, zip_uint64_t at, zip_flags_t flags, zip_stat_t *to),
     (zip, at, flags, to))

CALL(int, crypto_pwhash, -1, ENOMEM,
     (unsigned char *const to, unsigned long long size, const char *const text, unsigned long long len,
      const unsigned char *const salt, unsigned long long ops, size_t memory, int how),
     (to, size, text, len, salt, ops, memory, how))
CALL(int, crypto_sign_detached, -1, EINVAL,
     (unsigned char *to, unsigned long long *size, const unsigned char *from, unsigned long long len,
      const unsigned char *key),
     (to, size, from, len, key))
CALL(int, crypto_box_seal, -1, EINVAL,
     (unsigned char *to, const unsigned char *from, unsigned long long len, const unsigned char *key),
     (to, from, len, key))
CALL(int, sodium_init, -1, EIO, (void), ())
CALL(void *, sodium_malloc, NULL, ENOMEM, (size_t size), (size))
CALL(utf8proc_ssize_t, utf8proc_map, UTF8PROC_ERROR_NOMEM, ENOMEM,
     (const utf8proc_uint8_t *text, utf8proc_ssize_t len, utf8proc_uint8_t **to, utf8proc_option_t how),
     (text, len, to, how))
CALL(utf8proc_uint8_t *, utf8proc_NFC, NULL, ENOMEM, (const utf8proc_uint8_t *text), (text))

CALL(lxw_workbook *, workbook_new_opt, NULL, ENOMEM, (const char *path, lxw_workbook_options *how), (path, how))
CALL(lxw_worksheet *, workbook_add_worksheet, NULL, ENOMEM, (lxw_workbook * book, const char *name), (book, name))
CALL(lxw_format *, workbook_add_format, NULL, ENOMEM, (lxw_workbook * book), (book))
CALL(lxw_error, workbook_close, LXW_ERROR_CREATING_TMPFILE, ENOSPC, (lxw_workbook * book), (book))
CALL(lxw_error, worksheet_write_string, LXW_ERROR_MEMORY_MALLOC_FAILED, ENOMEM,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *how),
     (sheet, row, column, text, how))
CALL(lxw_error, worksheet_write_number, LXW_ERROR_MEMORY_MALLOC_FAILED, ENOMEM,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, double value, lxw_format *how),
     (sheet, row, column, value, how))
#endif
