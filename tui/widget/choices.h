/* A row of choices, one of which is taken. The taken one is always in sight, however narrow the row is. */
#ifndef TUI_WIDGET_CHOICES_H
#define TUI_WIDGET_CHOICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kuayue/campaign.h"

/* Which one was typed: by its own letters ("N"), by its words or the first of them, or by its number from 1 where
 * the choices are not digits themselves. -1: none, or more than one. */
int choices_named(const struct ky_choice *choices, size_t count, const char *typed);
/* What is being typed onto a row, sign by sign. All zero: nothing is. */
struct choices_typing {
	char text[64];
	int before;      /* the choice that stood there when it was begun, or -1 */
	int64_t until;   /* ms, when the next sign begins anew */
	bool was_marked; /* the caller's: whether it had been changed before */
};
/* Takes what was typed, together with what was typed a moment ago: some letters of a sentence name a choice, but
 * the sentence does not. chosen: what stands there. Returns the choice that is named now, or -1: then
 * typing->before is to stand there again. */
int choices_type(struct choices_typing *typing, const struct ky_choice *choices, size_t count, int chosen,
		 const char *typed);
/* Whether the next sign goes on with what is being typed. */
bool choices_typing_on(const struct choices_typing *typing);

/* What choices_named() takes, for a sentence: "0 1 2 3 N", or "1 teachers, 2 students". */
void choices_list(const struct ky_choice *choices, size_t count, char *out, size_t size);

/* chosen: its index, or -1 for none. cursor: the hardware cursor goes there. */
void choices_draw(int row, int col, int width, const struct ky_choice *choices, size_t count, int chosen,
		  bool cursor);

/* Several may be ticked: each stands with its box, and the one under the cursor, at, is always in sight.
 * ticked(data, i) says which are. */
void choices_draw_several(int row, int col, int width, const struct ky_choice *choices, size_t count, int at,
			  bool (*ticked)(const void *data, size_t i), const void *data);

#endif
