/* Tests which of two packages of a school is the newer one: by what they say of each other, whatever their file
 * names and days are. */
#include "unit/place.h"

#include "kuayue/package.h"

/* Names of exports, as long as any. */
#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C "cccccccccccccccccccccccccccccccc"
#define D "dddddddddddddddddddddddddddddddd"

/* A package as verify found it; no more than two names in each list. */
struct found {
	struct ky_package_report report;
	char contains[2][KY_EXPORT_NAME], replaces[2][KY_EXPORT_NAME];
	char code[8], date[KY_DAY_TEXT];
};

static void list(struct ky_export_names *names, char (*room)[KY_EXPORT_NAME], const char *const *given)
{
	names->list = room;
	for (names->count = 0; given && given[names->count]; names->count++)
		snprintf(room[names->count], KY_EXPORT_NAME, "%s", given[names->count]);
}

static void find(struct found *found, const char *seal, const char *name, const char *const *contains,
		 const char *const *replaces)
{
	*found = (struct found){ .code = "G01", .date = "2012-06-15" };
	found->report.code = found->code;
	found->report.date = found->date;
	found->report.is_signed = true;
	snprintf(found->report.signer.fingerprint, KY_FINGERPRINT, "1111");
	snprintf(found->report.seal, sizeof(found->report.seal), "%s", seal);
	snprintf(found->report.export_name, KY_EXPORT_NAME, "%s", name);
	list(&found->report.contains, found->contains, contains);
	list(&found->report.replaces, found->replaces, replaces);
}

static void expect(struct place *place, const struct found *found, enum ky_order wanted)
{
	struct ky_error err = { .code = KY_OK };
	struct ky_seen earlier;
	enum ky_order order;
	if (ky_package_order(place->wb, &found->report, &order, &earlier, &err))
		fail_msg("%s", err.text);
	assert_int_equal(order, wanted);
	assert_string_equal(earlier.day, wanted == KY_ORDER_FIRST ? "" : "2012-06-15");
}

static void remember(struct place *place, const struct found *found)
{
	struct ky_error err = { .code = KY_OK };
	if (ky_package_remember(place->wb, &found->report, &err))
		fail_msg("%s", err.text);
}

static void what_knows_another_is_newer(void **state)
{
	struct place *place = *state;
	struct found first, second, third;
	find(&first, "s1", A, NULL, NULL);
	expect(place, &first, KY_ORDER_FIRST);
	remember(place, &first);
	remember(place, &first); /* once more changes nothing */
	expect(place, &first, KY_ORDER_AGAIN);
	find(&second, "s2", B, V(A), NULL);
	expect(place, &second, KY_ORDER_NEWER);
	remember(place, &second);
	/* One in between, which came later by another way. */
	find(&third, "s3", A, NULL, NULL);
	third.report.sealed_for = third.code;
	expect(place, &third, KY_ORDER_OLDER);
	find(&third, "s4", C, V(B), NULL); /* it knows the second one, which knows the first */
	expect(place, &third, KY_ORDER_NEWER);
	find(&third, "s4", C, V(D), NULL);
	expect(place, &third, KY_ORDER_APART);
	find(&third, "s4", C, V(D), V(A, B));
	expect(place, &third, KY_ORDER_NEWER);
	remember(place, &third);
	find(&first, "s5", D, NULL, NULL);
	expect(place, &first, KY_ORDER_OLDER);
}

static void one_export_is_one_sealed_or_open_and_no_two(void **state)
{
	struct place *place = *state;
	struct found open, sealed, other;
	find(&open, "s1", A, NULL, NULL);
	remember(place, &open);
	find(&sealed, "s2", A, NULL, NULL);
	sealed.report.sealed_for = sealed.code;
	expect(place, &sealed, KY_ORDER_SAME);
	find(&other, "s3", A, NULL, NULL);
	expect(place, &other, KY_ORDER_TWO_FACED);
}

static void the_gravest_is_answered(void **state)
{
	struct place *place = *state;
	struct found one, other, third;
	find(&one, "s1", A, NULL, NULL);
	remember(place, &one);
	find(&other, "s2", B, NULL, NULL);
	expect(place, &other, KY_ORDER_APART);
	remember(place, &other);
	find(&third, "s3", C, V(A), NULL); /* newer than the one, apart from the other */
	expect(place, &third, KY_ORDER_APART);
}

static void what_an_older_program_wrote_cannot_be_put_in_order(void **state)
{
	struct place *place = *state;
	struct found old, later, new;
	find(&old, "s1", "", NULL, NULL);
	remember(place, &old);
	find(&later, "s2", "", NULL, NULL);
	expect(place, &later, KY_ORDER_FIRST);
	find(&new, "s3", A, NULL, NULL);
	expect(place, &new, KY_ORDER_FIRST);
	remember(place, &new);
	expect(place, &later, KY_ORDER_OLD_FORMAT);
}

static void other_schools_and_unsigned_ones_say_nothing(void **state)
{
	struct place *place = *state;
	struct found one, other;
	find(&one, "s1", A, NULL, NULL);
	remember(place, &one);
	find(&other, "s2", B, NULL, NULL);
	snprintf(other.code, sizeof(other.code), "G02");
	expect(place, &other, KY_ORDER_FIRST);
	find(&other, "s2", B, NULL, NULL);
	other.report.is_signed = false;
	expect(place, &other, KY_ORDER_FIRST);
	other.report.code = other.report.date = NULL;
	remember(place, &other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_knows_another_is_newer),
		TEST(one_export_is_one_sealed_or_open_and_no_two),
		TEST(the_gravest_is_answered),
		TEST(what_an_older_program_wrote_cannot_be_put_in_order),
		TEST(other_schools_and_unsigned_ones_say_nothing),
	};
	return cmocka_run_group_tests_name("seen", tests, NULL, NULL);
}
