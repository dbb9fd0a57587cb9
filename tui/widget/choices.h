/* A row of choices, of which one is taken: it is always in sight, whatever the row's width. */
#ifndef TUI_WIDGET_CHOICES_H
#define TUI_WIDGET_CHOICES_H

#include "kuayue/campaign.h"

/* chosen: its index, or -1 for none. cursor: the hardware cursor goes there. */
void choices_draw(int row, int col, int width, const struct ky_choice *choices, size_t count, int chosen,
		  bool cursor);

#endif
