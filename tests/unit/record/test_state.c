/* Compares the two answers to how far a record has come, in C for one record and in SQL for all. Also tests that a
 * kind declares each role once. */
#include "unit/place.h"

#include "workbook/db.h"

/* One row is made for each of these, in all combinations that the kind has fields for. */
static const char *const dues[] = { NULL, "2012-06-14", "2012-06-15", "2012-06-16", "不适用" };

static enum ky_code write_cell(struct place *place, const struct ky_record *record, int field, const char *text)
{
	char sql[200];
	struct ky_error err = { 0 };
	const struct ky_kind *kind = ky_record_kind(record);
	snprintf(sql, sizeof(sql), "UPDATE \"%s\" SET \"%s\" = ?1 WHERE id = ?2", kind->name,
		 kind->fields[field].name);
	return db_once(place->wb, sql, (struct db_arg[]){ DB_T(text), DB_T(ky_record_id(record)) }, 2, NULL, NULL,
		       &err);
}

static int64_t overdue_by_view(struct place *place, const char *id)
{
	int64_t count = -1;
	struct ky_error err = { 0 };
	if (db_number(place->wb, "SELECT count(*) FROM deadline WHERE id = ?1 AND due < '2012-06-15' AND NOT met",
		      (struct db_arg[]){ DB_T(id) }, 1, 0, &count, &err))
		fail_msg("%s", err.text);
	return count;
}

static int compare(struct place *place, const struct ky_record *record)
{
	struct ky_record *now = NULL;
	struct ky_error err = { 0 };
	assert_int_equal(ky_record_load(place->wb, ky_record_id(record), &now, &err), KY_OK);
	bool overdue = ky_record_overdue(place->wb, now);
	if (overdue != (overdue_by_view(place, ky_record_id(record)) == 1))
		fail_msg("%s: %s by its record, not by the view", ky_record_number(now),
			 overdue ? "overdue" : "not overdue");
	ky_record_free(now);
	return overdue;
}

/* Every due day with every state, and each with what else may meet it. */
static int try_all(struct place *place, const struct ky_record *record)
{
	const struct ky_kind *kind = ky_record_kind(record);
	int due = ky_field_of(kind, KY_ROLE_DEADLINE), state = ky_field_of(kind, KY_ROLE_STATE), overdue = 0;
	const char *met_by = kind->fields[due].met_by;
	const int others[] = { -1, ky_field_of(kind, KY_ROLE_MERGED), ky_field_of(kind, KY_ROLE_DROPPED),
			       met_by ? ky_field_find(kind, met_by) : -1 };
	size_t count = 0;
	const struct ky_choice *choices = state < 0 ? NULL
						    : ky_campaign_choices(ky_workbook_campaign(place->wb),
									  kind->fields[state].choices, &count);
	for (size_t i = 0; i < sizeof(dues) / sizeof(dues[0]); i++) {
		write_cell(place, record, due, dues[i]);
		for (size_t j = 0; j <= count; j++) {
			if (state >= 0)
				write_cell(place, record, state, j < count ? choices[j].id : NULL);
			for (size_t k = 0; k < 4; k++) {
				if (others[k] >= 0)
					write_cell(place, record, others[k],
						   k == 1 ? ky_record_id(record) : "2012-06-01");
				overdue += compare(place, record);
				if (others[k] >= 0)
					write_cell(place, record, others[k], NULL);
			}
		}
	}
	return overdue;
}

static void a_record_is_overdue_where_the_view_says_so(void **state)
{
	struct place *place = *state;
	const struct ky_kind *kind;
	struct ky_error err = { 0 };
	int kinds = 0;
	add(place, "goal", V("title", "目标"), NULL, &err);
	add(place, "problem", V("text", "会议多"), NULL, &err);
	add(place, "notice", V("finding", "台账不全"), NULL, &err);
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		struct ky_record *record = NULL;
		if (ky_field_of(kind, KY_ROLE_DEADLINE) < 0)
			continue;
		assert_int_equal(ky_record_load_newest(place->wb, kind, &record, &err), KY_OK);
		if (!record)
			fail_msg("this test has no record of %s", kind->name);
		assert_true(try_all(place, record) > 0);
		ky_record_free(record);
		kinds++;
	}
	assert_true(kinds >= 4);
}

static void a_kind_has_one_field_of_a_role_and_of_its_type(void **state)
{
	static const enum ky_type types[] = {
		[KY_ROLE_STATE] = KY_CHOICE,     [KY_ROLE_HAPPENED] = KY_DATE, [KY_ROLE_STAMP] = KY_DATE,
		[KY_ROLE_DEADLINE] = KY_DATE,    [KY_ROLE_MERGED] = KY_LINK,   [KY_ROLE_DROPPED] = KY_DATE,
		[KY_ROLE_FILE_SIZE] = KY_NUMBER,
	};
	const struct ky_kind *kind;
	(void)state;
	for (size_t i = 0; (kind = ky_kind_at(i)) != NULL; i++) {
		assert_true(ky_title_field(kind) >= 0);
		assert_true(kind->field_count + 2 <= KY_DECLARED_MAX); /* 序号 and the number stand before them */
		assert_true(!kind->single || ky_field_of(kind, KY_ROLE_NUMBER) >= 0);
		for (size_t j = 0; j < kind->field_count; j++) {
			const struct ky_field *field = &kind->fields[j];
			if (field->role != KY_ROLE_NONE && ky_field_of(kind, field->role) != (int)j)
				fail_msg("%s.%s has the role of another field", kind->name, field->name);
			if (field->role < sizeof(types) / sizeof(types[0]) && types[field->role] &&
			    field->type != types[field->role])
				fail_msg("%s.%s cannot have its role", kind->name, field->name);
			if (field->role == KY_ROLE_MERGED)
				assert_string_equal(field->link, kind->name);
			if (field->met_by)
				assert_true(ky_field_find(kind, field->met_by) >= 0);
			if (field->type == KY_FILE)
				assert_true(ky_field_of(kind, KY_ROLE_FILE_SIZE) >= 0 &&
					    ky_field_of(kind, KY_ROLE_FILE_HASH) >= 0);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_record_is_overdue_where_the_view_says_so),
		cmocka_unit_test(a_kind_has_one_field_of_a_role_and_of_its_type),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
