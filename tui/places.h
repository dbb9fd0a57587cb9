/*
 * Every place of the program, one row each: the screen's function, and what else struct place (app/place.h) says.
 * A row also declares its function, void screen_NAME(struct app *app, int page), for the file that has it.
 */
#ifndef TUI_PLACES_H
#define TUI_PLACES_H

#include "app/place.h"

#define PLACE_LIST(PLACE)                                                                                         \
	PLACE(overview, ACT_PAGE, 1, N_("Overview"))                                                              \
	PLACE(list, ACT_PAGE, 2, N_("Plan"), { "task" })                                                          \
	PLACE(list, ACT_PAGE, 3, N_("Study log"), { "session", "note", "study", "document" })                     \
	PLACE(list, ACT_PAGE, 4, N_("Opinions and visits"), { "opinion", "visit", "card" })                       \
	PLACE(list, ACT_PAGE, 5, N_("Self-inspection"), { "rating", "compare", "score", "satisfaction" })         \
	PLACE(list, ACT_PAGE, 6, N_("Rectification"), { "problem", "notice", "publication" })                     \
	PLACE(figures, ACT_PAGE, 7, N_("Summary"), { "section" })                                                 \
	PLACE(more, ACT_PAGE, 8, N_("More"), { "person" }, .rest = true)                                          \
	PLACE(settings, ACT_PAGE, 9, N_("Settings"))                                                              \
	PLACE(check, ACT_CHECK, 0, N_("Truth check"))                                                             \
	PLACE(calendar, ACT_CALENDAR, 0, N_("Calendar"))                                                          \
	PLACE(papers, ACT_NONE, 0, N_("Documents to print: plan of rectification, minutes, folders"))             \
	PLACE(import, ACT_IMPORT, 0, N_("Import: a spreadsheet, a newer template, a hand-over package"))          \
	PLACE(inbox, ACT_INBOX, 0, N_("What waits for a decision after merging"))                                 \
	PLACE(merged, ACT_NONE, 0, N_("Packages taken in, and taking one back"))                                  \
	PLACE(sites, ACT_NONE, 0, N_("School or teaching point: whose records are shown"))                        \
	PLACE(clone, ACT_NONE, 0, N_("Add a PC: a second workbook of this school"))                               \
	PLACE(keys, ACT_KEYS, 0, N_("Keys: the school's own, and the groups' to seal for"))                       \
	PLACE(since, ACT_NONE, 0, N_("What changed since the last report"))                                       \
	PLACE(handover, ACT_NONE, 0, N_("Handover list, to be printed"))                                          \
	PLACE(export, ACT_EXPORT, 0, NULL)                                                                        \
	PLACE(undo, ACT_UNDO, 0, NULL, .yields = true)                                                            \
	PLACE(redo, ACT_REDO, 0, NULL, .yields = true)                                                            \
	PLACE(walk, ACT_WALK, 0, NULL)                                                                            \
	PLACE(search, ACT_SEARCH, 0, NULL)                                                                        \
	PLACE(palette, ACT_PALETTE, 0, NULL)                                                                      \
	PLACE(help, ACT_HELP, 0, NULL, .without_workbook = true)

#define PLACE(screen, ...) void screen_##screen(struct app *app, int page);
PLACE_LIST(PLACE)
#undef PLACE

extern const struct place places[];

#endif
