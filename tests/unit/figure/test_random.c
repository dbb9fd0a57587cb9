/* Tests properties that hold in any workbook, on random legal records of every kind from a fixed seed. */
#include "append.h"
#include "unit/place.h"

#include "kuayue/figure.h"

#define EACH_KIND 20 /* records */
#define ROUNDS 4

/* xorshift: the same records in every run and on every machine. */
static uint32_t random_state;

static int below(int limit)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 17;
	random_state ^= random_state << 5;
	return (int)(random_state % (uint32_t)limit);
}

static void random_day(char out[KY_DAY_TEXT])
{
	ky_day_format(ky_day_from_ymd(2012, 2, 1) + below(134), out);
}

struct some {
	int field; /* -1: its number */
	char text[64];
};

static int take_some(void *data, const struct ky_record *row)
{
	struct some *some = data;
	if (!some->text[0] || below(4) == 0)
		snprintf(some->text, sizeof(some->text), "%.63s",
			 some->field < 0 ? ky_record_number(row) : ky_record_get(row, some->field).text);
	return 0;
}

/* The number of some record of the kind, or what a field of it says; "" if there is none yet. */
static void random_record(struct place *place, const char *kind, int field, char out[64])
{
	struct ky_list *list = NULL;
	struct some some = { .field = field };
	assert_int_equal(ky_list_open(place->wb, ky_kind_find(kind), &list, NULL), KY_OK);
	assert_int_equal(ky_list_each(list, take_some, &some, NULL), KY_OK);
	ky_list_close(list);
	memcpy(out, some.text, sizeof(some.text));
}

static void random_value(struct place *place, const struct ky_field *field, char out[64])
{
	size_t count = 0;
	const struct ky_choice *choices = NULL;
	switch (field->type) {
	case KY_NUMBER:
		snprintf(out, 64, "%d", (int)field->min + (below(3) ? below(60) : below(2)));
		break;
	case KY_DATE:
		random_day(out);
		break;
	case KY_CHOICE:
		choices = ky_campaign_choices(ky_workbook_campaign(place->wb), field->choices, &count);
		snprintf(out, 64, "%s", choices[below((int)count)].text);
		break;
	case KY_LINK:
	case KY_LINKS:
		random_record(place, field->link, -1, out);
		break;
	case KY_TEXT:
	case KY_LONG:
	case KY_LOG:
	case KY_FILE:
		snprintf(out, 64, "%s", strcmp(field->name, "start") == 0 ? "14:30" : below(2) ? "甲" : "乙");
		break;
	}
}

/* One in five fields stays 未填. What the rules refuse leaves nothing. */
static bool add_random(struct place *place, const struct ky_kind *kind)
{
	struct ky_record *record = ky_record_new(kind);
	char value[64];
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct ky_field *field = &kind->fields[i];
		if (field->computed || field->type == KY_FILE || (!field->required && below(5) == 0))
			continue;
		if (field->role == KY_ROLE_IDENTITY)
			random_record(place, kind->name, (int)i, value);
		else
			random_value(place, field, value);
		assert_int_equal(ky_record_put(place->wb, record, (int)i, value, NULL), KY_OK);
	}
	bool saved = ky_record_save(place->wb, record, NULL, NULL) == KY_OK;
	ky_record_free(record);
	return saved;
}

static void fill(struct place *place, uint32_t seed)
{
	random_state = seed;
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_ADD, NULL), KY_OK);
	for (size_t i = 0; ky_kind_at(i); i++) {
		const struct ky_kind *kind = ky_kind_at(i);
		int saved = 0;
		/* The school is there from the start; what was handed in, or confirmed, is the program's to write.
		 */
		if (kind->single || strcmp(kind->name, "handin") == 0 || strcmp(kind->name, "zero") == 0)
			continue;
		for (int tries = 0; saved < EACH_KIND && tries < 40 * EACH_KIND; tries++)
			saved += add_random(place, kind);
		if (saved != EACH_KIND)
			fail_msg("only %d records of %s were taken", saved, kind->name);
	}
	assert_int_equal(ky_change_commit(place->wb, NULL), KY_OK);
}

struct behind {
	struct place *place;
	const char *figure;
	char (*ids)[64];
	int count;
};

/* Each record is there, and stands behind a figure once. */
static int take_behind(void *data, const char *id, const char *number)
{
	struct behind *behind = data;
	struct ky_record *record = NULL;
	(void)number;
	for (int i = 0; i < behind->count; i++)
		if (strcmp(behind->ids[i], id) == 0)
			fail_msg("%s: %s is behind it twice", behind->figure, id);
	assert_int_equal(ky_record_load(behind->place->wb, id, &record, NULL), KY_OK);
	ky_record_free(record);
	behind->ids = realloc(behind->ids, (size_t)(behind->count + 1) * sizeof(*behind->ids));
	assert_non_null(behind->ids);
	snprintf(behind->ids[behind->count++], sizeof(*behind->ids), "%s", id);
	return 0;
}

static int records_behind(struct place *place, const struct ky_figure *figure)
{
	struct behind behind = { .place = place, .figure = figure->id };
	struct ky_error err = { 0 };
	if (ky_figure_records(place->wb, figure, take_behind, &behind, &err))
		fail_msg("%s: %s", figure->id, err.text);
	free(behind.ids);
	return behind.count;
}

static struct ky_figure_value compute(struct place *place, const char *id)
{
	struct ky_figure_value value;
	struct ky_error err = { 0 };
	const struct ky_figure *figure = ky_figure_find(id);
	assert_non_null(figure);
	if (ky_figure_compute(place->wb, figure, &value, &err))
		fail_msg("%s: %s", id, err.text);
	return value;
}

static int64_t number_of(struct place *place, const char *id)
{
	struct ky_figure_value value = compute(place, id);
	if (!value.is_number)
		fail_msg("%s is no number: %s", id, value.text);
	return value.number;
}

static void expect_records_behind(struct place *place)
{
	for (size_t i = 0; i < ky_figure_count(); i++) {
		const struct ky_figure *figure = ky_figure_at(i);
		struct ky_figure_value value = compute(place, figure->id);
		int behind = records_behind(place, figure);
		bool nought = value.is_number ? value.number == 0 : !value.raw[strspn(value.raw, "0/")];
		if (figure->counts && value.number != behind)
			fail_msg("%s is %s, and %d records are behind it", figure->id, value.text, behind);
		if (behind == 0 && (value.state == KY_FIGURE_FILLED || value.state == KY_FIGURE_NA) && !nought)
			fail_msg("%s is %s, and no record is behind it", figure->id, value.text);
		if (value.state == KY_FIGURE_ZERO && strcmp(figure->id, "party") != 0)
			fail_msg("%s is 零报告, and nobody said so", figure->id);
	}
}

/* The columns of the progress table that have to agree with each other (L11). */
static void expect_agreement(struct place *place)
{
	static const char *const states[] = { "st_未启动", "st_整改中", "st_待核验", "st_已销号" };
	int64_t problems = number_of(place, "problems"), sum = 0;
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		sum += number_of(place, states[i]);
	assert_int_equal(sum, problems);
	sum = number_of(place, "unclassified");
	struct ky_figure_value categories = compute(place, "categories");
	for (const char *at = categories.raw; *at; at += strcspn(at, "/"), at += *at == '/')
		sum += int_of(at);
	assert_int_equal(sum, problems);
	assert_true(number_of(place, "opinions_merged") <= number_of(place, "opinions_raw"));
	assert_true(number_of(place, "replied_on_time") <= number_of(place, "replied"));
	assert_true(number_of(place, "replied") <= number_of(place, "inspections"));
	assert_true(number_of(place, "seminars") <= number_of(place, "visits"));
	int notes = records_behind(place, ky_figure_find("notes_have")); /* one where it is a spot check */
	assert_true(notes == 1 || notes == number_of(place, "notes_have"));
	assert_int_equal(number_of(place, "essays"), records_behind(place, ky_figure_find("essays")));
	char both[64];
	snprintf(both, sizeof(both), "%lld/%lld", (long long)number_of(place, "opinions_raw"),
		 (long long)number_of(place, "opinions_merged"));
	assert_string_equal(compute(place, "opinions").raw, both);
}

static void every_count_opens_into_just_the_records_it_counts(void **state)
{
	struct place *place = *state;
	expect_records_behind(place);
	for (uint32_t seed = 1; seed <= ROUNDS; seed++) {
		fill(place, seed * 2654435761U);
		expect_records_behind(place);
		expect_agreement(place);
		ky_workbook_set_today(place->wb, ky_day_from_ymd(2012, 6, 15) + (ky_day)seed * 20);
	}
}

/* Those that a summary is judged by. */
static void the_counts_of_the_summary_are_counts_of_records(void **state)
{
	static const char *const counts[] = {
		"sessions",        "seminars",
		"opinions_raw",    "opinions_merged",
		"problems",        "st_未启动",
		"st_整改中",       "st_待核验",
		"st_已销号",       "of_which_overdue",
		"bulletins",       "media",
		"visits",          "of_which_longterm",
		"inspections",     "replied",
		"activities",      "published",
		"discussions",     "immediate_should",
		"limited_done",    "na_items",
		"replied_on_time", "systems_new",
		"systems_revised", "closed",
		"overdue",         "longterm",
		"items",           "leaders_visiting",
	};
	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		assert_non_null(ky_figure_find(counts[i]));
		if (!ky_figure_find(counts[i])->counts)
			fail_msg("%s does not count records", counts[i]);
	}
}

/* The first line of the demo county, and the names of the progress table's columns. */
static void every_column_that_is_reported_is_a_figure_of_that_name(void **state)
{
	char line[4096], ledger[8], column[64];
	int seen = 0;
	(void)state;
	FILE *in = fopen("data/demo/schools.tsv", "r");
	assert_non_null(in);
	assert_non_null(fgets(line, sizeof(line), in));
	fclose(in);
	char *rest = line;
	for (char *at; (at = strtok_r(rest, "\t\r\n", &rest)) != NULL; seen++)
		if (strcmp(at, "scenario") != 0 && !ky_figure_find(at))
			fail_msg("no figure %s", at);
	assert_int_equal(seen, 35);
	in = fopen("tests/data/ledgers.tsv", "r");
	assert_non_null(in);
	for (seen = 0; fgets(line, sizeof(line), in);) {
		if (sscanf(line, "%7[^\t]\t%*[^\t]\t%*[^\t]\t%63s", ledger, column) != 2 ||
		    strcmp(ledger, "L11") != 0)
			continue;
		seen++;
		if (!ky_figure_find(column))
			fail_msg("no figure %s", column);
	}
	fclose(in);
	assert_int_equal(seen, 28);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_count_opens_into_just_the_records_it_counts),
		cmocka_unit_test(the_counts_of_the_summary_are_counts_of_records),
		cmocka_unit_test(every_column_that_is_reported_is_a_figure_of_that_name),
	};
	return cmocka_run_group_tests_name("random", tests, NULL, NULL);
}
