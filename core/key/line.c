/* Writes and reads the lines of key files and signatures. Notepad shows them, and each has exactly one
 * spelling. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "key/internal.h"
#include "kuayue/text.h"

#define BASE64 sodium_base64_VARIANT_ORIGINAL
#define LINE_BYTES_MAX 128

bool key_ready(void)
{
	return sodium_init() >= 0;
}

void line_add(struct strbuf *sb, const char *label, const char *value)
{
	strbuf_addf(sb, "%s%s\n", label, value);
}

void line_add_bytes(struct strbuf *sb, const char *label, const unsigned char *bytes, size_t size)
{
	char text[sodium_base64_ENCODED_LEN(LINE_BYTES_MAX, BASE64)];
	sodium_bin2base64(text, sizeof(text), bytes, size, BASE64);
	line_add(sb, label, text);
	sodium_memzero(text, sizeof(text));
}

void line_sign(struct strbuf *sb, const struct ky_secret_key *secret)
{
	unsigned char signature[crypto_sign_BYTES];
	crypto_sign_detached(signature, NULL, (const unsigned char *)sb->text, sb->len, secret->sign);
	line_add_bytes(sb, "Signature: ", signature, sizeof(signature));
}

const char *line_find(const char *text, const char *label)
{
	for (; text; text = strchr(text, '\n') ? strchr(text, '\n') + 1 : NULL)
		if (strncmp(text, label, strlen(label)) == 0)
			return text;
	return NULL;
}

bool line_take(const char **at, const char *label, char *out, size_t size)
{
	assert(size > 0 && *at);
	size_t len = strlen(label), value = 0;
	if (strncmp(*at, label, len) != 0)
		return false;
	value = strcspn(*at + len, "\n");
	if (value >= size || (*at)[len + value] != '\n')
		return false;
	memcpy(out, *at + len, value);
	out[value] = '\0';
	*at += len + value + 1;
	return true;
}

bool line_take_bytes(const char **at, const char *label, unsigned char *out, size_t size)
{
	assert(size > 0);
	char text[sodium_base64_ENCODED_LEN(LINE_BYTES_MAX, BASE64)];
	size_t got = 0;
	bool ok = size <= LINE_BYTES_MAX && line_take(at, label, text, sizeof(text)) &&
		  sodium_base642bin(out, size, text, strlen(text), NULL, &got, NULL, BASE64) == 0 && got == size;
	sodium_memzero(text, sizeof(text));
	return ok;
}

/* Gives a text the line ends of our own files, whatever an editor made of them. */
static void normalize(char *text)
{
	char *to = text;
	const char *from = strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? text + 3 : text;
	for (; *from; from++)
		if (*from != '\r' || from[1] != '\n')
			*to++ = *from;
	while (to > text && to[-1] == '\n')
		to--;
	*to++ = '\n'; /* there is room: the buffer has one byte more than a file may have */
	*to = '\0';
}

enum ky_code key_file_read(const char *path, char **text, struct ky_error *err)
{
	assert(path && text);
	struct stat st = { 0 };
	*text = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return ky_fail(err, KY_INPUT, _("%.300s cannot be read (%s); give the path of a key file."), path,
			       ky_reason(errno));
	char *buffer = memory_new(KEY_FILE_MAX + 2);
	if (!buffer) {
		close(fd);
		return memory_out(err);
	}
	ssize_t got = 0, len = 0;
	bool file = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= KEY_FILE_MAX;
	while (file && len < KEY_FILE_MAX && (got = read(fd, buffer + len, (size_t)(KEY_FILE_MAX - len))) > 0)
		len += got;
	close(fd);
	if (got < 0) {
		sodium_memzero(buffer, KEY_FILE_MAX);
		free(buffer);
		return file_unreadable(path, err);
	}
	if (!file || !len || !ky_text_valid(buffer, (size_t)len)) {
		sodium_memzero(buffer, KEY_FILE_MAX);
		free(buffer);
		return ky_fail(err, KY_INPUT,
			       _("%.300s is no key file of Kuayue; ask for the file that Kuayue wrote."), path);
	}
	normalize(buffer);
	*text = buffer;
	return KY_OK;
}
