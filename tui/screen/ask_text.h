/* Asks for a few fields at once that belong to no record: on the first-run page, for the export folder, for
 * today's date. */
#ifndef TUI_SCREEN_ASK_TEXT_H
#define TUI_SCREEN_ASK_TEXT_H

#include "screen/screens.h"

#define ASK_FIELDS 5

struct ask_field {
	const char *label, *why;         /* translated */
	const char *value;               /* to begin with */
	const struct ky_choice *choices; /* typed freely where NULL */
	size_t choice_count;
	bool secret;   /* a passphrase: not shown while it is typed, and wiped afterwards; nothing to begin with */
	bool required; /* it is not passed without an answer; of choices none is chosen to begin with */
};

/* intro: shown above. done gets the texts in the fields' order; it closes the page with app_pop
 * when it is content. data is freed with free() when the page closes. */
void screen_ask_text(struct app *app, const char *title, const char *help, const char *intro,
		     const struct ask_field *fields, int count,
		     void (*done)(struct app *app, void *data, const char *const *texts), void *data);

#endif
