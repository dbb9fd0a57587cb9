/* Writes figures as JSON, in one form for commands, packages and other programs. */
#include "figure/json.h"

#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "kuayue/text.h"
#include "texts.h"

static const char *origin_name(enum ky_origin origin)
{
	return origin == KY_ORIGIN_SCHOOL ? "school" : "computed";
}

static json_t *figure_json(const struct ky_figure *figure, const struct ky_figure_value *value)
{
	json_t *shown = value->is_number ? json_integer(value->number)
			: value->raw[0]  ? json_string(value->raw)
					 : json_null();
	json_t *target = value->has_target ? json_integer(value->target) : json_null();
	json_t *target_origin =
		value->has_target ? json_string(value->target_inferred ? ZH_INFERRED : ZH_STATED) : json_null();
	const struct ky_figure *divisor, *dividend = ky_figure_divides(figure, &divisor);
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:s?, s:s?, s:o, s:o, s:s}", "id", figure->id,
			 "label", figure->label, "zh", figure->zh, "unit", figure->unit, "value", shown, "state",
			 ky_figure_state(value), "note", value->note, "dividend", dividend ? dividend->id : NULL,
			 "divisor", divisor ? divisor->id : NULL, "target", target, "target_origin", target_origin,
			 "origin", origin_name(value->origin));
}

/* jansson refuses a text that is not UTF-8, which only a file changed by another program can have. Otherwise
 * memory was out. */
static enum ky_code cannot_write(const struct ky_figure *figure, const struct ky_figure_value *value,
				 struct ky_error *err)
{
	if (value->is_number || ky_text_valid(value->raw, strlen(value->raw)))
		return memory_out(err);
	return ky_fail(err, KY_INPUT,
		       _("The figure \"%s\" is not valid text; correct the record behind it and "
			 "try again."),
		       figure->id);
}

enum ky_code figures_json(struct ky_workbook *wb, json_t **out, struct ky_error *err)
{
	json_t *figures = json_array();
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < ky_figure_count(); i++) {
		const struct ky_figure *figure = ky_figure_at(i);
		struct ky_figure_value value;
		code = ky_figure_compute(wb, figure, &value, err);
		if (!code && json_array_append_new(figures, figure_json(figure, &value)))
			code = cannot_write(figure, &value, err);
	}
	if (code)
		json_decref(figures);
	*out = code ? NULL : figures;
	return code;
}

enum ky_code ky_figure_json(struct ky_workbook *wb, const struct ky_figure *figure, char **out,
			    struct ky_error *err)
{
	struct ky_figure_value value;
	*out = NULL;
	enum ky_code code = ky_figure_compute(wb, figure, &value, err);
	json_t *json = code ? NULL : figure_json(figure, &value);
	if (!code && !json)
		code = cannot_write(figure, &value, err);
	*out = code ? NULL : json_dumps(json, JSON_COMPACT);
	json_decref(json);
	return code || *out ? code : memory_out(err);
}

enum ky_code ky_figures_json(struct ky_workbook *wb, char **out, struct ky_error *err)
{
	json_t *figures = NULL;
	enum ky_code code = figures_json(wb, &figures, err);
	*out = code ? NULL : json_dumps(figures, JSON_COMPACT);
	if (!code && !*out)
		code = memory_out(err);
	json_decref(figures);
	return code;
}
