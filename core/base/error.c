#include "kuayue/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

/* A sentence cut short ends between two characters. */
static void cut_at_character(char *text, size_t size)
{
	size_t len = strlen(text);
	if (len + 1 < size)
		return;
	size_t lead = len;
	while (lead > 0 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80)
		lead--;
	if (lead > 0 && (unsigned char)text[lead - 1] >= 0xC0)
		text[lead - 1] = '\0';
}

/* The catalogue has the system's own sentences: the program runs in no locale of the system's. */
const char *ky_reason(int number)
{
	return _(strerror(number));
}

enum ky_code ky_fail(struct ky_error *err, enum ky_code code, const char *fmt, ...)
{
	if (!err)
		return code;
	/* An argument may be the old text itself. */
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
