/* What measures a task of the campaign: one of the figures (figure=), or the records of a kind (when=). */
#ifndef CORE_FIGURE_MEASURE_H
#define CORE_FIGURE_MEASURE_H

#include "kuayue/campaign.h"
#include "figure/decl.h"
#include "workbook/db.h"

struct measure {
	const struct figure_decl *figure; /* or, where it is NULL: */
	const struct ky_kind *kind;
	int field;          /* that is answered, or -1: any record counts */
	const char *choice; /* that it has, or NULL */
	bool all;           /* of all records; one without it, and nothing is reached */
};

/* "[all ]KIND[.FIELD[=CHOICE]]"; false: it names what is not there. choice points into text. */
bool measure_parse(const struct ky_campaign *campaign, const char *text, struct measure *out);
/* Of figure, or of when where that is NULL or unknown; false where neither measures anything. */
bool measure_find(const struct ky_campaign *campaign, const char *figure, const char *when, struct measure *out);
/* The figure of that id by which a task may be measured, or NULL. */
const struct figure_decl *measure_declaration(const char *id);
/* KY_INPUT where a task or an item of a template names a figure or records that are not there; file is for the
 * message. */
enum ky_code measure_check(const struct ky_campaign *campaign, const char *file, struct ky_error *err);
/* Whether each record is a step towards the target: then tasks with the same measure share them. */
bool measure_is_in_steps(const struct measure *measure);

struct measured {
	int64_t value; /* 0 where nothing is known */
	bool any;      /* there is a record behind it */
};
/* most: how many are enough to know. */
enum ky_code measure_value(struct ky_workbook *wb, const struct measure *measure, int64_t most,
			   struct measured *out, struct ky_error *err);
/* The records by which a value was reached, in their order by day; day may be "". In steps the first count of
 * them, otherwise the last ones. The columns of a row are figure_reached_columns. */
enum ky_code measure_reached(struct ky_workbook *wb, const struct measure *measure, int64_t count,
			     int (*each)(void *data, const struct db_row *row), void *data, struct ky_error *err);
/* The same of the record with which somebody said that there was nothing to do. */
enum ky_code measure_confirmed(struct ky_workbook *wb, const struct measure *measure,
			       int (*each)(void *data, const struct db_row *row), void *data,
			       struct ky_error *err);

#endif
