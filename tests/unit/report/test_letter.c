/* Tests the parts of a letter that GB/T 9704-2012 has rules for: lines of the title, 主送, 落款, 版头 and 版记. */
#include "append.h"
#include "unit/place.h"

#include "kuayue/export.h"
#include "kuayue/report.h"

/* A workbook of that school by the built-in template, with `more` behind the line of the outline that is `from`.
 */
static void make(struct place *place, const char *name, const char *from, const char *more)
{
	struct ky_error err = { .code = KY_OK };
	const char *ini = ky_campaign_builtin(NULL), *at = strstr(ini, from);
	assert_non_null(at);
	at = strchr(at, '\n') + 1;
	if (place_renew(place, spliced(ini, at, at, more),
			(struct ky_new_workbook){ .name = name, .today = ky_day_from_ymd(2012, 10, 31) }, &err))
		fail_msg("%s", err.text);
}

/* The text of the index-th block of that type; "" where there is none. */
static void block(struct ky_report *report, enum ky_block_type is, int index, char *out, size_t size)
{
	size_t count = 0;
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	out[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		if (blocks[i].is != is || index-- != 0)
			continue;
		for (size_t j = 0; j < blocks[i].run_count; j++)
			append(out, size, "%s", blocks[i].runs[j].text);
	}
}

static struct ky_report *opened(struct place *place)
{
	struct ky_report *report = NULL;
	struct ky_error err = { .code = KY_OK };
	if (ky_report_open(place->wb, &report, &err))
		fail_msg("%s", err.text);
	return report;
}

static void expect_title(void **state, const char *school, const char *title)
{
	struct place *place = *state;
	char text[1024];
	make(place, school, "[outline]", "");
	struct ky_report *report = opened(place);
	block(report, KY_BLOCK_TITLE, 0, text, sizeof(text));
	assert_string_equal(text, title);
	ky_report_close(report);
}

static void a_title_ends_its_lines_between_words(void **state)
{
	static const char rest[] = "关于开展“解放思想、赶超跨越”\n大讨论活动情况的报告";
	static const char *const names[][2] = {
		/* the school, and how it stands in the title; at most 40 characters */
		{ "榕溪县青石镇民族团结进步示范九年一贯制寄宿制双语实验学校",
		  "榕溪县青石镇民族团结进步示范\n九年一贯制寄宿制双语实验学校\n" },
		{ "云雾山自治县白水河镇中心小学附属幼儿园", "云雾山自治县白水河镇中心小学附属幼儿园\n" },
		{ "南岭省青云市白鹭湖经济技术开发区第十二实验初级中学附属国际双语艺术特殊教育学校",
		  "南岭省青云市白鹭湖经济技术开发区\n第十二实验初级中学附属国际\n双语艺术特殊教育学校" },
	};
	for (size_t i = 0; i < 2; i++) {
		char wanted[1024];
		snprintf(wanted, sizeof(wanted), "%s%s", names[i][1], rest);
		expect_title(state, names[i][0], wanted);
	}
	/* 40 characters: no line is longer than 20, and none ends within a word that is known. */
	char text[1024];
	make(*state, names[2][0], "[outline]", "");
	struct ky_report *report = opened(*state);
	block(report, KY_BLOCK_TITLE, 0, text, sizeof(text));
	static const char *const words[] = { "开发区", "实验", "初级中学", "附属",
					     "国际",   "双语", "艺术",     "特殊教育学校" };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_non_null(strstr(text, words[i]));
	for (const char *line = text; *line; line += strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n'))
		assert_true(strcspn(line, "\n") <= 20 * 3);
	ky_report_close(report);
}

static void a_name_of_which_no_word_is_known_stays_whole_as_far_as_it_fits(void **state)
{
	expect_title(state, "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳",
		     "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳\n"
		     "关于开展“解放思想、赶超跨越”\n大讨论活动情况的报告");
}

static void whom_it_is_for_ends_with_a_colon(void **state)
{
	struct place *place = *state;
	char text[1024];
	struct ky_report *report = opened(place);
	block(report, KY_BLOCK_TO, 0, text, sizeof(text));
	assert_null(strstr(text, "主送"));
	assert_string_equal(text + strlen(text) - strlen("：") - strlen("）"), "）：");
	ky_report_close(report);
	/* As templates had it before, and with the colon there already. */
	make(place, "甲中学", "3=\"to|", "198=\"to|主送：乙局\"\n199=\"to|丙局：\"\n");
	report = opened(place);
	block(report, KY_BLOCK_TO, 1, text, sizeof(text));
	assert_string_equal(text, "乙局：");
	block(report, KY_BLOCK_TO, 2, text, sizeof(text));
	assert_string_equal(text, "丙局：");
	ky_report_close(report);
}

static void the_seal_is_not_printed_and_name_and_date_have_one_middle(void **state)
{
	static const char *const names[] = { "甲校", "榕溪县第一高级中学",
					     "云雾山自治县白水河镇中心小学附属幼儿园",
					     "榕溪县青石镇民族团结进步示范九年一贯制寄宿制双语实验学校" };
	struct place *place = *state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char text[1024];
		make(place, names[i], "41=\"sign|", "141=\"sign|丁校（印章）\"\n");
		struct ky_report *report = opened(place);
		struct ky_signature sign = ky_report_signature(report);
		block(report, KY_BLOCK_SIGNATURE, 1, text, sizeof(text));
		assert_string_equal(text, "丁校");
		/* 2012年10月31日 has 14 halves; the middles are at most half a one apart. */
		int middles = (2 * sign.name_free + sign.name_width) - (2 * sign.date_free + 14);
		assert_true(middles >= -1 && middles <= 1);
		assert_true(sign.name_free >= 4 && sign.date_free >= 8 && sign.name_free + sign.name_width <= 56);
		ky_report_close(report);
	}
}

static void head_and_imprint_come_from_the_template(void **state)
{
	struct place *place = *state;
	char text[1024];
	size_t count = 0;
	struct ky_report *report = opened(place);
	const struct ky_block *blocks = ky_report_blocks(report, &count);
	for (size_t i = 0; i < count; i++) /* the built-in template has none */
		assert_true(blocks[i].is != KY_BLOCK_HEAD && blocks[i].is != KY_BLOCK_COPIES &&
			    blocks[i].is != KY_BLOCK_ISSUED);
	ky_report_close(report);
	make(place, "甲中学", "43=\"note|",
	     "50=\"head|{school}文件\"\n51=\"copies|抄送：乙局。\"\n52=\"issued|{school}办公室　{date}印发\"\n");
	report = opened(place);
	blocks = ky_report_blocks(report, &count);
	assert_int_equal(blocks[0].is, KY_BLOCK_HEAD);
	assert_int_equal(blocks[count - 2].is, KY_BLOCK_COPIES);
	assert_int_equal(blocks[count - 1].is, KY_BLOCK_ISSUED);
	block(report, KY_BLOCK_HEAD, 0, text, sizeof(text));
	assert_string_equal(text, "甲中学文件");
	block(report, KY_BLOCK_ISSUED, 0, text, sizeof(text));
	assert_string_equal(text, "甲中学办公室\t2012年10月31日印发");
	ky_report_close(report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_title_ends_its_lines_between_words),
		TEST(a_name_of_which_no_word_is_known_stays_whole_as_far_as_it_fits),
		TEST(whom_it_is_for_ends_with_a_colon),
		TEST(the_seal_is_not_printed_and_name_and_date_have_one_middle),
		TEST(head_and_imprint_come_from_the_template),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
