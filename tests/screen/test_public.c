/* Tests that a public package is not written where personal data was found, unless the user answers the
 * question. */
#define _XOPEN_SOURCE 700

#include "screen/place.h"

static void open_public(struct place *place, const char *kind)
{
	char home[96];
	snprintf(home, sizeof(home), "HOME=%s", place->dir);
	const char *const env[] = { "LANGUAGE=zh_CN", home, NULL };
	start(place, 24, 80, env);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "x");
	see(place, "写到哪里");
	terminal_keys(place->t, "\t\033OD"); /* the last of the sets, backwards from none */
	see(place, "公示");
	terminal_keys(place->t, "\r");
	see(place, kind);
}

static void personal_data_in_a_public_package_is_asked_about(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	run("%s --file %s add opinion raw=请回电13000000000 >/dev/null", place->program, place->path);
	open_public(place, "有 1 条记录含个人信息");
	terminal_keys(place->t, "y\r");
	see(place, "输入的不是 1，没有动");
	terminal_keys(place->t, "\033");
	see(place, "写到哪里");
	run("! ls %s/*.zip 2>/dev/null", place->dir);
	terminal_keys(place->t, "\r");
	see(place, "发出去就收不回来");
	terminal_keys(place->t, "1\r");
	see(place, "已写好并核对");
	quit(place);
	run("LANGUAGE=en %s verify %s/*_v1.zip >%s/out && grep -q report.docx %s/out && ! grep -q records.jsonl "
	    "%s/out",
	    place->program, place->dir, place->dir, place->dir, place->dir);
}

static void without_any_it_is_written_at_once(void **state)
{
	struct place *place = *state;
	new_workbook(place);
	open_public(place, "已写好并核对");
	quit(place);
}

/* Attached files go along where that is chosen, and what a photo says besides is asked about first. */
static void attached_files_go_along_by_choice(void **state)
{
	struct place *place = *state;
	char home[96];
	new_workbook(place);
	run("printf "
	    "'\\377\\330\\377\\341\\0\\100Exif\\0\\0II*\\0\\010\\0\\0\\0\\001\\0\\045\\210\\004\\0\\001\\0\\0\\0"
	    "\\032\\0\\0\\0\\0\\0\\0\\0\\001\\0\\002\\0\\005\\0\\003\\0\\0\\0\\0\\0\\0\\0' >%s/p.jpg && head -c "
	    "99 /dev/zero >>%s/p.jpg",
	    place->dir, place->dir);
	run("%s --file %s add archive box=1-2-1 title=照片 file=%s/p.jpg >/dev/null", place->program, place->path,
	    place->dir);
	snprintf(home, sizeof(home), "HOME=%s", place->dir);
	const char *const env[] = { "LANGUAGE=zh_CN", home, NULL };
	start(place, 24, 80, env);
	see(place, "第 3 阶段");
	terminal_keys(place->t, "x");
	see(place, "写到哪里");
	terminal_keys(place->t, "\033OA\033OA\033OA"); /* from behind: until, from, attached files */
	see(place, "L17");
	terminal_keys(place->t, "\033OC\033OC"); /* all, then the ticked ones */
	see(place, "1-2-1.jpg");
	terminal_keys(place->t, "\033OB \r");
	see(place, "看不见的信息");
	see(place, "GPS");
	terminal_keys(place->t, "\r");
	see(place, "已写好并核对");
	quit(place);
	run("unzip -l %s/*_v1.zip | grep -q data/attachments/1-2-1.jpg", place->dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(personal_data_in_a_public_package_is_asked_about),
		TEST(without_any_it_is_written_at_once),
		TEST(attached_files_go_along_by_choice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
