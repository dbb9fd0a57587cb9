/* Finds figures, keeps their values, and lists the records behind them. */
#include "kuayue/figure.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "figure/value.h"
#include "kuayue/language.h"
#include "kuayue/record.h"
#include "workbook/db.h"
#include "texts.h"

size_t ky_figure_count(void)
{
	return figure_decls_count;
}

size_t ky_figure_shown(void)
{
	size_t count = figure_decls_count;
	while (count > 0 && figure_decls[count - 1].figure.alias)
		count--;
	return count;
}

const struct ky_figure *ky_figure_at(size_t index)
{
	return index < figure_decls_count ? &figure_decls[index].figure : NULL;
}

const struct ky_figure *ky_figure_find(const char *id)
{
	for (size_t i = 0; i < figure_decls_count; i++)
		if (!strcmp(figure_decls[i].figure.id, id))
			return &figure_decls[i].figure;
	return NULL;
}

const char *ky_figure_title(const struct ky_figure *figure)
{
	return ky_language()[0] == 'z' ? figure->zh : figure->label;
}

const char *ky_figure_means(const struct ky_figure *figure)
{
	return ky_language()[0] == 'z' ? figure->zh_means : figure->means;
}

static const struct figure_decl *declaration(const struct ky_figure *figure, struct ky_error *err)
{
	for (size_t i = 0; figure && i < figure_decls_count; i++)
		if (&figure_decls[i].figure == figure || !strcmp(figure_decls[i].figure.id, figure->id))
			return &figure_decls[i];
	ky_fail(err, KY_INPUT, _("There is no figure \"%s\"; list the figures to see their names."),
		figure ? figure->id : "");
	return NULL;
}

static enum ky_code compute(struct ky_workbook *wb, const struct ky_figure *figure, struct ky_figure_value *value,
			    struct ky_error *err)
{
	const struct figure_decl *decl = declaration(figure, err);
	return decl ? figure_value(wb, decl, value, err) : KY_INPUT;
}

struct kept {
	int depth; /* of nested pairs */
	struct {
		bool known;
		struct ky_figure_value value;
	} figures[]; /* one a figure */
};

void ky_figures_keep(struct ky_workbook *wb)
{
	struct kept *kept = *db_kept(wb);
	if (!kept)
		kept = memory_new(sizeof(*kept) + ky_figure_count() * sizeof(kept->figures[0]));
	if (!kept)
		return; /* then each is computed whenever it is asked for */
	kept->depth++;
	*db_kept(wb) = kept;
}

void ky_figures_forget(struct ky_workbook *wb)
{
	struct kept *kept = *db_kept(wb);
	if (!kept || --kept->depth > 0)
		return;
	free(kept);
	*db_kept(wb) = NULL;
}

enum ky_code ky_figure_compute(struct ky_workbook *wb, const struct ky_figure *figure,
			       struct ky_figure_value *value, struct ky_error *err)
{
	assert(figure && value);
	struct kept *kept = *db_kept(wb);
	size_t at = 0;
	while (kept && ky_figure_at(at) && ky_figure_at(at) != figure)
		at++;
	if (!kept || !ky_figure_at(at))
		return compute(wb, figure, value, err);
	enum ky_code code = KY_OK;
	if (!kept->figures[at].known)
		code = compute(wb, figure, &kept->figures[at].value, err);
	kept->figures[at].known = code == KY_OK;
	*value = kept->figures[at].value;
	return code;
}

const char *const figure_record_columns[2] = { "id", "number" };

struct each_record {
	int (*each)(void *data, const char *id, const char *number);
	void *data;
};

static int give_record(void *data, const struct db_row *row)
{
	struct each_record *each = data;
	int at[2];
	db_find_columns(row, figure_record_columns, 2, at);
	return each->each(each->data, db_text(row, at[0]), db_text(row, at[1]));
}

enum ky_code ky_figure_records(struct ky_workbook *wb, const struct ky_figure *figure,
			       int (*each)(void *data, const char *id, const char *number), void *data,
			       struct ky_error *err)
{
	assert(figure && each);
	const struct figure_decl *decl = declaration(figure, err);
	if (!decl)
		return KY_INPUT;
	char today[KY_DAY_TEXT];
	ky_day_format(ky_workbook_today(wb), today);
	struct db_arg args[] = { DB_T(today) };
	return db_run(wb, decl->records, args, 1, give_record, &(struct each_record){ each, data }, err);
}

const char *ky_figure_state(const struct ky_figure_value *value)
{
	switch (value->state) {
	case KY_FIGURE_BLANK:
		return ZH_BLANK;
	case KY_FIGURE_ZERO:
		return ZH_ZERO;
	case KY_FIGURE_NA:
		return KY_NA_TEXT;
	case KY_FIGURE_NO_RATE:
		return value->text;
	default:
		return ZH_GIVEN;
	}
}

void ky_figure_say(const struct ky_figure *figure, const struct ky_figure_value *value, char *out, size_t size)
{
	snprintf(out, size, "%s%s", value->state == KY_FIGURE_NO_RATE ? "--" : value->text,
		 value->is_number ? figure->unit : "");
}

const struct ky_figure *ky_figure_divides(const struct ky_figure *rate, const struct ky_figure **divisor)
{
	const struct figure_decl *decl = declaration(rate, NULL);
	const struct ky_figure *dividend = NULL;
	*divisor = NULL;
	if (decl && decl->rate)
		figure_pair(decl->rate, &dividend, divisor);
	return dividend;
}
