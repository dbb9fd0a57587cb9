/*
 * 零报告: a ledger without a record says nothing until somebody says that there is nothing (未填 before, 零报告
 * from then on). Who said so, and when, is a record of the kind "zero": it has a history, can be undone, and is
 * the same record in every copy of the workbook. The first record that is entered after it makes it void.
 */
#ifndef KUAYUE_ZERO_H
#define KUAYUE_ZERO_H

#include <stdbool.h>

#include "kuayue/api.h"
#include "kuayue/date.h"
#include "kuayue/error.h"
#include "kuayue/kind.h"
#include "kuayue/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a value stands: 未填 (blank), 零报告 (somebody said none), 不适用 (not applicable), 已填 (filled in), or —,
 * a rate that has nothing to divide by. */
enum ky_filling { KY_FIGURE_BLANK, KY_FIGURE_ZERO, KY_FIGURE_NA, KY_FIGURE_FILLED, KY_FIGURE_NO_RATE };

/* Whether a ledger of the kind can be confirmed as empty: its records are made by people, and not with the
 * template, by an export, or with the workbook. */
KY_API bool ky_zero_asked(const struct ky_kind *kind);

#define KY_ZERO_BY 256
/* A ledger, and what was said of it. */
struct ky_zero {
	enum ky_filling
		state; /* blank: no record, and nobody said so; zero: somebody did; filled: it has a record */
	bool said;     /* it was confirmed, maybe before its first record */
	ky_day day;    /* when; KY_NO_DAY */
	char by[KY_ZERO_BY]; /* who; "" where the workbook did not know */
	char id[64];         /* of the confirmation; "" */
};
KY_API enum ky_code ky_zero_of(struct ky_workbook *wb, const struct ky_kind *kind, struct ky_zero *out,
			       struct ky_error *err);

/* Confirms that the ledger is empty, today and by the workbook's author, or takes that back. KY_INPUT for a ledger
 * that has records, or is none that can be confirmed. */
KY_API enum ky_code ky_zero_set(struct ky_workbook *wb, const struct ky_kind *kind, bool none,
				struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
