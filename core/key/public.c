/* Public keys: their fingerprint, and the file that is handed out. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "device/new_file.h"
#include "key/internal.h"
#include "kuayue/text.h"
#include "texts.h"

#define NAME_COLUMNS 80
#define CODE_COLUMNS 24
#define FINGERPRINT_GROUPS 6
#define VERSION "2"     /* of the file: its fingerprint is of both halves */
#define VERSION_OLD "1" /* of 0.1.0 and 0.2.0: of the signing half */

static const char *const heads[] = {
	[KY_GROUP] = ZH_KEY_GROUP
	"# A leadership group's public key. Compare its fingerprint by telephone after importing.\n",
	[KY_SCHOOL] =
		ZH_KEY_SCHOOL "# A school's public key. Compare its fingerprint by telephone after importing.\n",
};
const char *const key_roles[] = { [KY_GROUP] = "group", [KY_SCHOOL] = "school" };

/* Argon2id on 4 MiB, some ten milliseconds: who looks for another key with the same last groups pays as much for
 * each that is tried, and nobody waits for a list. */
#define STRETCH_OPS 4
#define STRETCH_MEMORY (4U << 20)
#define FINGERPRINT_BYTES 24

static void write_digits(const unsigned char *hash, char out[KY_FINGERPRINT])
{
	size_t len = 0;
	for (int i = 0; i < FINGERPRINT_GROUPS; i++) {
		const unsigned char *at = hash + 4 * i;
		unsigned long value = ((unsigned long)at[0] << 24) | ((unsigned long)at[1] << 16) |
				      ((unsigned long)at[2] << 8) | at[3];
		len += (size_t)snprintf(out + len, KY_FINGERPRINT - len, "%s%04lu", i ? " " : "", value % 10000);
	}
}

void key_fingerprint_old(const unsigned char sign[crypto_sign_PUBLICKEYBYTES], char out[KY_FINGERPRINT])
{
	static const unsigned char context[crypto_generichash_KEYBYTES] = "kuayue fingerprint 1";
	unsigned char hash[crypto_generichash_BYTES];
	crypto_generichash(hash, sizeof(hash), sign, crypto_sign_PUBLICKEYBYTES, context, sizeof(context));
	write_digits(hash, out);
}

bool key_has_seal(const struct ky_public_key *key)
{
	return !sodium_is_zero(key->seal, sizeof(key->seal));
}

bool key_fingerprint(const struct ky_public_key *key, char out[KY_FINGERPRINT])
{
	static const unsigned char salt[crypto_pwhash_SALTBYTES] = "kuayue print 2";
	unsigned char halves[sizeof(key->sign) + sizeof(key->seal)], hash[FINGERPRINT_BYTES];
	memcpy(halves, key->sign, sizeof(key->sign));
	memcpy(halves + sizeof(key->sign), key->seal, sizeof(key->seal));
	if (crypto_pwhash(hash, sizeof(hash), (const char *)halves, sizeof(halves), salt, STRETCH_OPS,
			  STRETCH_MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return false;
	write_digits(hash, out);
	return true;
}

bool key_is_bound(const struct ky_public_key *key, bool *no_memory)
{
	char fingerprint[KY_FINGERPRINT];
	if (!key_has_seal(key))
		key_fingerprint_old(key->sign, fingerprint);
	else if (!key_seal_valid(key->seal))
		return false;
	else if (!key_fingerprint(key, fingerprint))
		*no_memory = true;
	return !*no_memory && key_sign_valid(key->sign) && strcmp(fingerprint, key->fingerprint) == 0;
}

bool key_fingerprint_equal(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, " ");
		b += strspn(b, " ");
		if (*a != *b)
			return false;
		if (!*a)
			return true;
	}
}

static void clean(const char *text, int columns, char *out, size_t size)
{
	ky_text_visible(text, columns, out, size);
	if (!out[0])
		snprintf(out, size, "-");
}

void key_clean_name(const char *name, char out[KY_KEY_NAME])
{
	assert(name && out);
	clean(name, NAME_COLUMNS, out, KY_KEY_NAME);
}

void key_clean_code(const char *code, char out[KY_KEY_CODE])
{
	clean(code, CODE_COLUMNS, out, KY_KEY_CODE);
}

bool key_names_clean(const struct ky_public_key *key)
{
	char name[KY_KEY_NAME], code[KY_KEY_CODE];
	key_clean_name(key->name, name);
	key_clean_code(key->code, code);
	return strcmp(key->name, name) == 0 && (key->role == KY_GROUP || strcmp(key->code, code) == 0);
}

bool key_sign_valid(const unsigned char sign[crypto_sign_PUBLICKEYBYTES])
{
	return crypto_core_ed25519_is_valid_point(sign) == 1;
}

/* A point of low order gives every sender the same, known secret. */
bool key_seal_valid(const unsigned char seal[crypto_box_PUBLICKEYBYTES])
{
	static const unsigned char any[crypto_scalarmult_SCALARBYTES] = { 9, 7, 5, 3 };
	unsigned char shared[crypto_scalarmult_BYTES];
	return crypto_scalarmult(shared, any, seal) == 0;
}

static void render(const struct ky_public_key *key, const char *version, struct strbuf *sb)
{
	strbuf_add(sb, heads[key->role]);
	line_add(sb, PUBLIC_MARK, version);
	line_add(sb, "Role: ", key_roles[key->role]);
	line_add(sb, "Name: ", key->name);
	line_add(sb, "Code: ", key->role == KY_GROUP ? "-" : key->code);
	line_add_bytes(sb, "Sign-Key: ", key->sign, sizeof(key->sign));
	line_add_bytes(sb, "Seal-Key: ", key->seal, sizeof(key->seal));
	line_add(sb, "Fingerprint: ", key->fingerprint);
}

enum ky_code ky_public_save(const struct ky_secret_key *secret, const char *path, struct ky_error *err)
{
	assert(secret && path);
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	render(&secret->public, VERSION, &sb);
	line_sign(&sb, secret);
	enum ky_code code = strbuf_check(&sb, path, err);
	if (!code)
		code = new_file_text(path, sb.text, false, err);
	strbuf_free(&sb);
	return code;
}

static bool read_lines(const char *text, struct ky_public_key *key, char version[4],
		       unsigned char signature[crypto_sign_BYTES])
{
	char role[8];
	const char *at = line_find(text, PUBLIC_MARK);
	if (!at || !line_take(&at, PUBLIC_MARK, version, 4) ||
	    (strcmp(version, VERSION) != 0 && strcmp(version, VERSION_OLD) != 0) ||
	    !line_take(&at, "Role: ", role, sizeof(role)))
		return false;
	key->role = strcmp(role, key_roles[KY_GROUP]) == 0 ? KY_GROUP : KY_SCHOOL;
	bool ok = line_take(&at, "Name: ", key->name, sizeof(key->name)) &&
		  line_take(&at, "Code: ", key->code, sizeof(key->code)) &&
		  line_take_bytes(&at, "Sign-Key: ", key->sign, sizeof(key->sign)) &&
		  line_take_bytes(&at, "Seal-Key: ", key->seal, sizeof(key->seal)) &&
		  line_take(&at, "Fingerprint: ", key->fingerprint, sizeof(key->fingerprint)) &&
		  line_take_bytes(&at, "Signature: ", signature, crypto_sign_BYTES) && !*at;
	if (key->role == KY_GROUP)
		key->code[0] = '\0';
	return ok;
}

/* A key file has exactly one spelling. The key is written again and has to give the same text, so that the file
 * can hold nothing else. */
static bool whole(const char *text, const struct ky_public_key *key, const char *version,
		  const unsigned char *signature, bool *no_memory)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	render(key, version, &sb);
	bool ok = crypto_sign_verify_detached(signature, (const unsigned char *)sb.text, sb.len, key->sign) == 0;
	line_add_bytes(&sb, "Signature: ", signature, crypto_sign_BYTES);
	ok = ok && strcmp(sb.text, text) == 0;
	*no_memory = sb.no_memory;
	strbuf_free(&sb);
	return ok;
}

static enum ky_code check(const char *path, const char *text, struct ky_public_key *key, struct ky_error *err)
{
	unsigned char signature[crypto_sign_BYTES];
	char old[KY_FINGERPRINT], version[4] = "";
	if (line_find(text, SECRET_MARK))
		return ky_fail(
			err, KY_INPUT,
			_("%.300s is a SECRET key file: never hand it out, and delete every copy outside the "
			  "office; what is asked for here is the public key file made with it."),
			path);
	if (!line_find(text, PUBLIC_MARK))
		return ky_fail(err, KY_INPUT,
			       _("%.300s is no key file of Kuayue; ask for the file that Kuayue wrote."), path);
	if (!read_lines(text, key, version, signature))
		return ky_fail(err, KY_INPUT, _("%.300s was changed or cut short; ask for the file again."), path);
	if (!key_sign_valid(key->sign) || !key_seal_valid(key->seal))
		return ky_fail(err, KY_INPUT,
			       _("%.300s holds a key that protects nothing; do not use it, and ask the sender by "
				 "telephone."),
			       path);
	bool no_memory = false, is_old = strcmp(version, VERSION_OLD) == 0;
	key_fingerprint_old(key->sign, old);
	bool fits = key_names_clean(key) &&
		    (is_old ? strcmp(old, key->fingerprint) == 0 : key_is_bound(key, &no_memory)) &&
		    whole(text, key, version, signature, &no_memory);
	if (no_memory)
		return memory_out(err);
	if (!fits)
		return ky_fail(err, KY_INPUT, _("%.300s was changed or cut short; ask for the file again."), path);
	/* The file's own signature bound both halves; the digits that people compare do now. */
	return !is_old || key_fingerprint(key, key->fingerprint)
		       ? KY_OK
		       : ky_fail(err, KY_SYSTEM, "%s",
				 _("There is not enough memory for the key; close other programs and try again."));
}

enum ky_code ky_public_load(const char *path, struct ky_public_key *out, struct ky_error *err)
{
	assert(path && out);
	char *text = NULL;
	*out = (struct ky_public_key){ 0 };
	if (!key_ready())
		return ky_fail(err, KY_SYSTEM, "%s", _("This computer gives no random numbers; start it anew."));
	enum ky_code code = key_file_read(path, &text, err);
	if (!code)
		code = check(path, text, out, err);
	if (text)
		sodium_memzero(text, strlen(text)); /* it may have been a secret one */
	free(text);
	return code;
}
