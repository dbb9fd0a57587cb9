/* A row of choices, one of which is taken. The taken one is always in sight, however narrow the row is. */
#ifndef TUI_WIDGET_CHOICES_H
#define TUI_WIDGET_CHOICES_H

#include <stddef.h>

#include "kuayue/campaign.h"

/* Which one was typed: by its own letters ("N"), by its words or the first of them, or by its number from 1 where
 * the choices are not digits themselves. -1: none, or more than one. */
int choices_named(const struct ky_choice *choices, size_t count, const char *typed);
/* What choices_named() takes, for a sentence: "0 1 2 3 N", or "1 teachers, 2 students". */
void choices_list(const struct ky_choice *choices, size_t count, char *out, size_t size);

/* chosen: its index, or -1 for none. cursor: the hardware cursor goes there. */
void choices_draw(int row, int col, int width, const struct ky_choice *choices, size_t count, int chosen,
		  bool cursor);

#endif
