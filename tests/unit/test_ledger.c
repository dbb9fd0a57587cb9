/* The ledgers as they are handed in, against the paper forms; and what kuayue-campaign(7) claims. */
#include "place.h"

#include "figure/decl.h"
#include "kuayue/figure.h"
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
	struct ky_ledger_column columns[KY_LEDGER_COLUMNS];
	const struct ky_kind *kind = kind_of_ledger(cells[0]);
	struct place *place = data;
	size_t at = (size_t)atoi(cells[1]) - 1, columns_count = 0;
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
	struct ky_ledger_column columns[KY_LEDGER_COLUMNS];
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

enum {
	COVER_S,
	COVER_SIDE,
	COVER_BASIS,
	COVER_ZH,
	COVER_EN,
	COVER_RECORDS,
	COVER_FIGURES,
	COVER_RULES,
	COVER_TASKS,
	COVER_ITEMS,
	COVER_PACKAGE,
	COVER_REMARK,
	COVER_REMARK_ZH,
	COVER_CELLS
};

static bool is_record(const char *word)
{
	char kind[64];
	const char *dot = strchr(word, '.');
	snprintf(kind, sizeof(kind), "%.*s", dot ? (int)(dot - word) : 60, word);
	const struct ky_kind *decl = ky_kind_find(kind);
	return decl && (!dot || ky_field_find(decl, dot + 1) >= 0);
}

static bool is_figure(const char *word)
{
	return ky_figure_find(word) != NULL;
}

static bool is_rule(const char *word)
{
	for (size_t i = 0; i < guide_rules_count; i++)
		if (strcmp(guide_rules[i].name, word) == 0)
			return true;
	return false;
}

static bool is_package_part(const char *word)
{
	return strcmp(word, "figures.json") == 0 || strcmp(word, "records.jsonl") == 0 || kind_of_ledger(word);
}

static void check_words(const char *s, const char *words, bool (*known)(const char *word))
{
	char copy[1024], *rest = copy;
	snprintf(copy, sizeof(copy), "%s", words);
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		if (!known(word))
			fail_msg("%s claims %s, which is not there", s, word);
}

/* The ids of words are those whose own list of sources has s. */
static bool listed(const char *words, const char *id)
{
	char padded[512], wanted[40];
	snprintf(padded, sizeof(padded), " %s ", words);
	snprintf(wanted, sizeof(wanted), " %s ", id);
	return strstr(padded, wanted) != NULL;
}

static void check_row(char **cells, int count, void *data)
{
	struct place *place = data;
	const struct ky_campaign *campaign = ky_workbook_campaign(place->wb);
	char s[16];
	size_t tasks_count = 0, items_count = 0;
	const struct ky_task *tasks = ky_campaign_tasks(campaign, &tasks_count);
	const struct ky_item *items = ky_campaign_items(campaign, &items_count);
	assert_int_equal(count, COVER_CELLS);
	snprintf(s, sizeof(s), "S%d", ++seen);
	assert_string_equal(cells[COVER_S], s);
	check_words(s, cells[COVER_RECORDS], is_record);
	check_words(s, cells[COVER_FIGURES], is_figure);
	check_words(s, cells[COVER_RULES], is_rule);
	check_words(s, cells[COVER_PACKAGE], is_package_part);
	for (size_t i = 0; i < tasks_count; i++)
		if (listed(cells[COVER_TASKS], tasks[i].id) != ky_list_has(tasks[i].sources, s))
			fail_msg("%s and task %s do not name each other", s, tasks[i].id);
	for (size_t i = 0; i < items_count; i++)
		if (listed(cells[COVER_ITEMS], items[i].id) != ky_list_has(items[i].sources, s))
			fail_msg("%s and item %s do not name each other", s, items[i].id);
	/* What falls on a school is recorded, counted and in the package; what does not says why. */
	if (strcmp(cells[COVER_SIDE], "bureau") == 0) {
		assert_true(cells[COVER_REMARK][0] && cells[COVER_REMARK_ZH][0]);
	} else {
		assert_true(cells[COVER_RECORDS][0] && cells[COVER_FIGURES][0]);
		assert_true(listed(cells[COVER_PACKAGE], "records.jsonl"));
	}
}

static void every_row_of_the_campaign_page_is_true(void **state)
{
	seen = 0;
	each_line("data/coverage.tsv", check_row, *state);
	assert_int_equal(seen, 84);
}

static void every_task_and_item_leads_to_a_source_that_is_listed(void **state)
{
	struct place *place = *state;
	size_t count = 0;
	const struct ky_item *items = ky_campaign_items(ky_workbook_campaign(place->wb), &count);
	for (size_t i = 0; i < count; i++) {
		int s = 0;
		assert_int_equal(sscanf(items[i].sources, "S%d", &s), 1);
		assert_in_range(s, 1, 84);
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
		TEST(every_row_of_the_campaign_page_is_true),
		TEST(every_task_and_item_leads_to_a_source_that_is_listed),
		TEST(a_ledger_of_some_days_has_what_happened_in_them),
		TEST(a_ledger_as_csv_cannot_run_and_comes_back),
	};
	return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
