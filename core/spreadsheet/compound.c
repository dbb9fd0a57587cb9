/* Follows the chains of sectors in a compound file (spreadsheet/compound.h). A chain has at most as many sectors
 * as the file, so that one that runs in a circle ends. */
#include "spreadsheet/compound.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/little.h"
#include "base/memory.h"
#include "spreadsheet/refuse.h"

#define HEADER 512
#define LISTED 109 /* sectors of the table that the header names itself */
#define ENTRY 128  /* bytes of one in the directory */
#define ENTRIES_MOST 4096
#define DIRECTORY_MOST (ENTRIES_MOST * ENTRY) /* bytes that are looked at */
#define SMALLS_MOST ((size_t)4 << 20)         /* of the streams that are too small for sectors of their own */
#define NAME_UNITS 32
#define LAST 0xFFFFFFFAU /* from here on a number is no sector */
#define STREAM 2
#define ROOT 5

struct compound {
	FILE *file;
	char *path;
	size_t sector, small; /* bytes of a sector, and of one of the small ones */
	uint32_t sectors;     /* that the file has room for */
	uint32_t *next;       /* of each sector the one that follows */
	uint32_t next_count;
	uint32_t *small_next;
	uint32_t small_count;
	uint32_t smaller;                  /* streams of fewer bytes stand in small sectors */
	unsigned char *directory, *smalls; /* smalls: the stream that they are in */
	size_t directory_len, smalls_len;
};

static enum ky_code damaged(const struct compound *compound, struct ky_error *err)
{
	return refuse_damaged(compound->path, _("its parts do not fit together"), err);
}

static bool read_sector(struct compound *compound, uint32_t sector, unsigned char *out)
{
	long place = (long)compound->sector * ((long)sector + 1);
	memset(out, 0, compound->sector);
	/* The last one may be cut short. */
	return sector < compound->sectors && fseek(compound->file, place, SEEK_SET) == 0 &&
	       fread(out, 1, compound->sector, compound->file) > 0;
}

/* The bytes of a chain: len of them, or where that is 0 as many as there are, the first limit at most. */
static enum ky_code read_chain(struct compound *compound, uint32_t first, size_t len, size_t limit,
			       unsigned char **out, size_t *out_len, struct ky_error *err)
{
	size_t count = 0, bytes = len ? len : limit, most = (bytes + compound->sector - 1) / compound->sector;
	bool whole = len || most >= compound->sectors; /* otherwise it may be longer */
	most = most < compound->sectors || len ? most : compound->sectors;
	uint32_t at = first;
	for (; at < LAST && count < most; count++) {
		if (at >= compound->next_count)
			return damaged(compound, err);
		at = compound->next[at];
	}
	if (len ? count < most : whole && at < LAST)
		return damaged(compound, err);
	*out = memory_new(count * compound->sector + 1);
	if (!*out)
		return memory_out(err);
	at = first;
	for (size_t i = 0; i < count; i++, at = compound->next[at])
		if (!read_sector(compound, at, *out + i * compound->sector))
			return damaged(compound, err);
	*out_len = len ? len : count * compound->sector;
	return KY_OK;
}

/* Adds the sectors that follow the ones of one sector of the table. */
static enum ky_code add_table(struct compound *compound, uint32_t sector, struct ky_error *err)
{
	unsigned char bytes[4096];
	size_t each = compound->sector / 4;
	if (compound->next_count >= compound->sectors)
		return KY_OK; /* more table than file */
	if (!read_sector(compound, sector, bytes))
		return damaged(compound, err);
	for (size_t i = 0; i < each && compound->next_count < compound->sectors; i++)
		compound->next[compound->next_count++] = little(bytes + 4 * i, 4);
	return KY_OK;
}

static enum ky_code read_table(struct compound *compound, const unsigned char header[HEADER], struct ky_error *err)
{
	enum ky_code code = KY_OK;
	uint32_t more = little(header + 0x44, 4), left = compound->sectors;
	compound->next = memory_new((compound->sectors + 1U) * sizeof(*compound->next));
	if (!compound->next)
		return memory_out(err);
	for (size_t i = 0; !code && i < LISTED; i++) {
		uint32_t sector = little(header + 0x4C + 4 * i, 4);
		if (sector < LAST)
			code = add_table(compound, sector, err);
	}
	while (!code && more < LAST && left-- > 0) {
		unsigned char bytes[4096];
		size_t each = compound->sector / 4 - 1;
		if (!read_sector(compound, more, bytes))
			return damaged(compound, err);
		for (size_t i = 0; !code && i < each; i++)
			if (little(bytes + 4 * i, 4) < LAST)
				code = add_table(compound, little(bytes + 4 * i, 4), err);
		more = little(bytes + 4 * each, 4);
	}
	return code;
}

/* The entry of that name; NULL where there is none. */
static const unsigned char *find(const struct compound *compound, const char *name, int type)
{
	size_t len = name ? strlen(name) : 0;
	for (size_t at = 0; at + ENTRY <= compound->directory_len && at < ENTRIES_MOST * ENTRY; at += ENTRY) {
		const unsigned char *entry = compound->directory + at;
		bool same = entry[0x42] == type && (!name || little(entry + 0x40, 2) == 2 * (len + 1));
		for (size_t i = 0; same && name && i < len; i++)
			same = little(entry + 2 * i, 2) == (unsigned char)name[i];
		if (same)
			return entry;
	}
	return NULL;
}

static enum ky_code read_smalls(struct compound *compound, const unsigned char header[HEADER],
				struct ky_error *err)
{
	const unsigned char *root = find(compound, NULL, ROOT);
	unsigned char *table = NULL;
	size_t len = 0;
	if (!root || !little(root + 0x78, 4) || little(header + 0x3C, 4) >= LAST)
		return KY_OK;
	enum ky_code code = read_chain(compound, little(header + 0x3C, 4), 0, SMALLS_MOST / 16, &table, &len, err);
	if (!code)
		code = read_chain(compound, little(root + 0x74, 4), 0, SMALLS_MOST, &compound->smalls,
				  &compound->smalls_len, err);
	if (!code) {
		compound->small_next = memory_new(len + 4);
		code = compound->small_next ? KY_OK : memory_out(err);
	}
	for (size_t i = 0; !code && i + 4 <= len; i += 4)
		compound->small_next[compound->small_count++] = little(table + i, 4);
	free(table);
	return code;
}

bool compound_begins(const unsigned char bytes[COMPOUND_MAGIC])
{
	static const unsigned char magic[COMPOUND_MAGIC] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 };
	return memcmp(bytes, magic, COMPOUND_MAGIC) == 0;
}

static enum ky_code read_header(struct compound *compound, unsigned char header[HEADER], struct ky_error *err)
{
	struct stat st;
	bool read = fstat(fileno(compound->file), &st) == 0 && fseek(compound->file, 0, SEEK_SET) == 0 &&
		    fread(header, 1, HEADER, compound->file) == HEADER;
	if (read && st.st_size > COMPOUND_MOST)
		return ky_fail(err, KY_INPUT, _("%.300s has more than %ld MiB; split it."), compound->path,
			       (long)COMPOUND_MOST >> 20);
	uint32_t shift = read ? little(header + 0x1E, 2) : 0, small = read ? little(header + 0x20, 2) : 0;
	if (!read || !compound_begins(header) || (shift != 9 && shift != 12) || small < 4 || small >= shift)
		return damaged(compound, err);
	compound->sector = (size_t)1 << shift;
	compound->small = (size_t)1 << small;
	compound->smaller = little(header + 0x38, 4);
	compound->sectors = (uint32_t)((size_t)st.st_size / compound->sector);
	return KY_OK;
}

enum ky_code compound_open(FILE *file, const char *path, struct compound **out, struct ky_error *err)
{
	struct compound *compound = memory_new(sizeof(*compound));
	unsigned char header[HEADER];
	if (!compound || !(compound->path = memory_text(path))) {
		free(compound);
		return memory_out(err);
	}
	compound->file = file;
	enum ky_code code = read_header(compound, header, err);
	if (!code)
		code = read_table(compound, header, err);
	if (!code)
		code = read_chain(compound, little(header + 0x30, 4), 0, DIRECTORY_MOST, &compound->directory,
				  &compound->directory_len, err);
	if (!code)
		code = read_smalls(compound, header, err);
	if (code)
		compound_close(compound);
	else
		*out = compound;
	return code;
}

void compound_close(struct compound *compound)
{
	if (!compound)
		return;
	free(compound->next);
	free(compound->small_next);
	free(compound->directory);
	free(compound->smalls);
	free(compound->path);
	free(compound);
}

bool compound_has(const struct compound *compound, const char *name)
{
	assert(name);
	return find(compound, name, STREAM) != NULL;
}

static enum ky_code read_small(struct compound *compound, uint32_t at, size_t len, unsigned char **out,
			       struct ky_error *err)
{
	*out = memory_new(len + 1);
	if (!*out)
		return memory_out(err);
	for (size_t done = 0; done < len; done += compound->small) {
		size_t place = (size_t)at * compound->small, piece = len - done;
		piece = piece < compound->small ? piece : compound->small;
		if (at >= compound->small_count || place + piece > compound->smalls_len)
			return damaged(compound, err);
		memcpy(*out + done, compound->smalls + place, piece);
		at = compound->small_next[at];
	}
	return KY_OK;
}

enum ky_code compound_read(struct compound *compound, const char *name, unsigned char **bytes, size_t *len,
			   struct ky_error *err)
{
	const unsigned char *entry = find(compound, name, STREAM);
	*bytes = NULL;
	*len = entry ? little(entry + 0x78, 4) : 0;
	if (!*len || *len / compound->sector > compound->sectors)
		return damaged(compound, err);
	uint32_t first = little(entry + 0x74, 4);
	enum ky_code code = *len < compound->smaller ? read_small(compound, first, *len, bytes, err)
						     : read_chain(compound, first, *len, 0, bytes, len, err);
	if (code) {
		free(*bytes);
		*bytes = NULL;
	}
	return code;
}
