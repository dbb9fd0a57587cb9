/*
 * Figures. data/figures.sql declares each once: an id, a label, a unit, the query that computes it and the query
 * that lists the records behind it. Overview, report and JSON all take a figure from there, so they cannot show
 * different numbers.
 */
#ifndef KUAYUE_FIGURE_H
#define KUAYUE_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/api.h"
#include "kuayue/error.h"
#include "kuayue/workbook.h"
#include "kuayue/zero.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whether the overview shows a figure. */
enum ky_overview {
	KY_OVERVIEW_NEVER,
	KY_OVERVIEW_ALWAYS, /* one of the few that it shows wherever it runs */
	KY_OVERVIEW_ROOM,   /* where there is room for more */
};

/* Where a figure comes from. */
enum ky_origin {
	KY_ORIGIN_COMPUTED, /* worked out from records */
	KY_ORIGIN_SCHOOL,   /* entered by the school */
};

/* All strings are static. */
struct ky_figure {
	const char *id;    /* "sessions"; also the slot "{sessions}" of a report outline */
	const char *label; /* English */
	const char *zh;
	const char *unit;             /* Chinese, "次"; "" if it has none */
	const char *means, *zh_means; /* what it counts, one sentence: kuayue-figures(7) */
	enum ky_overview overview;
	bool alias;  /* for programs: another id of a figure, or several as one; behind all others */
	bool counts; /* its value is the number of the records behind it */
};

KY_API size_t ky_figure_count(void);
KY_API size_t ky_figure_shown(void);                           /* those before the aliases */
KY_API const struct ky_figure *ky_figure_at(size_t index);     /* NULL past the end */
KY_API const struct ky_figure *ky_figure_find(const char *id); /* NULL if unknown */

/* In the language in force: its name, and the sentence that says what it counts. Static. */
KY_API const char *ky_figure_title(const struct ky_figure *figure);
KY_API const char *ky_figure_means(const struct ky_figure *figure);

/* A figure as of ky_workbook_today. */
struct ky_figure_value {
	/* Blank (未填): the ledgers that it counts have no record, and nobody confirmed them as empty, or what it
	 * is worked out from is not stated. Zero (零报告): they were confirmed, or the school typed 0. Any other
	 * number, which may be 0, is filled in (已填). */
	enum ky_filling state;
	bool is_number; /* the figure is a number, which may be 0 */
	int64_t number; /* 0 unless is_number */
	char text[640]; /* as it stands on paper, without the unit: "12", "未填", "不适用", "高中", "—" */
	char raw[640];  /* as programs read it: "gaozhong"; "—" for a rate that has nothing to divide by */
	char note[96];  /* what is said beside it, Chinese: where it comes from, of how many rows, "249/253件"; or
			   "" */
	bool has_target; /* the campaign, or a task of the school's plan, states how many it should be */
	int64_t target;
	bool target_inferred; /* 推定: the school may change it */
	enum ky_origin origin;
};

/* The two figures that a rate divides, dividend and *divisor; NULL, both, of a figure that is no rate. The records
 * behind a rate are those of the divisor, and the dividend has its own. */
KY_API const struct ky_figure *ky_figure_divides(const struct ky_figure *rate, const struct ky_figure **divisor);

/* As people read it on a screen: with its unit, -- for a rate without anything to divide by. */
KY_API void ky_figure_say(const struct ky_figure *figure, const struct ky_figure_value *value, char *out,
			  size_t size);

KY_API enum ky_code ky_figure_compute(struct ky_workbook *wb, const struct ky_figure *figure,
				      struct ky_figure_value *value, struct ky_error *err);

/* Between these two each figure is computed once and kept, however often it is asked for. Use them where nothing
 * can change meanwhile, such as between ky_read_begin and ky_read_end. A nested pair belongs to the outer one. */
KY_API void ky_figures_keep(struct ky_workbook *wb);
KY_API void ky_figures_forget(struct ky_workbook *wb); /* also where nothing was kept */

/* Gives all figures as the text of a JSON array, in the order of ky_figure_at; the caller frees it. Each is one
 * object, the same here, in `kuayue status --json` and in a package's figures.json:
 *   id, label (English), zh, unit   as declared
 *   value          a number, a text ("—": nothing to divide by), or null: 未填
 *   state          未填, 零报告, 不适用, 已填, or — beside the value "—"
 *   note           beside it: of how many rows, or where it comes from; "" where there is nothing to say
 *   dividend       of a rate: the id of the figure that is divided; null
 *   divisor        of a rate: the id of the figure that it is divided by; null
 *   target         a number, or null where none is stated
 *   target_origin  方案 (the source states it) or 推定 (inferred), or null
 *   origin         "school" (entered by the school) or "computed" (from records) */
KY_API enum ky_code ky_figures_json(struct ky_workbook *wb, char **out, struct ky_error *err);
/* One of them, as an object. */
KY_API enum ky_code ky_figure_json(struct ky_workbook *wb, const struct ky_figure *figure, char **out,
				   struct ky_error *err);

/* 未填, 零报告, 不适用, 已填 or — (static). */
KY_API const char *ky_figure_state(const struct ky_figure_value *value);

/* Calls each for every record behind a figure, in its ledger's order; non-zero from each stops. number: or "". */
KY_API enum ky_code ky_figure_records(struct ky_workbook *wb, const struct ky_figure *figure,
				      int (*each)(void *data, const char *id, const char *number), void *data,
				      struct ky_error *err);

#ifdef __cplusplus
}
#endif

#endif
