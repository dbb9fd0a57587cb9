/* The functions of libzip that core/ calls. The program does not link if one is missing here. */
#include <stdarg.h>
#include <stddef.h>

#include <zip.h>

#include "lazy/lazy.h"

LAZY(LIBZIP, int, zip_close, (zip_t * a), (a), -1)
LAZY_VOID(LIBZIP, zip_discard, (zip_t * a), (a))
LAZY(LIBZIP, int, zip_error_code_zip, (const zip_error_t *a), (a), ZIP_ER_INTERNAL)
LAZY_VOID(LIBZIP, zip_error_fini, (zip_error_t * a), (a))
LAZY_VOID(LIBZIP, zip_error_init, (zip_error_t * a), (a))
LAZY_VOID(LIBZIP, zip_error_set, (zip_error_t * a, int b, int c), (a, b, c))
LAZY(LIBZIP, const char *, zip_error_strerror, (zip_error_t * a), (a), "")
LAZY(LIBZIP, zip_int64_t, zip_error_to_data, (const zip_error_t *a, void *b, zip_uint64_t c), (a, b, c), -1)
LAZY(LIBZIP, int, zip_fclose, (zip_file_t * a), (a), -1)
LAZY(LIBZIP, zip_int64_t, zip_file_add, (zip_t * a, const char *b, zip_source_t *c, zip_flags_t d), (a, b, c, d),
     -1)
LAZY(LIBZIP, int, zip_file_set_dostime, (zip_t * a, zip_uint64_t b, zip_uint16_t c, zip_uint16_t d, zip_flags_t e),
     (a, b, c, d, e), -1)
LAZY(LIBZIP, int, zip_file_set_mtime, (zip_t * a, zip_uint64_t b, time_t c, zip_flags_t d), (a, b, c, d), -1)
LAZY(LIBZIP, zip_file_t *, zip_fopen, (zip_t * a, const char *b, zip_flags_t c), (a, b, c), NULL)
LAZY(LIBZIP, zip_file_t *, zip_fopen_index, (zip_t * a, zip_uint64_t b, zip_flags_t c), (a, b, c), NULL)
LAZY(LIBZIP, zip_int64_t, zip_fread, (zip_file_t * a, void *b, zip_uint64_t c), (a, b, c), -1)
LAZY(LIBZIP, zip_int64_t, zip_get_num_entries, (zip_t * a, zip_flags_t b), (a, b), -1)
LAZY(LIBZIP, zip_int64_t, zip_name_locate, (zip_t * a, const char *b, zip_flags_t c), (a, b, c), -1)
LAZY(LIBZIP, zip_t *, zip_open, (const char *a, int b, int *c), (a, b, c), NULL)
LAZY(LIBZIP, zip_t *, zip_open_from_source, (zip_source_t * a, int b, zip_error_t *c), (a, b, c), NULL)
LAZY(LIBZIP, const char *, zip_libzip_version, (void), (), "")
LAZY(LIBZIP, int, zip_register_cancel_callback_with_state,
     (zip_t * a, zip_cancel_callback b, void (*c)(void *), void *d), (a, b, c, d), -1)
LAZY(LIBZIP, int, zip_register_progress_callback_with_state,
     (zip_t * a, double b, zip_progress_callback c, void (*d)(void *), void *e), (a, b, c, d, e), -1)
LAZY(LIBZIP, int, zip_set_archive_comment, (zip_t * a, const char *b, zip_uint16_t c), (a, b, c), -1)
LAZY(LIBZIP, int, zip_set_file_compression, (zip_t * a, zip_uint64_t b, zip_int32_t c, zip_uint32_t d),
     (a, b, c, d), -1)
LAZY(LIBZIP, zip_source_t *, zip_source_buffer, (zip_t * a, const void *b, zip_uint64_t c, int d), (a, b, c, d),
     NULL)
LAZY(LIBZIP, zip_source_t *, zip_source_buffer_create, (const void *a, zip_uint64_t b, int c, zip_error_t *d),
     (a, b, c, d), NULL)
LAZY(LIBZIP, int, zip_source_close, (zip_source_t * a), (a), -1)
LAZY(LIBZIP, zip_error_t *, zip_source_error, (zip_source_t * a), (a), NULL)
LAZY(LIBZIP, zip_source_t *, zip_source_file, (zip_t * a, const char *b, zip_uint64_t c, zip_int64_t d),
     (a, b, c, d), NULL)
LAZY(LIBZIP, zip_source_t *, zip_source_filep, (zip_t * a, FILE *b, zip_uint64_t c, zip_int64_t d), (a, b, c, d),
     NULL)
LAZY(LIBZIP, zip_source_t *, zip_source_filep_create, (FILE * a, zip_uint64_t b, zip_int64_t c, zip_error_t *d),
     (a, b, c, d), NULL)
LAZY_VOID(LIBZIP, zip_source_free, (zip_source_t * a), (a))
LAZY(LIBZIP, zip_source_t *, zip_source_function_create, (zip_source_callback a, void *b, zip_error_t *c),
     (a, b, c), NULL)
LAZY_VOID(LIBZIP, zip_source_keep, (zip_source_t * a), (a))
LAZY(LIBZIP, int, zip_source_open, (zip_source_t * a), (a), -1)
LAZY(LIBZIP, zip_int64_t, zip_source_read, (zip_source_t * a, void *b, zip_uint64_t c), (a, b, c), -1)
LAZY(LIBZIP, int, zip_stat_index, (zip_t * a, zip_uint64_t b, zip_flags_t c, zip_stat_t *d), (a, b, c, d), -1)
LAZY_VOID(LIBZIP, zip_stat_init, (zip_stat_t * a), (a))
LAZY(LIBZIP, const char *, zip_strerror, (zip_t * a), (a), "")

/* This one cannot be passed on, because it takes any number of arguments, ended by -1. It only sets bits. */
zip_int64_t zip_source_make_command_bitmap(zip_source_cmd_t first, ...)
{
	va_list more;
	zip_int64_t bits = ZIP_SOURCE_MAKE_COMMAND_BITMASK(first);
	va_start(more, first);
	for (int command; (command = va_arg(more, int)) >= 0;)
		bits |= ZIP_SOURCE_MAKE_COMMAND_BITMASK(command);
	va_end(more);
	return bits;
}
