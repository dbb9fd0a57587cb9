/* A zip source over an open file, so that libzip needs no name (package/zip_to_file.h). */
#include "package/zip_to_file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/strbuf.h"

struct zip_to_file {
	FILE *file;
	bool *unreadable; /* of an archive that is read: set where reading fails */
	zip_error_t error;
};

static zip_int64_t fail(struct zip_to_file *target, int what)
{
	zip_error_set(&target->error, what, errno);
	return -1;
}

static zip_int64_t seek(struct zip_to_file *target, void *data, zip_uint64_t len)
{
	zip_source_args_seek_t *args = ZIP_SOURCE_GET_ARGS(zip_source_args_seek_t, data, len, &target->error);
	if (!args)
		return -1;
	return fseeko(target->file, (off_t)args->offset, args->whence) == 0 ? 0 : fail(target, ZIP_ER_SEEK);
}

static zip_int64_t put(struct zip_to_file *target, const void *data, zip_uint64_t len)
{
	return fwrite(data, 1, len, target->file) == len ? (zip_int64_t)len : fail(target, ZIP_ER_WRITE);
}

static zip_int64_t get(struct zip_to_file *target, void *data, zip_uint64_t len)
{
	size_t got = fread(data, 1, len, target->file);
	if (got || !ferror(target->file))
		return (zip_int64_t)got;
	if (target->unreadable)
		*target->unreadable = true;
	return fail(target, ZIP_ER_READ);
}

static zip_int64_t tell(struct zip_to_file *target)
{
	off_t at = ftello(target->file);
	return at >= 0 ? (zip_int64_t)at : fail(target, ZIP_ER_TELL);
}

/* Of a new archive nobody asks for more than that there is an answer. */
static zip_int64_t say_size(struct zip_to_file *target, zip_stat_t *out)
{
	struct stat st;
	zip_stat_init(out);
	if (target->unreadable && fstat(fileno(target->file), &st) != 0)
		return fail(target, ZIP_ER_READ);
	if (target->unreadable) {
		out->size = (zip_uint64_t)st.st_size;
		out->valid = ZIP_STAT_SIZE;
	}
	return sizeof(*out);
}

static zip_int64_t on_command(void *state, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct zip_to_file *target = state;
	switch (command) {
	case ZIP_SOURCE_OPEN:
	case ZIP_SOURCE_BEGIN_WRITE:
		rewind(target->file);
		return 0;
	case ZIP_SOURCE_READ:
		return get(target, data, len);
	case ZIP_SOURCE_WRITE:
		return put(target, data, len);
	case ZIP_SOURCE_SEEK:
	case ZIP_SOURCE_SEEK_WRITE:
		return seek(target, data, len);
	case ZIP_SOURCE_TELL:
	case ZIP_SOURCE_TELL_WRITE:
		return tell(target);
	case ZIP_SOURCE_COMMIT_WRITE:
		return fflush(target->file) == 0 ? 0 : fail(target, ZIP_ER_WRITE);
	case ZIP_SOURCE_STAT:
		return say_size(target, data);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&target->error, data, len);
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_REMOVE:
		return 0;
	case ZIP_SOURCE_FREE:
		zip_error_fini(&target->error);
		free(target);
		return 0;
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(
			ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
			ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
			ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
			ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);
	default:
		zip_error_set(&target->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

static zip_t *open_archive(FILE *file, bool *unreadable, int flags, int *failed)
{
	zip_error_t error;
	struct zip_to_file *target = memory_new(sizeof(*target));
	*failed = ZIP_ER_MEMORY;
	if (!target)
		return NULL;
	target->file = file;
	target->unreadable = unreadable;
	zip_error_init(&target->error);
	zip_error_init(&error);
	zip_source_t *source = zip_source_function_create(on_command, target, &error);
	zip_t *zip = source ? zip_open_from_source(source, flags, &error) : NULL;
	if (!zip && source)
		zip_source_free(source);
	else if (!zip)
		free(target);
	*failed = zip_error_code_zip(&error);
	zip_error_fini(&error);
	return zip;
}

zip_t *zip_to_file_open(FILE *file, int *failed)
{
	return open_archive(file, NULL, ZIP_CREATE | ZIP_TRUNCATE, failed);
}

zip_t *zip_from_file_open(FILE *file, bool *unreadable, bool *no_memory)
{
	int failed = 0;
	errno = 0;
	zip_t *zip = open_archive(file, unreadable, ZIP_RDONLY | ZIP_CHECKCONS, &failed);
	/* libzip calls a container that it had no memory for damaged in some places; errno tells. */
	*no_memory = *no_memory || (!zip && (failed == ZIP_ER_MEMORY || errno == ENOMEM));
	return zip;
}
