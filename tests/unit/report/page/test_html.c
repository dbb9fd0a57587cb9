/* Tests the pages of a package: well-formed, without anything from outside, and with a text for every chart. */
#include "append.h"
#include "unit/sheet_read.h"

#include "kuayue/export.h"
#include "kuayue/since.h"
#include "report/charts.h"

static char *written(struct place *place, enum ky_code (*write)(struct place *place, FILE *out))
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	assert_int_equal(write(place, out), KY_OK);
	fclose(out);
	return text;
}

static enum ky_code report(struct place *place, FILE *out)
{
	struct ky_error err = { 0 };
	return ky_document_write(place->wb, ky_document_find("report.html"), NULL, out, &err);
}

static enum ky_code since(struct place *place, FILE *out)
{
	struct ky_error err = { 0 };
	return ky_document_write(place->wb, ky_document_find("since.html"), NULL, out, &err);
}

/* The page without its doctype's case, as XML: what is not closed or not escaped fails. */
struct looking {
	int level;                   /* of the last heading */
	int images, titles, rows;    /* svg with role img; their titles; table rows */
	int tables, captions, heads; /* th with a scope */
	bool lang;
};

static void look_start(void *data, const char *name, const char **attributes)
{
	struct looking *looking = data;
	if (strcmp(name, "html") == 0)
		looking->lang = strcmp(attribute(attributes, "lang"), "zh-CN") == 0;
	if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2]) {
		int level = name[1] - '0';
		if (level > looking->level + 1)
			fail_msg("a heading %d behind one of %d", level, looking->level);
		looking->level = level;
	}
	if (strcmp(name, "svg") == 0) {
		assert_string_equal(attribute(attributes, "role"), "img");
		assert_true(attribute(attributes, "aria-labelledby")[0] != '\0');
		looking->images++;
	}
	looking->titles += strcmp(name, "desc") == 0;
	looking->tables += strcmp(name, "table") == 0;
	looking->captions += strcmp(name, "caption") == 0;
	if (strcmp(name, "th") == 0) {
		assert_true(attribute(attributes, "scope")[0] != '\0');
		looking->heads++;
	}
	assert_string_not_equal(name, "script");
	assert_string_not_equal(name, "img");
	assert_string_not_equal(name, "link");
	assert_string_equal(attribute(attributes, "src"), "");
	const char *href = attribute(attributes, "href");
	assert_true(href[0] == '\0' || href[0] == '#');
}

static struct looking look_at(const char *page)
{
	struct looking looking = { 0 };
	parse_xml(page, &looking, look_start, NULL, NULL);
	assert_null(strstr(page, "http:"));
	assert_null(strstr(page, "https:"));
	assert_null(strstr(page, "@import"));
	assert_non_null(strstr(page, "prefers-color-scheme: dark"));
	assert_non_null(strstr(page, "@page"));
	assert_true(looking.lang);
	assert_int_equal(looking.tables, looking.captions);
	assert_true(looking.heads > 0 || looking.tables == 0);
	return looking;
}

static void the_report_is_well_formed_and_says_in_words_what_its_charts_draw(void **state)
{
	struct place *place = *state;
	char *page = written(place, report);
	struct looking looking = look_at(page);
	assert_int_equal(looking.images, CHARTS);
	assert_int_equal(looking.titles, CHARTS);
	assert_non_null(strstr(page, "集中学习次数：未填/3次"));
	/* Every ledger, and the way to it. */
	for (int i = 1; i <= 29; i++) {
		char anchor[40];
		snprintf(anchor, sizeof(anchor), "id=\"L%d\"", i);
		assert_non_null(strstr(page, anchor));
		snprintf(anchor, sizeof(anchor), "href=\"#L%d\"", i);
		assert_non_null(strstr(page, anchor));
	}
	free(page);
}

static void what_people_type_is_never_markup(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	const char *text = "<script>alert(1)</script> & \"'\x1b[31m\x01]]>";
	assert_int_equal(add(place, "problem", V("text", text), NULL, &err), KY_OK);
	assert_int_equal(add(place, "opinion", V("raw", text), NULL, &err), KY_OK);
	assert_int_equal(set(place, "G01", V("name", "<b>校</b>&"), &err), KY_OK);
	char *page = written(place, report);
	look_at(page);
	assert_non_null(strstr(page, "&lt;script&gt;alert(1)&lt;/script&gt; &amp;"));
	free(page);
}

/* Longer than any piece it is written in, so that the pieces end before, in and behind a character. */
static void a_long_text_is_on_the_page_whole(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	for (int before = 0; before < 3; before++) {
		char text[1024] = "aa";
		text[before] = '\0';
		for (int i = 0; i < 200; i++)
			append(text, sizeof(text), "%s", i % 2 ? "教" : "研");
		assert_int_equal(set(place, "G01-TX002", V("text", text), &err), KY_OK);
		char *page = written(place, report);
		look_at(page);
		assert_non_null(strstr(page, text));
		free(page);
	}
}

static void the_charts_draw_the_figures(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	assert_int_equal(add(place, "session", V("topic", "一", "date", "2012-03-01"), NULL, &err), KY_OK);
	assert_int_equal(add(place, "problem", V("text", "问题", "type", "限期整改"), NULL, &err), KY_OK);
	char *page = written(place, report);
	look_at(page);
	assert_non_null(strstr(page, "集中学习次数：1/3次"));
	assert_non_null(strstr(page, "限期整改：未启动1个"));
	assert_non_null(strstr(page, "合计：未启动1个"));
	free(page);
}

static void a_bar_never_leaves_its_chart_however_large_a_number_is(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	assert_int_equal(
		add(place, "study", V("date", "2012-03-01", "should", "1", "notes", "999999999999"), NULL, &err),
		KY_OK);
	char *page = written(place, report);
	look_at(page);
	for (const char *at = page; (at = strstr(at, "class=\"part\" x=\"")) != NULL; at++) {
		int x = int_of(at + 16), width = int_of(strstr(at, "width=\"") + 7);
		assert_in_range(x, 0, 680);
		assert_in_range(x + width, 0, 680);
	}
	/* Nor does what stands behind it: at most 8 for each byte. */
	for (const char *at = page; (at = strstr(at, "class=\"value\" x=\"")) != NULL; at++) {
		size_t bytes = strcspn(strchr(at, '>') + 1, "<");
		assert_in_range(int_of(at + 17) + 8 * (int)bytes, 0, 680);
	}
	free(page);
}

/* Where the page goes on behind the text, which comes at that place or later. */
static size_t behind(const char *page, size_t at, const char *text)
{
	size_t len = strlen(text);
	while (page[at] && strncmp(page + at, text, len) != 0)
		at++;
	if (!page[at])
		fail_msg("%s does not come", text);
	return at + len;
}

/* What the letter calls annex 2 stands behind it, under that number, as it goes with the letter on paper. */
static void the_annexes_stand_behind_the_letter_under_its_numbers(void **state)
{
	static const char *const titles[] = { "自查清单结果", "整改台账", "进展情况统计表", "推进计划完成表" };
	struct place *place = *state;
	struct ky_error err;
	assert_int_equal(add(place, "problem",
			     V("text", "教研活动少", "owner", "韦春华、陆晓芳", "due", "2012-12-20"), NULL, &err),
			 KY_OK);
	assert_int_equal(set(place, "G01-C001", V("self", "3", "evidence", "1-1-1"), &err), KY_OK);
	char *page = written(place, report), text[120];
	size_t at = 0;
	look_at(page);
	for (int i = 1; i <= 4; i++) { /* in the contents, and in the letter */
		snprintf(text, sizeof(text), "<a href=\"#annex%d\">附件%d %s</a>", i, i, titles[i - 1]);
		at = behind(page, at, text);
	}
	for (int i = 1; i <= 4; i++) {
		snprintf(text, sizeof(text), "<a href=\"#annex%d\">%d. %s</a>", i, i, titles[i - 1]);
		at = behind(page, at, text);
	}
	at = behind(page, at, "</article>");
	for (int i = 1; i <= 4; i++) {
		snprintf(text, sizeof(text), "id=\"annex%d\">\n<h2>附件%d %s</h2>", i, i, titles[i - 1]);
		at = behind(page, at, text);
		if (i == 1)
			at = behind(page, at, ">得分</th>");
		if (i == 2) { /* a day and a name in one piece each */
			at = behind(page, at, "<span class=\"whole\">2012-12-20</span>");
			at = behind(
				page, at,
				"<span class=\"whole\">韦春华、</span><wbr/><span class=\"whole\">陆晓芳</span>");
		}
	}
	at = behind(page, at, "id=\"charts\"");
	assert_non_null(strstr(page, ".whole { white-space: nowrap }"));
	free(page);
}

static void the_signature_is_centred_on_the_day(void **state)
{
	char *page = written(*state, report);
	size_t at = 0;
	at = behind(page, at,
		    ".report .sign { width: fit-content; max-width: 100%; margin: 5.4em 4em 0 auto; text-align: "
		    "center }");
	at = behind(page, at, "<div class=\"sign\">\n<p>榕溪县第一中学</p>\n<p>2012年6月15日</p>\n</div>");
	free(page);
}

/* Who hears the page, or goes through it by keys, can go past the contents. */
static void the_first_link_leads_past_the_contents(void **state)
{
	char *page = written(*state, report);
	size_t at = behind(page, 0, "<body>");
	at = behind(page, at, "<a ");
	assert_true(strncmp(page + at, "class=\"skip\" href=\"#report\">",
			    strlen("class=\"skip\" href=\"#report\">")) == 0);
	at = behind(page, at, "<nav class=\"contents\"");
	at = behind(page, at, "</nav>");
	at = behind(page, at, "id=\"report\"");
	free(page);
}

static void paper_has_no_ledger_without_records(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	assert_int_equal(add(place, "opinion", V("raw", "课外书太少"), NULL, &err), KY_OK);
	char *page = written(place, report);
	behind(page, behind(page, 0, "@media print"), ".contents, .skip, .empty { display: none }");
	assert_non_null(strstr(page, "<section class=\"annex wide empty\" id=\"L2\">"));
	assert_non_null(strstr(page, "<section class=\"annex wide\" id=\"L5\">"));
	free(page);
}

/* A list as long as the roster is a number on paper, and opens on the screen. */
static void a_long_list_of_links_takes_one_line(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char list[40 * 16] = "", name[32];
	for (int i = 1; i <= 40; i++) {
		snprintf(name, sizeof(name), "教师%d", i);
		assert_int_equal(add(place, "person", V("name", name), NULL, &err), KY_OK);
		append(list, sizeof(list), "%sG01-R%03d", i > 1 ? " " : "", i);
	}
	if (add(place, "session", V("topic", "一", "date", "2012-03-01", "attendance", list), NULL, &err))
		fail_msg("%s", err.text);
	char *page = written(place, report);
	look_at(page);
	assert_non_null(strstr(page, "<td><details><summary>共40条</summary>G01-R"));
	free(page);
}

static void the_page_since_the_last_report_is_as_good_a_page(void **state)
{
	struct place *place = *state;
	struct ky_error err;
	char *path = NULL;
	const struct ky_export_ask ask = { .dir = place->dir, .recipient = "<局>" };
	char *page = written(place, since);
	look_at(page);
	assert_non_null(strstr(page, "这是第一次报送"));
	free(page);
	assert_int_equal(ky_export(place->wb, &ask, &path, &err), KY_OK);
	free(path);
	page = written(place, since);
	look_at(page);
	assert_non_null(strstr(page, "第1版"));
	assert_non_null(strstr(page, "&lt;局&gt;"));
	assert_non_null(strstr(page, "记录没有变化"));
	free(page);
	assert_int_equal(add(place, "opinion", V("raw", "<i>新</i>"), NULL, &err), KY_OK);
	page = written(place, since);
	look_at(page);
	assert_non_null(strstr(page, "新增的记录"));
	assert_non_null(strstr(page, "&lt;i&gt;新&lt;/i&gt;"));
	assert_non_null(strstr(page, "意见原始/合并条数"));
	free(page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_report_is_well_formed_and_says_in_words_what_its_charts_draw),
		TEST(what_people_type_is_never_markup),
		TEST(a_long_text_is_on_the_page_whole),
		TEST(the_charts_draw_the_figures),
		TEST(a_bar_never_leaves_its_chart_however_large_a_number_is),
		TEST(the_annexes_stand_behind_the_letter_under_its_numbers),
		TEST(the_signature_is_centred_on_the_day),
		TEST(the_first_link_leads_past_the_contents),
		TEST(paper_has_no_ledger_without_records),
		TEST(a_long_list_of_links_takes_one_line),
		TEST(the_page_since_the_last_report_is_as_good_a_page),
	};
	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
