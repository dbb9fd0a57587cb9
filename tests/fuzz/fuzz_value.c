/* Days and numbers as people write them. */
#include "fuzz/fuzz.h"
#include "kuayue/date.h"
#include "kuayue/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ky_error err = { 0 };
	char *text = fuzz_text(data, size), shown[KY_DAY_TEXT];
	ky_day day = KY_NO_DAY, again = KY_NO_DAY, today = ky_day_from_ymd(2012, 6, 15);
	int64_t number = 0, same = 0;
	enum ky_code code = ky_day_parse(text, today, &day, &err);
	fuzz_check(code, &err);
	if (!code) {
		/* What is shown reads as the same day. */
		MUST(ky_day_parse(ky_day_format(day, shown), KY_NO_DAY, &again, &err) == KY_OK && again == day);
	}
	fuzz_check(ky_day_parse(text, KY_NO_DAY, &day, &err), &err);
	fuzz_check(ky_day_parse_in_year(text, 2012, &day, &err), &err);
	code = ky_number_parse(text, &number, &err);
	fuzz_check(code, &err);
	if (!code) {
		char digits[32];
		snprintf(digits, sizeof(digits), "%lld", (long long)number);
		MUST(ky_number_parse(digits, &same, &err) == KY_OK && same == number);
	}
	free(text);
	return 0;
}
