/* Chooses attached files for a package, and gives each a name that every system takes: its archive number. */
#include "exchange/attachments.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "exchange/photo.h"
#include "package/bag.h"
#include "workbook/db.h"

#define FOLDER "attachments/"
#define STEM_MOST 80                  /* bytes */
#define NEUTRAL ".bin"                /* behind what a double click would run */
#define BYTES_MOST (INT64_C(2) << 30) /* that a reader unpacks */

struct loading {
	struct ky_workbook *wb;
	struct attachments *out;
};

/* ".pdf" of "扫描.PDF"; "" where the file has none that is letters and digits. */
static void make_ending(const char *file, char ending[ATTACHED_ENDING])
{
	const char *dot = strrchr(file, '.');
	size_t len = dot ? strlen(dot) : 0;
	ending[0] = '\0';
	if (len < 2 || len > ATTACHED_ENDING - 1)
		return;
	for (size_t i = 1; i < len; i++)
		if (!isalnum((unsigned char)dot[i]) || (unsigned char)dot[i] >= 0x80)
			return;
	for (size_t i = 0; i <= len; i++)
		ending[i] = (char)tolower((unsigned char)dot[i]);
}

static int take_attached(void *data, const struct db_row *row)
{
	struct loading *loading = data;
	struct attachments *out = loading->out;
	if (!memory_grow(&out->list, out->count, sizeof(*out->list)))
		return DB_NO_MEMORY;
	struct attached *attached = &out->list[out->count++];
	*attached = (struct attached){ .id = memory_text(db_text(row, 0)),
				       .number = memory_text(db_text(row, 1)),
				       .box = memory_text(db_text(row, 2)),
				       .title = memory_text(db_text(row, 3)),
				       .sha256 = memory_text(db_text(row, 5)),
				       .size = db_int(row, 6),
				       .missing = db_is_null(row, 7),
				       .wb = loading->wb };
	make_ending(db_text(row, 4), attached->ending);
	return attached->id && attached->number && attached->box && attached->title && attached->sha256
		       ? 0
		       : DB_NO_MEMORY;
}

/* What FAT, exFAT and Windows forbid becomes '_', and a long text is cut between two characters. */
static void make_stem(const char *text, char stem[STEM_MOST])
{
	size_t len = utf8_cut(text, STEM_MOST - 1);
	for (size_t i = 0; i < len; i++)
		stem[i] = (unsigned char)text[i] < ' ' || strchr("<>:\"/\\|?*,", text[i]) ? '_' : text[i];
	while (len && (stem[len - 1] == ' ' || stem[len - 1] == '.'))
		len--;
	stem[len] = '\0';
}

/* The keys of the names that are taken, without their endings: two files of one number are told apart by it. */
struct taken {
	char **keys;
	size_t count;
};

/* *is: nobody had the stem; it is taken now. False: no memory. */
static bool take_stem(struct taken *taken, const char *stem, bool *is)
{
	char *key = bag_name_key(stem);
	*is = key != NULL;
	for (size_t i = 0; key && i < taken->count; i++)
		*is = *is && strcmp(taken->keys[i], key) != 0;
	if (*is)
		taken->keys[taken->count++] = key;
	else
		free(key);
	return key != NULL;
}

static bool put_path(struct attached *attached, const char *stem)
{
	char path[128];
	snprintf(path, sizeof(path), "data/" FOLDER "%s%s", stem, attached->ending);
	if (!bag_name_is_portable(path))
		snprintf(path, sizeof(path), "data/" FOLDER "%s%s" NEUTRAL, stem, attached->ending);
	bool good = stem[0] && bag_name_is_portable(path);
	if (good)
		snprintf(attached->path, sizeof(attached->path), "%s", path + strlen("data/"));
	return good;
}

/* A number that cannot be a name, as CON cannot, gives way to the record's, and where that came from elsewhere and
 * cannot be one either, to the record's id. first: one whose name is taken stays without. False: no memory. */
static bool name_it(struct taken *taken, struct attached *attached, bool first)
{
	const char *const texts[] = { attached->box, attached->number, attached->id };
	char stem[STEM_MOST] = "", numbered[STEM_MOST + 16];
	bool free_stem = false;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]) && !attached->path[0]; i++) {
		make_stem(texts[i], stem);
		put_path(attached, stem);
	}
	attached->path[0] = '\0';
	snprintf(numbered, sizeof(numbered), "%s", stem);
	for (int n = 2; !free_stem; n++) {
		if (!take_stem(taken, numbered, &free_stem))
			return false;
		if (!free_stem && first)
			return true; /* the second round is for those behind the first */
		if (!free_stem)
			snprintf(numbered, sizeof(numbered), "%s-%d", stem, n);
	}
	return put_path(attached, numbered);
}

/* First one file of each number, then those that come behind it, so that 1-2-1-2 stays what is kept there. */
static bool name_all(struct attachments *attachments)
{
	struct taken taken = { .keys = memory_new((attachments->count + 1) * sizeof(char *)) };
	bool named = taken.keys != NULL;
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; named && i < attachments->count; i++)
			if (!attachments->list[i].path[0])
				named = name_it(&taken, &attachments->list[i], round == 0);
	for (size_t i = 0; i < taken.count; i++)
		free(taken.keys[i]);
	free(taken.keys);
	return named;
}

enum ky_code attachments_load(struct ky_workbook *wb, struct attachments *out, struct ky_error *err)
{
	struct loading loading = { .wb = wb, .out = out };
	*out = (struct attachments){ 0 };
	enum ky_code code = db_run(wb,
				   "SELECT a.id, a.number, coalesce(a.box, ''), coalesce(a.title, ''), a.file, "
				   "a.sha256, coalesce(a.size, 0),"
				   " f.size FROM archive a LEFT JOIN attachment f ON f.sha256 = a.sha256"
				   " WHERE a.file IS NOT NULL AND a.sha256 IS NOT NULL ORDER BY a.ord, a.seq",
				   NULL, 0, take_attached, &loading, err);
	return !code && !name_all(out) ? memory_out(err) : code;
}

void attachments_free(struct attachments *attachments)
{
	for (size_t i = 0; i < attachments->count; i++) {
		struct attached *attached = &attachments->list[i];
		free(attached->id);
		free(attached->number);
		free(attached->box);
		free(attached->title);
		free(attached->sha256);
	}
	free(attachments->list);
	*attachments = (struct attachments){ 0 };
}

static void choose(struct attachments *attachments, struct attached *attached)
{
	attachments->chosen += !attached->chosen;
	attached->chosen = true;
}

/* Those of one number: of a record, or of the archive, which several may have. */
static enum ky_code choose_number(struct attachments *attachments, const char *number, struct ky_error *err)
{
	bool found = false;
	for (size_t i = 0; i < attachments->count; i++) {
		struct attached *attached = &attachments->list[i];
		if (strcmp(attached->number, number) != 0 && strcmp(attached->box, number) != 0)
			continue;
		if (attached->missing)
			return ky_fail(err, KY_INPUT,
				       _("The file of %s is on another PC of the school; leave it out, or attach "
					 "it here."),
				       attached->number);
		choose(attachments, attached);
		found = true;
	}
	return found ? KY_OK
		     : ky_fail(err, KY_INPUT,
			       _("No file is attached to \"%.60s\"; expected all, or numbers of the archive with "
				 "commas between them."),
			       number);
}

static enum ky_code check_bytes(const struct attachments *attachments, struct ky_error *err)
{
	int64_t bytes = 0;
	for (size_t i = 0; i < attachments->count; i++)
		bytes += attachments->list[i].chosen ? attachments->list[i].size : 0;
	return bytes < BYTES_MOST
		       ? KY_OK
		       : ky_fail(err, KY_INPUT,
				 _("The attachments have %lld MiB, and a package holds less than 2048; choose "
				   "fewer."),
				 (long long)(bytes >> 20));
}

enum ky_code attachments_choose(struct attachments *attachments, const char *what, struct ky_error *err)
{
	enum ky_code code = KY_OK;
	if (!what || !what[0])
		return KY_OK;
	char *names = memory_text(what), *rest = names;
	if (!names)
		return memory_out(err);
	for (size_t i = 0; strcmp(what, "all") == 0 && i < attachments->count; i++)
		if (!attachments->list[i].missing)
			choose(attachments, &attachments->list[i]);
	if (strcmp(what, "all") != 0)
		for (char *name = strtok_r(rest, ",", &rest); !code && name; name = strtok_r(NULL, ",", &rest))
			code = choose_number(attachments, name, err);
	free(names);
	return code ? code : check_bytes(attachments, err);
}

const char *attachments_path(const void *data, const char *id)
{
	const struct attachments *attachments = data;
	for (size_t i = 0; i < attachments->count; i++)
		if (attachments->list[i].chosen && strcmp(attachments->list[i].id, id) == 0)
			return attachments->list[i].path;
	return NULL;
}

struct writing {
	FILE *out;
	bool found;
};

static int write_bytes(void *data, const struct db_row *row)
{
	struct writing *writing = data;
	size_t size = 0;
	const void *bytes = db_bytes(row, 0, &size);
	writing->found = bytes && fwrite(bytes, 1, size, writing->out) == size;
	return 1;
}

#define BYTES_SQL "SELECT bytes FROM attachment WHERE sha256 = ?1"

static enum ky_code write_attached(void *data, FILE *out, struct ky_error *err)
{
	const struct attached *attached = data;
	struct writing writing = { .out = out };
	enum ky_code code = db_run(attached->wb, BYTES_SQL, (struct db_arg[]){ DB_T(attached->sha256) }, 1,
				   write_bytes, &writing, err);
	if (code || writing.found)
		return code;
	return ky_fail(
		err, KY_SYSTEM,
		_("The file attached to %s could not be written; free some space in the folder for temporary "
		  "files and export again."),
		attached->number);
}

size_t attachments_add(const struct attachments *attachments, struct ky_payload *payloads, size_t count)
{
	for (size_t i = 0; i < attachments->count; i++)
		if (attachments->list[i].chosen)
			payloads[count++] = (struct ky_payload){ .name = attachments->list[i].path,
								 .kind = PACKAGE_ATTACHMENT,
								 .write = write_attached,
								 .data = &attachments->list[i] };
	return count;
}

static int look_at_bytes(void *data, const struct db_row *row)
{
	unsigned *says = data;
	size_t size = 0;
	const unsigned char *bytes = db_bytes(row, 0, &size);
	*says = bytes ? photo_says(bytes, size) : 0;
	return 1;
}

enum ky_code ky_export_attachments(struct ky_workbook *wb, const struct ky_attachments_ask *ask,
				   int (*each)(void *data, const struct ky_attachment *attachment), void *data,
				   struct ky_error *err)
{
	struct attachments attachments;
	enum ky_code code = attachments_load(wb, &attachments, err);
	if (!code)
		code = attachments_choose(&attachments, ask->chosen, err);
	for (size_t i = 0; !code && i < attachments.count; i++) {
		const struct attached *attached = &attachments.list[i];
		struct ky_attachment shown = { .number = attached->number,
					       .box = attached->box,
					       .title = attached->title,
					       .path = attached->path,
					       .sha256 = attached->sha256,
					       .size = attached->size,
					       .missing = attached->missing,
					       .chosen = attached->chosen };
		if (ask->look && attached->chosen)
			code = db_run(wb, BYTES_SQL, (struct db_arg[]){ DB_T(attached->sha256) }, 1, look_at_bytes,
				      &shown.says, err);
		if (!code && each(data, &shown))
			break;
	}
	attachments_free(&attachments);
	return code;
}
