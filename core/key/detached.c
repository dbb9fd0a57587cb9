/* A signature in a file of its own, NAME.sig beside NAME: a template stays a file that Notepad writes. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "device/new_file.h"
#include "key/internal.h"
#include "texts.h"

#define FILE_MOST (2 << 20) /* bytes of a file that is signed: a template has at most 1 MiB */
#define HASH_HEX (2 * crypto_hash_sha512_BYTES + 1)
#define MARK "Kuayue-File-Signature: "

static const char head[] =
	ZH_KEY_SIGNED "# A signature: keep it beside the file that it is of, and change neither.\n";

static void hash_hex(const char *bytes, size_t len, char hex[HASH_HEX])
{
	unsigned char hash[crypto_hash_sha512_BYTES];
	crypto_hash_sha512(hash, (const unsigned char *)bytes, len);
	sodium_bin2hex(hex, HASH_HEX, hash, sizeof(hash));
}

static void render(const struct ky_public_key *signer, const char *hex, struct strbuf *sb)
{
	strbuf_add(sb, head);
	line_add(sb, MARK, "1");
	line_add(sb, "Signer-Name: ", signer->name);
	line_add_bytes(sb, "Public-Key: ", signer->sign, sizeof(signer->sign));
	line_add_bytes(sb, "Seal-Key: ", signer->seal, sizeof(signer->seal));
	line_add(sb, "Fingerprint: ", signer->fingerprint);
	line_add(sb, "Signed: sha512=", hex);
}

static enum ky_code read_all(const char *path, char **bytes, size_t *len, struct ky_error *err)
{
	FILE *file = NULL;
	enum ky_code code = file_open(path, &file, err);
	if (code)
		return code;
	*bytes = memory_new(FILE_MOST + 1);
	if (!*bytes) {
		fclose(file);
		return memory_out(err);
	}
	*len = fread(*bytes, 1, FILE_MOST + 1, file);
	bool failed = ferror(file);
	fclose(file);
	if (!failed && *len <= FILE_MOST)
		return KY_OK;
	free(*bytes);
	return ky_fail(err, failed ? KY_SYSTEM : KY_INPUT, _("%s: cannot be read (%s)."), path,
		       failed ? ky_reason(errno) : _("it is too large"));
}

enum ky_code ky_file_sign(const struct ky_secret_key *secret, const char *path, char **out, struct ky_error *err)
{
	assert(secret && path && out);
	char hex[HASH_HEX], *bytes = NULL;
	size_t len = 0;
	struct strbuf sb;
	*out = NULL;
	enum ky_code code = read_all(path, &bytes, &len, err);
	if (code)
		return code;
	hash_hex(bytes, len, hex);
	free(bytes);
	strbuf_init(&sb, STRBUF_LINE);
	render(&secret->public, hex, &sb);
	line_sign(&sb, secret);
	char *name = memory_print("%s.sig", path);
	code = name ? strbuf_check(&sb, path, err) : memory_out(err);
	if (!code)
		code = new_file_text(name, sb.text, false, err);
	strbuf_free(&sb);
	if (code)
		free(name);
	else
		*out = name;
	return code;
}

/* It has one spelling, as key files have. */
static bool fits(const char *text, const char *bytes, size_t len, struct ky_public_key *signer, bool *no_memory)
{
	char version[4], said[HASH_HEX], hex[HASH_HEX];
	unsigned char signature[crypto_sign_BYTES];
	struct strbuf sb;
	const char *at = line_find(text, MARK);
	if (!at || !line_take(&at, MARK, version, sizeof(version)) || strcmp(version, "1") != 0 ||
	    !line_take(&at, "Signer-Name: ", signer->name, sizeof(signer->name)) ||
	    !line_take_bytes(&at, "Public-Key: ", signer->sign, sizeof(signer->sign)) ||
	    !line_take_bytes(&at, "Seal-Key: ", signer->seal, sizeof(signer->seal)) ||
	    !line_take(&at, "Fingerprint: ", signer->fingerprint, sizeof(signer->fingerprint)) ||
	    !line_take(&at, "Signed: sha512=", said, sizeof(said)) ||
	    !line_take_bytes(&at, "Signature: ", signature, sizeof(signature)) || *at)
		return false;
	hash_hex(bytes, len, hex);
	strbuf_init(&sb, STRBUF_LINE);
	render(signer, hex, &sb);
	bool good =
		strcmp(said, hex) == 0 && key_names_clean(signer) && key_has_seal(signer) &&
		key_is_bound(signer, no_memory) &&
		crypto_sign_verify_detached(signature, (const unsigned char *)sb.text, sb.len, signer->sign) == 0;
	line_add_bytes(&sb, "Signature: ", signature, sizeof(signature));
	good = good && strcmp(sb.text, text) == 0;
	*no_memory = *no_memory || sb.no_memory;
	strbuf_free(&sb);
	return good;
}

enum ky_code ky_file_signed(const char *path, const char *bytes, size_t len, enum ky_signed *state,
			    struct ky_public_key *signer, struct ky_error *err)
{
	assert(path && bytes && state && signer);
	char *name = memory_print("%s.sig", path), *text = NULL;
	bool no_memory = !name || !key_ready();
	enum ky_code code = KY_OK;
	*state = KY_SIGNED_NOT;
	*signer = (struct ky_public_key){ .role = KY_GROUP };
	if (!no_memory && access(name, F_OK) == 0) {
		code = key_file_read(name, &text, err);
		*state = !code && fits(text, bytes, len, signer, &no_memory) ? KY_SIGNED_WELL : KY_SIGNED_OTHER;
	}
	if (*state != KY_SIGNED_WELL)
		*signer = (struct ky_public_key){ .role = KY_GROUP };
	free(text);
	free(name);
	/* What cannot be a key file is no signature. */
	return no_memory ? memory_out(err) : code == KY_INPUT ? KY_OK : code;
}
