/*
 * A package. The first byte says how the rest is read: as the file itself (raw), or as entries that are put into a
 * container, whose checksums, seal and signature are then made to fit, so that what reads them is reached:
 *
 *   1 byte of flags, then for each entry: 1 byte for the name (below), 2 bytes of length, the bytes
 */
#include <zip.h>

#include "fuzz/fuzz.h"
#include "key/internal.h"
#include "kuayue/package.h"
#include "package/bag.h"
#include "package/signature.h"
#include "package/verify.h"

enum { RAW = 1, LISTED = 2, TAGGED = 4, SEALED = 8, SIGNED = 16 };

static const char *const names[] = {
	"bagit.txt",           "bag-info.txt",
	"manifest-sha512.txt", "README.txt",
	"data/report.html",    "data/records.jsonl",
	"data/sealed.bin",     "state.json",
	"data/ledger_L01.csv", "tagmanifest-sha512.txt",
	SIGNATURE_FILE,        "data/a/b.txt",
	"data/../x",           "data/NUL",
	"fetch.txt",           "data/报告.docx",
};
#define NAMES (sizeof(names) / sizeof(names[0]))

struct making {
	zip_t *zip;
	char listed[32768], tagged[32768]; /* the manifests that fit */
	unsigned flags;
};

static void add(struct making *making, const char *name, const void *bytes, size_t len)
{
	char full[200], hex[BAG_HEX];
	void *copy = malloc(len + 1);
	MUST(copy);
	if (len)
		memcpy(copy, bytes, len);
	snprintf(full, sizeof(full), "kuayue-G01/%s", name);
	bag_hash(bytes, len, hex);
	char *to = strncmp(name, "data/", 5) == 0 ? making->listed : making->tagged;
	size_t used = strlen(to);
	snprintf(to + used, sizeof(making->listed) - used, "%s  %s\n", hex, name);
	/* libzip does not free a buffer in which there is nothing. */
	zip_source_t *source = zip_source_buffer(making->zip, len ? copy : NULL, len, len > 0);
	MUST(source);
	if (!len)
		free(copy);
	if (zip_file_add(making->zip, full, source, ZIP_FL_ENC_UTF_8) < 0)
		zip_source_free(source); /* the name is there already */
}

static void add_entries(struct making *making, const uint8_t *data, size_t size)
{
	for (int count = 0; size >= 3 && count < 24; count++) {
		size_t name = data[0] % NAMES, len = (size_t)data[1] << 8 | data[2];
		data += 3, size -= 3;
		len = len < size ? len : size;
		add(making, names[name], data, len);
		data += len, size -= len;
	}
}

static struct ky_secret_key *signer(void)
{
	static const unsigned char seed[crypto_kdf_KEYBYTES] = "a key of this test alone";
	static struct ky_secret_key *key;
	struct ky_error err = { 0 };
	if (!key)
		MUST(key_from_seed(KY_SCHOOL, "样例学校", "G01", seed, &key, &err) == KY_OK);
	return key;
}

/* The container as a file; NULL where there is none to be made. */
static FILE *make(const uint8_t *data, size_t size)
{
	static struct making making;
	char path[64] = "/tmp/kuayue-fuzz-XXXXXX", hex[BAG_HEX], comment[SEAL_SIZE];
	int fd = mkstemp(path), failed = 0;
	MUST(fd >= 0 && close(fd) == 0);
	making = (struct making){ .zip = zip_open(path, ZIP_TRUNCATE | ZIP_CREATE, &failed), .flags = data[0] };
	MUST(making.zip);
	add_entries(&making, data + 1, size - 1);
	if (making.flags & LISTED)
		add(&making, "manifest-sha512.txt", making.listed, strlen(making.listed));
	if (making.flags & TAGGED) {
		bag_hash(making.tagged, strlen(making.tagged), hex);
		char *signature = making.flags & SIGNED ? signature_text(signer(), hex) : NULL;
		add(&making, "tagmanifest-sha512.txt", making.tagged, strlen(making.tagged));
		if (signature)
			add(&making, SIGNATURE_FILE, signature, strlen(signature));
		free(signature);
	}
	memset(comment, '-', sizeof(comment));
	zip_set_archive_comment(making.zip, comment, sizeof(comment));
	if (zip_close(making.zip) != 0)
		zip_discard(making.zip);
	FILE *file = fopen(path, "r+b");
	unlink(path);
	struct ky_error err = { 0 };
	if (file && making.flags & SEALED)
		seal_write(file, &err);
	return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size || !key_ready())
		return 0;
	FILE *file = data[0] & RAW ? fuzz_file(data + 1, size - 1) : make(data, size);
	if (!file)
		return 0;
	struct ky_error err = { 0 };
	struct ky_package_report report = { 0 };
	rewind(file);
	enum ky_code code = verify_file(file, "fuzz.zip", &report, &err);
	MUST(code == KY_OK || code == KY_NO || err.text[0]);
	MUST(code != KY_NO || report.problem_count > 0);
	ky_package_report_free(&report);
	fclose(file);
	return 0;
}
