/* Tests search: what it finds, in which order, that an index that is whole, half built or missing gives the same,
 * and that what was changed, deleted or taken back is found as it is now. */
#include "unit/place.h"

#include "kuayue/search.h"
#include "kuayue/text.h"

#define FOUND_MOST 200

struct answer {
	char numbers[FOUND_MOST][64], field[FOUND_MOST][32], hit[FOUND_MOST][64], day[FOUND_MOST][16];
	size_t count;
};

static int take(void *data, const struct ky_found *found)
{
	struct answer *answer = data;
	size_t i = answer->count++;
	assert_true(i < FOUND_MOST);
	snprintf(answer->numbers[i], sizeof(answer->numbers[i]), "%s", found->number);
	snprintf(answer->field[i], sizeof(answer->field[i]), "%s",
		 found->field < 0 ? "number" : found->kind->fields[found->field].name);
	snprintf(answer->hit[i], sizeof(answer->hit[i]), "%.*s", (int)found->len, found->text + found->at);
	snprintf(answer->day[i], sizeof(answer->day[i]), "%s", found->day);
	return 0;
}

/* All that is found, a few at a time. */
static void find(struct ky_index *index, const char *words, struct answer *answer)
{
	struct ky_search *search = NULL;
	struct ky_error err = { .text = "" };
	bool more = true;
	*answer = (struct answer){ .count = 0 };
	assert_int_equal(ky_search_begin(index, words, &search, &err), KY_OK);
	while (more)
		if (ky_search_next(search, &(struct ky_stretch){ .count = 3, .scan_limit = 50 }, take, answer,
				   &more, &err))
			fail_msg("%s", err.text);
	ky_search_end(search);
}

static void expect(struct ky_index *index, const char *words, const char *numbers)
{
	struct answer answer;
	char all[4000] = "";
	find(index, words, &answer);
	for (size_t i = 0; i < answer.count; i++)
		snprintf(all + strlen(all), sizeof(all) - strlen(all), "%s%s", i ? " " : "", answer.numbers[i]);
	if (strcmp(all, numbers) != 0)
		fail_msg("\"%s\" finds \"%s\", not \"%s\"", words, all, numbers);
}

static void build(struct ky_index *index)
{
	struct ky_error err = { .text = "" };
	bool done = false;
	while (!done)
		if (ky_index_step(index, 100, &done, &err))
			fail_msg("%s", err.text);
}

static struct ky_index *begin(struct place *place)
{
	struct ky_index *index = NULL;
	struct ky_error err;
	assert_int_equal(ky_index_open(place->wb, &index, &err), KY_OK);
	return index;
}

static void opinion(struct place *place, const char *text)
{
	struct ky_error err;
	char number[64];
	assert_int_equal(add(place, "opinion", V("raw", text), number, &err), KY_OK);
}

/* With the index empty, half built and whole. */
static void expect_always(struct place *place, const char *words, const char *numbers)
{
	struct ky_error err;
	bool done = false;
	struct ky_index *index = begin(place);
	expect(index, words, numbers);
	assert_int_equal(ky_index_step(index, 70, &done, &err), KY_OK);
	expect(index, words, numbers);
	build(index);
	expect(index, words, numbers);
	ky_index_close(index);
}

static void it_finds_words_of_any_length_newest_first(void **state)
{
	struct place *place = *state;
	opinion(place, "作业批改不及时");             /* O001 */
	opinion(place, "放学时校门口摊点多");         /* O002 */
	opinion(place, "Wi-Fi 慢，微机室ＡＢＣ坏了"); /* O003 */
	opinion(place, "食堂 early-bird 批改");       /* O004 */
	expect_always(place, "批改", "G01-O004 G01-O001");
	expect_always(place, "作业批改", "G01-O001");
	expect_always(place, "放学时校门口摊点多", "G01-O002");
	expect_always(place, "坏", "G01-O003");
	expect_always(place, "了", "G01-O003"); /* the last character of a text */
	expect_always(place, "abc", "G01-O003");
	expect_always(place, "ａｂｃ坏", "G01-O003");
	expect_always(place, "wi-fi", "G01-O003");
	expect_always(place, "EARLY", "G01-O004");
	expect_always(place, "批改 食堂", "G01-O004");
	expect_always(place, "食堂　批改", "G01-O004"); /* a full-width blank */
	expect_always(place, "批食", "");
	expect_always(place, "摊贩", "");
	expect_always(place, "o002", "G01-O002"); /* by its number */
	expect_always(place, "", "");
	expect_always(place, "  ", "");
	expect_always(place, "，", "G01-O003"); /* no letter: looked through */
	expect_always(place, "\" OR \"", "");
	expect_always(place, "批改\"*", "");
}

static void it_says_where_the_first_word_stands(void **state)
{
	struct place *place = *state;
	struct answer answer;
	opinion(place, "微机室ＡＢＣ坏了");
	struct ky_index *index = begin(place);
	build(index);
	find(index, "abc 微机", &answer);
	assert_int_equal(answer.count, 1);
	assert_string_equal(answer.field[0], "raw");
	assert_string_equal(answer.hit[0], "ＡＢＣ");
	assert_string_equal(answer.day[0], "2012-06-15");
	find(index, "g01-o001", &answer);
	assert_string_equal(answer.field[0], "number");
	assert_string_equal(answer.hit[0], "G01-O001");
	ky_index_close(index);
}

static void choices_are_found_by_their_words(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char number[64];
	assert_int_equal(add(place, "problem", V("text", "甲", "type", "限期整改"), number, &err), KY_OK);
	expect_always(place, "限期整改 甲", number);
}

/* What is changed, deleted, taken back and done again after the index was built. */
static void what_is_now_is_found(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	opinion(place, "作业批改不及时");
	opinion(place, "食堂早餐花样少");
	struct ky_index *index = begin(place);
	build(index);
	assert_int_equal(set(place, "G01-O001", V("raw", "作业太多"), &err), KY_OK);
	for (int built = 0; built < 2; built++) {
		expect(index, "批改", "");
		expect(index, "太多", "G01-O001");
		expect(index, "作业", "G01-O001");
		build(index);
	}
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	for (int built = 0; built < 2; built++) {
		expect(index, "批改", "G01-O001");
		expect(index, "太多", "");
		build(index);
	}
	expect(index, "早餐", "G01-O002");
	struct ky_record *record = NULL;
	assert_int_equal(ky_record_load(place->wb, "G01-O002", &record, &err), KY_OK);
	assert_int_equal(ky_record_delete(place->wb, ky_record_id(record), &err), KY_OK);
	ky_record_free(record);
	expect(index, "早餐", "");
	build(index);
	expect(index, "早餐", "");
	assert_int_equal(ky_undo(place->wb, NULL, &err), KY_OK);
	expect(index, "早餐", "G01-O002");
	build(index);
	expect(index, "早餐", "G01-O002");
	ky_index_close(index);
}

/* Words and texts that are longer than the pieces in which they are cut. */
static void long_runs_are_found_whole(void **state)
{
	struct place *place = *state;
	char text[400] = "", word[400];
	for (int i = 0; i < 100; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%c%c%c", 'a' + i % 26, 'a' + i / 26,
			 '0' + i % 10);
	opinion(place, text);
	opinion(place, "abc");
	struct ky_index *index = begin(place);
	build(index);
	for (size_t from = 0; from < 200; from += 7)
		for (size_t len = 1; len <= 100; len += len < 5 ? 1 : 19) {
			struct answer answer;
			snprintf(word, sizeof(word), "%.*s", (int)len, text + from);
			find(index, word, &answer);
			bool found = false;
			for (size_t i = 0; i < answer.count; i++)
				found = found || strcmp(answer.numbers[i], "G01-O001") == 0;
			if (!found)
				fail_msg("%s", word);
		}
	expect(index, text, "G01-O001");
	snprintf(word, sizeof(word), "%sz", text);
	expect(index, word, "");
	ky_index_close(index);
}

/* Many records of few characters: what is found is what a look at each text finds, whatever is indexed. */
static void it_finds_what_is_there_and_nothing_else(void **state)
{
	static const char *const signs[] = {
		"山", "水", "学", "习", "a", "B", "１", "-", "，", " ", "\xF0\xA0\x80\x80"
	};
	struct place *place = *state;
	struct ky_index *index = begin(place);
	char texts[60][80], words[16];
	unsigned seed = 20121105;
	bool done = false;
	struct ky_error err;
	for (size_t i = 0; i < 60; i++) {
		texts[i][0] = '\0';
		for (int k = 0; k < 8; k++) {
			seed = seed * 1103515245U + 12345U;
			const char *sign = signs[seed / 65536 % 11];
			snprintf(texts[i] + strlen(texts[i]), sizeof(texts[i]) - strlen(texts[i]), "%s",
				 k == 0 ? "山" : sign);
		}
		opinion(place, texts[i]);
		if (i % 7 == 0)
			assert_int_equal(ky_index_step(index, 60, &done, &err), KY_OK);
	}
	for (int round = 0; round < 300; round++) {
		struct answer answer;
		words[0] = '\0';
		for (int k = 0; k < 1 + round % 3; k++) {
			seed = seed * 1103515245U + 12345U;
			snprintf(words + strlen(words), sizeof(words) - strlen(words), "%s",
				 signs[seed / 65536 % 9]); /* one word */
		}
		if (round == 150)
			build(index);
		find(index, words, &answer);
		char *folded = ky_text_fold(words);
		size_t there = 0;
		for (size_t i = 60; i-- > 0;) {
			char number[64];
			char *text = ky_text_fold(texts[i]);
			bool is = strstr(text, folded) != NULL;
			free(text);
			snprintf(number, sizeof(number), "G01-O%03zu", i + 1);
			/* A sign may also stand in a number or in another record. */
			bool found = false;
			for (size_t k = 0; k < answer.count; k++)
				found = found || strcmp(answer.numbers[k], number) == 0;
			if (is && !found)
				fail_msg("\"%s\" is in %s \"%s\" and not found", words, number, texts[i]);
			there += is;
		}
		free(folded);
		assert_true(answer.count >= there);
		for (size_t k = 0; k < answer.count; k++)
			assert_true(answer.hit[k][0] != '\0');
	}
	ky_index_close(index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_finds_words_of_any_length_newest_first),
		TEST(it_says_where_the_first_word_stands),
		TEST(choices_are_found_by_their_words),
		TEST(what_is_now_is_found),
		TEST(long_runs_are_found_whole),
		TEST(it_finds_what_is_there_and_nothing_else),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
