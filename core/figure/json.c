/* A figure as JSON: the one shape that commands, packages and other programs read. */
#include "figure/json.h"

#include "base/i18n.h"

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
		value->has_target ? json_string(value->target_inferred ? "推定" : "方案") : json_null();
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:s, s:o, s:o, s:s}", "id", figure->id, "label", figure->label,
			 "zh", figure->zh, "unit", figure->unit, "value", shown, "state", ky_figure_state(value),
			 "target", target, "target_origin", target_origin, "origin", origin_name(value->origin));
}

enum ky_code figures_json(struct ky_workbook *wb, json_t **out, struct ky_error *err)
{
	json_t *figures = json_array();
	enum ky_code code = KY_OK;
	for (size_t i = 0; !code && i < ky_figure_count(); i++) {
		const struct ky_figure *figure = ky_figure_at(i);
		struct ky_figure_value value;
		code = ky_figure_compute(wb, figure, &value, err);
		/* What was typed past our rules may be no UTF-8: jansson refuses it. */
		if (!code && json_array_append_new(figures, figure_json(figure, &value)))
			code = ky_fail(err, KY_INPUT,
				       _("The figure \"%s\" is not valid text; correct the record behind it and "
					 "try again."),
				       figure->id);
	}
	if (code)
		json_decref(figures);
	*out = code ? NULL : figures;
	return code;
}

enum ky_code ky_figures_json(struct ky_workbook *wb, char **out, struct ky_error *err)
{
	json_t *figures = NULL;
	enum ky_code code = figures_json(wb, &figures, err);
	*out = code ? NULL : json_dumps(figures, JSON_COMPACT);
	json_decref(figures);
	return code;
}
