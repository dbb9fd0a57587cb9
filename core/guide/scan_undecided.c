/* Finds what two copies of the workbook said differently, and nobody has decided. */
#include "guide/scan.h"
#include "kuayue/conflict.h"

struct search {
	guide_each *each;
	void *data;
};

static int take(void *data, const struct ky_conflict *conflict)
{
	const struct search *search = data;
	const struct ky_kind *kind = conflict->kind;
	return search->each(search->data,
			    &(struct guide_row){
				    .kind = kind->name,
				    .id = conflict->id,
				    .number = conflict->number,
				    .title = conflict->title,
				    .due = "",
				    .detail = conflict->field < 0 ? ky_kind_title(kind)
								  : ky_field_title(&kind->fields[conflict->field]),
				    .ref = "" });
}

enum ky_code scan_undecided(struct ky_workbook *wb, guide_each *each, void *data, struct ky_error *err)
{
	struct search search = { each, data };
	return ky_conflict_each(wb, take, &search, err);
}
