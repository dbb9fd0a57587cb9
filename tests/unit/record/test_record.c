/* Tests records, their rules, their history, and lists of them. */
#include "unit/place.h"

static void refused(enum ky_code code, const struct ky_error *err, const char *word)
{
	assert_int_equal(code, KY_INPUT);
	if (!strstr(err->text, word))
		fail_msg("\"%s\" does not say \"%s\"", err->text, word);
}

static int64_t total(struct place *place, const char *kind)
{
	struct ky_list *list = NULL;
	struct ky_error err;
	assert_int_equal(ky_list_open(place->wb, ky_kind_find(kind), &list, &err), KY_OK);
	int64_t count = ky_list_total(list);
	ky_list_close(list);
	return count;
}

static void a_new_workbook_has_the_tasks_and_items_of_its_school_kind(void **state)
{
	struct place *place = *state;
	assert_int_equal(total(place, "task"), 37);
	assert_int_equal(total(place, "rating"), 43);
	assert_int_equal(total(place, "school"), 1);
}

static void blank_zero_and_not_applicable_stay_three_values(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_record *record = NULL;
	assert_int_equal(set(place, "G01", V("party", "0", "website", "不适用", "students", "２，９８０"), &err),
			 KY_OK);
	place_reopen(place);
	assert_int_equal(ky_record_load(place->wb, "G01", &record, &err), KY_OK);
	const struct ky_kind *kind = ky_record_kind(record);
	assert_int_equal(ky_record_get(record, ky_field_find(kind, "party")).is, KY_INT);
	assert_int_equal(ky_record_get(record, ky_field_find(kind, "party")).number, 0);
	assert_int_equal(ky_record_get(record, ky_field_find(kind, "website")).is, KY_NA);
	assert_int_equal(ky_record_get(record, ky_field_find(kind, "staff")).is, KY_BLANK);
	assert_int_equal(ky_record_get(record, ky_field_find(kind, "students")).number, 2980);
	ky_record_free(record);
	assert_int_equal(set(place, "G01", V("party", ""), &err), KY_OK);
	expect_text(place, "G01", "party", "");
	refused(set(place, "G01", V("party", "不适用"), &err), &err, "party");
}

static void a_problem_goes_one_step_at_a_time(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char p[64];
	assert_int_equal(add(place, "problem", V("text", "会议多", "type", "限期整改"), p, &err), KY_OK);
	expect_text(place, p, "status", "未启动");
	refused(set(place, p, V("status", "已销号"), &err), &err, "status");
	refused(set(place, p, V("status", "整改中", "measure", "限时", "due", "2012-06-20"), &err), &err, "owner");
	assert_int_equal(
		set(place, p, V("status", "整改中", "measure", "限时", "due", "2012-06-20", "owner", "甲"), &err),
		0);
	refused(set(place, p, V("status", "待核验", "done", "2012-06-14"), &err), &err, "evidence");
	refused(set(place, p, V("status", "待核验", "done", "2012-06-16", "evidence", "1-1"), &err), &err, "done");
	assert_int_equal(set(place, p, V("status", "待核验", "done", "2012-06-14", "evidence", "1-1"), &err), 0);
	refused(set(place, p, V("status", "已销号", "verifier", "甲 ", "verified", "2012-06-15"), &err), &err,
		"verifier");
	refused(set(place, p, V("status", "整改中"), &err), &err, "reason");
	assert_int_equal(set(place, p, V("status", "已销号", "verifier", "乙", "verified", "2012-06-15"), &err),
			 0);
	refused(set(place, p, V("status", "整改中", "reason", "x"), &err), &err, "status");
	assert_int_equal(set(place, p, V("status", "未启动", "reason", "又发生"), &err), 0);
	expect_text(place, p, "round", "2");
	expect_text(place, p, "verifier", "");
	expect_text(place, p, "owner", "甲");
}

static void what_is_put_right_at_once_closes_from_the_start(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char p[64];
	assert_int_equal(add(place, "problem", V("text", "灯坏了", "type", "立行立改", "owner", "甲"), p, &err),
			 KY_OK);
	refused(set(place, p, V("status", "已销号", "evidence", "1", "verifier", "乙"), &err), &err, "handled");
	assert_int_equal(
		set(place, p, V("status", "已销号", "evidence", "1", "verifier", "乙", "handled", "换了"), &err),
		0);
}

static void what_is_put_right_at_once_may_also_go_the_long_way(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char p[64];
	assert_int_equal(add(place, "problem", V("text", "灯坏了", "type", "立行立改"), p, &err), KY_OK);
	assert_int_equal(
		set(place, p, V("status", "整改中", "owner", "甲", "measure", "换灯", "due", "2012-06-20"), &err),
		0);
	assert_int_equal(set(place, p, V("status", "待核验", "done", "2012-06-14", "evidence", "1"), &err), 0);
	assert_int_equal(set(place, p, V("status", "已销号", "verifier", "乙", "verified", "2012-06-15"), &err),
			 0);
	/* Straight from the start it needs a word, whatever else is filled in. */
	assert_int_equal(set(place, p, V("status", "未启动", "reason", "又坏了"), &err), 0);
	refused(set(place, p,
		    V("status", "已销号", "done", "2012-06-14", "evidence", "1", "verifier", "乙", "verified",
		      "2012-06-15"),
		    &err),
		&err, "handled");
}

static void a_checklist_item_that_is_added_again_is_the_one_that_is_there(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char p[64];
	assert_int_equal(add(place, "rating", V("item", "A2", "self", "2"), p, &err), KY_OK);
	assert_string_equal(p, "G01-C002");
	assert_int_equal(total(place, "rating"), 43);
	expect_text(place, p, "weight", "3");
	expect_text(place, p, "self", "2");
	refused(add(place, "rating", V("item", "A2", "self", "3"), p, &err), &err, "evidence");
	expect_text(place, "G01-C002", "self", "2");
	assert_int_equal(add(place, "task", V("task_id", "P01", "status", "推进中"), p, &err), KY_OK);
	assert_string_equal(p, "G01-T001");
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect_text(place, "G01-T001", "status", "未启动");
	refused(add(place, "rating", V("item", "Z9", "self", "2"), p, &err), &err, "title");
	/* Another like it is another. */
	struct ky_record *record = NULL, *like = NULL;
	assert_int_equal(ky_record_load(place->wb, "G01-T001", &record, &err), KY_OK);
	assert_int_equal(ky_record_like(place->wb, record, &like, &err), KY_OK);
	assert_int_equal(put_all(place, like, V("title", "成立本校小组"), &err), KY_OK);
	assert_string_equal(ky_record_number(like), "G01-T038");
	ky_record_free(record);
	ky_record_free(like);
}

static void a_session_counts_whom_the_roster_ticks(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char a[64], b[64], s[64], both[256];
	assert_int_equal(add(place, "person", V("name", "甲"), a, &err), KY_OK);
	assert_int_equal(add(place, "person", V("name", "乙"), b, &err), KY_OK);
	snprintf(both, sizeof(both), "%s %s %s", b, a, b);
	refused(add(place, "session", V("date", "2012-05-05", "topic", "学习", "should", "3", "attendance", both),
		    s, &err),
		&err, "absent");
	assert_int_equal(add(place, "session",
			     V("date", "2012-05-05", "topic", "学习", "should", "3", "attendance", both, "absent",
			       "丙病假"),
			     s, &err),
			 KY_OK);
	expect_text(place, s, "present", "2");
	expect_text(place, s, "entered", "2012-06-15");
	expect_text(place, s, "form", "集中学习");
	refused(set(place, s, V("should", "1"), &err), &err, "present");
	refused(set(place, s, V("date", "2012-06-16"), &err), &err, "date");
	refused(set(place, s, V("attendance", s), &err), &err, "attendance");
}

static void a_rating_of_three_has_evidence_and_n_its_school_kinds(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	refused(set(place, "G01-C001", V("self", "3"), &err), &err, "evidence");
	refused(set(place, "G01-C001", V("self", "N", "note", "x"), &err), &err, "self");
	refused(set(place, "G01-C001", V("self", "4"), &err), &err, "self");
	assert_int_equal(set(place, "G01-C001", V("self", "3", "evidence", "3-1"), &err), KY_OK);
	expect_text(place, "G01-C001", "date", ""); /* whoever rates it says when */
}

static int count_events(void *data, const struct ky_event *event)
{
	(void)event;
	++*(int *)data;
	return 0;
}

static void every_change_can_be_taken_back_and_stays_in_the_history(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_record *record = NULL;
	char p[64];
	int events = 0;
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_NO);
	assert_int_equal(add(place, "problem", V("text", "一"), p, &err), KY_OK);
	assert_int_equal(set(place, p, V("text", "二", "cause", "因"), &err), KY_OK);
	assert_int_equal(ky_record_load(place->wb, p, &record, &err), KY_OK);
	char id[64];
	snprintf(id, sizeof(id), "%s", ky_record_id(record));
	ky_record_free(record);
	assert_int_equal(ky_record_delete(place->wb, id, &err), KY_OK);
	assert_int_equal(total(place, "problem"), 0);
	struct ky_undo_step step = { 0 };
	assert_int_equal(ky_undo(place->wb, &step, &err), KY_OK);
	assert_int_equal(step.what, KY_CHANGE_DELETE);
	ky_undo_step_clear(&step);
	expect_text(place, p, "text", "二");
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect_text(place, p, "text", "一");
	expect_text(place, p, "cause", "");
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	assert_int_equal(total(place, "problem"), 0);
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_NO);
	assert_int_equal(ky_record_history(place->wb, id, count_events, &events, &err), KY_OK);
	assert_int_equal(events, 8); /* made, two fields, deleted, brought back, two fields back, unmade */
	/* A number is never given twice. */
	assert_int_equal(add(place, "problem", V("text", "三"), p, &err), KY_OK);
	assert_string_equal(p, "G01-002");
}

static void lists_read_by_key_see_every_row_once_in_order(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_list *list = NULL;
	enum { COUNT = 157 };
	assert_int_equal(ky_change_begin(place->wb, KY_CHANGE_ADD, &err), KY_OK);
	for (int i = 0; i < COUNT; i++) {
		char date[32], topic[32];
		snprintf(date, sizeof(date), "2012-05-%02d", 1 + (i * 7) % 5);
		snprintf(topic, sizeof(topic), "第%d次Ａbc", i);
		assert_int_equal(add(place, "session", V("date", date, "topic", topic), NULL, &err), KY_OK);
	}
	assert_int_equal(ky_change_commit(place->wb, &err), KY_OK);
	assert_int_equal(ky_list_open(place->wb, ky_kind_find("session"), &list, &err), KY_OK);
	for (int backwards = 0; backwards < 2; backwards++) {
		struct ky_record *rows[10], *last = NULL;
		int seen = 0, date = ky_field_find(ky_kind_find("session"), "date");
		size_t got = 0;
		bool more = false;
		do {
			assert_int_equal(
				ky_list_fetch(
					list,
					&(struct ky_stretch){ .after = last, .backwards = backwards, .count = 10 },
					rows, &got, &more, &err),
				KY_OK);
			for (size_t i = 0; i < got; i++) {
				int order = last ? strcmp(ky_record_get(rows[i], date).text,
							  ky_record_get(last, date).text)
						 : 0;
				assert_true(backwards ? order <= 0 : order >= 0);
				ky_record_free(last);
				last = rows[i];
				seen++;
			}
		} while (got);
		ky_record_free(last);
		assert_int_equal(seen, COUNT);
	}
	struct ky_record *rows[200];
	size_t got = 0, all = 0;
	bool more = false;
	assert_int_equal(ky_list_filter(list, "第15次ABC", &err), KY_OK);
	assert_int_equal(ky_list_fetch(list, &(struct ky_stretch){ .count = 200, .scan_limit = 10 }, rows, &got,
				       &more, &err),
			 KY_OK);
	for (;; assert_int_equal(ky_list_continue(list, &(struct ky_stretch){ .count = 200, .scan_limit = 10 },
						  rows, &got, &more, &err),
				 KY_OK)) {
		for (size_t i = 0; i < got; i++)
			ky_record_free(rows[i]);
		all += got;
		if (!more)
			break;
	}
	assert_int_equal(all, 1);
	ky_list_close(list);
}

static void a_choice_is_found_by_its_text_and_a_link_by_its_title(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	struct ky_list *list = NULL;
	struct ky_record *row = NULL;
	char person[64];
	size_t got = 0;
	bool more = false;
	assert_int_equal(add(place, "person", V("name", "韦春林"), person, &err), KY_OK);
	assert_int_equal(add(place, "note",
			     V("person", person, "kind", "心得", "date", "2012-05-01", "title", "题"), NULL, &err),
			 KY_OK);
	assert_int_equal(ky_list_open(place->wb, ky_kind_find("note"), &list, &err), KY_OK);
	const char *const texts[] = { "心得", "春林", "题", "G01-N001" };
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(ky_list_filter(list, texts[i], &err), KY_OK);
		assert_int_equal(ky_list_fetch(list, &(struct ky_stretch){ .count = 1 }, &row, &got, &more, &err),
				 KY_OK);
		assert_int_equal(got, 1);
		ky_record_free(row);
	}
	assert_int_equal(ky_list_filter(list, "笔记", &err), KY_OK);
	assert_int_equal(ky_list_fetch(list, &(struct ky_stretch){ .count = 1 }, &row, &got, &more, &err), KY_OK);
	assert_int_equal(got, 0);
	ky_list_close(list);
}

static void any_text_comes_back_to_the_byte(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char p[64];
	static const char *const texts[] = { "a\033[31m\007b",
					     "\342\200\256反\342\200\254",
					     "e\314\201\314\202",
					     "\360\240\200\200",
					     "\360\237\221\251\342\200\215\360\237\221\247",
					     "一\n二\t三",
					     "'; DROP TABLE problem; --" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(add(place, "problem", V("text", texts[i]), p, &err), KY_OK);
		expect_text(place, p, "text", texts[i]);
	}
	char *big = malloc(100001);
	memset(big, 'x', 100000);
	big[100000] = '\0';
	assert_int_equal(add(place, "problem", V("text", big), p, &err), KY_OK);
	place_reopen(place);
	expect_text(place, p, "text", big);
	free(big);
	refused(add(place, "problem", V("text", "\xff\xfe"), p, &err), &err, "UTF-8");
}

static void a_mistyped_name_finds_its_neighbour(void **state)
{
	(void)state;
	assert_string_equal(ky_kind_nearest("problems"), "problem");
	assert_string_equal(ky_kind_nearest("sesion"), "session");
	assert_null(ky_kind_nearest("quagga"));
	assert_string_equal(ky_field_nearest(ky_kind_find("problem"), "onwer"), "owner");
}

static void a_publication_that_is_corrected_takes_its_day_along(void **state)
{
	struct place *place = *state;
	struct ky_error err = { 0 };
	for (int i = 0; i < 3; i++)
		assert_int_equal(add(place, "problem", V("text", "会议多"), NULL, &err), KY_OK);
	assert_int_equal(set(place, "G01-003", V("published", "2012-05-02"), &err), KY_OK);
	assert_int_equal(
		add(place, "publication", V("date", "2012-05-10", "items", "G01-001 G01-002 G01-003"), NULL, &err),
		KY_OK);
	assert_int_equal(add(place, "publication", V("date", "2012-05-20", "items", "G01-002"), NULL, &err),
			 KY_OK);
	expect_text(place, "G01-002", "published", "2012-05-10");
	/* The date was wrong. What people wrote themselves stays. */
	assert_int_equal(set(place, "G01-G001", V("date", "2012-05-11"), &err), KY_OK);
	expect_text(place, "G01-001", "published", "2012-05-11");
	expect_text(place, "G01-002", "published", "2012-05-11");
	expect_text(place, "G01-003", "published", "2012-05-02");
	/* It told of neither; the second is told of elsewhere. */
	assert_int_equal(set(place, "G01-G001", V("items", "G01-003"), &err), KY_OK);
	expect_text(place, "G01-001", "published", "");
	expect_text(place, "G01-002", "published", "2012-05-20");
	/* A day still to come is refused, and nothing is marked. */
	assert_int_equal(add(place, "publication", V("date", "2012-07-01", "items", "G01-001"), NULL, &err),
			 KY_INPUT);
	expect_text(place, "G01-001", "published", "");
}

/* A printed number names one record, whatever its kind. */
static void no_two_kinds_number_alike(void **state)
{
	(void)state;
	for (size_t i = 0; ky_kind_at(i); i++)
		for (size_t j = 0; j < i; j++)
			if (!ky_kind_at(i)->single && !ky_kind_at(j)->single)
				assert_string_not_equal(ky_kind_at(i)->prefix, ky_kind_at(j)->prefix);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_workbook_has_the_tasks_and_items_of_its_school_kind),
		TEST(blank_zero_and_not_applicable_stay_three_values),
		TEST(a_problem_goes_one_step_at_a_time),
		TEST(what_is_put_right_at_once_closes_from_the_start),
		TEST(what_is_put_right_at_once_may_also_go_the_long_way),
		TEST(a_checklist_item_that_is_added_again_is_the_one_that_is_there),
		TEST(a_session_counts_whom_the_roster_ticks),
		TEST(a_rating_of_three_has_evidence_and_n_its_school_kinds),
		TEST(every_change_can_be_taken_back_and_stays_in_the_history),
		TEST(lists_read_by_key_see_every_row_once_in_order),
		TEST(a_choice_is_found_by_its_text_and_a_link_by_its_title),
		TEST(any_text_comes_back_to_the_byte),
		TEST(a_publication_that_is_corrected_takes_its_day_along),
		cmocka_unit_test(a_mistyped_name_finds_its_neighbour),
		TEST(no_two_kinds_number_alike),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
