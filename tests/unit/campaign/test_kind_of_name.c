/* Tests which kind of school a name speaks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kuayue/campaign.h"

static void expect_kind(const struct ky_campaign *campaign, const char *name, const char *kind)
{
	const char *word = NULL, *found = ky_campaign_kind_of_name(campaign, name, &word);
	if (!kind)
		assert_null(found);
	else if (!found || strcmp(found, kind) != 0)
		fail_msg("%s: %s by %s, not %s", name, found, word, kind);
}

/* By its last word, and of two that end together by the longer one. */
static void a_school_s_name_speaks_for_a_kind(void **state)
{
	(void)state;
	struct ky_error err;
	struct ky_campaign *campaign = NULL;
	size_t len = 0;
	const char *ini = ky_campaign_builtin(&len);
	assert_int_equal(ky_campaign_parse("builtin", ini, len, &campaign, &err), KY_OK);
	expect_kind(campaign, "青石镇中学", "chuzhong");
	expect_kind(campaign, "青石镇第二初级中学", "chuzhong");
	expect_kind(campaign, "榕溪县高级中学", "gaozhong");
	expect_kind(campaign, "榕溪县职业高中", "zhixiao");
	expect_kind(campaign, "榕溪县第一中学附属小学", "xiaoxue");
	expect_kind(campaign, "中心小学幼儿园", "youeryuan");
	expect_kind(campaign, "中学村教学点", "jiaoxuedian");
	expect_kind(campaign, "榕溪县特殊教育学校", NULL);
	expect_kind(campaign, "", NULL);
	ky_campaign_free(campaign);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_school_s_name_speaks_for_a_kind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
