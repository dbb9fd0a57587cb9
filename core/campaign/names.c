/* Finds the names in the texts of a template that its documents are made from (campaign/names.h). */
#include "campaign/names.h"

#include <assert.h>
#include <string.h>

#include "campaign/clause.h"
#include "campaign/internal.h"

#define ANNEX "annex."
#define NOTE "note"

static enum ky_code names_of(struct campaign_name name, const char *text,
			     enum ky_code (*each)(void *data, const struct campaign_name *name), void *data)
{
	struct clause clause;
	size_t mark = 0;
	enum ky_code code = KY_OK;
	for (; !code && *text; text++) {
		const char *close = *text == '{' && section_mark(text, &mark) != text ? strchr(text, '}') : NULL;
		name.chooses = clause_at(text, &clause);
		if (name.chooses) {
			name.text = clause.name;
			name.len = clause.name_len;
		} else if (close) {
			name.text = text + 1;
			name.len = (size_t)(close - text) - 1;
			text = close;
		} else {
			continue;
		}
		code = each(data, &name);
	}
	return code;
}

enum ky_code campaign_each_name(const struct ky_campaign *campaign,
				enum ky_code (*each)(void *data, const struct campaign_name *name), void *data)
{
	enum ky_code code = KY_OK;
	assert(each);
	for (size_t i = 0; i < campaign->ini.count; i++) {
		const struct ini_section *section = &campaign->ini.sections[i];
		bool annex = strncmp(section->name, ANNEX, strlen(ANNEX)) == 0;
		if (!annex && strcmp(section->name, "outline") != 0 && strcmp(section->name, "progress") != 0)
			continue;
		for (size_t k = 0; !code && k < section->count; k++) {
			const struct ini_entry *entry = &section->entries[k];
			bool note = annex && strcmp(entry->key, NOTE) == 0;
			const char *text = note ? NULL : strchr(entry->value, '|');
			code = names_of((struct campaign_name){ .section = section->name,
								.key = entry->key,
								.line = entry->value,
								.annex = annex && !note
										 ? section->name + strlen(ANNEX)
										 : NULL },
					text ? text + 1 : entry->value, each, data);
		}
	}
	return code;
}
