/* Chooses a file from a list of what is in a folder; the path can be typed, and Tab completes it. */
#ifndef TUI_SCREEN_FILES_H
#define TUI_SCREEN_FILES_H

#include "screen/screens.h"

struct choosing {
	const char *title;   /* in the program's language; lives as long as the screen */
	const char *help;    /* English */
	const char *intro;   /* in the program's language; copied */
	const char *setting; /* the folder is kept under this name, from one time to the next */
	const char *const
		*endings; /* of the files that are listed, ended by NULL; what is typed may have another */
	const char *const *at_once; /* of these the newest on sticks stand above all; NULL: none do */
	/* Gets the path; it closes the page with app_pop when it is content. */
	void (*done)(struct app *app, const char *path);
};

void screen_files(struct app *app, const struct choosing *choosing);

#endif
