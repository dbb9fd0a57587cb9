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
	/* Whether the answer can be taken; the reason why not is a sentence that names the field. NULL: any. */
	enum ky_code (*check)(struct app *app, const char *text, struct ky_error *err);
};

/* intro: shown above. done gets the texts in the fields' order; it closes the page with app_pop
 * when it is content. data is freed with free() when the page closes. */
void screen_ask_text(struct app *app, const char *title, const char *help, const char *intro,
		     const struct ask_field *fields, int count,
		     void (*done)(struct app *app, void *data, const char *const *texts), void *data);
/* A day, as ask_field.check: label is what the sentence calls the field. */
enum ky_code ask_text_check_day(const char *label, const char *text, ky_day today, struct ky_error *err);

/* On the page on top: the cursor goes to that field, for the answer that done or its question is about. */
void ask_text_go_to(struct app *app, int field);

#endif
