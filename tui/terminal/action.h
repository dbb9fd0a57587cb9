/*
 * Everything a key can do, declared once: the key maps, the bottom line, the help page and
 * `kuayue --help keys` all derive from this list.
 *
 *   ACTION(name, key in lists, key while typing, how the first is written, how the second, label)
 *
 * A key of 0 is none; a second that is written like the first has 0. Keys while typing are control or function
 * keys only.
 */
#ifndef TUI_TERMINAL_ACTION_H
#define TUI_TERMINAL_ACTION_H

#define KEY_CTRL(letter) ((letter)&0x1f)

#define ACTION_LIST(ACTION)                                                                                       \
	ACTION(UP, KEY_UP, KEY_UP, "↑", 0, N_("up"))                                                              \
	ACTION(DOWN, KEY_DOWN, KEY_DOWN, "↓", 0, N_("down"))                                                      \
	ACTION(PAGE_UP, KEY_PPAGE, KEY_PPAGE, "PgUp", 0, N_("page up"))                                           \
	ACTION(PAGE_DOWN, KEY_NPAGE, KEY_NPAGE, "PgDn", 0, N_("page down"))                                       \
	ACTION(FIRST, 'g', 0, "g", 0, N_("first"))                                                                \
	ACTION(LAST, 'G', 0, "G", 0, N_("last"))                                                                  \
	ACTION(LEFT, KEY_LEFT, KEY_LEFT, "←", 0, N_("left"))                                                      \
	ACTION(RIGHT, KEY_RIGHT, KEY_RIGHT, "→", 0, N_("right"))                                                  \
	ACTION(HOME, KEY_HOME, KEY_HOME, "Home", 0, N_("start"))                                                  \
	ACTION(END, KEY_END, KEY_END, "End", 0, N_("end"))                                                        \
	ACTION(ENTER, '\r', '\r', "Enter", 0, N_("open"))                                                         \
	ACTION(TAB, '\t', '\t', "Tab", 0, N_("next"))                                                             \
	ACTION(BACK_TAB, KEY_BTAB, KEY_BTAB, "Shift-Tab", 0, N_("previous"))                                      \
	ACTION(ESCAPE, 27, 27, "Esc", 0, N_("back"))                                                              \
	ACTION(NEW, 'n', 0, "n", 0, N_("new"))                                                                    \
	ACTION(DELETE, 'd', 0, "d", 0, N_("delete"))                                                              \
	ACTION(FILTER, '/', 0, "/", 0, N_("search"))                                                              \
	ACTION(UNDO, 'u', 0, "u", 0, N_("undo"))                                                                  \
	ACTION(HISTORY, 'h', 0, "h", 0, N_("history"))                                                            \
	ACTION(WALK, 'w', 0, "w", 0, N_("next step"))                                                             \
	ACTION(CHAIN, 'c', KEY_CTRL('L'), "c", "^L", N_("chain"))                                                 \
	ACTION(LIKE, 'y', KEY_CTRL('T'), "y", "^T", N_("same again"))                                             \
	ACTION(HAND_ON, 'p', KEY_CTRL('P'), "p", "^P", N_("hand on"))                                             \
	ACTION(JOIN, 'l', 0, "l", 0, N_("join"))                                                                  \
	ACTION(TO_FILE, 'e', 0, "e", 0, N_("to a file"))                                                          \
	ACTION(CHECK, 't', 0, "t", 0, N_("truth check"))                                                          \
	ACTION(CALENDAR, 'm', 0, "m", 0, N_("calendar"))                                                          \
	ACTION(IMPORT, 'i', 0, "i", 0, N_("import"))                                                              \
	ACTION(EXPORT, 'x', 0, "x", 0, N_("export"))                                                              \
	ACTION(KEYS, 'K', KEY_CTRL('G'), "K", "^G", N_("keys and seals"))                                         \
	ACTION(PREVIEW, 'v', 0, "v", 0, N_("preview"))                                                            \
	ACTION(TEXTS, 'r', 0, "r", 0, N_("report texts"))                                                         \
	ACTION(MARK, ' ', 0, "Space", 0, N_("tick"))                                                              \
	ACTION(HELP, '?', KEY_F(1), "?", "F1", N_("help"))                                                        \
	ACTION(QUIT, 'q', KEY_CTRL('C'), "q", "^C", N_("quit"))                                                   \
	ACTION(SAVE, KEY_CTRL('S'), KEY_CTRL('S'), "^S", 0, N_("save"))                                           \
	ACTION(DISCARD, 0, KEY_CTRL('R'), "^R", 0, N_("as saved"))                                                \
	ACTION(LINE, 0, KEY_CTRL('J'), "^J", 0, N_("new line"))                                                   \
	ACTION(TAKE_BACK, 0, KEY_CTRL('Z'), "^Z", 0, N_("undo typing"))                                           \
	ACTION(REDO, 0, KEY_CTRL('Y'), "^Y", 0, N_("redo typing"))                                                \
	ACTION(NOT_APPLICABLE, 0, KEY_CTRL('N'), "^N", 0, N_("not applicable"))                                   \
	ACTION(CLEAR, 0, KEY_CTRL('U'), "^U", 0, N_("clear"))                                                     \
	ACTION(KILL, 0, KEY_CTRL('K'), "^K", 0, N_("delete to end"))                                              \
	ACTION(BACKSPACE, KEY_BACKSPACE, KEY_BACKSPACE, "Backspace", 0, N_("delete before"))                      \
	ACTION(ERASE, KEY_DC, KEY_DC, "Del", 0, N_("delete after"))                                               \
	ACTION(PAGE, 0, 0, "1-9", 0, N_("pages"))

enum action {
	ACT_NONE,
#define ACTION(name, key, typing, written, typed, label) ACT_##name,
	ACTION_LIST(ACTION)
#undef ACTION
		ACT_COUNT
};

const char *action_key(enum action action, int typing); /* "^S"; while typing some are others */
const char *action_label(enum action action);           /* in the program's language */
/* False for what no key does while text is typed: there its letter is a letter. */
int action_has_key(enum action action, int typing);
/* key: as curses gives it. ACT_NONE if it does nothing here. */
enum action action_of_key(int key, int typing);

#endif
