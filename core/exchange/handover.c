/* Computes the lines of a handover list: for each kind and each kept file its number and its checksum. */
#include "kuayue/handover.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "record/internal.h"

struct summing {
	const struct ky_kind *kind;
	crypto_hash_sha256_state state;
	int64_t count;
};

/* The record as the history keeps it: the same text for the same content on every machine. */
static int add_record(void *data, const struct db_row *row)
{
	struct summing *summing = data;
	struct ky_record *record = record_from_row(summing->kind, row, true);
	char *text = record ? record_pack(record) : NULL;
	if (!text) {
		ky_record_free(record);
		return DB_NO_MEMORY;
	}
	crypto_hash_sha256_update(&summing->state, (const unsigned char *)text, strlen(text) + 1);
	summing->count++;
	free(text);
	ky_record_free(record);
	return 0;
}

static enum ky_code sum_kind(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_handover_line *line,
			     char sha256[65], struct ky_error *err)
{
	struct summing summing = { .kind = kind };
	unsigned char sum[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_init(&summing.state);
	enum ky_code code = db_run(wb, table_sql(kind)->from_start, NULL, 0, add_record, &summing, err);
	crypto_hash_sha256_final(&summing.state, sum);
	sodium_bin2hex(sha256, 65, sum, sizeof(sum));
	*line = (struct ky_handover_line){
		.kind = kind, .name = "", .number = "", .count = summing.count, .sha256 = sha256
	};
	if (!code)
		code = db_number(wb, "SELECT count(*) FROM deadline WHERE kind = ?1 AND NOT met",
				 (struct db_arg[]){ DB_T(kind->name) }, 1, 0, &line->open, err);
	return code;
}

struct giving {
	int (*each)(void *data, const struct ky_handover_line *line);
	void *data;
	bool stopped;
};

static int give_file(void *data, const struct db_row *row)
{
	struct giving *giving = data;
	giving->stopped = giving->each(giving->data, &(struct ky_handover_line){ .name = db_text(row, 0),
										 .number = db_text(row, 1),
										 .count = db_int(row, 2),
										 .sha256 = db_text(row, 3) }) != 0;
	return giving->stopped;
}

enum ky_code ky_handover(struct ky_workbook *wb, int (*each)(void *data, const struct ky_handover_line *line),
			 void *data, struct ky_error *err)
{
	struct giving giving = { .each = each, .data = data };
	const struct ky_kind *kind;
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && !giving.stopped && (kind = ky_kind_at(i)) != NULL; i++) {
		struct ky_handover_line line;
		char sha256[65];
		code = sum_kind(wb, kind, &line, sha256, err);
		if (!code && line.count)
			giving.stopped = each(data, &line) != 0;
	}
	if (!code && !giving.stopped)
		code = db_run(
			wb,
			"SELECT file, number, size, sha256 FROM archive WHERE file IS NOT NULL ORDER BY ord, seq",
			NULL, 0, give_file, &giving, err);
	return code;
}
