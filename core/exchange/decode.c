/* Tells the encoding of a text file, and reads it as UTF-8 piece by piece (exchange/decode.h). */
#include "exchange/decode.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "kuayue/text.h"

#define PIECE 65536 /* bytes of the file */
#define LONGEST 4   /* bytes of a character in any of the encodings */
#define CLOSED ((iconv_t)-1)

/* In the order in which they are tried. */
static const char *const encodings[] = { "GB18030", "UTF-16LE", "UTF-16BE" };
#define ENCODINGS (sizeof(encodings) / sizeof(encodings[0]))

struct decoder {
	FILE *file;
	char *path;
	struct stat opened;
	const char *encoding;             /* NULL: UTF-8 */
	iconv_t states[ENCODINGS], state; /* the last is one of the others, or none */
	bool no_memory;                   /* for one of them */
	size_t unit;                      /* bytes of a carriage return */
	int64_t start;                    /* behind the byte order mark */
	int64_t next;                     /* byte that is read next */
	int64_t piece;                    /* byte that the last piece began with */
	int line;                         /* of the next byte, counted from where reading began */
	char bytes[PIECE + 1];
	char text[PIECE * 2 + 16]; /* what two bytes of GB18030 become are at most three */
};

static int lines_in(const char *bytes, size_t len)
{
	int lines = 0;
	for (const char *at = bytes, *end = bytes + len; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
		lines++;
	return lines;
}

static enum ky_code has_zero(const struct decoder *decoder, int line, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT,
		       _("%.300s, line %d: it has a byte 0, as no text has; save it as \"CSV UTF-8\"."),
		       decoder->path, line);
}

/* Bytes from next on, at most a piece. */
static enum ky_code read_bytes(struct decoder *decoder, size_t *len, struct ky_error *err)
{
	if (fseeko(decoder->file, (off_t)decoder->next, SEEK_SET) != 0)
		return file_unreadable(decoder->path, err);
	*len = fread(decoder->bytes, 1, PIECE, decoder->file);
	return ferror(decoder->file) ? file_unreadable(decoder->path, err) : KY_OK;
}

/* Bytes at the end that begin a character and may lack the rest of it. */
static size_t unfinished(const char *bytes, size_t len)
{
	for (size_t back = 1; back < LONGEST && back <= len; back++) {
		unsigned char byte = (unsigned char)bytes[len - back];
		if (byte < 0x80)
			return 0;
		if (byte >= 0xC0)
			return back < (size_t)(byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2) ? back : 0;
	}
	return 0;
}

/* A file that is UTF-8 throughout is read as UTF-8, any other without a mark as GB18030. A byte 0 is refused but
 * in UTF-16: it is in no other text, and a cell would end there unseen. */
static enum ky_code tell_encoding(struct decoder *decoder, struct ky_error *err)
{
	size_t len = 0;
	int line = 1;
	decoder->next = decoder->start;
	for (;;) {
		enum ky_code code = read_bytes(decoder, &len, err);
		if (code || !len)
			return code;
		const char *zero = memchr(decoder->bytes, 0, len);
		if (zero)
			return has_zero(decoder, line + lines_in(decoder->bytes, (size_t)(zero - decoder->bytes)),
					err);
		size_t whole = len - (len == PIECE ? unfinished(decoder->bytes, len) : 0);
		if (!decoder->encoding && !ky_text_valid(decoder->bytes, whole))
			decoder->encoding = "GB18030";
		line += lines_in(decoder->bytes, whole);
		decoder->next += (int64_t)whole;
	}
}

static enum ky_code look_at_start(struct decoder *decoder, struct ky_error *err)
{
	size_t len = 0;
	enum ky_code code = read_bytes(decoder, &len, err);
	const unsigned char *start = (const unsigned char *)decoder->bytes;
	if (code)
		return code;
	if (len >= 2 && ((start[0] == 0xFF && start[1] == 0xFE) || (start[0] == 0xFE && start[1] == 0xFF))) {
		decoder->start = 2;
		decoder->unit = 2;
		decoder->encoding = start[0] == 0xFF ? "UTF-16LE" : "UTF-16BE";
		return KY_OK;
	}
	if (len >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0)
		decoder->start = 3;
	return tell_encoding(decoder, err);
}

static enum ky_code look_at_size(struct decoder *decoder, int64_t most, struct ky_error *err)
{
	setvbuf(decoder->file, NULL, _IONBF, 0);
	if (fstat(fileno(decoder->file), &decoder->opened) != 0)
		return file_unreadable(decoder->path, err);
	if (decoder->opened.st_size > most)
		return ky_fail(err, KY_INPUT, _("%.300s is no text file of at most %ld MiB."), decoder->path,
			       (long)(most >> 20));
	return look_at_start(decoder, err);
}

struct decoder *decoder_new(FILE *file, const char *path)
{
	struct decoder *decoder = memory_new(sizeof(*decoder));
	char *copy = memory_text(path);
	if (!decoder || !copy) {
		free(decoder);
		free(copy);
		return NULL;
	}
	decoder->path = copy;
	decoder->file = file;
	decoder->state = CLOSED;
	decoder->unit = 1;
	for (size_t i = 0; i < ENCODINGS; i++) {
		decoder->states[i] = iconv_open("UTF-8", encodings[i]);
		decoder->no_memory = decoder->no_memory || (decoder->states[i] == CLOSED && errno == ENOMEM);
	}
	return decoder;
}

enum ky_code decoder_begin(struct decoder *decoder, int64_t most, struct ky_error *err)
{
	assert(most > 0);
	enum ky_code code = look_at_size(decoder, most, err);
	for (size_t i = 0; !code && decoder->encoding && i < ENCODINGS; i++)
		if (strcmp(decoder->encoding, encodings[i]) == 0)
			decoder->state = decoder->states[i];
	if (!code && decoder->encoding && decoder->state == CLOSED && decoder->no_memory)
		code = memory_out(err);
	else if (!code && decoder->encoding && decoder->state == CLOSED)
		code = ky_fail(err, KY_SYSTEM, _("This computer cannot read %s; save %.300s as UTF-8."),
			       decoder->encoding, decoder->path);
	if (!code)
		decoder_seek(decoder, decoder->start);
	return code;
}

void decoder_free(struct decoder *decoder)
{
	if (!decoder)
		return;
	for (size_t i = 0; i < ENCODINGS; i++)
		if (decoder->states[i] != CLOSED)
			iconv_close(decoder->states[i]);
	free(decoder->path);
	free(decoder);
}

int64_t decoder_tell(const struct decoder *decoder)
{
	return decoder->piece;
}

void decoder_seek(struct decoder *decoder, int64_t place)
{
	decoder->next = place;
	decoder->line = 1;
}

/* The file was saved again meanwhile, so what was found out about it does not hold any more. */
static enum ky_code was_changed(const struct decoder *decoder, struct ky_error *err)
{
	return ky_fail(err, KY_INPUT, _("%.300s was changed while it was read; import it again."), decoder->path);
}

static enum ky_code check_unchanged(const struct decoder *decoder, struct ky_error *err)
{
	struct stat now;
	if (fstat(fileno(decoder->file), &now) == 0 && now.st_size == decoder->opened.st_size &&
	    now.st_mtim.tv_sec == decoder->opened.st_mtim.tv_sec &&
	    now.st_mtim.tv_nsec == decoder->opened.st_mtim.tv_nsec)
		return KY_OK;
	return was_changed(decoder, err);
}

/* The carriage return at the end of the bytes, whose line feed may come next: left for the next piece. */
static bool ends_in_return(const struct decoder *decoder, size_t len)
{
	const char *end = decoder->bytes + len;
	if (decoder->unit == 1)
		return len > 1 && end[-1] == '\r';
	bool little = strcmp(decoder->encoding, "UTF-16LE") == 0;
	return len > 2 && len % 2 == 0 && end[little ? -2 : -1] == '\r' && end[little ? -1 : -2] == 0;
}

/* The characters of the bytes that are whole. *used: how many bytes they are. */
static enum ky_code convert(struct decoder *decoder, size_t len, bool last, size_t *used, size_t *made,
			    struct ky_error *err)
{
	char *at = decoder->bytes, *to = decoder->text;
	size_t left = len, room = sizeof(decoder->text);
	iconv(decoder->state, NULL, NULL, NULL, NULL);
	size_t failed = iconv(decoder->state, &at, &left, &to, &room);
	*used = len - left;
	*made = sizeof(decoder->text) - room;
	int line = decoder->line + lines_in(decoder->text, *made);
	if (failed == (size_t)-1 && (errno != EINVAL || last))
		return ky_fail(err, KY_INPUT,
			       _("%.300s, line %d: it is neither UTF-8 nor GB18030; save it as \"CSV UTF-8\"."),
			       decoder->path, line);
	const char *zero = memchr(decoder->text, 0, *made);
	if (!zero)
		return KY_OK;
	return has_zero(decoder, decoder->line + lines_in(decoder->text, (size_t)(zero - decoder->text)), err);
}

/* CR LF and a CR alone become LF. */
static size_t plain_line_ends(char *text, size_t len)
{
	size_t to = 0;
	for (size_t i = 0; i < len; i++)
		if (text[i] != '\r')
			text[to++] = text[i];
		else if (i + 1 == len || text[i + 1] != '\n')
			text[to++] = '\n';
	return to;
}

enum ky_code decoder_read(struct decoder *decoder, const char **text, size_t *len, struct ky_error *err)
{
	size_t read = 0, used = 0, made = 0;
	enum ky_code code = read_bytes(decoder, &read, err);
	if (!code && !read)
		code = check_unchanged(decoder, err);
	*text = decoder->text;
	*len = 0;
	if (code || !read)
		return code;
	bool last = decoder->next + (int64_t)read >= decoder->opened.st_size;
	if (!last && ends_in_return(decoder, read))
		read -= decoder->unit;
	if (decoder->encoding) {
		code = convert(decoder, read, last, &used, &made, err);
	} else {
		used = made = read - (last ? 0 : unfinished(decoder->bytes, read));
		memcpy(decoder->text, decoder->bytes, made);
		if (!ky_text_valid(decoder->text, made) || memchr(decoder->text, 0, made))
			code = was_changed(decoder, err);
	}
	decoder->piece = decoder->next;
	decoder->next += (int64_t)used;
	*len = plain_line_ends(decoder->text, made);
	decoder->line += lines_in(decoder->text, *len);
	return code;
}
