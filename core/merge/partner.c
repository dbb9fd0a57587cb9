/* Knows with whom a workbook exchanges hand-over packages (kuayue/merge.h). */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "kuayue/merge.h"
#include "workbook/db.h"
#include "workbook/meta.h"

/* Another PC was added here, this is one that was, or one has handed over. */
static enum ky_code has_other_pc(struct ky_workbook *wb, bool *has, struct ky_error *err)
{
	int64_t found = 0;
	enum ky_code code =
		db_number(wb,
			  "SELECT EXISTS (SELECT 1 FROM meta WHERE key IN (?1, ?2)) OR EXISTS (SELECT 1 FROM"
			  " received)",
			  (struct db_arg[]){ DB_T(META_PC), DB_T(META_PC_GIVEN) }, 2, 0, &found, err);
	*has = found != 0;
	return code;
}

enum ky_code ky_merge_partners(struct ky_workbook *wb, struct ky_partner list[KY_PARTNERS], size_t *count,
			       struct ky_error *err)
{
	bool pc = false;
	assert(list && count);
	*count = 0;
	enum ky_code code = has_other_pc(wb, &pc, err);
	if (!code && pc)
		snprintf(list[(*count)++].to, sizeof(list[0].to), "%s", KY_HAND_TO_PC);
	return code;
}
