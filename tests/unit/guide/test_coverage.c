/*
 * Compares what kuayue-campaign(7) claims with the declarations: no row of its table may name a record, a figure,
 * a rule, a task, an item or a document that does not exist. The same comparison is run on tables with one fault
 * each, and has to find it.
 */
#include "unit/place.h"

#include "kuayue/campaign.h"
#include "kuayue/export.h"
#include "kuayue/figure.h"
#include "kuayue/guide.h"

#define SOURCES 96

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

struct table {
	char *cells[SOURCES + 2][COVER_CELLS]; /* room for one too many */
	int rows;
};

static char **row_of(struct table *table, int s)
{
	return table->cells[s - 1];
}

static void put_cell(char **cell, const char *text)
{
	free(*cell);
	*cell = strdup(text);
}

static void take_line(struct table *table, char *line)
{
	char *at = line;
	int count = 0;
	assert_true(table->rows < SOURCES + 2);
	for (char *cell = at; cell && count < COVER_CELLS; cell = at) {
		at = strchr(cell, '\t');
		if (at)
			*at++ = '\0';
		table->cells[table->rows][count++] = strdup(cell);
	}
	assert_int_equal(count, COVER_CELLS);
	assert_null(at);
	table->rows++;
}

static struct table *read_table(void)
{
	struct table *table = calloc(1, sizeof(*table));
	char path[512], line[4096];
	const char *root = getenv("KY_SRCDIR");
	snprintf(path, sizeof(path), "%s/data/coverage.tsv", root ? root : ".");
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '#')
			take_line(table, line);
	}
	fclose(file);
	return table;
}

static void free_row(struct table *table, int row)
{
	for (int i = 0; i < COVER_CELLS; i++)
		free(table->cells[row][i]);
	memset(table->cells[row], 0, sizeof(table->cells[row]));
}

static void free_table(struct table *table)
{
	for (int row = 0; row < table->rows; row++)
		free_row(table, row);
	free(table);
}

/* kind, kind.field or kind.field=key */
static bool is_record(const struct ky_campaign *campaign, const char *word)
{
	char copy[128];
	snprintf(copy, sizeof(copy), "%s", word);
	char *dot = strchr(copy, '.'), *equals = dot ? strchr(dot, '=') : NULL;
	if (dot)
		*dot++ = '\0';
	if (equals)
		*equals++ = '\0';
	const struct ky_kind *kind = ky_kind_find(copy);
	int field = kind && dot ? ky_field_find(kind, dot) : -1;
	if (!kind || !dot || field < 0 || !equals)
		return kind && (!dot || field >= 0);
	size_t count = 0;
	if (kind->fields[field].type != KY_CHOICE)
		return false;
	const struct ky_choice *choices = ky_campaign_choices(campaign, kind->fields[field].choices, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].id, equals) == 0)
			return true;
	return false;
}

static bool is_figure(const struct ky_campaign *campaign, const char *word)
{
	(void)campaign;
	return ky_figure_find(word) != NULL;
}

static bool is_rule(const struct ky_campaign *campaign, const char *word)
{
	(void)campaign;
	for (size_t i = 0; ky_guide_rule(i); i++)
		if (strcmp(ky_guide_rule(i), word) == 0)
			return true;
	return false;
}

/* A document by its own name, or a ledger by its number. */
static bool is_package_part(const struct ky_campaign *campaign, const char *word)
{
	(void)campaign;
	for (size_t i = 0; ky_document_at(i); i++)
		if (strcmp(ky_document_at(i)->name, word) == 0)
			return true;
	for (size_t i = 0; ky_kind_at(i); i++)
		if (ky_kind_at(i)->ledger && strcmp(ky_kind_at(i)->ledger, word) == 0)
			return true;
	return false;
}

static bool is_task(const struct ky_campaign *campaign, const char *word)
{
	size_t count = 0;
	const struct ky_task *tasks = ky_campaign_tasks(campaign, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(tasks[i].id, word) == 0)
			return true;
	return false;
}

static bool is_item(const struct ky_campaign *campaign, const char *word)
{
	size_t count = 0;
	const struct ky_item *items = ky_campaign_items(campaign, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].id, word) == 0)
			return true;
	return false;
}

/* The first word that is not known, or that stands there twice; false if there is none. */
static bool complain_of_words(const struct ky_campaign *campaign, const char *s, const char *words,
			      bool (*known)(const struct ky_campaign *campaign, const char *word), char *out,
			      size_t size)
{
	char copy[1024], seen[1100] = " ", padded[160], *rest = copy;
	snprintf(copy, sizeof(copy), "%s", words);
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		snprintf(padded, sizeof(padded), " %s ", word);
		if (!known(campaign, word) || strstr(seen, padded)) {
			snprintf(out, size, "%s: %s", s, word);
			return true;
		}
		snprintf(seen + strlen(seen), sizeof(seen) - strlen(seen), "%s ", word);
	}
	return false;
}

static bool listed(const char *words, const char *id)
{
	char padded[1100], wanted[64];
	snprintf(padded, sizeof(padded), " %s ", words);
	snprintf(wanted, sizeof(wanted), " %s ", id);
	return strstr(padded, wanted) != NULL;
}

/* A task or item that says where it comes from is named there, and the other way round. */
static bool complain_of_sources(const struct ky_campaign *campaign, char **cells, char *out, size_t size)
{
	size_t count = 0;
	const char *s = cells[COVER_S];
	const struct ky_task *tasks = ky_campaign_tasks(campaign, &count);
	for (size_t i = 0; i < count; i++)
		if (listed(cells[COVER_TASKS], tasks[i].id) != ky_list_has(tasks[i].sources, s))
			return snprintf(out, size, "%s: %s", s, tasks[i].id) > 0;
	const struct ky_item *items = ky_campaign_items(campaign, &count);
	for (size_t i = 0; i < count; i++)
		if (listed(cells[COVER_ITEMS], items[i].id) != ky_list_has(items[i].sources, s))
			return snprintf(out, size, "%s: %s", s, items[i].id) > 0;
	return false;
}

/* What falls on a school is recorded, counted and in the package; what does not says why. */
static bool complain_of_side(char **cells, char *out, size_t size)
{
	static const char *const sides[] = { "school", "both", "project", "bureau" };
	bool known = false, bureau = strcmp(cells[COVER_SIDE], "bureau") == 0;
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++)
		known = known || strcmp(cells[COVER_SIDE], sides[i]) == 0;
	const char *lacks = !known                                                              ? "side"
			    : !cells[COVER_ZH][0] || !cells[COVER_EN][0]                        ? "title"
			    : !strstr(cells[COVER_BASIS], " / L")                               ? "basis"
			    : bureau && (!cells[COVER_REMARK][0] || !cells[COVER_REMARK_ZH][0]) ? "remark"
			    : !bureau && !cells[COVER_RECORDS][0]                               ? "record"
			    : !bureau && !cells[COVER_FIGURES][0]                               ? "figure"
			    : !bureau && !cells[COVER_PACKAGE][0]                               ? "package"
			    : cells[COVER_RECORDS][0] && !listed(cells[COVER_PACKAGE], "records.jsonl") &&
					    strcmp(cells[COVER_PACKAGE], "")
				    ? "records.jsonl"
				    : NULL;
	return lacks && snprintf(out, size, "%s: %s", cells[COVER_S], lacks) > 0;
}

/* The words of the row that are columns of the ledger of the kind, or the kind as a whole. */
static bool on_paper(const char *records, const struct ky_kind *kind)
{
	char copy[1024], *rest = copy;
	size_t len = strlen(kind->name);
	snprintf(copy, sizeof(copy), "%s", records);
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		if (strncmp(word, kind->name, len) != 0 || (word[len] && word[len] != '.'))
			continue;
		word[strcspn(word, "=")] = '\0';
		if (!word[len] || !kind->fields[ky_field_find(kind, word + len + 1)].apart)
			return true;
	}
	return false;
}

/* A ledger is named where, and only where, something of the row stands in one of its columns. */
static bool complain_of_ledgers(char **cells, char *out, size_t size)
{
	for (size_t i = 0; ky_kind_at(i); i++) {
		const struct ky_kind *kind = ky_kind_at(i);
		if (kind->ledger &&
		    listed(cells[COVER_PACKAGE], kind->ledger) != on_paper(cells[COVER_RECORDS], kind))
			return snprintf(out, size, "%s: %s and %s", cells[COVER_S], kind->ledger, kind->name) > 0;
	}
	return false;
}

/* The first thing that is not as the table says, "" if all of it is. */
static const char *walk(const struct ky_campaign *campaign, struct table *table)
{
	static char out[256];
	out[0] = '\0';
	for (int row = 0; row < table->rows; row++) {
		char **cells = table->cells[row], s[16];
		snprintf(s, sizeof(s), "S%d", row + 1);
		if (strcmp(cells[COVER_S], s) != 0) {
			snprintf(out, sizeof(out), "%s stands where %s should", cells[COVER_S], s);
			return out;
		}
		if (complain_of_side(cells, out, sizeof(out)) ||
		    complain_of_words(campaign, s, cells[COVER_RECORDS], is_record, out, sizeof(out)) ||
		    complain_of_words(campaign, s, cells[COVER_FIGURES], is_figure, out, sizeof(out)) ||
		    complain_of_words(campaign, s, cells[COVER_RULES], is_rule, out, sizeof(out)) ||
		    complain_of_words(campaign, s, cells[COVER_TASKS], is_task, out, sizeof(out)) ||
		    complain_of_words(campaign, s, cells[COVER_ITEMS], is_item, out, sizeof(out)) ||
		    complain_of_words(campaign, s, cells[COVER_PACKAGE], is_package_part, out, sizeof(out)) ||
		    complain_of_ledgers(cells, out, sizeof(out)) ||
		    complain_of_sources(campaign, cells, out, sizeof(out)))
			return out;
	}
	if (table->rows != SOURCES)
		snprintf(out, sizeof(out), "%d rows", table->rows);
	return out;
}

static const struct ky_campaign *campaign_of(void **state)
{
	return ky_workbook_campaign(((struct place *)*state)->wb);
}

static void every_row_of_the_campaign_page_is_true(void **state)
{
	struct table *table = read_table();
	assert_string_equal(walk(campaign_of(state), table), "");
	free_table(table);
}

static void a_row_that_claims_what_is_not_there_is_found(void **state)
{
	static const struct {
		int s, cell;
		const char *claim, *complaint;
	} wrong[] = {
		{ 1, COVER_RECORDS, "school.teachers", "S1: school.teachers" },
		{ 1, COVER_RECORDS, "pupil", "S1: pupil" },
		{ 40, COVER_RECORDS, "activity.kind=rally", "S40: activity.kind=rally" },
		{ 40, COVER_RECORDS, "activity.title=mobilise", "S40: activity.title=mobilise" },
		{ 40, COVER_RECORDS, "activity.kind activity.kind", "S40: activity.kind" },
		{ 42, COVER_FIGURES, "sessions meetings", "S42: meetings" },
		{ 42, COVER_RULES, "few_session", "S42: few_session" },
		{ 42, COVER_TASKS, "P07 P08 P09 P99", "S42: P99" },
		{ 42, COVER_TASKS, "P07 P09", "S42: P08" },
		{ 43, COVER_TASKS, "P10 P07", "S43: P07" },
		{ 7, COVER_ITEMS, "I3 I9", "S7: I9" },
		{ 7, COVER_ITEMS, "I4", "S7: I3" },
		{ 7, COVER_ITEMS, "", "S7: I3" },
		{ 2, COVER_PACKAGE, "L1 L5 L18 records.jsonl", "S2: L18 and body" },
		{ 2, COVER_PACKAGE, "L1 L5 summary.pdf records.jsonl", "S2: summary.pdf" },
		{ 2, COVER_PACKAGE, "L1 records.jsonl", "S2: L5 and opinion" },
		{ 3, COVER_PACKAGE, "records.jsonl", "S3: L1 and problem" },
		{ 2, COVER_PACKAGE, "L1 L5", "S2: records.jsonl" },
		{ 2, COVER_PACKAGE, "", "S2: package" },
		{ 2, COVER_RECORDS, "", "S2: record" },
		{ 2, COVER_FIGURES, "", "S2: figure" },
		{ 31, COVER_REMARK, "", "S31: remark" },
		{ 31, COVER_REMARK_ZH, "", "S31: remark" },
		{ 31, COVER_SIDE, "both", "S31: record" },
		{ 31, COVER_SIDE, "nobody", "S31: side" },
		{ 84, COVER_BASIS, "五(三)", "S84: basis" },
		{ 84, COVER_ZH, "", "S84: title" },
		{ 84, COVER_S, "S83", "S83 stands where S84 should" },
	};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct table *table = read_table();
		put_cell(&row_of(table, wrong[i].s)[wrong[i].cell], wrong[i].claim);
		assert_string_equal(walk(campaign_of(state), table), wrong[i].complaint);
		free_table(table);
	}
}

static void a_table_that_lacks_a_row_or_has_one_twice_is_found(void **state)
{
	struct table *table = read_table();
	free_row(table, --table->rows);
	assert_string_equal(walk(campaign_of(state), table), "95 rows");
	free_table(table);
	table = read_table();
	for (int i = 0; i < COVER_CELLS; i++)
		table->cells[table->rows][i] = strdup(table->cells[0][i]);
	table->rows++;
	assert_string_equal(walk(campaign_of(state), table), "S1 stands where S97 should");
	free_table(table);
}

/* Those that hold for all of the 96, as the page says above its table. */
static bool is_for_all(const struct ky_kind *kind)
{
	return strcmp(kind->name, "archive") == 0 || strcmp(kind->name, "handover") == 0;
}

static void every_kind_answers_to_something_the_campaign_asks_for(void **state)
{
	struct table *table = read_table();
	(void)state;
	for (size_t i = 0; ky_kind_at(i); i++) {
		const struct ky_kind *kind = ky_kind_at(i);
		char field[64], alone[64];
		bool named = is_for_all(kind);
		snprintf(field, sizeof(field), " %s.", kind->name);
		snprintf(alone, sizeof(alone), " %s ", kind->name);
		for (int row = 0; row < table->rows && !named; row++) {
			char padded[1100];
			snprintf(padded, sizeof(padded), " %s ", table->cells[row][COVER_RECORDS]);
			named = strstr(padded, field) || strstr(padded, alone);
		}
		if (!named)
			fail_msg("%s is in no row", kind->name);
	}
	free_table(table);
}

static void expect_sources(const char *id, const char *sources)
{
	assert_true(sources[0]);
	while (*sources) {
		int s = 0, len = 0;
		if (sscanf(sources, "S%d%n", &s, &len) != 1 || s < 1 || s > SOURCES)
			fail_msg("%s comes from %s", id, sources);
		sources += len;
		sources += *sources == ',';
	}
}

static void every_task_and_item_comes_from_one_of_them(void **state)
{
	size_t count = 0;
	const struct ky_item *items = ky_campaign_items(campaign_of(state), &count);
	for (size_t i = 0; i < count; i++)
		expect_sources(items[i].id, items[i].sources);
	const struct ky_task *tasks = ky_campaign_tasks(campaign_of(state), &count);
	for (size_t i = 0; i < count; i++)
		expect_sources(tasks[i].id, tasks[i].sources);
}

/* The page as the build makes it, in one language. */
static void expect_page(const char *lang)
{
	char command[1024], line[4096];
	const char *root = getenv("KY_SRCDIR");
	int s = 0;
	root = root ? root : ".";
	snprintf(command, sizeof(command),
		 "awk -F '\t' -v lang=%s -f '%s/man/coverage.awk' '%s/data/coverage.tsv'", lang, root, root);
	FILE *page = popen(command, "r");
	assert_non_null(page);
	while (fgets(line, sizeof(line), page)) {
		int number = 0;
		if (sscanf(line, ".It S%d", &number) == 1)
			assert_int_equal(number, ++s);
		else
			assert_true(line[0] != '.' || strcmp(line, ".br\n") == 0);
	}
	assert_int_equal(pclose(page), 0);
	assert_int_equal(s, SOURCES);
}

static void the_page_lists_all_of_them_in_both_languages(void **state)
{
	(void)state;
	expect_page("en");
	expect_page("zh");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_row_of_the_campaign_page_is_true),
		TEST(a_row_that_claims_what_is_not_there_is_found),
		TEST(a_table_that_lacks_a_row_or_has_one_twice_is_found),
		TEST(every_kind_answers_to_something_the_campaign_asks_for),
		TEST(every_task_and_item_comes_from_one_of_them),
		TEST(the_page_lists_all_of_them_in_both_languages),
	};
	return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
