/* Every place of the program. A new screen is reached by a row here: its key, its page or tool, its function. */
#include "places.h"

#include "screen/screens.h"
#include "terminal/i18n.h"

const struct place places[] = {
	{ ACT_PAGE, 1, N_("Overview"), .open = screen_overview },
	{ ACT_PAGE, 2, N_("Plan"), { "task" }, .open = screen_list },
	{ ACT_PAGE, 3, N_("Study log"), { "session", "note", "study", "document" }, .open = screen_list },
	{ ACT_PAGE, 4, N_("Opinions and visits"), { "opinion", "visit", "card" }, .open = screen_list },
	{ ACT_PAGE, 5, N_("Self-inspection"), { "rating", "score", "satisfaction" }, .open = screen_list },
	{ ACT_PAGE, 6, N_("Rectification"), { "problem", "notice", "publication" }, .open = screen_list },
	{ ACT_PAGE, 7, N_("Summary"), { "section" }, .open = screen_figures },
	{ ACT_PAGE,
	  8,
	  N_("More"),
	  { "person", "school", "activity", "bulletin", "media", "spirit", "institution", "model", "body",
	    "archive", "handover", "goal", "project", "suggestion", "reward", "handin" },
	  .open = screen_more },
	{ ACT_PAGE, 9, N_("Settings"), .open = screen_settings },

	{ ACT_CHECK, 0, N_("Truth check"), .open = screen_check },
	{ ACT_CALENDAR, 0, N_("Calendar"), .open = screen_calendar },
	{ ACT_IMPORT, 0, N_("Import from a spreadsheet, or a newer template"), .open = screen_import },
	{ ACT_KEYS, 0, N_("Keys: the school's own, and the groups' to seal for"), .open = screen_keys },
	{ ACT_NONE, 0, N_("What changed since the last report"), .open = screen_since },
	{ ACT_NONE, 0, N_("Handover list, to be printed"), .open = screen_handover },

	{ ACT_EXPORT, 0, NULL, .open = screen_export },
	{ ACT_WALK, 0, NULL, .open = screen_walk },
	{ ACT_HELP, 0, NULL, .without_workbook = true, .open = screen_help },
	{ .open = NULL },
};
