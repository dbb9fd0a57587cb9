/* Key files, public and secret, and signatures. */
#include "fuzz/fuzz.h"
#include "key/internal.h"
#include "package/bag.h"
#include "package/signature.h"

static void read_keys(const uint8_t *data, size_t size)
{
	struct ky_error err = { 0 };
	struct ky_public_key key;
	char path[40];
	FILE *file = fuzz_file(data, size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fileno(file));
	enum ky_code code = ky_public_load(path, &key, &err);
	fuzz_check(code, &err);
	MUST(code || key_names_clean(&key));
	code = ky_secret_peek(path, &key, &err);
	fuzz_check(code, &err);
	MUST(code || key_names_clean(&key));
	fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ky_public_key signer = { .role = KY_SCHOOL };
	char hex[BAG_HEX], *text = fuzz_text(data, size);
	read_keys(data, size);
	bag_hash("", 0, hex);
	if (signature_check(text, hex, "G01", &signer) == SIGNATURE_GOOD)
		MUST(key_names_clean(&signer) && strcmp(signer.code, "G01") == 0);
	free(text);
	return 0;
}
