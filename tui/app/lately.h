/* What was opened and done lately, newest first, for as long as the program runs. */
#ifndef TUI_APP_LATELY_H
#define TUI_APP_LATELY_H

#include "terminal/action.h"

#define LATELY 5

struct lately {
	char records[LATELY][48]; /* ids; "" behind the last */
	enum action actions[LATELY];
};

void lately_opened(struct lately *lately, const char *id);
void lately_done(struct lately *lately, enum action action);

#endif
