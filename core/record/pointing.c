/* Says what points to a record, and what becomes of that once the record is gone. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "record/internal.h"

#define NAMED_MOST 6 /* numbers in the sentence */

struct pointing {
	struct strbuf named;
	int64_t count, merged;
};

/* kind, number and field of one link to the record. */
static int take_pointer(void *data, const struct db_row *row)
{
	struct pointing *all = data;
	const struct ky_kind *kind = ky_kind_find(db_text(row, 0));
	int field = kind ? ky_field_find(kind, db_text(row, 2)) : -1;
	assert(field >= 0); /* the view is made from the declarations */
	all->merged += kind->fields[field].role == KY_ROLE_MERGED;
	if (all->count++ < NAMED_MOST)
		strbuf_addf(&all->named, "%s%s", all->named.len ? _(", ") : "", db_text(row, 1));
	return 0;
}

static char *sentence(const struct pointing *all)
{
	const char *more = all->count > NAMED_MOST ? _(" and others") : "";
	const char *merged = all->merged ? _(" What was merged into it counts by itself again.") : "";
	const char *broken =
		all->count > all->merged ? _(" A link to it leads nowhere then; the truth check names it.") : "";
	return memory_print(_("Links to it (%lld): %s%s.%s%s"), (long long)all->count, all->named.text, more,
			    merged, broken);
}

static enum ky_code look(struct ky_workbook *wb, const char *id, char **out, struct ky_error *err)
{
	struct pointing all = { .count = 0 };
	strbuf_init(&all.named, STRBUF_LINE);
	enum ky_code code =
		db_run(wb, "SELECT kind, number, field FROM pointing WHERE has_link(ids, ?1) ORDER BY kind, seq",
		       (struct db_arg[]){ DB_T(id) }, 1, take_pointer, &all, err);
	if (!code && all.count) {
		*out = sentence(&all);
		code = *out ? KY_OK : memory_out(err);
	}
	strbuf_free(&all.named);
	return code;
}

enum ky_code ky_record_pointed_to(struct ky_workbook *wb, const char *ref, char **out, struct ky_error *err)
{
	struct ky_record *record = NULL;
	enum ky_code code = ky_record_load(wb, ref, &record, err);
	*out = NULL;
	if (!code)
		code = look(wb, record->id, out, err);
	ky_record_free(record);
	return code;
}
