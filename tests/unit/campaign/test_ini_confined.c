/* What a process without rights says of a template's lines is looked at again before libiniparser reads it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "campaign/ini.h"
#include "confine/wire.h"
#include "kuayue/campaign.h"

#define LEN 200 /* bytes that the text had, as far as whoever takes it knows */

/* Whether it is taken. */
static bool is_taken(const struct ini *said)
{
	static struct wire from, to;
	int ends[2];
	struct ini taken = { .count = 0 };
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	wire_begin(&from, ends[0], -1);
	wire_begin(&to, ends[1], 1000);
	ini_put(said, &from);
	wire_flush(&from);
	close(ends[0]);
	ini_take(&taken, LEN, &to);
	bool well = wire_is_well(&to);
	if (well) {
		assert_int_equal(taken.count, said->count);
		assert_string_equal(taken.sections[0].name, said->sections[0].name);
		assert_string_equal(taken.sections[0].entries[0].key, said->sections[0].entries[0].key);
		assert_string_equal(taken.sections[0].entries[0].value, said->sections[0].entries[0].value);
	}
	ini_free(&taken);
	close(ends[1]);
	return well;
}

static bool is_taken_with(const char *section, const char *key, const char *value, int line)
{
	struct ini_entry entry = { key, value, line };
	struct ini_section one = { section, 1, &entry, 1 };
	return is_taken(&(struct ini){ .sections = &one, .count = 1 });
}

static void only_names_and_values_are_taken(void **state)
{
	(void)state;
	static char longest[INI_LINE + 2];
	memset(longest, 'a', sizeof(longest) - 1);
	assert_true(is_taken_with("task.T1", "title", "学习; # \\ '动员'", 2));
	assert_true(is_taken_with("task.T1", "title", "", INI_SIZE));
	assert_false(is_taken_with("task.T1", "title", "a\"\n[campaign]\nid=\"b", 2));
	assert_false(is_taken_with("task.T1", "title", "a\"b", 2));
	assert_false(is_taken_with("task.T1", "title", "a\033b", 2));
	assert_false(is_taken_with("task.T1", "title", "\xff", 2));
	assert_false(is_taken_with("task.T1", "ti=tle", "a", 2));
	assert_false(is_taken_with("task.T1", "", "a", 2));
	assert_false(is_taken_with("task:T1", "title", "a", 2));
	assert_false(is_taken_with("task]\n[x", "title", "a", 2));
	assert_false(is_taken_with("task.T1", "title", "a", 0));
	assert_false(is_taken_with("task.T1", "title", "a", INI_SIZE + 1));
	assert_false(is_taken_with("task.T1", "title", longest, 2));
	assert_false(is_taken_with(longest, "title", "a", 2));
}

/* More than was in the file, and more than there may be. */
static void no_more_than_there_was_is_taken(void **state)
{
	(void)state;
	static char most[LEN + 1];
	static struct ini_section sections[INI_SECTIONS + 1];
	static struct ini_entry entries[3];
	memset(most, 'a', LEN);
	for (size_t i = 0; i < 3; i++)
		entries[i] = (struct ini_entry){ "key", most, 1 };
	sections[0] = (struct ini_section){ "a", 1, entries, 1 };
	assert_true(is_taken(&(struct ini){ .sections = sections, .count = 1 }));
	sections[0].count = 3;
	assert_false(is_taken(&(struct ini){ .sections = sections, .count = 1 }));
	for (size_t i = 0; i <= INI_SECTIONS; i++)
		sections[i] = (struct ini_section){ "a", 1, entries, 0 };
	assert_false(is_taken(&(struct ini){ .sections = sections, .count = INI_SECTIONS + 1 }));
	assert_false(is_taken(&(struct ini){ .sections = sections, .count = 0 }));
}

/* With a byte more it is a stranger's. */
static void a_strangers_text_is_read_as_ours_is(void **state)
{
	(void)state;
	struct ky_campaign *campaign = NULL;
	struct ky_error err;
	size_t len = 0;
	const char *own = ky_campaign_builtin(&len);
	static char text[INI_SIZE];
	memcpy(text, own, len);
	text[len++] = '\n';
	assert_int_equal(ky_campaign_parse("other.ini", text, len, &campaign, &err), KY_OK);
	assert_string_equal(ky_campaign_id(campaign), "taolun-2012");
	ky_campaign_free(campaign);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_names_and_values_are_taken),
		cmocka_unit_test(no_more_than_there_was_is_taken),
		cmocka_unit_test(a_strangers_text_is_read_as_ours_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
