/* What the files of the form share: its state, and the functions of each file. */
#ifndef TUI_SCREEN_FORM_H
#define TUI_SCREEN_FORM_H

#include "kuayue/record.h"
#include "screen/screens.h"
#include "widget/choices.h"
#include "widget/edit_keys.h"

struct form_field {
	char *text; /* as typed; the focused field's is in the editor */
	bool dirty; /* differs from the stored record */
};

struct form {
	struct screen screen;
	const struct ky_kind *kind;
	struct ky_record *record; /* as stored, with what was typed and understood put into it */
	struct form_field *fields;
	int focus;
	int among;                    /* of a field with several choices: the one under the cursor */
	struct edit *edit;            /* of the focused field */
	unsigned revision;            /* of edit when the field was entered */
	char from[48];                /* id of the record that the new one follows from, or "" */
	char draft_key[128];          /* "problem/new" */
	bool draft_stored;            /* the workbook holds a draft */
	bool unsaved;                 /* something changed since the draft was last kept */
	int64_t changed_at;           /* ms, when unsaved became true */
	bool touched;                 /* somebody typed or chose something, now or in the draft */
	struct choices_typing typing; /* onto the focused field, where that is a choice */
	bool outside_too;             /* it is saved although it happened when the campaign was not on */
	bool asking;                  /* behind the last field: shall this be saved? */
	bool like;                    /* begun as like another: so is the one that follows it */
	bool walking;                 /* opened by the guided walk: saving leads to the next record */
	int scroll;
	char reason[512];
	char title[128];
};

const struct screen_ops *form_ops(const struct ky_kind *kind); /* form.c */

void form_draw(struct app *app, struct screen *screen, int top, int bottom);

/* True for fields that are chosen, not typed. */
bool form_is_choice(const struct form *form, int field);
bool form_is_link(const struct form *form, int field);
bool form_is_several(const struct form *form, int field);  /* any number of choices */
const char *form_text(const struct form *form, int field); /* also of the focused field */

/* form_open.c: whether it shows another text than is stored, or than a new record begins with. */
bool form_differs(struct app *app, const struct form *form);

/* form_value.c */
int64_t form_now(void); /* ms */
bool form_is_typed(const struct form *form, int field);
void form_set_text(struct form *form, int field, const char *text);
void form_mark(struct form *form, int field); /* it was changed by hand */
/* Puts what was typed into the record; what is understood is shown in its one form. */
bool form_understand(struct app *app, struct form *form, int field);
/* The focused field's text goes from the editor to the field; enter is the way back. */
bool form_leave(struct app *app, struct form *form);
void form_enter(struct form *form, int field);
void form_move_focus(struct app *app, struct form *form, int by);
void form_load_texts(struct app *app, struct form *form); /* from the record */
/* Enter stops there: not at what the program or others fill in, nor at links and several choices, which most
 * records do without. */
bool form_is_walked(const struct ky_field *field);
int form_first_open(const struct form *form);
void form_turn_choice(struct app *app, struct form *form, int by);
/* What was typed onto a choice: by its number, letters or words, alone or with what was typed just before; says
 * which there are if it is none of them. A blank turns it. */
void form_type_choice(struct app *app, struct form *form, const char *typed);

/* form_several.c: the cursor goes along the choices, each of which is ticked or not. */
void form_several_draw(struct app *app, const struct form *form, int row, int col, int width);
void form_several_move(struct app *app, struct form *form, int by);
/* A blank ticks it; a number, letters or words bring the cursor to one, alone or with what was typed just before.
 */
void form_several_type(struct app *app, struct form *form, const char *typed);

/* form_state.c */
int form_state_field(const struct form *form); /* -1: its kind has no states */
/* The first field that the choice under the cursor asks for and the record has not; -1: none. */
int form_first_lack(struct app *app, const struct form *form);
/* All that it asks for, in a sentence; false where it is whole. */
/* What the records or the campaign say against what stands in the form, or propose for it (form_record.c); false:
 * nothing. */
bool form_say_record(struct app *app, const struct form *form, char *out, size_t size);
bool form_say_lacks(struct app *app, const struct form *form, char *out, size_t size);
void form_go_to_state(struct app *app, struct form *form);

/* form_save.c */
/* Closes the form and is true where the record is stored as the form showed it; id (may be NULL) is its id. What
 * nobody typed into is closed and not saved. */
bool form_save(struct app *app, struct form *form, char *id, size_t size);
/* Saves it, and begins another of its kind. */
void form_save_and_new(struct app *app, struct form *form);
void form_discard(struct app *app, struct form *form); /* back to the stored text */
/* What the newest record of the kind has and this new one has not yet. */
void form_same_again(struct app *app, struct form *form);

/* form_draft.c */
void form_draft_keep(struct app *app, struct form *form);
void form_draft_drop(struct app *app, struct form *form);
/* Returns the field that was typed last, or -1 where there was no draft. */
int form_draft_load(struct app *app, struct form *form);

#endif
