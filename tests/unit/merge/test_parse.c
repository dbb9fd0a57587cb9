/* Tests what a line of ops.jsonl may say: each line that Kuayue writes is read as it was meant, and whatever has
 * another form, another type or another size is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "merge/moved.h"

#define RUN "0123456789abcdef0123456789abcdef"

static enum ky_code parse(const char *text, const struct moved_line *above, struct moved_line *out)
{
	struct ky_error err = { .code = KY_OK };
	enum ky_code code = moved_parse(text, strlen(text), above, out, &err);
	assert_int_equal(code != KY_OK, err.text[0] != '\0');
	return code;
}

static struct moved_line read_line(const char *text, const struct moved_line *above)
{
	struct moved_line line;
	if (parse(text, above, &line))
		fail_msg("refused: %s", text);
	return line;
}

static void refuse(const char *text, const struct moved_line *above)
{
	struct moved_line line;
	if (parse(text, above, &line) != KY_INPUT)
		fail_msg("taken: %s", text);
	/* What was read of it by then is freed. */
	assert_null(line.fields);
	assert_null(line.over.list);
}

static void a_change_says_who_did_it_or_that_it_was_who_did_the_one_above(void **state)
{
	(void)state;
	struct moved_line first =
		read_line("{\"d\":\"" RUN "\",\"s\":1,\"c\":2,\"w\":-3,\"q\":1,\"day\":\"2012-06-15\","
			  "\"by\":\"谢春娟\",\"what\":\"add\",\"t\":\"1\",\"u\":7}",
			  NULL);
	assert_int_equal(first.is, MOVED_CHANGE);
	assert_string_equal(first.run, RUN);
	assert_int_equal(first.seq, 1);
	assert_int_equal(first.clock, 2);
	assert_int_equal(first.wall, -3);
	assert_true(first.doubtful);
	assert_string_equal(first.author, "谢春娟");
	assert_string_equal(first.template, "1");
	assert_int_equal(first.undoes, 7);
	struct moved_line same = read_line("{\"s\":2,\"c\":3,\"w\":4}", &first);
	assert_string_equal(same.run, RUN);
	assert_string_equal(same.day, "2012-06-15");
	assert_string_equal(same.what, "add");
	assert_string_equal(same.author, "谢春娟");
	assert_int_equal(same.undoes, -1);
	assert_false(same.doubtful);
	struct moved_line nobody = read_line("{\"s\":3,\"c\":3,\"w\":4,\"by\":null,\"t\":null}", &same);
	assert_null(nobody.author);
	assert_null(nobody.template);
	struct moved_line still = read_line("{\"s\":4,\"c\":3,\"w\":4}", &nobody);
	assert_null(still.author);
	moved_line_clear(&first);
	moved_line_clear(&same);
	moved_line_clear(&nobody);
	moved_line_clear(&still);
}

static void a_change_of_another_form_is_refused(void **state)
{
	static const char *const lines[] = {
		"{\"s\":0,\"c\":1,\"w\":1}",
		"{\"s\":1.5,\"c\":1,\"w\":1}",
		"{\"s\":\"1\",\"c\":1,\"w\":1}",
		"{\"c\":1,\"w\":1}",
		"{\"s\":1,\"w\":1}",
		"{\"s\":1,\"c\":1000000001,\"w\":1}",
		"{\"s\":1,\"c\":1}",
		"{\"s\":1,\"c\":1,\"w\":null}",
		"{\"s\":1,\"c\":1,\"w\":1,\"u\":-1}",
		"{\"s\":1,\"c\":1,\"w\":1,\"d\":\"abc\"}",
		"{\"s\":1,\"c\":1,\"w\":1,\"d\":\"0123456789abcdef0123456789abcdef0\"}",
		"{\"s\":1,\"c\":1,\"w\":1,\"d\":\"0123456789ABCDEF0123456789abcdef\"}",
		"{\"s\":1,\"c\":1,\"w\":1,\"day\":\"2012-13-01\"}",
		"{\"s\":1,\"c\":1,\"w\":1,\"day\":5}",
		"{\"s\":1,\"c\":1,\"w\":1,\"what\":\"Add\"}",
		"{\"s\":1,\"c\":1,\"w\":1,\"what\":\"\"}",
		"{\"s\":1,\"c\":1,\"w\":1,\"by\":5}",
		"{\"s\":1,\"c\":1,\"w\":1,\"t\":[]}",
		"{\"s\":1,\"s\":1,\"c\":1,\"w\":1}",
	};
	char text[1000];
	(void)state;
	struct moved_line above = read_line(
		"{\"d\":\"" RUN "\",\"s\":1,\"c\":2,\"w\":3,\"day\":\"2012-06-15\",\"what\":\"add\"}", NULL);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		refuse(lines[i], &above);
	/* As long as a name may be, and longer. */
	snprintf(text, sizeof(text), "{\"s\":1,\"c\":1,\"w\":1,\"by\":\"%0400d\"}", 1);
	struct moved_line line = read_line(text, &above);
	assert_int_equal(strlen(line.author), 400);
	moved_line_clear(&line);
	snprintf(text, sizeof(text), "{\"s\":1,\"c\":1,\"w\":1,\"by\":\"%0401d\"}", 1);
	refuse(text, &above);
	/* The first one has nothing above it. */
	refuse("{\"s\":1,\"c\":1,\"w\":1,\"day\":\"2012-06-15\",\"what\":\"add\"}", NULL);
	refuse("{\"d\":\"" RUN "\",\"s\":1,\"c\":1,\"w\":1,\"what\":\"add\"}", NULL);
	refuse("{\"d\":\"" RUN "\",\"s\":1,\"c\":1,\"w\":1,\"day\":\"2012-06-15\"}", NULL);
	moved_line_clear(&above);
}

static void the_head_and_a_record_are_read(void **state)
{
	(void)state;
	struct moved_line line = read_line("{\"kuayue\":\"ops\",\"format\":2}", NULL);
	assert_int_equal(line.is, MOVED_HEAD);
	assert_int_equal(line.seq, 2);
	refuse("{\"kuayue\":\"rows\",\"format\":1}", NULL);
	refuse("{\"kuayue\":1,\"format\":1}", NULL);
	refuse("{\"kuayue\":\"ops\"}", NULL);
	refuse("{\"kuayue\":\"ops\",\"format\":0}", NULL);
	line = read_line("[\"problem\",\"00ff\",\"G01-pc\"]", NULL);
	assert_int_equal(line.is, MOVED_RECORD);
	assert_string_equal(line.kind, "problem");
	assert_string_equal(line.id, "00ff");
	assert_string_equal(line.site, "G01-pc");
	refuse("[\"problem\",\"00ff\"]", NULL);
	refuse("[\"Problem\",\"00ff\",\"x\"]", NULL);
	refuse("[\"problem\",\"xyz\",\"x\"]", NULL);
	refuse("[\"problem\",7,\"x\"]", NULL);
	refuse("[\"problem\",\"00ff\",\"\"]", NULL);
}

static void an_operation_is_read(void **state)
{
	(void)state;
	struct moved_line line =
		read_line("[3,\"+\",{\"number\":\"G01-001\",\"fields\":{\"text\":\"会议多\",\"n\":5,\"due\":"
			  "null}}]",
			  NULL);
	assert_int_equal(line.is, MOVED_OP);
	assert_int_equal(line.act, MOVED_MADE);
	assert_int_equal(line.change, 3);
	assert_string_equal(line.number, "G01-001");
	assert_int_equal(line.field_count, 3);
	assert_string_equal(line.fields[0].name, "text");
	assert_string_equal(line.fields[0].value.text, "会议多");
	assert_int_equal(line.fields[1].value.number, 5);
	assert_int_equal(line.fields[2].value.is, VALUE_BLANK);
	moved_line_clear(&line);
	line = read_line("[4,\"-\",{\"number\":\"-\",\"fields\":{}},[3,0],[3,0,3,1]]", NULL);
	assert_int_equal(line.act, MOVED_DELETED);
	assert_int_equal(line.over.count, 1);
	assert_int_equal(line.seen.count, 2);
	assert_int_equal(line.seen.list[1].rank, 1);
	moved_line_clear(&line);
	line = read_line("[5,\"text\",\"会\\\"议{[\\\\\",{\"a\":[4,0]}]", NULL);
	assert_int_equal(line.act, MOVED_EDITED);
	assert_true(line.takes_back);
	assert_int_equal(line.over.count, 1);
	assert_string_equal(line.fields[0].value.text, "会\"议{[\\");
	moved_line_clear(&line);
	line = read_line("[5,\"groups\",{\"+\":\"a b\",\"-\":\"\"}]", NULL);
	assert_int_equal(line.act, MOVED_SET);
	assert_string_equal(line.fields[0].value.text, "a b");
	assert_string_equal(line.fields[1].value.text, "");
	moved_line_clear(&line);
}

static void an_operation_of_another_form_is_refused(void **state)
{
	static const char *const lines[] = {
		"[]",
		"[3,\"text\"]",
		"[3,\"text\",1,[],[],[]]",
		"[3,5,1]",
		"[-1,\"text\",1]",
		"[1.5,\"text\",1]",
		"[3,\"text\",true]",
		"[3,\"text\",[1]]",
		"[3,\"\",1]",
		"[3,\"Text\",1]",
		"[3,\"a_name_that_is_longer_than_any_field_has_one\",1]",
		"[3,\"groups\",{\"+\":\"a\"}]",
		"[3,\"groups\",{\"+\":1,\"-\":\"\"}]",
		"[3,\"Groups\",{\"+\":\"a\",\"-\":\"\"}]",
		"[3,\"text\",1,[3]]",
		"[3,\"text\",1,\"3\"]",
		"[3,\"text\",1,[3,\"0\"]]",
		"[3,\"text\",1,[-3,0]]",
		"[3,\"text\",1,[3,0],[3,0]]", /* only who deletes has seen */
		"[3,\"text\",1,{\"a\":[]}]",
		"[3,\"text\",1,{\"b\":[3,0]}]",
		"[3,\"text\",1,{\"a\":5}]",
		"[3,\"-\",{\"number\":\"x\"},[3,0],5]",
		"[3,\"+\",{\"fields\":{}}]",
		"[3,\"+\",{\"number\":\"x\",\"fields\":{\"A\":1}}]",
		"[3,\"+\",{\"number\":\"x\",\"fields\":{\"a\":[[]]}}]",
		"[3,\"+\",{\"number\":\"x\",\"fields\":{\"a\":[[[[1]]]]}}]",
		"[3,\"+\",\"x\"]",
		"5",
		"\"x\"",
		"",
		"[3,\"text\",1",
		"[3,\"text\",1] x",
	};
	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		refuse(lines[i], NULL);
}

/* count members of an object or array of a line, which begin like that. */
static char *many(const char *begin, const char *each, int count, const char *end)
{
	size_t size = strlen(begin) + strlen(end) + (size_t)count * (strlen(each) + 12) + 1;
	char *text = malloc(size);
	assert_non_null(text);
	size_t len = (size_t)snprintf(text, size, "%s", begin);
	for (int i = 0; i < count; i++) {
		char one[64];
		snprintf(one, sizeof(one), each, i);
		len += (size_t)snprintf(text + len, size - len, "%s%s", i ? "," : "", one);
	}
	snprintf(text + len, size - len, "%s", end);
	return text;
}

static void what_is_as_much_as_there_may_be_is_read_and_more_is_not(void **state)
{
	struct moved_line line;
	(void)state;
	char *text = many("[3,\"+\",{\"number\":\"x\",\"fields\":{", "\"f%d\":1", MOVED_FIELDS_MAX, "}}]");
	line = read_line(text, NULL);
	assert_int_equal(line.field_count, MOVED_FIELDS_MAX);
	moved_line_clear(&line);
	free(text);
	text = many("[3,\"+\",{\"number\":\"x\",\"fields\":{", "\"f%d\":1", MOVED_FIELDS_MAX + 1, "}}]");
	refuse(text, NULL);
	free(text);
	text = many("[3,\"text\",1,[", "%d,0", MOVED_REFS_MAX, "]]");
	line = read_line(text, NULL);
	assert_int_equal(line.over.count, MOVED_REFS_MAX);
	moved_line_clear(&line);
	free(text);
	text = many("[3,\"text\",1,[", "%d,0", MOVED_REFS_MAX + 1, "]]");
	refuse(text, NULL);
	free(text);
	text = malloc(MOVED_LINE_MAX + 2);
	assert_non_null(text);
	memset(text, ' ', MOVED_LINE_MAX + 1);
	text[MOVED_LINE_MAX + 1] = '\0';
	memcpy(text, "[3,\"text\",1]", 12);
	refuse(text, NULL);
	text[MOVED_LINE_MAX] = '\0';
	line = read_line(text, NULL);
	moved_line_clear(&line);
	memset(text, 'x', MOVED_TEXT_MAX + 20);
	memcpy(text, "[3,\"text\",\"", 11);
	memcpy(text + 11 + MOVED_TEXT_MAX + 1, "\"]", 3);
	refuse(text, NULL);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_says_who_did_it_or_that_it_was_who_did_the_one_above),
		cmocka_unit_test(a_change_of_another_form_is_refused),
		cmocka_unit_test(the_head_and_a_record_are_read),
		cmocka_unit_test(an_operation_is_read),
		cmocka_unit_test(an_operation_of_another_form_is_refused),
		cmocka_unit_test(what_is_as_much_as_there_may_be_is_read_and_more_is_not),
	};
	return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
