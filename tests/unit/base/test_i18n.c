/* Tests the compiled-in catalogue: every entry is found, broken catalogues are refused, the locale does not
 * matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>

#include "base/i18n.h"
#include "kuayue/error.h"
#include "kuayue/language.h"

extern const unsigned char data_zh_mo[];
extern const unsigned long data_zh_mo_len;

static uint32_t number_at(size_t at)
{
	uint32_t number = 0;
	for (size_t i = 4; i-- > 0;)
		number = number << 8 | data_zh_mo[at + i];
	return number;
}

static const char *entry(size_t table, uint32_t row)
{
	return (const char *)data_zh_mo + number_at(number_at(table) + (size_t)row * 8 + 4);
}

static void every_text_has_the_chinese_of_its_own_row(void **state)
{
	(void)state;
	uint32_t count = number_at(8);
	assert_true(count > 500);
	ky_language_set("zh_CN.UTF-8");
	/* Row 0 is the catalogue's description of itself. */
	for (uint32_t row = 1; row < count; row++)
		assert_string_equal(translate(entry(12, row)), entry(16, row));
	ky_language_set("en");
	for (uint32_t row = 1; row < count; row++)
		assert_ptr_equal(translate(entry(12, row)), entry(12, row));
}

static void what_is_not_there_stays_as_it_is(void **state)
{
	(void)state;
	ky_language_set("zh");
	assert_string_equal(translate(""), "");
	assert_string_equal(translate("\001"), "\001");
	assert_string_equal(translate("no such text"), "no such text");
	assert_string_equal(translate("\377\377"), "\377\377");
	ky_language_set("en");
}

static void the_language_is_the_first_that_the_environment_names(void **state)
{
	(void)state;
	static const char *const names[] = { "LANG", "LC_MESSAGES", "LC_ALL", "LANGUAGE" };
	for (size_t i = 0; i < 4; i++)
		unsetenv(names[i]);
	ky_language_set(NULL);
	assert_string_equal(ky_language(), "en");
	/* Each later one goes before those set already; an empty one counts for nothing. */
	for (size_t i = 0; i < 4; i++) {
		const char *wanted = i % 2 ? "en" : "zh";
		setenv(names[i], i % 2 ? "de_DE" : "zh_CN:zh", 1);
		ky_language_set(NULL);
		assert_string_equal(ky_language(), wanted);
	}
	setenv("LANGUAGE", "", 1);
	ky_language_set(NULL);
	assert_string_equal(ky_language(), "zh");
	ky_language_set("");
	assert_string_equal(ky_language(), "en");
}

/* Under ASan a step outside the copy ends the test. */
static void a_catalogue_cut_or_bent_is_never_read_outside(void **state)
{
	(void)state;
	const char *text = entry(12, number_at(8) / 2), *chinese = entry(16, number_at(8) / 2);
	for (size_t len = 0; len < data_zh_mo_len; len += len < 100 ? 1 : 997) {
		unsigned char *copy = malloc(len ? len : 1);
		memcpy(copy, data_zh_mo, len);
		const char *found = catalogue_find(copy, len, text);
		assert_true(!found || strcmp(found, chinese) == 0);
		free(copy);
	}
	unsigned char *copy = malloc(data_zh_mo_len);
	for (size_t at = 0; at < 28 + 64; at++)
		for (int bit = 0; bit < 8; bit++) {
			memcpy(copy, data_zh_mo, data_zh_mo_len);
			copy[at] ^= (unsigned char)(1 << bit);
			const char *found = catalogue_find(copy, data_zh_mo_len, text);
			assert_true(!found || strlen(found) < data_zh_mo_len);
		}
	free(copy);
}

static void the_machines_reasons_are_chinese_with_any_libc(void **state)
{
	(void)state;
	static const int met[] = { EACCES,   EBUSY,   EDQUOT, EEXIST, EFBIG,  EINVAL,       EIO,      EISDIR,
				   ELOOP,    EMFILE,  ENFILE, ENODEV, ENOENT, ENAMETOOLONG, ENOMEM,   ENOSPC,
				   ENOTCONN, ENOTDIR, ENXIO,  EPERM,  EROFS,  EXDEV,        ENOTEMPTY };
	ky_language_set("zh");
	for (size_t i = 0; i < sizeof(met) / sizeof(met[0]); i++)
		assert_true((unsigned char)ky_reason(met[i])[0] >= 0x80);
	ky_language_set("en");
	assert_string_equal(ky_reason(ENOSPC), "No space left on device");
	assert_string_equal(ky_reason(EIO), "Input/output error");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_text_has_the_chinese_of_its_own_row),
		cmocka_unit_test(what_is_not_there_stays_as_it_is),
		cmocka_unit_test(the_language_is_the_first_that_the_environment_names),
		cmocka_unit_test(a_catalogue_cut_or_bent_is_never_read_outside),
		cmocka_unit_test(the_machines_reasons_are_chinese_with_any_libc),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
