/* Secret keys: one seed in locked memory, and the file that a passphrase protects. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "device/new_file.h"
#include "key/internal.h"
#include "texts.h"

/* Argon2id on 64 MiB takes about half a second on a PC of 2012. Each guess of a passphrase costs as much. */
#define HASH_OPS 6
#define HASH_MEMORY (64U << 20)
#define BOX_BYTES (crypto_kdf_KEYBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES)

static const char secret_head[] = ZH_KEY_SECRET "# A SECRET key: keep it in the office, never hand it out.\n";

struct wrapping {
	unsigned char salt[crypto_pwhash_SALTBYTES], nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES];
	unsigned char box[BOX_BYTES];
};

static enum ky_code no_memory(struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM, "%s",
		       _("There is not enough memory for the key; close other programs and try again."));
}

enum ky_code key_from_seed(enum ky_role role, const char *name, const char *code, const unsigned char *seed,
			   struct ky_secret_key **out, struct ky_error *err)
{
	assert(role == KY_GROUP || role == KY_SCHOOL);
	*out = NULL;
	if (!key_ready())
		return ky_fail(err, KY_SYSTEM, "%s", _("This computer gives no random numbers; start it anew."));
	struct ky_secret_key *secret = sodium_malloc(sizeof(*secret));
	unsigned char *part = sodium_malloc(crypto_sign_SEEDBYTES);
	if (!secret || !part) {
		sodium_free(secret);
		sodium_free(part);
		return no_memory(err);
	}
	*secret = (struct ky_secret_key){ .public = { .role = role } };
	memcpy(secret->seed, seed, sizeof(secret->seed));
	struct ky_public_key *public = &secret->public;
	key_clean_name(name, public->name);
	if (role == KY_SCHOOL)
		key_clean_code(code, public->code);
	crypto_kdf_derive_from_key(part, crypto_sign_SEEDBYTES, 1, "kuayue-k", seed);
	crypto_sign_seed_keypair(public->sign, secret->sign, part);
	crypto_kdf_derive_from_key(part, crypto_box_SEEDBYTES, 2, "kuayue-k", seed);
	crypto_box_seed_keypair(public->seal, secret->seal, part);
	sodium_free(part);
	if (!key_fingerprint(public, public->fingerprint)) {
		sodium_free(secret);
		return no_memory(err);
	}
	*out = secret;
	return KY_OK;
}

enum ky_code ky_secret_new(enum ky_role role, const char *name, const char *code, struct ky_secret_key **out,
			   struct ky_error *err)
{
	unsigned char seed[crypto_kdf_KEYBYTES];
	*out = NULL;
	if (!name[0])
		return ky_fail(err, KY_INPUT, "%s", _("A key needs the name of whom it belongs to."));
	if (!key_ready())
		return ky_fail(err, KY_SYSTEM, "%s", _("This computer gives no random numbers; start it anew."));
	randombytes_buf(seed, sizeof(seed));
	enum ky_code failed = key_from_seed(role, name, code, seed, out, err);
	sodium_memzero(seed, sizeof(seed));
	return failed;
}

void ky_secret_free(struct ky_secret_key *secret)
{
	sodium_free(secret); /* wipes it; NULL is nothing */
}

const struct ky_public_key *ky_secret_public(const struct ky_secret_key *secret)
{
	assert(secret);
	return &secret->public;
}

/* Writes what is not encrypted; the encryption authenticates it too. */
static void render(const struct ky_public_key *key, const struct wrapping *wrapping, struct strbuf *sb)
{
	strbuf_add(sb, secret_head);
	line_add(sb, SECRET_MARK, "1");
	line_add(sb, "Name: ", key->name);
	line_add(sb, "Fingerprint: ", key->fingerprint);
	line_add_bytes(sb, "Salt: ", wrapping->salt, sizeof(wrapping->salt));
	line_add_bytes(sb, "Nonce: ", wrapping->nonce, sizeof(wrapping->nonce));
}

/* The key that the passphrase gives, in locked memory; NULL if memory is out. */
static unsigned char *stretch(const char *passphrase, const unsigned char *salt)
{
	unsigned char *key = sodium_malloc(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
	if (key && crypto_pwhash(key, crypto_aead_xchacha20poly1305_ietf_KEYBYTES, passphrase, strlen(passphrase),
				 salt, HASH_OPS, HASH_MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0) {
		sodium_free(key);
		key = NULL;
	}
	return key;
}

enum ky_code ky_secret_save(const struct ky_secret_key *secret, const char *path, const char *passphrase,
			    struct ky_error *err)
{
	assert(secret && path && passphrase);
	struct wrapping wrapping;
	struct strbuf sb;
	enum ky_code code = key_passphrase_check(passphrase, err);
	if (code)
		return code;
	randombytes_buf(wrapping.salt, sizeof(wrapping.salt));
	randombytes_buf(wrapping.nonce, sizeof(wrapping.nonce));
	unsigned char *key = stretch(passphrase, wrapping.salt);
	if (!key)
		return no_memory(err);
	strbuf_init(&sb, STRBUF_LINE);
	render(&secret->public, &wrapping, &sb);
	crypto_aead_xchacha20poly1305_ietf_encrypt(wrapping.box, NULL, secret->seed, sizeof(secret->seed),
						   (const unsigned char *)sb.text, sb.len, NULL, wrapping.nonce,
						   key);
	sodium_free(key);
	line_add_bytes(&sb, "Secret: ", wrapping.box, sizeof(wrapping.box));
	code = strbuf_check(&sb, path, err);
	if (!code)
		code = new_file_text(path, sb.text, true, err);
	strbuf_free(&sb);
	return code;
}

static enum ky_code read_secret(const char *path, struct ky_public_key *key, struct wrapping *wrapping,
				struct ky_error *err)
{
	char *text = NULL, version[4];
	*key = (struct ky_public_key){ .role = KY_GROUP };
	enum ky_code code = key_file_read(path, &text, err);
	if (code)
		return code;
	const char *at = line_find(text, SECRET_MARK);
	if (!at && line_find(text, PUBLIC_MARK))
		code = ky_fail(err, KY_INPUT,
			       _("%.300s is a public key file; what opens packages is the secret one, kept by the "
				 "office that made it."),
			       path);
	else if (!at)
		code = ky_fail(err, KY_INPUT,
			       _("%.300s is no key file of Kuayue; ask for the file that Kuayue wrote."), path);
	else if (!line_take(&at, SECRET_MARK, version, sizeof(version)) || strcmp(version, "1") != 0 ||
		 !line_take(&at, "Name: ", key->name, sizeof(key->name)) || !key_names_clean(key) ||
		 !line_take(&at, "Fingerprint: ", key->fingerprint, sizeof(key->fingerprint)) ||
		 !line_take_bytes(&at, "Salt: ", wrapping->salt, sizeof(wrapping->salt)) ||
		 !line_take_bytes(&at, "Nonce: ", wrapping->nonce, sizeof(wrapping->nonce)) ||
		 !line_take_bytes(&at, "Secret: ", wrapping->box, sizeof(wrapping->box)) || *at)
		code = ky_fail(
			err, KY_INPUT,
			_("%.300s was changed or cut short; take the copy that was put away when it was made."),
			path);
	sodium_memzero(text, strlen(text));
	free(text);
	return code;
}

enum ky_code ky_secret_peek(const char *path, struct ky_public_key *out, struct ky_error *err)
{
	struct wrapping wrapping;
	return read_secret(path, out, &wrapping, err);
}

enum ky_code ky_secret_load(const char *path, const char *passphrase, struct ky_secret_key **out,
			    struct ky_error *err)
{
	assert(path && passphrase && out);
	struct ky_public_key key;
	struct wrapping wrapping;
	struct strbuf sb;
	*out = NULL;
	if (!key_ready())
		return ky_fail(err, KY_SYSTEM, "%s", _("This computer gives no random numbers; start it anew."));
	enum ky_code code = read_secret(path, &key, &wrapping, err);
	if (code)
		return code;
	unsigned char *opener = stretch(passphrase, wrapping.salt), *seed = sodium_malloc(crypto_kdf_KEYBYTES);
	strbuf_init(&sb, STRBUF_LINE);
	render(&key, &wrapping, &sb);
	if (!opener || !seed || sb.no_memory)
		code = no_memory(err);
	else if (crypto_aead_xchacha20poly1305_ietf_decrypt(seed, NULL, NULL, wrapping.box, sizeof(wrapping.box),
							    (const unsigned char *)sb.text, sb.len, wrapping.nonce,
							    opener) != 0)
		code = ky_fail(
			err, KY_INPUT,
			_("The passphrase does not open %.300s; type it again, or take another copy of the file."),
			path);
	if (!code)
		code = key_from_seed(KY_GROUP, key.name, "", seed, out, err);
	strbuf_free(&sb);
	sodium_free(opener);
	sodium_free(seed);
	return code;
}
