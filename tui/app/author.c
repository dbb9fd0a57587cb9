/* Keeps who fills in on this PC in a file of the user's (app/author.h). */
#include "app/author.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "terminal/i18n.h"
#include "terminal/memory.h"

#define WIDE_BLANK "\xE3\x80\x80"

/* NULL where the system names no home; the caller frees it. */
static char *author_path(void)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state && state[0] == '/')
		return xprintf("%s/kuayue/author", state);
	return home && home[0] == '/' ? xprintf("%s/.local/state/kuayue/author", home) : NULL;
}

static size_t blank_at(const char *text)
{
	return text[0] == ' ' ? 1 : strncmp(text, WIDE_BLANK, strlen(WIDE_BLANK)) == 0 ? strlen(WIDE_BLANK) : 0;
}

/* One line that can be read, without blanks around it; false where it is none. */
static bool take_name(const char *text, char out[AUTHOR_SIZE])
{
	out[0] = '\0';
	while (blank_at(text))
		text += blank_at(text);
	size_t len = 0;
	for (size_t i = 0; text[i];) {
		size_t blank = blank_at(text + i);
		i += blank ? blank : 1;
		len = blank ? len : i;
	}
	if (len >= AUTHOR_SIZE || !escape_is_name(text, len))
		return false;
	memcpy(out, text, len);
	out[len] = '\0';
	return true;
}

void author_load(char out[AUTHOR_SIZE])
{
	char *path = author_path(), line[4 * AUTHOR_SIZE] = "";
	FILE *file = NULL;
	out[0] = '\0';
	if (path && file_open(path, &file, NULL) == KY_OK) {
		if (!fgets(line, sizeof(line), file))
			line[0] = '\0';
		fclose(file);
		line[strcspn(line, "\r\n")] = '\0';
		take_name(line, out);
	}
	free(path);
}

/* A new file that takes the place of the other: what is there is whole. */
static bool write_name(const char *path, const char *name)
{
	char *new = xprintf("%s.new", path);
	file_make_folders(path);
	FILE *file = fopen(new, "we");
	bool ok = file && fprintf(file, "%s\n", name) > 0;
	if (file)
		ok = fclose(file) == 0 && ok;
	ok = ok && rename(new, path) == 0;
	int why = errno;
	if (file && !ok)
		unlink(new);
	errno = why;
	free(new);
	return ok;
}

enum ky_code author_save(const char *text, struct ky_error *err)
{
	char name[AUTHOR_SIZE], *path = author_path();
	enum ky_code code = KY_OK;
	errno = ENOENT;
	if (!take_name(text, name))
		code = ky_fail(err, KY_INPUT, _("A name is one line of at most %d bytes."), AUTHOR_SIZE - 1);
	else if (path && !name[0] && (unlink(path) == 0 || errno == ENOENT))
		code = KY_OK;
	else if (!path || !name[0] || !write_name(path, name))
		code = ky_fail(err, KY_SYSTEM,
			       _("%s: cannot be written (%s); the name holds for this session only."),
			       path ? path : "~", ky_reason(errno));
	free(path);
	return code;
}

void author_sign(struct ky_workbook *wb)
{
	char name[AUTHOR_SIZE];
	author_load(name);
	ky_workbook_set_author(wb, name);
}
