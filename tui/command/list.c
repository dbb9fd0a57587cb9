/* kuayue list: the records of a kind or behind a figure, as a table, as JSON, or as CSV. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "kuayue/figure.h"
#include "kuayue/ledger.h"
#include "kuayue/text.h"
#include "terminal/memory.h"

struct listing {
	struct ky_workbook *wb;
	const struct ky_kind *kind;
	json_t *array;
	const char *set; /* of a rate: which of its two figures counts the record; else NULL */
	enum ky_code code;
	struct ky_error err;
};

json_t *value_json(struct ky_workbook *wb, const struct ky_record *record, int field)
{
	assert(field >= 0 && (size_t)field < ky_record_kind(record)->field_count);
	struct ky_value value = ky_record_get(record, field);
	if (value.is == KY_BLANK)
		return json_null();
	if (value.is == KY_INT)
		return json_integer(value.number);
	char *text = have(ky_record_text(wb, record, field));
	json_t *json = json_string(text);
	free(text);
	return json;
}

/* Loads the whole record where it goes to a program: in rows of a list long texts are cut. */
static struct ky_record *whole(struct listing *listing, const struct ky_record *row)
{
	struct ky_record *record = NULL;
	listing->code = ky_record_load(listing->wb, ky_record_id(row), &record, &listing->err);
	return record;
}

static json_t *record_json(struct ky_workbook *wb, const struct ky_record *record)
{
	const struct ky_kind *kind = ky_record_kind(record);
	json_t *object = json_object();
	json_object_set_new(object, "id", json_string(ky_record_id(record)));
	json_object_set_new(object, "number", json_string(ky_record_number(record)));
	for (size_t i = 0; i < kind->field_count; i++)
		json_object_set_new(object, kind->fields[i].name, value_json(wb, record, (int)i));
	return object;
}

static int add_json(void *data, const struct ky_record *row)
{
	struct listing *listing = data;
	struct ky_record *record = whole(listing, row);
	if (!record)
		return 1;
	json_array_append_new(listing->array, record_json(listing->wb, record));
	ky_record_free(record);
	return 0;
}

/* CSV has no way to escape: on standard output a control is shown, an exported file has it as it is. */
static void csv_cell(const char *text, bool last)
{
	char *shown = visible_copy(text);
	ky_csv_cell(stdout, shown, last);
	free(shown);
}

static int print_csv(void *data, const struct ky_record *row)
{
	struct listing *listing = data;
	struct ky_record *record = whole(listing, row);
	if (!record)
		return 1;
	csv_cell(ky_record_number(record), false);
	for (size_t i = 0; i < listing->kind->field_count; i++) {
		char *text = have(ky_record_text(listing->wb, record, (int)i));
		csv_cell(text, i + 1 == listing->kind->field_count);
		free(text);
	}
	ky_record_free(record);
	return 0;
}

static void print_csv_head(const struct ky_kind *kind)
{
	fputs("\xEF\xBB\xBF", stdout); /* by which a spreadsheet knows UTF-8 */
	ky_csv_cell(stdout, "number", false);
	for (size_t i = 0; i < kind->field_count; i++)
		ky_csv_cell(stdout, kind->fields[i].name, i + 1 == kind->field_count);
}

static void print_padded(const char *text, int columns)
{
	char shown[2048];
	int used = ky_text_visible(text, columns, shown, sizeof(shown));
	show(stdout, "%s%*s", shown, columns - used + 1, "");
}

static int print_row(void *data, const struct ky_record *row)
{
	struct listing *listing = data;
	print_padded(ky_record_number(row), 10);
	for (size_t i = 0; i < listing->kind->field_count; i++) {
		char text[512];
		if (listing->kind->fields[i].list.when != KY_LIST_ALWAYS)
			continue;
		ky_record_show(listing->wb, row, (int)i, text, sizeof(text));
		print_padded(text, listing->kind->fields[i].list.columns);
	}
	show(stdout, "\n");
	return 0;
}

static void print_head(const struct ky_kind *kind)
{
	print_padded(_("No."), 10);
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].list.when == KY_LIST_ALWAYS)
			print_padded(ky_field_title(&kind->fields[i]), kind->fields[i].list.columns);
	show(stdout, "\n");
}

/* Prints the gathered JSON if all of it is there. Returns the exit status. */
static int end_listing(struct listing *listing, enum ky_code code)
{
	code = code ? code : listing->code;
	return say_result(listing->array, code, &listing->err);
}

static int list(struct listing *listing, bool json, bool csv)
{
	struct ky_list *rows = NULL;
	enum ky_code code = ky_list_open(listing->wb, listing->kind, &rows, &listing->err);
	if (code)
		return say_error(code, &listing->err);
	if (json)
		listing->array = json_array();
	else if (csv)
		print_csv_head(listing->kind);
	else
		print_head(listing->kind);
	code = ky_list_each(rows, json ? add_json : csv ? print_csv : print_row, listing, &listing->err);
	ky_list_close(rows);
	return end_listing(listing, code);
}

static int give_behind(void *data, const char *id, const char *number)
{
	struct listing *listing = data;
	struct ky_record *record = NULL;
	listing->code = ky_record_load(listing->wb, id, &record, &listing->err);
	if (listing->code)
		return 1;
	const struct ky_kind *kind = ky_record_kind(record);
	if (listing->array) {
		json_t *object = record_json(listing->wb, record);
		json_object_set_new(object, "record", json_string(kind->name));
		if (listing->set)
			json_object_set_new(object, "set", json_string(listing->set));
		json_array_append_new(listing->array, object);
	} else {
		char *title = have(ky_record_text(listing->wb, record, ky_title_field(kind)));
		print_padded(number, 10);
		print_padded(ky_kind_title(kind), 16);
		print_visible(stdout, title);
		show(stdout, "\n");
		free(title);
	}
	ky_record_free(record);
	return 0;
}

/* One of the two figures of a rate, headed by its value. */
static enum ky_code list_set(struct listing *listing, const struct ky_figure *figure, const char *set)
{
	struct ky_figure_value value;
	char text[720];
	enum ky_code code = ky_figure_compute(listing->wb, figure, &value, &listing->err);
	if (code)
		return code;
	listing->set = set;
	ky_figure_say(figure, &value, text, sizeof(text));
	if (!listing->array) {
		show(stdout, strcmp(set, "dividend") == 0 ? _("Dividend, %s: ") : _("Divisor, %s: "),
		     ky_figure_title(figure));
		print_visible(stdout, text);
		show(stdout, "\n");
	}
	return ky_figure_records(listing->wb, figure, give_behind, listing, &listing->err);
}

/* The records that a figure counts: they may be of several kinds, so each says its own. Behind a rate are those of
 * both its figures. */
static int list_behind(struct listing *listing, const char *id, bool json)
{
	const struct ky_figure *figure = ky_figure_find(id);
	if (!figure)
		return say_error(ky_fail(&listing->err, KY_INPUT,
					 _("There is no figure %.60s; kuayue status --json has the id of each."),
					 id),
				 &listing->err);
	listing->array = json ? json_array() : NULL;
	const struct ky_figure *divisor, *dividend = ky_figure_divides(figure, &divisor);
	enum ky_code code;
	if (!dividend) {
		code = ky_figure_records(listing->wb, figure, give_behind, listing, &listing->err);
	} else {
		code = list_set(listing, dividend, "dividend");
		if (!code && !listing->code)
			code = list_set(listing, divisor, "divisor");
	}
	return end_listing(listing, code);
}

static int run_behind(struct call *call, const char *figure, bool json)
{
	struct listing listing = { 0 };
	int failed = call_expect(call, &command_list, 0, 0);
	if (!failed)
		failed = call_open(call, KY_READ, &listing.wb);
	if (failed)
		return failed;
	failed = list_behind(&listing, figure, json);
	ky_workbook_close(listing.wb);
	return failed;
}

static int run_list(struct call *call)
{
	struct listing listing = { 0 };
	int failed = 0;
	const char *figure = call_option(call, "--behind", &failed);
	bool json = call_flag(call, "--json"), csv = call_flag(call, "--csv");
	if (!failed)
		failed = call_site(call);
	if (failed)
		return failed;
	if (figure)
		return run_behind(call, figure, json);
	failed = call_expect(call, &command_list, 1, 1);
	if (failed)
		return failed;
	listing.kind = kind_argument(call->argv[0]);
	if (!listing.kind)
		return KY_INPUT;
	failed = call_open(call, KY_READ, &listing.wb);
	if (failed)
		return failed;
	failed = list(&listing, json, csv);
	ky_workbook_close(listing.wb);
	return failed;
}

const struct command command_list = {
	.name = "list",
	.usage = "KIND [--site own|all|CODE] [--json|--csv] | --behind FIGURE [--site own|all|CODE] [--json]",
	.help = N_("show all records of a kind, or those that a figure counts"),
	.run = run_list,
};
