/* A campaign's template, and its packed form as it lies in a workbook. */
#include "campaign/internal.h"
#include "campaign/model.h"
#include "fuzz/fuzz.h"

/* As ky_campaign_parse, but in this process. */
static void read_template(const uint8_t *data, size_t size)
{
	struct ky_error err = { 0 };
	struct ky_campaign *campaign = calloc(1, sizeof(*campaign));
	struct loading loading = { .file = "fuzz", .campaign = campaign, .err = &err };
	MUST(campaign);
	enum ky_code code = ini_read(&campaign->ini, "fuzz", (const char *)data, size, true, &err);
	if (!code)
		code = read_sections(&loading);
	fuzz_check(code, &err);
	if (!code) {
		size_t len = 0;
		char *packed = campaign_pack(campaign, &len);
		MUST(packed && campaign_is_sound(campaign));
		struct ky_campaign *again = campaign_unpack(packed, len);
		MUST(again); /* what is packed can be read */
		ky_campaign_free(again);
		free(packed);
	}
	ky_campaign_free(campaign);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size && data[0] == '\1')
		ky_campaign_free(campaign_unpack(data + 1, size - 1));
	else
		read_template(data, size);
	return 0;
}
