/* The functions of libxlsxwriter that core/ calls. The program does not link if one is missing here. */
#include <stddef.h>

#include <xlsxwriter.h>

#include "lazy/lazy.h"

LAZY(LIBXLSXWRITER, lxw_chart_series *, chart_add_series,
     (lxw_chart * chart, const char *categories, const char *values), (chart, categories, values), NULL)
LAZY_VOID(LIBXLSXWRITER, chart_axis_major_gridlines_set_visible, (lxw_chart_axis * axis, uint8_t visible),
	  (axis, visible))
LAZY_VOID(LIBXLSXWRITER, chart_axis_off, (lxw_chart_axis * axis), (axis))
LAZY_VOID(LIBXLSXWRITER, chart_axis_set_min, (lxw_chart_axis * axis, double min), (axis, min))
LAZY_VOID(LIBXLSXWRITER, chart_axis_set_reverse, (lxw_chart_axis * axis), (axis))
LAZY_VOID(LIBXLSXWRITER, chart_legend_set_position, (lxw_chart * chart, uint8_t position), (chart, position))
LAZY_VOID(LIBXLSXWRITER, chart_series_set_categories,
	  (lxw_chart_series * series, const char *sheetname, lxw_row_t first_row, lxw_col_t first_col,
	   lxw_row_t last_row, lxw_col_t last_col),
	  (series, sheetname, first_row, first_col, last_row, last_col))
LAZY_VOID(LIBXLSXWRITER, chart_series_set_fill, (lxw_chart_series * series, lxw_chart_fill *fill), (series, fill))
LAZY_VOID(LIBXLSXWRITER, chart_series_set_labels, (lxw_chart_series * series), (series))
LAZY_VOID(LIBXLSXWRITER, chart_series_set_labels_font, (lxw_chart_series * series, lxw_chart_font *font),
	  (series, font))
LAZY_VOID(LIBXLSXWRITER, chart_series_set_labels_num_format, (lxw_chart_series * series, const char *num_format),
	  (series, num_format))
LAZY_VOID(LIBXLSXWRITER, chart_series_set_line, (lxw_chart_series * series, lxw_chart_line *line), (series, line))
LAZY_VOID(LIBXLSXWRITER, chart_series_set_name_range,
	  (lxw_chart_series * series, const char *sheetname, lxw_row_t row, lxw_col_t col),
	  (series, sheetname, row, col))
LAZY_VOID(LIBXLSXWRITER, chart_series_set_pattern, (lxw_chart_series * series, lxw_chart_pattern *pattern),
	  (series, pattern))
LAZY_VOID(LIBXLSXWRITER, chart_series_set_values,
	  (lxw_chart_series * series, const char *sheetname, lxw_row_t first_row, lxw_col_t first_col,
	   lxw_row_t last_row, lxw_col_t last_col),
	  (series, sheetname, first_row, first_col, last_row, last_col))
LAZY_VOID(LIBXLSXWRITER, chart_title_set_name, (lxw_chart * chart, const char *name), (chart, name))
LAZY_VOID(LIBXLSXWRITER, format_set_align, (lxw_format * format, uint8_t alignment), (format, alignment))
LAZY_VOID(LIBXLSXWRITER, format_set_bg_color, (lxw_format * format, lxw_color_t color), (format, color))
LAZY_VOID(LIBXLSXWRITER, format_set_border, (lxw_format * format, uint8_t style), (format, style))
LAZY_VOID(LIBXLSXWRITER, format_set_font_name, (lxw_format * format, const char *font_name), (format, font_name))
LAZY_VOID(LIBXLSXWRITER, format_set_font_size, (lxw_format * format, double size), (format, size))
LAZY_VOID(LIBXLSXWRITER, format_set_num_format, (lxw_format * format, const char *num_format),
	  (format, num_format))
LAZY_VOID(LIBXLSXWRITER, format_set_text_wrap, (lxw_format * format), (format))
LAZY_VOID(LIBXLSXWRITER, lxw_col_to_name, (char *col_name, lxw_col_t col_num, uint8_t absolute),
	  (col_name, col_num, absolute))
LAZY(LIBXLSXWRITER, char *, lxw_strerror, (lxw_error error_num), (error_num), NULL)
LAZY(LIBXLSXWRITER, const char *, lxw_version, (void), (), "")
LAZY(LIBXLSXWRITER, lxw_chart *, workbook_add_chart, (lxw_workbook * workbook, uint8_t chart_type),
     (workbook, chart_type), NULL)
LAZY(LIBXLSXWRITER, lxw_format *, workbook_add_format, (lxw_workbook * workbook), (workbook), NULL)
LAZY(LIBXLSXWRITER, lxw_worksheet *, workbook_add_worksheet, (lxw_workbook * workbook, const char *sheetname),
     (workbook, sheetname), NULL)
LAZY(LIBXLSXWRITER, lxw_error, workbook_close, (lxw_workbook * workbook), (workbook), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_workbook *, workbook_new_opt, (const char *filename, lxw_workbook_options *options),
     (filename, options), NULL)
LAZY(LIBXLSXWRITER, lxw_error, workbook_set_properties, (lxw_workbook * workbook, lxw_doc_properties *properties),
     (workbook, properties), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, workbook_validate_sheet_name, (lxw_workbook * workbook, const char *sheetname),
     (workbook, sheetname), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_autofilter,
     (lxw_worksheet * worksheet, lxw_row_t first_row, lxw_col_t first_col, lxw_row_t last_row, lxw_col_t last_col),
     (worksheet, first_row, first_col, last_row, last_col), LXW_ERROR_CREATING_XLSX_FILE)
LAZY_VOID(LIBXLSXWRITER, worksheet_center_horizontally, (lxw_worksheet * worksheet), (worksheet))
LAZY(LIBXLSXWRITER, lxw_error, worksheet_data_validation_range,
     (lxw_worksheet * worksheet, lxw_row_t first_row, lxw_col_t first_col, lxw_row_t last_row, lxw_col_t last_col,
      lxw_data_validation *validation),
     (worksheet, first_row, first_col, last_row, last_col, validation), LXW_ERROR_CREATING_XLSX_FILE)
LAZY_VOID(LIBXLSXWRITER, worksheet_fit_to_pages, (lxw_worksheet * worksheet, uint16_t width, uint16_t height),
	  (worksheet, width, height))
LAZY_VOID(LIBXLSXWRITER, worksheet_freeze_panes, (lxw_worksheet * worksheet, lxw_row_t row, lxw_col_t col),
	  (worksheet, row, col))
LAZY(LIBXLSXWRITER, lxw_error, worksheet_insert_chart_opt,
     (lxw_worksheet * worksheet, lxw_row_t row, lxw_col_t col, lxw_chart *chart, lxw_chart_options *user_options),
     (worksheet, row, col, chart, user_options), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_merge_range,
     (lxw_worksheet * worksheet, lxw_row_t first_row, lxw_col_t first_col, lxw_row_t last_row, lxw_col_t last_col,
      const char *string, lxw_format *format),
     (worksheet, first_row, first_col, last_row, last_col, string, format), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_repeat_columns,
     (lxw_worksheet * worksheet, lxw_col_t first_col, lxw_col_t last_col), (worksheet, first_col, last_col),
     LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_repeat_rows,
     (lxw_worksheet * worksheet, lxw_row_t first_row, lxw_row_t last_row), (worksheet, first_row, last_row),
     LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_set_column,
     (lxw_worksheet * worksheet, lxw_col_t first_col, lxw_col_t last_col, double width, lxw_format *format),
     (worksheet, first_col, last_col, width, format), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_set_column_opt,
     (lxw_worksheet * worksheet, lxw_col_t first_col, lxw_col_t last_col, double width, lxw_format *format,
      lxw_row_col_options *user_options),
     (worksheet, first_col, last_col, width, format, user_options), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_set_h_pagebreaks, (lxw_worksheet * worksheet, lxw_row_t breaks[]),
     (worksheet, breaks), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_set_v_pagebreaks, (lxw_worksheet * worksheet, lxw_col_t breaks[]),
     (worksheet, breaks), LXW_ERROR_CREATING_XLSX_FILE)
LAZY_VOID(LIBXLSXWRITER, worksheet_set_print_scale, (lxw_worksheet * worksheet, uint16_t scale),
	  (worksheet, scale))
LAZY(LIBXLSXWRITER, lxw_error, worksheet_set_footer, (lxw_worksheet * worksheet, const char *string),
     (worksheet, string), LXW_ERROR_CREATING_XLSX_FILE)
LAZY_VOID(LIBXLSXWRITER, worksheet_set_landscape, (lxw_worksheet * worksheet), (worksheet))
LAZY_VOID(LIBXLSXWRITER, worksheet_set_margins,
	  (lxw_worksheet * worksheet, double left, double right, double top, double bottom),
	  (worksheet, left, right, top, bottom))
LAZY_VOID(LIBXLSXWRITER, worksheet_set_paper, (lxw_worksheet * worksheet, uint8_t paper_type),
	  (worksheet, paper_type))
LAZY(LIBXLSXWRITER, lxw_error, worksheet_set_row,
     (lxw_worksheet * worksheet, lxw_row_t row, double height, lxw_format *format),
     (worksheet, row, height, format), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_write_blank,
     (lxw_worksheet * worksheet, lxw_row_t row, lxw_col_t col, lxw_format *format), (worksheet, row, col, format),
     LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_write_datetime,
     (lxw_worksheet * worksheet, lxw_row_t row, lxw_col_t col, lxw_datetime *datetime, lxw_format *format),
     (worksheet, row, col, datetime, format), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_write_formula_num,
     (lxw_worksheet * worksheet, lxw_row_t row, lxw_col_t col, const char *formula, lxw_format *format,
      double value),
     (worksheet, row, col, formula, format, value), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_write_number,
     (lxw_worksheet * worksheet, lxw_row_t row, lxw_col_t col, double number, lxw_format *format),
     (worksheet, row, col, number, format), LXW_ERROR_CREATING_XLSX_FILE)
LAZY(LIBXLSXWRITER, lxw_error, worksheet_write_string,
     (lxw_worksheet * worksheet, lxw_row_t row, lxw_col_t col, const char *string, lxw_format *format),
     (worksheet, row, col, string, format), LXW_ERROR_CREATING_XLSX_FILE)
