/* What the files of the form share. */
#ifndef TUI_SCREEN_FORM_H
#define TUI_SCREEN_FORM_H

#include "app.h"
#include "kuayue/record.h"
#include "widget/edit.h"

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
	struct edit *edit;  /* of the focused field */
	unsigned revision;  /* of edit when the field was entered */
	char draft_key[64]; /* "problem/new" */
	bool draft_stored;  /* the workbook holds a draft */
	bool unsaved;       /* something changed since the draft was last kept */
	int64_t changed_at; /* ms, when unsaved became true */
	bool walking;       /* opened by the guided walk: saving leads to the next record */
	int scroll;
	char reason[512];
	char title[128];
};

void form_draw(struct app *app, struct screen *screen, int top, int bottom);

/* True for fields that are chosen, not typed. */
bool form_is_choice(const struct form *form, int field);
bool form_is_link(const struct form *form, int field);
const char *form_text(const struct form *form, int field); /* also of the focused field */

/* form_draft.c */
void form_draft_keep(struct app *app, struct form *form);
/* Returns the field that was typed last, or -1 where there was no draft. */
int form_draft_load(struct app *app, struct form *form);

#endif
