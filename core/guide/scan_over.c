/* Finds numbers that are larger than the field that they are declared not to exceed (at_most). */
#include <stdlib.h>

#include "base/memory.h"
#include "guide/scan.h"
#include "kuayue/kind.h"
#include "workbook/db.h"

struct search {
	const struct ky_kind *kind;
	const struct ky_field *more, *most;
	guide_each *each;
	void *data;
	bool stopped;
};

static int take_row(void *data, const struct db_row *row)
{
	struct search *search = data;
	char *detail = memory_print("%s %s > %s %s", ky_field_title(search->more), db_text(row, 2),
				    ky_field_title(search->most), db_text(row, 3));
	if (!detail)
		return DB_NO_MEMORY;
	search->stopped = search->each(search->data, &(struct guide_row){ .kind = search->kind->name,
									  .id = db_text(row, 0),
									  .number = db_text(row, 1),
									  .title = "",
									  .due = "",
									  .detail = detail,
									  .ref = "" }) != 0;
	free(detail);
	return search->stopped;
}

static enum ky_code look_at(struct ky_workbook *wb, struct search *search, struct ky_error *err)
{
	char *sql = memory_print(
		"SELECT id, number, \"%s\", \"%s\" FROM \"%s\" WHERE exceeds(\"%s\", \"%s\") ORDER BY ord, seq",
		search->more->name, search->most->name, search->kind->name, search->more->name,
		search->most->name);
	enum ky_code code = sql ? db_once(wb, sql, NULL, 0, take_row, search, err) : memory_out(err);
	free(sql);
	return code;
}

enum ky_code scan_over(struct ky_workbook *wb, guide_each *each, void *data, struct ky_error *err)
{
	struct search search = { .each = each, .data = data };
	enum ky_code code = KY_OK;
	for (size_t i = 0; (search.kind = ky_kind_at(i)) != NULL; i++) {
		for (size_t j = 0; !code && !search.stopped && j < search.kind->field_count; j++) {
			search.more = &search.kind->fields[j];
			if (!search.more->at_most)
				continue;
			search.most = &search.kind->fields[ky_field_find(search.kind, search.more->at_most)];
			code = look_at(wb, &search, err);
		}
	}
	return code;
}
