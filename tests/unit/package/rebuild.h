/* A package taken apart and put together again with everything that follows from what is in it: manifests, sizes,
 * the school's signature, the seal. So does somebody who knows the format, and has the school's workbook or not.
 */
#ifndef TESTS_UNIT_PACKAGE_REBUILD_H
#define TESTS_UNIT_PACKAGE_REBUILD_H

#include "package/signature.h"
#include "unit/key_help.h"

#define FILES_MOST 64

struct loose {
	char name[160]; /* inside the bag */
	char *bytes;
	size_t len;
};

/* What is hidden in the container, or written otherwise there, and in which entry. */
enum hiding {
	NOTHING,
	EXTRA_LOCAL,   /* an extra field in front of the entry alone */
	EXTRA_CENTRAL, /* and one in the table alone */
	COMMENT,
	SYMLINK,
	FOLDER_BIT,
	OTHER_NAME,  /* in front of the bytes */
	OTHER_SIZE,  /* there as well */
	GAP,         /* bytes in front of the entry */
	ENTRY_ALONE, /* a whole entry that the table does not name */
	AT_START,
	BEFORE_TABLE,
	IN_TABLE,
};

struct loose_package {
	struct loose files[FILES_MOST];
	size_t count;
	char folder[64];
	enum hiding hiding;
	const struct ky_secret_key *signer; /* NULL: the signature is left out */
};

static inline struct loose *loose_find(struct loose_package *package, const char *name)
{
	for (size_t i = 0; i < package->count; i++)
		if (strcmp(package->files[i].name, name) == 0)
			return &package->files[i];
	return NULL;
}

/* len bytes under this name, in the place of what has it; NULL takes it out. */
static inline void loose_put_bytes(struct loose_package *package, const char *name, const char *bytes, size_t len)
{
	struct loose *file = loose_find(package, name);
	if (!file) {
		assert_true(package->count < FILES_MOST);
		file = &package->files[package->count++];
		snprintf(file->name, sizeof(file->name), "%s", name);
	}
	free(file->bytes);
	if (!bytes) {
		*file = package->files[--package->count];
		return;
	}
	file->bytes = calloc(1, len + 1);
	file->len = len;
	memcpy(file->bytes, bytes, len);
}

static inline void loose_put(struct loose_package *package, const char *name, const char *text)
{
	loose_put_bytes(package, name, text, text ? strlen(text) : 0);
}

static inline void loose_load(const char *path, struct loose_package *package)
{
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	assert_non_null(zip);
	*package = (struct loose_package){ .count = 0 };
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		zip_stat_t st;
		assert_int_equal(zip_stat_index(zip, (zip_uint64_t)i, 0, &st), 0);
		const char *slash = strchr(st.name, '/');
		snprintf(package->folder, sizeof(package->folder), "%.*s", (int)(slash - st.name), st.name);
		char *bytes = calloc(1, st.size + 1);
		zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
		assert_int_equal(zip_fread(file, bytes, st.size), st.size);
		zip_fclose(file);
		loose_put_bytes(package, slash + 1, bytes, st.size);
		free(bytes);
	}
	zip_discard(zip);
}

static inline void loose_free(struct loose_package *package)
{
	for (size_t i = 0; i < package->count; i++)
		free(package->files[i].bytes);
	package->count = 0;
}

/* A text inside a file becomes another one. */
static inline void loose_replace(struct loose_package *package, const char *name, const char *from, const char *to)
{
	struct loose *file = loose_find(package, name);
	assert_non_null(file);
	const char *at = strstr(file->bytes, from);
	if (!at)
		fail_msg("%s has no %s: %s", name, from, file->bytes);
	size_t size = file->len + strlen(to) + 1;
	char *text = calloc(1, size);
	snprintf(text, size, "%.*s%s%s", (int)(at - file->bytes), file->bytes, to, at + strlen(from));
	loose_put(package, name, text);
	free(text);
}

/* The same documents; which export they are of, and what follows from that, is another's. */
static inline void expect_same_documents(const char *one, const char *other)
{
	struct loose_package a, b;
	loose_load(one, &a);
	loose_load(other, &b);
	assert_int_equal(a.count, b.count);
	for (size_t i = 0; i < a.count; i++) {
		const struct loose *file = &a.files[i], *same = loose_find(&b, file->name);
		assert_non_null(same);
		if (strncmp(file->name, "data/", 5) != 0 || strcmp(file->name, "data/state.json") == 0)
			continue;
		if (file->len != same->len)
			fail_msg("%s", file->name);
		assert_memory_equal(file->bytes, same->bytes, file->len);
	}
	loose_free(&a);
	loose_free(&b);
}

static inline void list_sums(struct loose_package *package, bool data, char *out, size_t size)
{
	out[0] = '\0';
	for (size_t i = 0; i < package->count; i++) {
		const struct loose *file = &package->files[i];
		char hex[BAG_HEX];
		if ((strncmp(file->name, "data/", 5) == 0) != data || strcmp(file->name, SIGNATURE_FILE) == 0 ||
		    strcmp(file->name, "tagmanifest-sha512.txt") == 0 || file->name[strlen(file->name) - 1] == '/')
			continue;
		bag_hash(file->bytes, file->len, hex);
		append(out, size, "%s  %s\n", hex, file->name);
	}
}

/* All that follows from the rest. */
static inline void loose_settle(struct loose_package *package)
{
	static char list[FILES_MOST * 400];
	char oxum[64], hex[BAG_HEX];
	size_t bytes = 0, files = 0;
	for (size_t i = 0; i < package->count; i++) {
		if (strncmp(package->files[i].name, "data/", 5) != 0)
			continue;
		bytes += package->files[i].len;
		files++;
	}
	struct loose *info = loose_find(package, "bag-info.txt");
	if (info && strstr(info->bytes, "Payload-Oxum: ")) {
		char old[64] = "";
		snprintf(old, sizeof(old), "%.*s", (int)strcspn(strstr(info->bytes, "Payload-Oxum: "), "\n"),
			 strstr(info->bytes, "Payload-Oxum: "));
		snprintf(oxum, sizeof(oxum), "Payload-Oxum: %zu.%zu", bytes, files);
		if (strcmp(old, oxum) != 0)
			loose_replace(package, "bag-info.txt", old, oxum);
	}
	list_sums(package, true, list, sizeof(list));
	loose_put(package, "manifest-sha512.txt", list);
	list_sums(package, false, list, sizeof(list));
	loose_put(package, "tagmanifest-sha512.txt", list);
	bag_hash(list, strlen(list), hex);
	char *signature = package->signer ? signature_text(package->signer, hex) : NULL;
	loose_put(package, SIGNATURE_FILE, signature);
	free(signature);
}

static inline uint32_t crc_of(const char *bytes, size_t len)
{
	uint32_t crc = 0xFFFFFFFFU;
	for (size_t i = 0; i < len; i++) {
		crc ^= (unsigned char)bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320U : 0);
	}
	return ~crc;
}

static inline void out_little(FILE *out, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++, value >>= 8)
		putc((int)(value & 0xFF), out);
}

struct header {
	bool central;
	enum hiding hiding;
	const char *name;
	uint32_t crc;
	size_t len;
	long at;
};

/* Both headers of an entry (APPNOTE 6.3.9, 4.3.7 and 4.3.12), stored and not packed. */
static inline void out_header(FILE *out, const struct header *header)
{
	bool central = header->central;
	bool extra = header->hiding == (central ? EXTRA_CENTRAL : EXTRA_LOCAL);
	const char *name = !central && header->hiding == OTHER_NAME ? "kuayue-G01/data/other.txt" : header->name;
	uint32_t mode = header->hiding == SYMLINK ? 0xA1FF0000U : 0x81800000U;
	out_little(out, central ? 0x02014b50 : 0x04034b50, 4);
	if (central)
		out_little(out, 0x033F, 2);
	out_little(out, 20, 2);
	out_little(out, 0x800, 2);
	out_little(out, 0, 2);
	out_little(out, 0x40CF6000, 4);
	out_little(out, header->crc, 4);
	out_little(out, header->len, 4);
	out_little(out, header->len + (!central && header->hiding == OTHER_SIZE), 4);
	out_little(out, strlen(name), 2);
	out_little(out, extra ? 8 : 0, 2);
	if (central) {
		out_little(out, header->hiding == COMMENT ? 6 : 0, 2);
		out_little(out, 0, 4);
		out_little(out, header->hiding == FOLDER_BIT ? mode | 0x10 : mode, 4);
		out_little(out, (uint64_t)header->at, 4);
	}
	fputs(name, out);
	if (extra)
		fwrite("\xFE\xCA\4\0evil", 1, 8, out);
	if (central && header->hiding == COMMENT)
		fputs("hidden", out);
}

/* The container, written by hand: libzip would not hide anything. */
static inline void loose_write(struct loose_package *package, const char *path)
{
	struct ky_error err;
	struct header headers[FILES_MOST] = { { .at = 0 } };
	static char names[FILES_MOST][256];
	FILE *out = fopen(path, "w+b");
	assert_non_null(out);
	if (package->hiding == AT_START)
		fputs("#!/bin/sh\n", out);
	for (size_t i = 0; i < package->count; i++) {
		const struct loose *file = &package->files[i];
		snprintf(names[i], sizeof(names[i]), "%s/%s", package->folder, file->name);
		headers[i] = (struct header){ .name = names[i],
					      .crc = crc_of(file->bytes, file->len),
					      .len = file->len };
		headers[i].hiding = i == 1 ? package->hiding : NOTHING;
		if (i == 1 && package->hiding == GAP)
			fputs("hidden", out);
		if (i == 1 && package->hiding == ENTRY_ALONE)
			out_header(out, &(struct header){ .name = "kuayue-G01/data/alone.exe" });
		headers[i].at = ftell(out);
		out_header(out, &headers[i]);
		fwrite(file->bytes, 1, file->len, out);
	}
	if (package->hiding == BEFORE_TABLE)
		fputs("hidden", out);
	long table = ftell(out);
	for (size_t i = 0; i < package->count; i++) {
		headers[i].central = true;
		out_header(out, &headers[i]);
	}
	if (package->hiding == IN_TABLE)
		fputs("hidden", out);
	long end = ftell(out);
	out_little(out, 0x06054b50, 4);
	out_little(out, 0, 4);
	out_little(out, package->count, 2);
	out_little(out, package->count, 2);
	out_little(out, (uint64_t)(end - table), 4);
	out_little(out, (uint64_t)table, 4);
	out_little(out, SEAL_SIZE, 2);
	for (size_t i = 0; i < SEAL_SIZE; i++)
		putc('-', out);
	fflush(out);
	assert_int_equal(seal_write(out, &err), KY_OK);
	fclose(out);
}

#endif
