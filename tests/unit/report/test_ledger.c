/* Compares the ledgers with the columns of the paper forms. */
#include "append.h"
#include "unit/place.h"

#include "kuayue/import.h"
#include "kuayue/ledger.h"

/* Lines of a tab-separated file of the source tree, cells cut; each is called for all but comments. */
static void each_line(const char *name, void (*each)(char **cells, int count, void *data), void *data)
{
	char path[512], line[4096];
	const char *root = getenv("KY_SRCDIR");
	snprintf(path, sizeof(path), "%s/%s", root ? root : ".", name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		char *cells[16] = { line };
		int count = 1;
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#')
			continue;
		for (char *at = line; count < 16 && (at = strchr(at, '\t')) != NULL; at++) {
			*at = '\0';
			cells[count++] = at + 1;
		}
		each(cells, count, data);
	}
	fclose(file);
}

static const struct ky_kind *kind_of_ledger(const char *ledger)
{
	for (size_t i = 0; ky_kind_at(i); i++)
		if (ky_kind_at(i)->ledger && strcmp(ky_kind_at(i)->ledger, ledger) == 0)
			return ky_kind_at(i);
	return NULL;
}

static const char *column_name(const struct ky_kind *kind, const struct ky_ledger_column *column)
{
	if (column->field >= 0)
		return kind->fields[column->field].name;
	return column->field == KY_COLUMN_ROW ? "no" : column->field == KY_COLUMN_ALONG ? "along" : "id";
}

static int seen;

/* ledger, column from 1, heading, field */
static void check_column(char **cells, int count, void *data)
{
	struct ky_ledger_column columns[KY_DECLARED_MAX];
	const struct ky_kind *kind = kind_of_ledger(cells[0]);
	struct place *place = data;
	size_t at = (size_t)int_of(cells[1]) - 1, columns_count = 0;
	const char *heading = NULL, *name = NULL;
	assert_int_equal(count, 4);
	seen++;
	if (strcmp(cells[0], "L11") == 0) {
		const struct ky_column *progress =
			ky_campaign_progress(ky_workbook_campaign(place->wb), &columns_count);
		heading = at < columns_count ? progress[at].title : "";
		name = cells[3];
	} else {
		assert_non_null(kind);
		columns_count = ky_ledger_columns(place->wb, kind, columns);
		heading = at < columns_count ? columns[at].zh : "";
		name = at < columns_count ? column_name(kind, &columns[at]) : "";
	}
	if (strcmp(heading, cells[2]) != 0)
		fail_msg("%s column %s is %s, not %s", cells[0], cells[1], heading, cells[2]);
	/* The printed number is the ledger's own; a task's is the campaign's. */
	bool number = strcmp(name, "id") == 0 || strcmp(name, "task_id") == 0;
	if (strcmp(name, cells[3]) != 0 && !(number && strstr(cells[3], "id")))
		fail_msg("%s column %s is field %s, not %s", cells[0], cells[1], name, cells[3]);
}

static bool is_behind(const struct ky_kind *kind, const struct ky_ledger_column *column)
{
	return column->field == KY_COLUMN_ALONG || (column->field >= 0 && kind->fields[column->field].beside);
}

/* What a ledger has behind the 195 columns of the paper forms, and what the others have, is declared. */
static void every_ledger_has_the_columns_of_the_paper_form_in_their_order(void **state)
{
	struct place *place = *state;
	struct ky_ledger_column columns[KY_DECLARED_MAX];
	size_t forms = 0, progress = 0;
	seen = 0;
	each_line("tests/data/ledgers.tsv", check_column, place);
	for (size_t i = 0; ky_kind_at(i); i++) {
		const struct ky_kind *kind = ky_kind_at(i);
		if (!kind->ledger)
			continue;
		size_t count = ky_ledger_columns(place->wb, kind, columns), behind = 0, declared = 0;
		bool form = int_of(kind->ledger + 1) <= 17;
		for (size_t j = 0; j < kind->field_count; j++)
			declared += !kind->fields[j].apart;
		for (size_t j = 0; j < count; j++)
			behind += form && is_behind(kind, &columns[j]);
		assert_int_equal(count, declared + kind->counted + (kind->number_zh != NULL) +
						(ky_field_of(kind, KY_ROLE_FILE_HASH) >= 0));
		forms += form ? count - behind : 0;
		/* None of them stands between those of the form. */
		for (size_t j = 0; form && j < count - behind; j++)
			assert_false(is_behind(kind, &columns[j]));
	}
	ky_campaign_progress(ky_workbook_campaign(place->wb), &progress);
	assert_int_equal(seen, 195);
	assert_int_equal(forms + progress, 195);
}

/* The columns of a ledger by the names of their fields, with commas between them. */
static void columns_of(struct place *place, const char *kind, char *out, size_t size)
{
	struct ky_ledger_column columns[KY_DECLARED_MAX];
	size_t count = ky_ledger_columns(place->wb, ky_kind_find(kind), columns);
	out[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		append(out, size, "%s%s", i ? "," : "", column_name(ky_kind_find(kind), &columns[i]));
	}
}

/* L18 and up stand whole in the template: a clerk sees what there is to be ordered. */
static void the_template_orders_each_ledger_that_is_no_paper_form(void **state)
{
	struct place *place = *state;
	static const char *const asked[] = { "body",        "institution", "activity", "project",
					     "publication", "model",       "goal",     "reward",
					     "spirit",      "suggestion",  "person",   "handin" };
	char columns[2048], wanted[2048];
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		assert_non_null(ky_kind_find(asked[i])->ledger);
	for (size_t i = 0; ky_kind_at(i); i++) {
		const struct ky_kind *kind = ky_kind_at(i);
		const struct ky_ledger_form *form =
			ky_campaign_ledger(ky_workbook_campaign(place->wb), kind->name);
		if (!kind->ledger || int_of(kind->ledger + 1) <= 17)
			continue;
		assert_non_null(form);
		assert_string_equal(form->title, ky_ledger_title(place->wb, kind));
		columns_of(place, kind->name, columns, sizeof(columns));
		snprintf(wanted, sizeof(wanted), "id,%s", form->columns);
		assert_string_equal(columns, wanted);
	}
}

#define VISIT "[ledger.visit]\nsets=inspection\n"

/* Has the place a workbook of the built-in template with one text in place of another. */
static enum ky_code make_of(struct place *place, const char *from, const char *to, struct ky_error *err)
{
	const char *ini = ky_campaign_builtin(NULL), *at = strstr(ini, from);
	assert_non_null(at);
	return place_renew(place, spliced(ini, at, at + strlen(from), to),
			   (struct ky_new_workbook){ .template_name = "changed.ini" }, err);
}

static char *written(struct place *place, const char *kind, const struct ky_range *range);

/* The form's columns first, then those that are named, then the others; rows by another field, blank ones last. */
static void a_clerk_orders_a_ledger_and_loses_no_column(void **state)
{
	struct place *place = *state;
	struct ky_error err = { .text = "" };
	char columns[2048];
	assert_int_equal(make_of(place, VISIT,
				 "[ledger.visit]\ntitle=走访台账\norder=kind\ncolumns=people,leaders\n", &err),
			 KY_OK);
	assert_string_equal(ky_ledger_title(place->wb, ky_kind_find("visit")), "走访台账");
	columns_of(place, "visit", columns, sizeof(columns));
	assert_ptr_equal(strstr(columns,
				"id,date,who,kind,place,method,issues,policy,answer,problem_id,confirmed,people,"
				"leaders,group"),
			 columns);
	static const char *const places[][2] = {
		{ "", "无类型" }, { "课堂", "甲" }, { "户", "乙" }, { "村", "丙" }
	};
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(add(place, "visit",
				     V("date", "2012-06-01", "kind", places[i][0], "place", places[i][1]), NULL,
				     &err),
				 KY_OK);
	char *text = written(place, "visit", NULL);
	const char *at = text;
	static const char *const sorted[] = { "丙", "乙", "甲", "无类型" };
	for (size_t i = 0; i < 4; i++) {
		assert_non_null(strstr(text, sorted[i]));
		assert_true(strstr(text, sorted[i]) > at);
		at = strstr(text, sorted[i]);
	}
	free(text);
	/* A workbook that has been opened again reads the same from what was kept. */
	place_reopen(place);
	assert_string_equal(ky_ledger_title(place->wb, ky_kind_find("visit")), "走访台账");
}

static void a_ledger_of_a_template_that_does_not_fit_is_refused(void **state)
{
	struct place *place = *state;
	static const struct {
		const char *from, *to, *said;
	} wrong[] = {
		{ VISIT, "[ledger.note]\ntitle=心得\n", "no ledger has that name" },
		{ VISIT, "[ledger.nothing]\ntitle=心得\n", "no ledger has that name" },
		{ VISIT, "[ledger.visit]\ntitle=组织机构\n", "title" },
		{ VISIT, "[ledger.visit]\ntitle=走访/调研\n", "title" },
		{ VISIT,
		  "[ledger.visit]\ntitle=一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二\n",
		  "title" },
		{ VISIT, "[ledger.visit]\norder=weather\n", "order" },
		{ VISIT, "[ledger.visit]\ncolumns=people,weather\n", "columns" },
		{ VISIT, "[ledger.visit]\ncolumns=people,people\n", "columns" },
		{ "[ledger.progress]\nsets=inspection,public\n", "[ledger.progress]\ncolumns=staff\n", "columns" },
		{ VISIT, "[ledger.visit]\ncolumns=people,\n", "columns" },
		{ VISIT, "[ledger.visit]\nsets=publik\n", "sets" },
		{ "[ledger.person]\n", "[ledger.person]\nsets=public\n", "sets" },
	};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct ky_error err = { .text = "" };
		if (make_of(place, wrong[i].from, wrong[i].to, &err) != KY_INPUT ||
		    !strstr(err.text, wrong[i].said))
			fail_msg("%zu: %s", i, err.text);
	}
}

static char *written(struct place *place, const char *kind, const struct ky_range *range)
{
	char *text = NULL;
	size_t size = 0;
	struct ky_error err = { 0 };
	FILE *out = open_memstream(&text, &size);
	assert_int_equal(ky_ledger_csv(place->wb, ky_kind_find(kind), range, out, &err), KY_OK);
	fclose(out);
	return text;
}

static void a_ledger_of_some_days_has_what_happened_in_them(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	const struct ky_range may = { ky_day_from_ymd(2012, 5, 1), ky_day_from_ymd(2012, 5, 31) };
	static const char *const days[] = { "2012-04-30", "2012-05-01", "2012-05-31", "2012-06-01", "" };
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		assert_int_equal(add(place, "opinion", V("raw", days[i][0] ? days[i] : "无日期", "date", days[i]),
				     NULL, &err),
				 KY_OK);
	char *text = written(place, "opinion", &may);
	assert_null(strstr(text, "2012-04-30"));
	assert_non_null(strstr(text, "2012-05-01"));
	assert_non_null(strstr(text, "2012-05-31"));
	assert_null(strstr(text, "2012-06-01"));
	assert_null(strstr(text, "无日期"));
	free(text);
	text = written(place, "opinion", &(struct ky_range){ KY_NO_DAY, may.to });
	assert_non_null(strstr(text, "2012-04-30"));
	assert_null(strstr(text, "2012-06-01"));
	free(text);
}

static void a_ledger_as_csv_cannot_run_and_comes_back(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char path[128];
	assert_int_equal(
		add(place, "opinion", V("raw", "=HYPERLINK(\"x\")\n第二行", "channel", "意见箱"), NULL, &err),
		KY_OK);
	char *text = written(place, "opinion", NULL);
	assert_memory_equal(text, "\xEF\xBB\xBF意见编号,来源渠道", strlen("\xEF\xBB\xBF意见编号,来源渠道"));
	assert_non_null(strstr(text, "\"'=HYPERLINK"));
	snprintf(path, sizeof(path), "%s/back.csv", place->dir);
	FILE *file = fopen(path, "wb");
	fputs(text, file);
	fclose(file);
	free(text);
	struct ky_import *import = NULL;
	assert_int_equal(ky_import_open(place->wb, NULL, path, &import, &err), KY_OK);
	assert_string_equal(ky_import_kind(import)->name, "opinion");
	assert_int_equal(ky_import_write(import, &err), KY_OK);
	ky_import_close(import);
	expect_text(place, "G01-O001", "raw", "=HYPERLINK(\"x\")\n第二行");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_ledger_has_the_columns_of_the_paper_form_in_their_order),
		TEST(the_template_orders_each_ledger_that_is_no_paper_form),
		TEST(a_clerk_orders_a_ledger_and_loses_no_column),
		TEST(a_ledger_of_a_template_that_does_not_fit_is_refused),
		TEST(a_ledger_of_some_days_has_what_happened_in_them),
		TEST(a_ledger_as_csv_cannot_run_and_comes_back),
	};
	return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
