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
	return column->field == KY_COLUMN_ROW ? "no" : "id";
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
		columns_count = ky_ledger_columns(kind, columns);
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

static void every_ledger_has_the_columns_of_the_paper_form_in_their_order(void **state)
{
	struct place *place = *state;
	struct ky_ledger_column columns[KY_DECLARED_MAX];
	size_t all = 0, progress = 0;
	seen = 0;
	each_line("tests/data/ledgers.tsv", check_column, place);
	for (size_t i = 0; ky_kind_at(i); i++)
		if (ky_kind_at(i)->ledger)
			all += ky_ledger_columns(ky_kind_at(i), columns);
	ky_campaign_progress(ky_workbook_campaign(place->wb), &progress);
	assert_int_equal(seen, 195);
	assert_int_equal(all + progress, 195);
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
		TEST(a_ledger_of_some_days_has_what_happened_in_them),
		TEST(a_ledger_as_csv_cannot_run_and_comes_back),
	};
	return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
