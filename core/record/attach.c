/* Keeps files in the workbook. A file is kept once, under the hash of its bytes, whatever it is called. */
#include "record/attach.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "device/new_file.h"
#include "kuayue/text.h"

void attachment_free(struct attachment *attachment)
{
	if (attachment)
		free(attachment->bytes);
	free(attachment);
}

static enum ky_code check_file(FILE *file, const char *path, size_t *size, struct ky_error *err)
{
	struct stat st;
	if (fstat(fileno(file), &st) != 0 || st.st_size > KY_ATTACHMENT_MAX)
		return ky_fail(
			err, KY_INPUT,
			_("%.300s has %lld MiB; at most %d MiB are kept in a workbook. Put it into its box and"
			  " write its number."),
			path, ((long long)st.st_size + (1 << 20) - 1) >> 20, KY_ATTACHMENT_MAX >> 20);
	if (st.st_size == 0)
		return ky_fail(err, KY_INPUT, _("%.300s is empty; there is nothing in it to keep."), path);
	*size = (size_t)st.st_size;
	return KY_OK;
}

enum ky_code attachment_read(const char *path, struct attachment **out, struct ky_error *err)
{
	assert(path && out);
	unsigned char sum[crypto_hash_sha256_BYTES];
	size_t size = 0;
	FILE *file = NULL;
	if (!ky_text_valid(file_name(path), strlen(file_name(path))))
		return ky_fail(err, KY_INPUT, "%s", _("the file's name is not UTF-8; rename it."));
	enum ky_code code = file_open(path, &file, err);
	if (code)
		return code;
	code = check_file(file, path, &size, err);
	struct attachment *attachment = code ? NULL : memory_new(sizeof(*attachment));
	if (attachment)
		*attachment = (struct attachment){ .bytes = memory_new(size + 1), .size = size };
	if (!code && (!attachment || !attachment->bytes))
		code = memory_out(err);
	if (!code && fread(attachment->bytes, 1, size, file) != size)
		code = ky_fail(err, KY_SYSTEM, _("%.300s could not be read to its end (%s); copy it again."), path,
			       ferror(file) ? ky_reason(errno) : _("it became shorter"));
	fclose(file);
	if (code) {
		attachment_free(attachment);
		return code;
	}
	snprintf(attachment->name, sizeof(attachment->name), "%s", file_name(path));
	crypto_hash_sha256(sum, attachment->bytes, size);
	sodium_bin2hex(attachment->sha256, sizeof(attachment->sha256), sum, sizeof(sum));
	*out = attachment;
	return KY_OK;
}

enum ky_code attachment_store(struct ky_workbook *wb, const struct attachment *attachment, struct ky_error *err)
{
	assert(strlen(attachment->sha256) == sizeof(attachment->sha256) - 1);
	return db_run(wb, "INSERT OR IGNORE INTO attachment VALUES (?1, ?2, ?3)",
		      (struct db_arg[]){ DB_T(attachment->sha256), DB_I((int64_t)attachment->size),
					 DB_B(attachment->bytes, (int64_t)attachment->size) },
		      3, NULL, NULL, err);
}

struct saving {
	const char *path;
	bool found;
	enum ky_code code;
	struct ky_error *err;
};

/* Writes a kept file to a new path. No file is overwritten, and the new one gets its name when it is whole. */
static int write_out(void *data, const struct db_row *row)
{
	struct saving *saving = data;
	struct new_file file = { 0 };
	size_t size = 0;
	const char *bytes = db_bytes(row, 0, &size);
	saving->found = true;
	saving->code = new_file_begin(&file, saving->path, false, saving->err);
	if (saving->code)
		return 1;
	fwrite(bytes, 1, size, file.out);
	saving->code = new_file_settle(&file, saving->err);
	if (!saving->code)
		saving->code = new_file_name(&file, saving->err);
	new_file_end(&file);
	return 1;
}

enum ky_code ky_attachment_save(struct ky_workbook *wb, const char *sha256, const char *path, struct ky_error *err)
{
	assert(sha256 && path);
	struct saving saving = { .path = path, .err = err };
	enum ky_code code = db_run(wb, "SELECT bytes FROM attachment WHERE sha256 = ?1",
				   (struct db_arg[]){ DB_T(sha256) }, 1, write_out, &saving, err);
	if (!code && !saving.found)
		code = ky_fail(err, KY_INPUT, "%s", _("There is no file attached to this record."));
	return code ? code : saving.code;
}
