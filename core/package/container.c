/* A ZIP of Kuayue's is its entries one behind the other, each a header, a name and packed bytes; then the table
 * of contents, which repeats the headers; then the end, whose comment is the seal. Whatever else is in the file
 * would travel with it unseen, or be shown otherwise by another program (APPNOTE 6.3.9, 4.3). */
#include "package/container.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/little.h"
#include "base/memory.h"

#define LOCAL 30   /* bytes of a header in front of an entry, without its name */
#define CENTRAL 46 /* of one in the table of contents */
#define END 22     /* of the end, without its comment */
#define TABLE_MOST (8 << 20)
#define NAME_MOST 255

enum { FLAG_LEVEL = 0x06, FLAG_SIZES_BEHIND = 0x08, FLAG_UTF8 = 0x800 };

/* Where an entry's bytes lie, its header with them. */
struct span {
	int64_t from, to;
};

struct walk {
	int fd;
	struct contents *contents;
	unsigned char *table;
	size_t size, at;      /* of the table, and how far it is read */
	int64_t begins, ends; /* the table in the file, and the end behind it */
	unsigned count;
	struct span *spans;
};

/* A stick that cannot be read says nothing of the package. */
static bool get(const struct walk *walk, void *to, size_t size, int64_t at)
{
	ssize_t got = at >= 0 ? pread(walk->fd, to, size, (off_t)at) : 0;
	walk->contents->unreadable = walk->contents->unreadable || got < 0;
	return got == (ssize_t)size;
}

/* The end, where it stands if its comment is the seal alone. False: said, and there is nothing to walk. */
static bool read_end(struct walk *walk)
{
	unsigned char end[END];
	struct stat st;
	walk->ends = fstat(walk->fd, &st) == 0 ? (int64_t)st.st_size - (int64_t)SEAL_SIZE - END : -1;
	if (!get(walk, end, END, walk->ends) || little(end, 4) != 0x06054b50U)
		return false; /* without a seal, which is said already */
	walk->count = little(end + 10, 2);
	walk->size = little(end + 12, 4);
	walk->begins = little(end + 16, 4);
	bool whole = little(end + 4, 4) == 0 && little(end + 8, 2) == walk->count && walk->size <= TABLE_MOST &&
		     walk->begins + (int64_t)walk->size == walk->ends && little(end + 20, 2) == SEAL_SIZE;
	if (!whole)
		contents_complain(walk->contents, "%s",
				  _("the container's end does not fit what is in front of it"));
	return whole;
}

/* Written by a Unix or DOS program as a plain file: no link, folder or device. */
static bool is_plain(const unsigned char *header)
{
	uint32_t mode = header[5] == 3 ? little(header + 38, 4) >> 16 : 0;
	return (mode == 0 || S_ISREG(mode)) && !(little(header + 38, 4) & 0x18U);
}

/* Whether the header in front of the entry says the same; *to is where its bytes end. */
static bool fits_local(const struct walk *walk, const unsigned char *header, size_t name, struct span *span)
{
	unsigned char local[LOCAL + NAME_MOST];
	bool behind = (little(header + 8, 2) & FLAG_SIZES_BEHIND) != 0;
	span->from = little(header + 42, 4);
	span->to = span->from + LOCAL + (int64_t)name + little(header + 20, 4);
	if (!get(walk, local, LOCAL + name, span->from) || little(local, 4) != 0x04034b50U)
		return false;
	/* Version, flags, method, time: then checksum and sizes, which may stand behind the bytes. */
	static const unsigned char nothing[12];
	bool same = memcmp(local + 4, header + 6, 10) == 0 && little(local + 26, 2) == name &&
		    little(local + 28, 2) == 0 && memcmp(local + LOCAL, header + CENTRAL, name) == 0 &&
		    (memcmp(local + 14, header + 16, 12) == 0 || (behind && memcmp(local + 14, nothing, 12) == 0));
	unsigned char tail[16];
	if (same && behind && get(walk, tail, sizeof(tail), span->to)) {
		bool marked = little(tail, 4) == 0x08074b50U;
		same = memcmp(tail + (marked ? 4 : 0), header + 16, 12) == 0;
		span->to += marked ? 16 : 12;
	}
	return same;
}

static void check_header(const struct walk *walk, const unsigned char *header, size_t name, const char *shown,
			 struct span *span)
{
	uint32_t flags = little(header + 8, 2), method = little(header + 10, 2);
	if (!is_plain(header))
		contents_complain(walk->contents,
				  _("%s is no plain file in the container, but a link or a folder"), shown);
	if (little(header + 30, 2) || little(header + 32, 2))
		contents_complain(walk->contents,
				  _("%s has something hidden in the container: an extra field or a "
				    "comment"),
				  shown);
	if ((flags & ~(uint32_t)(FLAG_LEVEL | FLAG_SIZES_BEHIND | FLAG_UTF8)) || (method != 0 && method != 8) ||
	    little(header + 34, 2) || !fits_local(walk, header, name, span))
		contents_complain(walk->contents, _("%s is described in the container in two ways that differ"),
				  shown);
}

static bool read_header(struct walk *walk, struct span *span)
{
	const unsigned char *header = walk->table + walk->at;
	if (walk->size - walk->at < CENTRAL || little(header, 4) != 0x02014b50U)
		return false;
	size_t name = little(header + 28, 2),
	       all = CENTRAL + name + little(header + 30, 2) + little(header + 32, 2);
	if (name > NAME_MOST || walk->size - walk->at < all)
		return false;
	char shown[NAME_MOST + 1] = "";
	memcpy(shown, header + CENTRAL, name);
	const char *slash = strchr(shown, '/');
	check_header(walk, header, name, contents_shown(slash ? slash + 1 : shown), span);
	walk->at += all;
	return true;
}

static int by_place(const void *a, const void *b)
{
	const struct span *one = a, *other = b;
	return (one->from > other->from) - (one->from < other->from);
}

/* Each entry begins where the one before it ends, and the table behind the last. */
static void check_gaps(struct walk *walk)
{
	int64_t at = 0;
	qsort(walk->spans, walk->count, sizeof(*walk->spans), by_place);
	for (unsigned i = 0; i < walk->count && walk->spans[i].from == at; i++)
		at = walk->spans[i].to;
	if (at != walk->begins)
		contents_complain(
			walk->contents,
			_("the container holds something, at byte %lld, that belongs to none of its files"),
			(long long)at);
}

static void walk_table(struct walk *walk)
{
	bool sound = get(walk, walk->table, walk->size, walk->begins);
	for (unsigned i = 0; sound && i < walk->count; i++)
		sound = read_header(walk, &walk->spans[i]);
	if (!sound || walk->at != walk->size)
		contents_complain(walk->contents, "%s",
				  _("the container's table of contents is not as it is written"));
	else
		check_gaps(walk);
}

void container_check(FILE *file, struct contents *contents)
{
	assert(file && contents);
	struct walk walk = { .fd = fileno(file), .contents = contents };
	if (!read_end(&walk))
		return;
	walk.table = memory_new(walk.size + 1);
	walk.spans = memory_new(((size_t)walk.count + 1) * sizeof(*walk.spans));
	if (walk.table && walk.spans)
		walk_table(&walk);
	else
		contents->no_memory = true;
	free(walk.table);
	free(walk.spans);
}
