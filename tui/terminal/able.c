/* Asks terminfo (terminal/able.h). It stands apart because term.h defines macros of common words, such as columns.
 */
#include "terminal/able.h"

#include <curses.h>
#include <term.h>

bool able_places_cursor(void)
{
	const char *move = tigetstr("cup");
	return move && move != (const char *)-1 && move[0];
}
