/* Writes figures and records for programs. Keys are sorted, so that two exports of the same workbook have the same
 * bytes. */
#include <assert.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "figure/json.h"
#include "kuayue/record.h"
#include "kuayue/text.h"
#include "report/documents.h"
#include "report/ledger_records.h"
#include "report/reader.h"
#include "workbook/db.h"

#define DUMP_FLAGS (JSON_COMPACT | JSON_SORT_KEYS)

/* Takes root over. */
static enum ky_code dump_line(json_t *root, FILE *out, struct ky_error *err)
{
	int failed = root ? json_dumpf(root, out, DUMP_FLAGS) : -1;
	json_decref(root);
	if (failed || fputc('\n', out) == EOF)
		return ky_fail(err, KY_SYSTEM,
			       _("The figures could not be written (%s); check the disk and export again."),
			       ky_reason(errno));
	return KY_OK;
}

enum ky_code write_figures(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	(void)range;
	char today[KY_DAY_TEXT];
	ky_day_format(ky_workbook_today(wb), today);
	json_t *figures = NULL;
	char *number = NULL, *name = NULL;
	enum ky_code code = figures_json(wb, &figures, err);
	if (!code)
		code = ky_school_text(wb, "code", &number, err);
	if (!code)
		code = ky_school_text(wb, "name", &name, err);
	if (!code)
		code = dump_line(json_pack("{s:s, s:s, s:i, s:s, s:s, s:O}", "campaign",
					   ky_campaign_id(ky_workbook_campaign(wb)), "date", today, "format", 1,
					   "code", number, "school", name, "figures", figures),
				 out, err);
	json_decref(figures);
	free(number);
	free(name);
	return code;
}

struct lines {
	struct ky_workbook *wb;
	FILE *out;
	enum ky_code code;
	struct ky_error *err;
};

static json_t *cell_json(struct ky_workbook *wb, const struct ky_record *record, int field)
{
	assert(field >= 0 && (size_t)field < ky_record_kind(record)->field_count);
	struct ky_value value = ky_record_get(record, field);
	switch (value.is) {
	case KY_BLANK:
		return json_null();
	case KY_INT:
		return json_integer(value.number);
	case KY_NA:
		return json_string(KY_NA_TEXT);
	default:
		break;
	}
	if (ky_record_kind(record)->fields[field].type != KY_CHOICE)
		return json_string(value.text);
	char *text = ky_record_text(wb, record, field);
	json_t *json = json_string(text);
	free(text);
	return json;
}

/* A workbook may come from anywhere. */
static bool has_odd_text(const struct ky_record *record)
{
	for (size_t i = 0; i < ky_record_kind(record)->field_count; i++) {
		struct ky_value value = ky_record_get(record, (int)i);
		if (value.is == KY_STR && !ky_text_valid(value.text, strlen(value.text)))
			return true;
	}
	return false;
}

static enum ky_code write_record(struct lines *lines, const struct ky_record *record)
{
	const struct ky_kind *kind = ky_record_kind(record);
	json_t *root = json_object();
	int failed = 0;
	for (size_t i = 0; i < kind->field_count; i++)
		failed |= json_object_set_new(root, kind->fields[i].name, cell_json(lines->wb, record, (int)i));
	/* A field may itself be called kind (school, note), so the record's own facts go beside the
	 * fields. */
	json_t *line = json_pack("{s:s, s:s, s:s, s:o}", "record", kind->name, "id", ky_record_id(record),
				 "number", ky_record_number(record), "fields", root);
	if (failed) {
		json_decref(line);
		return has_odd_text(record)
			       ? ky_fail(lines->err, KY_INPUT,
					 _("%s holds text that is not valid; correct it and export again."),
					 ky_record_number(record))
			       : memory_out(lines->err);
	}
	return dump_line(line, lines->out, lines->err);
}

static int each_record(void *data, const struct ky_record *record, int64_t row)
{
	struct lines *lines = data;
	(void)row;
	lines->code = write_record(lines, record);
	return lines->code != KY_OK;
}

enum ky_code write_records(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	(void)range;
	struct lines lines = { .wb = wb, .out = out, .err = err };
	const struct ky_kind *kind;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		if (kind->local || !reader_has_records(wb, kind))
			continue;
		enum ky_code code = ledger_records(wb, kind, NULL, each_record, &lines, err);
		if (code || lines.code)
			return code ? code : lines.code;
	}
	return KY_OK;
}
