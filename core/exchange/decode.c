#include "exchange/decode.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/text.h"

static enum ky_code read_file(const char *path, long most, char **bytes, size_t *len, struct ky_error *err)
{
	FILE *file = NULL;
	enum ky_code code = file_open(path, &file, err);
	if (code)
		return code;
	if (fseek(file, 0, SEEK_END) != 0 || ftell(file) > most) {
		fclose(file);
		return ky_fail(err, KY_INPUT, _("%.300s is no text file of at most %ld MiB."), path, most >> 20);
	}
	size_t size = (size_t)ftell(file);
	rewind(file);
	*bytes = xalloc(size + 1);
	*len = fread(*bytes, 1, size, file);
	bool failed = ferror(file) != 0;
	fclose(file);
	if (failed)
		return ky_fail(err, KY_SYSTEM, _("%.300s cannot be opened (%s)."), path, ky_reason(EIO));
	return KY_OK;
}

static int line_of(const char *bytes, const char *at)
{
	int line = 1;
	for (; bytes < at; bytes++)
		line += *bytes == '\n';
	return line;
}

static enum ky_code has_zero(const char *path, const char *bytes, size_t len, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT,
		       _("%.300s, line %d: it has a byte 0, as no text has; save it as \"CSV UTF-8\"."), path,
		       line_of(bytes, memchr(bytes, 0, len)));
}

static enum ky_code convert(const char *path, const char *from, char **bytes, size_t *len, struct ky_error *err)
{
	iconv_t state = iconv_open("UTF-8", from);
	if (state == (iconv_t)-1)
		return ky_fail(err, KY_SYSTEM, _("This computer cannot read %s; save %.300s as UTF-8."), from,
			       path);
	size_t left = *len, room = *len * 2 + 16, free_room = room;
	char *out = xalloc(room), *to = out, *at = *bytes;
	size_t failed = iconv(state, &at, &left, &to, &free_room);
	iconv_close(state);
	if (failed == (size_t)-1) {
		int line = line_of(*bytes, at);
		free(out);
		return ky_fail(err, KY_INPUT,
			       _("%.300s, line %d: it is neither UTF-8 nor GB18030; save it as \"CSV UTF-8\"."),
			       path, line);
	}
	free(*bytes);
	*bytes = out;
	*len = room - free_room;
	out[*len] = '\0';
	return memchr(out, 0, *len) ? has_zero(path, out, *len, err) : KY_OK;
}

static enum ky_code to_utf8(const char *path, char **bytes, size_t *len, struct ky_error *err)
{
	const unsigned char *start = (const unsigned char *)*bytes;
	if (*len >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0) {
		*len -= 3;
		memmove(*bytes, *bytes + 3, *len);
		(*bytes)[*len] = '\0';
	} else if (*len >= 2 &&
		   ((start[0] == 0xFF && start[1] == 0xFE) || (start[0] == 0xFE && start[1] == 0xFF))) {
		return convert(path, "UTF-16", bytes, len, err);
	}
	/* GB18030 has the byte 0 as well, and a cell would end there unseen. */
	if (memchr(*bytes, 0, *len))
		return has_zero(path, *bytes, *len, err);
	return ky_text_valid(*bytes, *len) ? KY_OK : convert(path, "GB18030", bytes, len, err);
}

static void plain_line_ends(char *text, size_t *len)
{
	size_t to = 0;
	for (size_t i = 0; i < *len; i++)
		if (text[i] != '\r')
			text[to++] = text[i];
		else if (text[i + 1] != '\n')
			text[to++] = '\n';
	text[to] = '\0';
	*len = to;
}

enum ky_code decode_file(const char *path, long most, char **text, size_t *len, struct ky_error *err)
{
	assert(most > 0 && text && len);
	*text = NULL;
	enum ky_code code = read_file(path, most, text, len, err);
	if (!code)
		code = to_utf8(path, text, len, err);
	if (code) {
		free(*text);
		*text = NULL;
		return code;
	}
	plain_line_ends(*text, len);
	return KY_OK;
}
