/*
 * Finds in a photo where it was taken and whose camera took it, and personal data in a text. A camera writes them
 * as Exif (JEITA CP-3451): a TIFF inside a JPEG, PNG, WebP or HEIC; programs write them as XMP, which is XML.
 */
#include "exchange/photo.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "kuayue/export.h"
#include "kuayue/personal.h"
#include "kuayue/text.h"

#define ENTRIES_MOST 512 /* of a directory: cameras write a few dozen */
#define ENTRY 12         /* bytes */
#define HEAD_WITHIN 12   /* bytes between the word Exif and the TIFF */

struct tiff {
	const unsigned char *bytes;
	size_t size;
	bool big; /* the highest byte comes first */
};

/* 0 outside. */
static uint32_t number_at(const struct tiff *tiff, size_t at, size_t count)
{
	uint32_t value = 0;
	if (at > tiff->size || count > tiff->size - at)
		return 0;
	for (size_t i = 0; i < count; i++)
		value = value << 8 | tiff->bytes[tiff->big ? at + i : at + count - 1 - i];
	return value;
}

enum {
	TAG_ARTIST = 0x013B,
	TAG_COPYRIGHT = 0x8298,
	TAG_EXIF = 0x8769,
	TAG_GPS = 0x8825,
	TAG_AUTHOR = 0x9C9D,
	TAG_OWNER = 0xA430,
	TAG_BODY = 0xA431,
	TAG_LENS = 0xA435,
	GPS_LATITUDE = 2,
	GPS_LONGITUDE = 4
};

static bool is_owner(uint32_t tag)
{
	static const uint32_t tags[] = { TAG_ARTIST, TAG_COPYRIGHT, TAG_AUTHOR, TAG_OWNER, TAG_BODY, TAG_LENS };
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (tags[i] == tag)
			return true;
	return false;
}

/* Cameras fill what nobody set with blanks. */
static bool is_filled(const struct tiff *tiff, size_t entry)
{
	size_t count = number_at(tiff, entry + 4, 4), at = count <= 4 ? entry + 8 : number_at(tiff, entry + 8, 4);
	for (size_t i = 0; i < count && at < tiff->size && i < tiff->size - at; i++)
		if (tiff->bytes[at + i] > ' ')
			return true;
	return false;
}

static unsigned read_directory(const struct tiff *tiff, size_t at, bool gps)
{
	unsigned says = 0;
	size_t count = number_at(tiff, at, 2);
	for (size_t i = 0; i < count && i < ENTRIES_MOST; i++) {
		size_t entry = at + 2 + i * ENTRY;
		uint32_t tag = number_at(tiff, entry, 2);
		if (gps)
			says |= tag == GPS_LATITUDE || tag == GPS_LONGITUDE ? KY_SAYS_PLACE : 0;
		else if (is_owner(tag) && is_filled(tiff, entry))
			says |= KY_SAYS_OWNER;
	}
	return says;
}

/* The directory that an entry of this one leads to; 0: there is none. */
static size_t led_to(const struct tiff *tiff, size_t at, uint32_t tag)
{
	size_t count = number_at(tiff, at, 2);
	for (size_t i = 0; i < count && i < ENTRIES_MOST; i++)
		if (number_at(tiff, at + 2 + i * ENTRY, 2) == tag)
			return number_at(tiff, at + 2 + i * ENTRY + 8, 4);
	return 0;
}

static unsigned read_tiff(const unsigned char *bytes, size_t size)
{
	struct tiff tiff = { .bytes = bytes, .size = size, .big = bytes[0] == 'M' };
	size_t first = number_at(&tiff, 4, 4);
	size_t exif = led_to(&tiff, first, TAG_EXIF), gps = led_to(&tiff, first, TAG_GPS);
	return read_directory(&tiff, first, false) | (exif ? read_directory(&tiff, exif, false) : 0) |
	       (gps ? read_directory(&tiff, gps, true) : 0);
}

static bool begins(const unsigned char *bytes, size_t size, const char *text, size_t len)
{
	return size >= len && memcmp(bytes, text, len) == 0;
}

static bool has(const unsigned char *bytes, size_t size, const char *text)
{
	size_t len = strlen(text);
	for (const unsigned char *at = bytes; (at = memchr(at, text[0], size - (size_t)(at - bytes))) != NULL;
	     at++)
		if (begins(at, size - (size_t)(at - bytes), text, len))
			return true;
	return false;
}

/* The word is written Exif, eXIf or EXIF; the TIFF stands right behind it. */
static unsigned read_exif(const unsigned char *bytes, size_t size)
{
	unsigned says = 0;
	for (size_t i = 0; size > 16 && i < size - 16; i++) {
		if ((bytes[i] | 0x20) != 'e' || (bytes[i + 1] | 0x20) != 'x' || (bytes[i + 2] | 0x20) != 'i' ||
		    (bytes[i + 3] | 0x20) != 'f')
			continue;
		for (size_t at = i + 4; at < i + 4 + HEAD_WITHIN && at + 8 < size; at++)
			if (begins(bytes + at, 4, "II*\0", 4) || begins(bytes + at, 4, "MM\0*", 4))
				says |= read_tiff(bytes + at, size - at);
	}
	return says;
}

static unsigned read_xmp(const unsigned char *bytes, size_t size)
{
	static const char *const owners[] = { "<dc:creator", "aux:OwnerName", "aux:SerialNumber",
					      "photoshop:Credit" };
	unsigned says = has(bytes, size, "exif:GPSLatitude") ? KY_SAYS_PLACE : 0;
	for (size_t i = 0; i < sizeof(owners) / sizeof(owners[0]); i++)
		says |= has(bytes, size, owners[i]) ? KY_SAYS_OWNER : 0;
	return says;
}

static int note_personal(void *data, enum ky_personal kind)
{
	unsigned *says = data;
	(void)kind;
	*says = KY_SAYS_PERSONAL;
	return 1;
}

/* Behind an attachment's bytes there is a NUL, which SQLite does not promise: so a part is copied. */
static unsigned read_text(const unsigned char *bytes, size_t size)
{
	char part[4096];
	unsigned says = 0;
	for (size_t at = 0; !says && at < size;
	     at += sizeof(part) / 2) { /* no number is cut in both of two parts */
		size_t len = size - at < sizeof(part) - 1 ? size - at : sizeof(part) - 1;
		memcpy(part, bytes + at, len);
		part[len] = '\0';
		ky_personal_each(part, note_personal, &says);
	}
	return says;
}

unsigned photo_says(const unsigned char *bytes, size_t size)
{
	bool text = !memchr(bytes, '\0', size) && ky_text_valid((const char *)bytes, size);
	return text ? read_text(bytes, size) : read_exif(bytes, size) | read_xmp(bytes, size);
}
