/* Writes and checks signature.txt (package/signature.h). */
#include "package/signature.h"

#include <assert.h>
#include <string.h>

#include "key/internal.h"

#define VERSION "2"
#define VERSION_OLD "1"
#define SIGNED_PREFIX "tagmanifest-sha512.txt sha512="

/* Older programs said nothing of the sealing half, which is then not known. */
static void render(const struct ky_public_key *signer, const char *hex, struct strbuf *sb)
{
	bool whole = key_has_seal(signer);
	line_add(sb, "Kuayue-Signature: ", whole ? VERSION : VERSION_OLD);
	line_add(sb, "Signer-Code: ", signer->code);
	line_add(sb, "Signer-Name: ", signer->name);
	line_add_bytes(sb, "Public-Key: ", signer->sign, sizeof(signer->sign));
	if (whole)
		line_add_bytes(sb, "Seal-Key: ", signer->seal, sizeof(signer->seal));
	line_add(sb, "Fingerprint: ", signer->fingerprint);
	strbuf_addf(sb, "Signed: " SIGNED_PREFIX "%s\n", hex);
}

char *signature_text(const struct ky_secret_key *secret, const char *hex)
{
	assert(secret && strlen(hex) == BAG_HEX - 1);
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_LINE);
	render(&secret->public, hex, &sb);
	line_sign(&sb, secret);
	return strbuf_take(&sb);
}

struct reading {
	struct ky_public_key signer;
	char hex[BAG_HEX];
	unsigned char signature[crypto_sign_BYTES];
};

static bool read_lines(const char *text, struct reading *reading)
{
	char version[4], what[sizeof(SIGNED_PREFIX) + BAG_HEX];
	struct ky_public_key *signer = &reading->signer;
	if (!line_take(&text, "Kuayue-Signature: ", version, sizeof(version)) ||
	    (strcmp(version, VERSION) != 0 && strcmp(version, VERSION_OLD) != 0) ||
	    !line_take(&text, "Signer-Code: ", signer->code, sizeof(signer->code)) ||
	    !line_take(&text, "Signer-Name: ", signer->name, sizeof(signer->name)) ||
	    !line_take_bytes(&text, "Public-Key: ", signer->sign, sizeof(signer->sign)) ||
	    (strcmp(version, VERSION) == 0 &&
	     !line_take_bytes(&text, "Seal-Key: ", signer->seal, sizeof(signer->seal))) ||
	    !line_take(&text, "Fingerprint: ", signer->fingerprint, sizeof(signer->fingerprint)) ||
	    !line_take(&text, "Signed: ", what, sizeof(what)) ||
	    !line_take_bytes(&text, "Signature: ", reading->signature, sizeof(reading->signature)) || *text)
		return false;
	if (strlen(what) != sizeof(SIGNED_PREFIX) - 1 + BAG_HEX - 1 ||
	    strncmp(what, SIGNED_PREFIX, sizeof(SIGNED_PREFIX) - 1) != 0)
		return false;
	memcpy(reading->hex, what + sizeof(SIGNED_PREFIX) - 1, BAG_HEX);
	return true;
}

/* A signature has exactly one spelling: written again, it has to give the same text. */
static enum signature_state check(const char *text, const struct reading *reading)
{
	const struct ky_public_key *signer = &reading->signer;
	struct strbuf sb;
	enum signature_state state = SIGNATURE_GOOD;
	if (!key_names_clean(signer))
		return SIGNATURE_GARBLED;
	strbuf_init(&sb, STRBUF_LINE);
	render(signer, reading->hex, &sb);
	if (crypto_sign_verify_detached(reading->signature, (const unsigned char *)sb.text, sb.len,
					signer->sign) != 0)
		state = SIGNATURE_WRONG;
	line_add_bytes(&sb, "Signature: ", reading->signature, sizeof(reading->signature));
	if (strcmp(sb.text, text) != 0)
		state = SIGNATURE_GARBLED;
	if (sb.no_memory)
		state = SIGNATURE_NO_MEMORY;
	strbuf_free(&sb);
	return state;
}

/* The fingerprint is stretched, which takes a tenth of a second: it is asked for last, of a text that is in order.
 */
enum signature_state signature_check(const char *text, const char *hex, const char *code,
				     struct ky_public_key *signer)
{
	struct reading reading = { .signer = { .role = KY_SCHOOL } };
	char clean[KY_KEY_CODE];
	key_clean_code(code ? code : "", clean);
	if (!key_ready() || !read_lines(text, &reading))
		return SIGNATURE_GARBLED;
	enum signature_state state = check(text, &reading);
	bool no_memory = false;
	if (state == SIGNATURE_GOOD && code && strcmp(reading.signer.code, clean) != 0)
		state = SIGNATURE_FOREIGN;
	else if (state == SIGNATURE_GOOD && strcmp(reading.hex, hex) != 0)
		state = SIGNATURE_WRONG;
	else if (state == SIGNATURE_GOOD && !key_is_bound(&reading.signer, &no_memory))
		state = no_memory ? SIGNATURE_NO_MEMORY : SIGNATURE_GARBLED;
	if (state == SIGNATURE_GOOD)
		*signer = reading.signer;
	return state;
}
