/* Names inside a package: by their form, since templates add documents and schools add attachments. What one
 * system takes and another does not, or takes for another name, is none that a package has. */
#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "base/strbuf.h"
#include "kuayue/text.h"
#include "package/bag.h"

#define PART_MOST 120 /* bytes; the folder in front of it and the path it is unpacked to have to fit as well */

bool bag_is_device_name(const char *name)
{
	static const char *const devices[] = { "CON", "PRN", "AUX", "NUL", "COM", "LPT" };
	size_t len = strcspn(name, "."), at = 0, count = sizeof(devices) / sizeof(devices[0]);
	while (len && name[len - 1] == ' ')
		len--;
	while (at < count && strncasecmp(name, devices[at], 3) != 0)
		at++;
	bool numbered = at >= 4; /* COM1, LPT9 */
	return at < count && len == (numbered ? 4 : 3) && (!numbered || isdigit((unsigned char)name[3]));
}

/* What a double click, or putting the stick in, would run; and documents with macros. */
static bool is_run(const char *name)
{
	static const char *const ends =
		"ade adp apk app application appref-ms bat chm cmd com cpl desktop diagcab dll docm dotm exe "
		"gadget "
		"hta inf ins iso jar jnlp js jse lib lnk mde msc msi msp mst ocx pif ppam ppsm pptm ps1 reg scf "
		"scr "
		"settingcontent-ms sh sys url vb vbe vbs vhd ws wsc wsf wsh xlam xlsm xltm xll ";
	const char *dot = strrchr(name, '.');
	for (const char *end = dot ? ends : ""; *end; end += strcspn(end, " ") + 1)
		if (strncasecmp(end, dot + 1, strcspn(end, " ")) == 0 && strlen(dot + 1) == strcspn(end, " "))
			return true;
	return false;
}

/* One that would not be seen, or that turns the order of those behind it, is none. */
static bool is_seen(const char *part)
{
	size_t bytes = 0;
	for (; *part; part += bytes)
		if (!ky_text_is_shown(part, &bytes))
			return false;
	return true;
}

/* As a system that puts letters and marks together would write it. */
static bool is_composed(const char *part)
{
	utf8proc_uint8_t *made = utf8proc_NFC((const utf8proc_uint8_t *)part);
	bool same = made && strcmp((const char *)made, part) == 0;
	free(made);
	return same;
}

static bool part_is_portable(const char *part)
{
	size_t len = strlen(part);
	return len && len <= PART_MOST && part[0] != '.' && part[0] != ' ' && part[len - 1] != '.' &&
	       part[len - 1] != ' ' && !strpbrk(part, "<>:\"\\|?*") && is_seen(part) && is_composed(part) &&
	       !bag_is_device_name(part) && !is_run(part);
}

bool bag_name_is_portable(const char *path)
{
	assert(path);
	int parts = 0;
	bool in_data = strncmp(path, "data/", 5) == 0;
	char *copy = memory_text(in_data ? path + 5 : path), *part = copy;
	bool good = copy != NULL;
	for (char *next = copy; good && next; part = next, parts++) {
		next = strchr(part, '/');
		if (next)
			*next++ = '\0';
		good = part_is_portable(part);
	}
	free(copy);
	return good && parts <= (in_data ? 2 : 1);
}

char *bag_name_key(const char *path)
{
	char *key = ky_text_fold(path), *to = key;
	for (const char *from = key; from && *from; from++) {
		const char *behind = from + strspn(from, ". ");
		if (behind > from && (!*behind || *behind == '/'))
			from = behind; /* Windows leaves them out at the end of a name */
		if (!*from)
			break;
		*to++ = *from;
	}
	if (to)
		*to = '\0';
	return key;
}
