/* Finds ratings that the records deny (kuayue/claim.h): a 3 that they do not reach, and a 不适用 that is not true.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "guide/scan.h"
#include "kuayue/claim.h"
#include "kuayue/figure.h"
#include "workbook/db.h"

struct rating {
	char *id, *number, *item;
};

struct ratings {
	struct rating *rows;
	size_t count;
};

static int take_rating(void *data, const struct db_row *row)
{
	struct ratings *ratings = data;
	struct rating taken = { memory_text(db_text(row, 0)), memory_text(db_text(row, 1)),
				memory_text(db_text(row, 2)) };
	if (taken.id && taken.number && taken.item &&
	    memory_grow(&ratings->rows, ratings->count, sizeof(*ratings->rows))) {
		ratings->rows[ratings->count++] = taken;
		return 0;
	}
	free(taken.id);
	free(taken.number);
	free(taken.item);
	return DB_NO_MEMORY;
}

static void forget(struct ratings *ratings)
{
	for (size_t i = 0; i < ratings->count; i++) {
		free(ratings->rows[i].id);
		free(ratings->rows[i].number);
		free(ratings->rows[i].item);
	}
	free(ratings->rows);
}

/* Whether the item is denied what it is rated; detail: by which figures. */
typedef enum ky_code deny_fn(struct ky_workbook *wb, const struct ky_item *item, bool *denied, char *detail,
			     size_t size, struct ky_error *err);

static enum ky_code deny_full(struct ky_workbook *wb, const struct ky_item *item, bool *denied, char *detail,
			      size_t size, struct ky_error *err)
{
	struct ky_claim claim;
	enum ky_code code = ky_claim_of(wb, item, &claim, err);
	*denied = !code && claim.asked && !claim.met;
	if (!code)
		snprintf(detail, size, "%s", claim.lacking);
	return code;
}

static enum ky_code deny_na(struct ky_workbook *wb, const struct ky_item *item, bool *denied, char *detail,
			    size_t size, struct ky_error *err)
{
	bool allowed = true;
	enum ky_code code = ky_claim_na(wb, item, &allowed, detail, size, err);
	*denied = !code && !allowed;
	return code;
}

static enum ky_code look(struct ky_workbook *wb, const char *rated, deny_fn *deny, guide_each *each, void *data,
			 struct ky_error *err)
{
	struct ratings ratings = { .count = 0 };
	bool stop = false;
	enum ky_code code = db_run(wb,
				   "SELECT id, number, item FROM rating WHERE self = ?1 AND dropped IS NULL ORDER "
				   "BY ord, seq",
				   (struct db_arg[]){ DB_T(rated) }, 1, take_rating, &ratings, err);
	ky_figures_keep(wb); /* items share figures */
	for (size_t i = 0; !code && !stop && i < ratings.count; i++) {
		const struct rating *rating = &ratings.rows[i];
		const struct ky_item *item = ky_campaign_item(ky_workbook_campaign(wb), rating->item);
		char detail[512] = "";
		bool denied = false;
		code = item ? deny(wb, item, &denied, detail, sizeof(detail), err) : KY_OK;
		if (!code && denied)
			stop = each(data, &(struct guide_row){ .kind = "rating",
							       .id = rating->id,
							       .number = rating->number,
							       .title = item->title,
							       .due = "",
							       .detail = detail,
							       .ref = rating->item }) != 0;
	}
	ky_figures_forget(wb);
	forget(&ratings);
	return code;
}

enum ky_code scan_denied(struct ky_workbook *wb, guide_each *each, void *data, struct ky_error *err)
{
	return look(wb, "3", deny_full, each, data, err);
}

enum ky_code scan_applies(struct ky_workbook *wb, guide_each *each, void *data, struct ky_error *err)
{
	return look(wb, "N", deny_na, each, data, err);
}
