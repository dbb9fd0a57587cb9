/* The table of places, from the list in places.h. */
#include "places.h"

#include "terminal/i18n.h"

const struct place places[] = {
#define PLACE(screen, ...) { __VA_ARGS__, .name = #screen, .open = screen_##screen },
	PLACE_LIST(PLACE)
#undef PLACE
		{ .open = NULL },
};
