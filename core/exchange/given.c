/* Tells by its content what a file is that somebody gives to import: a table, a template, or a package. Only bytes
 * are looked for here; whoever reads the file says what is wrong with it. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "kuayue/import.h"

#define LOOKED_AT 65536 /* bytes, at the start and at the end: there a container's table of contents is */

struct look {
	char bytes[LOOKED_AT];
	size_t len;
};

/* None of what is no file: a pipe must not make the program wait here. */
static void look_at(int fd, off_t from, struct look *look)
{
	struct stat st;
	bool regular = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	if (regular && from < 0)
		from = st.st_size > LOOKED_AT ? st.st_size - LOOKED_AT : 0;
	ssize_t got = regular ? pread(fd, look->bytes, sizeof(look->bytes), from) : 0;
	look->len = got > 0 ? (size_t)got : 0;
}

static const char *find(const struct look *look, const char *from, const char *word)
{
	size_t len = strlen(word);
	for (const char *end = look->bytes + look->len; from && (size_t)(end - from) >= len; from++) {
		from = memchr(from, word[0], (size_t)(end - from) - len + 1);
		if (!from || memcmp(from, word, len) == 0)
			return from;
	}
	return NULL;
}

/* Its section stands at the start of a line, or behind a byte order mark. */
static bool is_template(const char *path, const struct look *start)
{
	static const char *const endings[] = { ".ini", NULL };
	if (file_ends(path, endings))
		return true;
	for (const char *at = start->bytes; (at = find(start, at, "[campaign]")) != NULL; at++)
		if (at == start->bytes || at[-1] == '\n' || (unsigned char)at[-1] == 0xBF)
			return true;
	return false;
}

enum ky_given ky_import_given(const char *path)
{
	struct look start, end;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	look_at(fd, 0, &start);
	look_at(fd, -1, &end);
	if (fd >= 0)
		close(fd);
	bool container = start.len >= 4 && memcmp(start.bytes, "PK\003\004", 4) == 0;
	/* Every package is a bag. */
	if (container)
		return find(&start, start.bytes, "/bagit.txt") || find(&end, end.bytes, "/bagit.txt")
			       ? KY_GIVEN_PACKAGE
			       : KY_GIVEN_TABLE;
	return is_template(path, &start) ? KY_GIVEN_TEMPLATE : KY_GIVEN_TABLE;
}
