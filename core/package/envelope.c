/* Encrypts a file for one key, and opens it again (package/envelope.h). */
#include "package/envelope.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "key/internal.h"

#define MAGIC "KYSEALED1"
#define MAGIC_BYTES (sizeof(MAGIC) - 1)
#define RECIPIENT_BYTES (KY_FINGERPRINT - 1)
#define BOX_BYTES (crypto_box_SEALBYTES + crypto_secretstream_xchacha20poly1305_KEYBYTES)
#define BOUND_BYTES (MAGIC_BYTES + RECIPIENT_BYTES + BOX_BYTES) /* what the first chunk is bound to */
#define CHUNK 65536
#define CHUNK_SEALED (CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES)
#define INSIDE_MAX (INT64_C(2) << 30)

_Static_assert(BOUND_BYTES + crypto_secretstream_xchacha20poly1305_HEADERBYTES == ENVELOPE_HEAD,
	       "the header's size is in envelope.h");

/* What must not be left behind in memory. */
struct work {
	unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned char head[ENVELOPE_HEAD];
	unsigned char plain[CHUNK], sealed[CHUNK_SEALED];
};

static struct work *work_new(struct ky_error *err)
{
	struct work *work = key_ready() ? sodium_malloc(sizeof(*work)) : NULL;
	if (work)
		memset(work, 0, sizeof(*work));
	else
		ky_fail(err, KY_SYSTEM, "%s",
			_("There is not enough memory for the key; close other programs and try again."));
	return work;
}

static enum ky_code no_write(struct ky_error *err)
{
	return ky_fail(err, KY_SYSTEM,
		       _("The sealed package could not be written (%s); check the disk and try again."),
		       ky_reason(errno));
}

static enum ky_code begin(struct work *work, FILE *out, const struct ky_public_key *recipient,
			  struct ky_error *err)
{
	unsigned char *at = work->head;
	memcpy(at, MAGIC, MAGIC_BYTES);
	memcpy(at + MAGIC_BYTES, recipient->fingerprint, RECIPIENT_BYTES);
	crypto_secretstream_xchacha20poly1305_keygen(work->key);
	if (crypto_box_seal(at + MAGIC_BYTES + RECIPIENT_BYTES, work->key, sizeof(work->key), recipient->seal) !=
	    0)
		return ky_fail(err, KY_INPUT,
			       _("The key of %s protects nothing; remove it, and ask for it again."),
			       recipient->name);
	crypto_secretstream_xchacha20poly1305_init_push(&work->state, at + BOUND_BYTES, work->key);
	return fwrite(work->head, 1, ENVELOPE_HEAD, out) == ENVELOPE_HEAD ? KY_OK : no_write(err);
}

static enum ky_code push_all(struct work *work, FILE *in, FILE *out, bool (*stop)(void *data, int64_t done),
			     void *data, struct ky_error *err)
{
	int64_t done = 0;
	for (bool last = false; !last;) {
		size_t got = fread(work->plain, 1, CHUNK, in);
		int next = getc(in);
		last = next == EOF;
		if (!last)
			ungetc(next, in);
		if (ferror(in))
			return no_write(err);
		crypto_secretstream_xchacha20poly1305_push(
			&work->state, work->sealed, NULL, work->plain, got, done ? NULL : work->head,
			done ? 0 : BOUND_BYTES, last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
		size_t size = got + crypto_secretstream_xchacha20poly1305_ABYTES;
		if (fwrite(work->sealed, 1, size, out) != size)
			return no_write(err);
		done += (int64_t)got;
		if (stop && stop(data, done))
			return ky_fail(err, KY_NO, _("The export was stopped; nothing was written."));
	}
	return KY_OK;
}

enum ky_code envelope_write(FILE *in, FILE *out, const struct ky_public_key *recipient,
			    bool (*stop)(void *data, int64_t done), void *data, struct ky_error *err)
{
	assert(in && out && recipient);
	struct work *work = work_new(err);
	if (!work)
		return KY_SYSTEM;
	enum ky_code code = begin(work, out, recipient, err);
	if (!code)
		code = push_all(work, in, out, stop, data, err);
	sodium_free(work);
	return code;
}

bool envelope_peek(const unsigned char *head, size_t size, char recipient[KY_FINGERPRINT])
{
	if (size < ENVELOPE_HEAD || memcmp(head, MAGIC, MAGIC_BYTES) != 0)
		return false;
	memcpy(recipient, head + MAGIC_BYTES, RECIPIENT_BYTES);
	recipient[RECIPIENT_BYTES] = '\0';
	return strspn(recipient, "0123456789 ") == RECIPIENT_BYTES;
}

/* As many of size as there are; less than 0 for a failure. */
static int64_t take(envelope_source *source, void *data, unsigned char *buffer, size_t size)
{
	size_t done = 0;
	while (done < size) {
		int64_t got = source(data, buffer + done, size - done);
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		done += (size_t)got;
	}
	return (int64_t)done;
}

static enum ky_code spoilt(const char *name, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT,
		       _("%.200s: the sealed part was altered or cut short; ask the school for another copy."),
		       name);
}

static enum ky_code unlock(struct work *work, const struct ky_secret_key *secret, const char *name,
			   struct ky_error *err)
{
	char recipient[KY_FINGERPRINT], old[KY_FINGERPRINT];
	const struct ky_public_key *own = &secret->public;
	if (!envelope_peek(work->head, ENVELOPE_HEAD, recipient))
		return spoilt(name, err);
	key_fingerprint_old(own->sign, old); /* in what older programs sealed */
	if (strcmp(recipient, own->fingerprint) != 0 && strcmp(recipient, old) != 0)
		return ky_fail(err, KY_INPUT,
			       _("%.200s is sealed for the key %s; this is the key %s of %s. Open it with the "
				 "other one."),
			       name, recipient, own->fingerprint, own->name);
	if (crypto_box_seal_open(work->key, work->head + MAGIC_BYTES + RECIPIENT_BYTES, BOX_BYTES, own->seal,
				 secret->seal) != 0 ||
	    crypto_secretstream_xchacha20poly1305_init_pull(&work->state, work->head + BOUND_BYTES, work->key) !=
		    0)
		return spoilt(name, err);
	return KY_OK;
}

static enum ky_code pull_all(struct work *work, envelope_source *source, void *data, FILE *out, const char *name,
			     struct ky_error *err)
{
	unsigned char tag = 0;
	int64_t done = 0;
	while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
		unsigned long long size = 0;
		int64_t got = take(source, data, work->sealed, CHUNK_SEALED);
		if (got < (int64_t)crypto_secretstream_xchacha20poly1305_ABYTES || done > INSIDE_MAX ||
		    crypto_secretstream_xchacha20poly1305_pull(
			    &work->state, work->plain, &size, &tag, work->sealed, (unsigned long long)got,
			    done ? NULL : work->head, done ? 0 : BOUND_BYTES) != 0)
			return spoilt(name, err);
		if (fwrite(work->plain, 1, (size_t)size, out) != size)
			return no_write(err);
		done += (int64_t)size;
	}
	return take(source, data, work->sealed, 1) == 0 ? KY_OK : spoilt(name, err);
}

enum ky_code envelope_read(envelope_source *source, void *data, FILE *out, const struct ky_secret_key *secret,
			   const char *name, struct ky_error *err)
{
	assert(source && out && secret);
	struct work *work = work_new(err);
	if (!work)
		return KY_SYSTEM;
	enum ky_code code = take(source, data, work->head, ENVELOPE_HEAD) == ENVELOPE_HEAD
				    ? unlock(work, secret, name, err)
				    : spoilt(name, err);
	if (!code)
		code = pull_all(work, source, data, out, name, err);
	sodium_free(work);
	return code;
}
