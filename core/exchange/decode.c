#include "exchange/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/text.h"

static enum ky_code read_file(const char *path, long most, char **bytes, size_t *len, struct ky_error *err)
{
	struct stat st;
	FILE *file = fopen(path, "rb");
	if (!file)
		return ky_fail(err, errno == ENOENT ? KY_INPUT : KY_SYSTEM, _("%.300s cannot be opened (%s)."),
			       path, strerror(errno));
	if (fstat(fileno(file), &st) || !S_ISREG(st.st_mode) || st.st_size > most) {
		fclose(file);
		return ky_fail(err, KY_INPUT, _("%.300s is no text file of at most %ld MiB."), path, most >> 20);
	}
	*bytes = xalloc((size_t)st.st_size + 1);
	*len = fread(*bytes, 1, (size_t)st.st_size, file);
	fclose(file);
	return KY_OK;
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
		int line = 1;
		for (const char *p = *bytes; p < at; p++)
			line += *p == '\n';
		free(out);
		return ky_fail(err, KY_INPUT,
			       _("%.300s, line %d: it is neither UTF-8 nor GB18030; save it as \"CSV UTF-8\"."),
			       path, line);
	}
	free(*bytes);
	*bytes = out;
	*len = room - free_room;
	out[*len] = '\0';
	return KY_OK;
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
