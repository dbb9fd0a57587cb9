#include "exchange/sink.h"

#include <errno.h>
#include <stdlib.h>

#include "base/strbuf.h"

struct sink {
	FILE *file;
	zip_error_t error;
};

static zip_int64_t fail(struct sink *sink, int what)
{
	zip_error_set(&sink->error, what, errno);
	return -1;
}

static zip_int64_t seek(struct sink *sink, void *data, zip_uint64_t len)
{
	zip_source_args_seek_t *args = ZIP_SOURCE_GET_ARGS(zip_source_args_seek_t, data, len, &sink->error);
	if (!args)
		return -1;
	return fseeko(sink->file, (off_t)args->offset, args->whence) == 0 ? 0 : fail(sink, ZIP_ER_SEEK);
}

static zip_int64_t put(struct sink *sink, const void *data, zip_uint64_t len)
{
	return fwrite(data, 1, len, sink->file) == len ? (zip_int64_t)len : fail(sink, ZIP_ER_WRITE);
}

static zip_int64_t get(struct sink *sink, void *data, zip_uint64_t len)
{
	size_t got = fread(data, 1, len, sink->file);
	return got || !ferror(sink->file) ? (zip_int64_t)got : fail(sink, ZIP_ER_READ);
}

static zip_int64_t tell(struct sink *sink)
{
	off_t at = ftello(sink->file);
	return at >= 0 ? (zip_int64_t)at : fail(sink, ZIP_ER_TELL);
}

static zip_int64_t on_command(void *state, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct sink *sink = state;
	switch (command) {
	case ZIP_SOURCE_OPEN:
	case ZIP_SOURCE_BEGIN_WRITE:
		rewind(sink->file);
		return 0;
	case ZIP_SOURCE_READ:
		return get(sink, data, len);
	case ZIP_SOURCE_WRITE:
		return put(sink, data, len);
	case ZIP_SOURCE_SEEK:
	case ZIP_SOURCE_SEEK_WRITE:
		return seek(sink, data, len);
	case ZIP_SOURCE_TELL:
	case ZIP_SOURCE_TELL_WRITE:
		return tell(sink);
	case ZIP_SOURCE_COMMIT_WRITE:
		return fflush(sink->file) == 0 ? 0 : fail(sink, ZIP_ER_WRITE);
	case ZIP_SOURCE_STAT:
		zip_stat_init(data);
		return sizeof(zip_stat_t);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&sink->error, data, len);
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_REMOVE:
		return 0;
	case ZIP_SOURCE_FREE:
		zip_error_fini(&sink->error);
		free(sink);
		return 0;
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(
			ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
			ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
			ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
			ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);
	default:
		zip_error_set(&sink->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

zip_t *sink_open(FILE *file, int *failed)
{
	zip_error_t error;
	struct sink *sink = xalloc(sizeof(*sink));
	sink->file = file;
	zip_error_init(&sink->error);
	zip_error_init(&error);
	zip_source_t *source = zip_source_function_create(on_command, sink, &error);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error) : NULL;
	if (!zip && source)
		zip_source_free(source);
	else if (!zip)
		free(sink);
	*failed = zip_error_code_zip(&error);
	zip_error_fini(&error);
	return zip;
}
