/* What the palette's files share: everything that can be done, as rows that are found by their names. */
#ifndef TUI_SCREEN_PALETTE_H
#define TUI_SCREEN_PALETTE_H

#include "screen/screens.h"

struct ky_figure;

/* In the order in which rows stand. */
enum command_class {
	COMMAND_LATELY,     /* done or opened a moment ago; where nothing is typed */
	COMMAND_HERE,       /* an action of the screen below */
	COMMAND_EVERYWHERE, /* a key that means the same on every screen */
	COMMAND_PAGE,
	COMMAND_LEDGER,
	COMMAND_RECORD,
	COMMAND_FIGURE,
	COMMAND_CLASSES
};

/* One of action, place, kind, id and figure says what it does. */
struct command {
	enum command_class class;
	enum action action;
	const struct place *place;
	const struct ky_kind *kind;
	char *id;
	const struct ky_figure *figure;
	char *name;   /* as it is shown */
	char *key;    /* how it is reached without the palette, or "" */
	char *folded; /* its names in both languages, a line each */
	char *spoken; /* the Chinese one, for pinyin, or "" */
};

struct commands {
	struct command *at;
	int count;
	bool has_records;
};

/* Everything that the screen below, typing or not, and the program can do; records are left out. */
void commands_collect(struct app *app, const struct screen *below, struct commands *commands);
/* The records of the template: tasks, checklist items. Once; for when something is looked for. */
void commands_add_records(struct app *app, struct commands *commands);
void commands_free(struct commands *commands);
/* The name of the class in the program's language. */
const char *command_class_title(enum command_class class);
/* 2: a name begins with what was typed, which is folded, or is spoken so; 1: it holds it; 0: neither. */
int command_fits(const struct command *command, const char *folded);
/* Opens the palette with that typed. */
void palette_open(struct app *app, const char *typed);
/* Does it, on the screen at the top. */
void command_run(struct app *app, const struct command *command);

#endif
