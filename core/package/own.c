/* The bag's own files, which stand beside the documents: what they are called, and what README.txt says of them.
 */
#include <string.h>

#include "base/strbuf.h"
#include "package/bag.h"
#include "package/contents.h"
#include "package/signature.h"
#include "texts.h"

static const struct {
	const char *name, *label, *zh;
	bool payload; /* it lies in data/ */
} own[] = {
	{ "data/state.json", "which package this is, and the list of its files, for programs", ZH_OWN_STATE,
	  true },
	{ "bagit.txt", "that it is a BagIt bag", ZH_OWN_BAGIT, false },
	{ INFO_FILE, "the school, the campaign and the date", ZH_OWN_INFO, false },
	{ PAYLOAD_MANIFEST, "the checksums of the files in data", ZH_OWN_MANIFEST, false },
	{ "README.txt", "this list", ZH_OWN_README, false },
	{ TAG_MANIFEST, "the checksums of the files beside data", ZH_OWN_TAGS, false },
	{ SIGNATURE_FILE, "the school's signature", ZH_OWN_SIGNATURE, false },
};

bool bag_is_own(const char *path)
{
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (!own[i].payload && strcmp(path, own[i].name) == 0)
			return true;
	return false;
}

void bag_list_own(struct strbuf *out, bool chinese)
{
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		strbuf_addf(out, "  %s  %s\r\n", own[i].name, chinese ? own[i].zh : own[i].label);
}
