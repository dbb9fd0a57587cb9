/* Reads whole numbers as people type them. A text that may be something else is refused and never taken for 0. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "kuayue/text.h"

static const char *skip_blanks(const char *text)
{
	for (;;) {
		if (*text == ' ' || *text == '\t')
			text++;
		else if (strncmp(text, "\u3000", 3) == 0)
			text += 3;
		else
			return text;
	}
}

static int digit(int32_t point)
{
	if (point >= '0' && point <= '9')
		return point - '0';
	return point >= 0xFF10 && point <= 0xFF19 ? point - 0xFF10 : -1;
}

static bool comma(int32_t point)
{
	return point == ',' || point == 0xFF0C;
}

static enum ky_code refuse(const char *text, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT,
		       _("\"%.60s\" is not a whole number; write digits only, such as 2000, or leave it empty."),
		       text);
}

enum ky_code ky_number_parse(const char *text, int64_t *number, struct ky_error *err)
{
	const char *at = skip_blanks(text);
	int64_t value = 0;
	int digits = 0, since_comma = -1; /* -1: no comma yet */
	for (;;) {
		size_t size = 0;
		int32_t point = utf8_read(at, &size);
		int d = size ? digit(point) : -1;
		if (d < 0 && !(size && comma(point) && digits > 0))
			break;
		at += size;
		if (d < 0) {
			if (since_comma >= 0 ? since_comma != 3 : digits > 3)
				return refuse(text, err);
			since_comma = 0;
			continue;
		}
		if (value > (INT64_MAX - d) / 10)
			return ky_fail(err, KY_INPUT, _("\"%.60s\" is too large a number."), text);
		value = value * 10 + d;
		digits++;
		since_comma += since_comma >= 0;
	}
	if (!digits || *skip_blanks(at) || (since_comma >= 0 && since_comma != 3))
		return refuse(text, err);
	*number = value;
	return KY_OK;
}
