/* Fills errors with one sentence, and words the reasons of the system. */
#include "kuayue/error.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

/* Cuts a sentence that was too long between two characters. */
static void cut_at_character(char *text, size_t size)
{
	size_t len = strlen(text);
	if (len + 1 < size)
		return;
	size_t last = len ? utf8_cut(text, len - 1) : 0, read = 0;
	if (utf8_read(text + last, &read) == UTF8_BAD)
		text[last] = '\0';
}

/* Errors that people meet have a sentence of ours. strerror's words differ between C libraries, and would stand in
 * English in a Chinese sentence. */
const char *ky_reason(int number)
{
	static const struct {
		int number;
		const char *text;
	} reasons[] = {
		{ EPERM, N_("Operation not permitted") },
		{ ENOENT, N_("No such file or directory") },
		{ EIO, N_("Input/output error") },
		{ ENXIO, N_("No such device") },
		{ ENOMEM, N_("Out of memory") },
		{ EACCES, N_("Permission denied") },
		{ EBUSY, N_("Device or file is in use") },
		{ EEXIST, N_("File exists") },
		{ EXDEV, N_("On another file system") },
		{ ENODEV, N_("No such device") },
		{ ENOTDIR, N_("Not a directory") },
		{ EISDIR, N_("Is a directory") },
		{ EINVAL, N_("Not possible on this file system") },
		{ ENFILE, N_("Too many open files") },
		{ EMFILE, N_("Too many open files") },
		{ EFBIG, N_("File too large") },
		{ ENOSPC, N_("No space left on device") },
		{ EROFS, N_("Read-only file system") },
		{ ENAMETOOLONG, N_("File name too long") },
		{ ENOTEMPTY, N_("Directory not empty") },
		{ ELOOP, N_("Too many symbolic links") },
		{ ENOTCONN, N_("Transport endpoint is not connected") },
		{ EDQUOT, N_("Disk quota exceeded") },
	};
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (reasons[i].number == number)
			return _(reasons[i].text);
	return strerror(number);
}

enum ky_code ky_fail(struct ky_error *err, enum ky_code code, const char *fmt, ...)
{
	assert(code != KY_OK);
	if (!err)
		return code;
	/* The sentence is made aside first, because an argument may be the old text itself. */
	char text[sizeof(err->text)];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	cut_at_character(text, sizeof(text));
	memcpy(err->text, text, sizeof(text));
	err->code = code;
	return code;
}
