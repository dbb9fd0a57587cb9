/* The one table of places (tui/app/place.h). */
#ifndef TUI_PLACES_H
#define TUI_PLACES_H

#include "app/place.h"

extern const struct place places[];

#endif
