/* What a number in a spreadsheet's cell stands for, and the text that a person saw there. */
#ifndef CORE_SPREADSHEET_VALUE_H
#define CORE_SPREADSHEET_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum value_form {
	VALUE_NUMBER,
	VALUE_DATE,
	VALUE_DATE_TIME,
	VALUE_TIME,
	VALUE_BOOL,
	VALUE_ERROR, /* the number is the code that .xls has for it */
	VALUE_FORMS, /* how many there are of a number */
};

#define VALUE_TEXT 40 /* bytes that one takes at most, with its NUL */

/* A format that the file has a text of. */
struct value_format {
	int64_t id;
	enum value_form form;
};

/* By the format's number: one of the file's own, the first of two, else one that every spreadsheet knows. */
enum value_form value_form_of_id(const struct value_format *own, size_t count, int64_t id);
/* By how the format is written: yyyy"年"m"月", h:mm, 0.00. */
enum value_form value_form_of(const char *format, size_t len);

/* A number with more digits than a spreadsheet keeps (15) is written with an exponent, as it is shown: it was
 * rounded, and whoever takes it has to see that. from_1904: the file counts days from then. */
void value_text(enum value_form form, double number, bool from_1904, char out[VALUE_TEXT]);
/* Whether a cell's text is the error of a formula: #N/A. */
bool value_is_error(const char *text);

#endif
