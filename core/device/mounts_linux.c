/* The mount table of Linux, read from /proc/self/mountinfo or a file of that form. */
#include "device/mounts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

/* The kernel writes blank, tab, newline and backslash as \040, \011, \012 and \134. */
static void unescape_octal(char *text)
{
	char *out = text;
	while (*text) {
		if (text[0] == '\\' && text[1] >= '0' && text[1] <= '3' && text[2] >= '0' && text[2] <= '7' &&
		    text[3] >= '0' && text[3] <= '7') {
			*out++ = (char)(((text[1] - '0') << 6) | ((text[2] - '0') << 3) | (text[3] - '0'));
			text += 4;
		} else {
			*out++ = *text++;
		}
	}
	*out = '\0';
}

static bool has_option(const char *options, const char *wanted)
{
	size_t len = strlen(wanted);
	for (const char *at = options; *at; at += strcspn(at, ","), at += *at == ',')
		if (strncmp(at, wanted, len) == 0 && (at[len] == ',' || at[len] == '\0'))
			return true;
	return false;
}

/* "36 35 8:17 / /media/usb rw,nosuid shared:1 - vfat /dev/sdb1 rw". Returns false for a line without a device. */
static bool read_mount(char *line, struct mount *mount)
{
	char *fields[6], *rest = line;
	for (int i = 0; i < 6; i++)
		if (!(fields[i] = strtok_r(rest, " ", &rest)))
			return false;
	char *dash = strncmp(rest, "- ", 2) == 0 ? rest : strstr(rest, " - ");
	if (!dash || strcmp(fields[3], "/") != 0 || strlen(fields[2]) >= sizeof(mount->number))
		return false;
	rest = strchr(dash, '-') + 2;
	const char *fs = strtok_r(rest, " ", &rest), *source = strtok_r(rest, " ", &rest);
	const char *options = strtok_r(rest, " ", &rest);
	if (!fs || !source || !options || source[0] != '/')
		return false;
	*mount = (struct mount){ .writable = has_option(fields[5], "rw") && has_option(options, "rw") };
	snprintf(mount->number, sizeof(mount->number), "%s", fields[2]);
	snprintf(mount->fs, sizeof(mount->fs), "%s", fs);
	unescape_octal(fields[4]);
	mount->point = memory_text(fields[4]);
	return true;
}

bool mounts_read(const char *path, struct mounts *mounts)
{
	char *line = NULL;
	size_t size = 0;
	FILE *file = fopen(path, "re");
	if (!file)
		return false;
	bool whole = true;
	while (whole && getline(&line, &size, file) > 0) {
		struct mount mount;
		line[strcspn(line, "\n")] = '\0';
		if (!read_mount(line, &mount))
			continue;
		whole = mount.point && memory_grow(&mounts->list, mounts->count, sizeof(mount));
		if (whole)
			mounts->list[mounts->count++] = mount;
		else
			free(mount.point);
	}
	free(line);
	fclose(file);
	if (!whole)
		mounts_free(mounts);
	errno = whole ? 0 : ENOMEM;
	return whole;
}

void mounts_free(struct mounts *mounts)
{
	for (size_t i = 0; i < mounts->count; i++)
		free(mounts->list[i].point);
	free(mounts->list);
}
