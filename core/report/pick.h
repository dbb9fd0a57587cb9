/*
 * Which records a document of the template is about, and which stand in its tables and lists: KIND, KIND.FIELD
 * (the field is answered), KIND.FIELD=KEY,KEY (it has one of these choices), KIND.FIELD={id} (it points to the
 * record that the document is about) or KIND.FIELD={group} (it begins with what the records of the document have
 * in common). KIND.FIELD- makes one copy for all records whose field is the same up to its first hyphen.
 */
#ifndef CORE_REPORT_PICK_H
#define CORE_REPORT_PICK_H

#include "kuayue/campaign.h"
#include "kuayue/record.h"

struct pick {
	const struct ky_kind *kind;
	int field;        /* -1: all records of the kind */
	const char *keys; /* of which it has one; NULL: it is answered */
	size_t keys_len;
	enum { PICK_KEYS, PICK_ID, PICK_GROUP, PICK_BY_GROUP } is;
	const char *of; /* the id or the group that it is compared with; set by who takes it */
};

/* False where text says no such records. Texts of *out are those of text. */
bool pick_parse(const struct ky_campaign *campaign, const char *text, size_t len, struct pick *out);
/* True for a record that is picked, and counts: none that was merged or dropped. */
bool pick_takes(struct ky_workbook *wb, const struct pick *pick, const struct ky_record *record);
/* Calls each for every record that is picked, whole, in the ledger's order; non-zero stops. */
enum ky_code pick_each(struct ky_workbook *wb, const struct pick *pick,
		       int (*each)(void *data, const struct ky_record *record), void *data, struct ky_error *err);
/* The field up to its first hyphen: malloc'd, "" where it is blank; NULL: no memory. */
char *pick_group(const struct pick *pick, const struct ky_record *record);

#endif
