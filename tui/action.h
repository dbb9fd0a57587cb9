/*
 * Everything a key can do, declared once: the key maps, the bottom line, the help page and
 * `kuayue --help keys` all derive from this list.
 *
 *   ACTION(name, key in lists, key while typing, how the key is written, label)
 *
 * A key of 0 is none. Keys while typing are control or function keys only.
 */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#define KEY_CTRL(letter) ((letter)&0x1f)

#define ACTION_LIST(ACTION)                                                                                       \
	ACTION(UP, KEY_UP, KEY_UP, "↑", N_("up"))                                                                 \
	ACTION(DOWN, KEY_DOWN, KEY_DOWN, "↓", N_("down"))                                                         \
	ACTION(PAGE_UP, KEY_PPAGE, KEY_PPAGE, "PgUp", N_("page up"))                                              \
	ACTION(PAGE_DOWN, KEY_NPAGE, KEY_NPAGE, "PgDn", N_("page down"))                                          \
	ACTION(FIRST, 'g', 0, "g", N_("first"))                                                                   \
	ACTION(LAST, 'G', 0, "G", N_("last"))                                                                     \
	ACTION(LEFT, KEY_LEFT, KEY_LEFT, "←", N_("left"))                                                         \
	ACTION(RIGHT, KEY_RIGHT, KEY_RIGHT, "→", N_("right"))                                                     \
	ACTION(HOME, KEY_HOME, KEY_HOME, "Home", N_("start"))                                                     \
	ACTION(END, KEY_END, KEY_END, "End", N_("end"))                                                           \
	ACTION(ENTER, '\r', '\r', "Enter", N_("open"))                                                            \
	ACTION(TAB, '\t', '\t', "Tab", N_("next"))                                                                \
	ACTION(BACK_TAB, KEY_BTAB, KEY_BTAB, "Shift-Tab", N_("previous"))                                         \
	ACTION(ESCAPE, 27, 27, "Esc", N_("back"))                                                                 \
	ACTION(NEW, 'n', 0, "n", N_("new"))                                                                       \
	ACTION(DELETE, 'd', 0, "d", N_("delete"))                                                                 \
	ACTION(FILTER, '/', 0, "/", N_("search"))                                                                 \
	ACTION(UNDO, 'u', 0, "u", N_("undo"))                                                                     \
	ACTION(HISTORY, 'h', 0, "h", N_("history"))                                                               \
	ACTION(WALK, 'w', 0, "w", N_("next step"))                                                                \
	ACTION(CHAIN, 'c', KEY_CTRL('L'), "c", N_("chain"))                                                       \
	ACTION(LIKE, 'y', KEY_CTRL('T'), "y", N_("same again"))                                                   \
	ACTION(HAND_ON, 'p', KEY_CTRL('P'), "p", N_("hand on"))                                                   \
	ACTION(JOIN, 'l', 0, "l", N_("join"))                                                                     \
	ACTION(TO_FILE, 'e', 0, "e", N_("to a file"))                                                             \
	ACTION(CHECK, 't', 0, "t", N_("truth check"))                                                             \
	ACTION(CALENDAR, 'm', 0, "m", N_("calendar"))                                                             \
	ACTION(IMPORT, 'i', 0, "i", N_("import"))                                                                 \
	ACTION(EXPORT, 'x', 0, "x", N_("export"))                                                                 \
	ACTION(KEYS, 'K', KEY_CTRL('G'), "K", N_("keys and seals"))                                               \
	ACTION(PREVIEW, 'v', 0, "v", N_("preview"))                                                               \
	ACTION(TEXTS, 'r', 0, "r", N_("report texts"))                                                            \
	ACTION(MARK, ' ', 0, "Space", N_("tick"))                                                                 \
	ACTION(HELP, '?', KEY_F(1), "?", N_("help"))                                                              \
	ACTION(QUIT, 'q', KEY_CTRL('C'), "q", N_("quit"))                                                         \
	ACTION(SAVE, KEY_CTRL('S'), KEY_CTRL('S'), "^S", N_("save"))                                              \
	ACTION(DISCARD, 0, KEY_CTRL('R'), "^R", N_("as saved"))                                                   \
	ACTION(LINE, 0, KEY_CTRL('J'), "^J", N_("new line"))                                                      \
	ACTION(TAKE_BACK, 0, KEY_CTRL('Z'), "^Z", N_("undo typing"))                                              \
	ACTION(REDO, 0, KEY_CTRL('Y'), "^Y", N_("redo typing"))                                                   \
	ACTION(NOT_APPLICABLE, 0, KEY_CTRL('N'), "^N", N_("not applicable"))                                      \
	ACTION(CLEAR, 0, KEY_CTRL('U'), "^U", N_("clear"))                                                        \
	ACTION(KILL, 0, KEY_CTRL('K'), "^K", N_("delete to end"))                                                 \
	ACTION(BACKSPACE, KEY_BACKSPACE, KEY_BACKSPACE, "Backspace", N_("delete before"))                         \
	ACTION(ERASE, KEY_DC, KEY_DC, "Del", N_("delete after"))                                                  \
	ACTION(PAGE, 0, 0, "1-9", N_("pages"))

enum action {
	ACT_NONE,
#define ACTION(name, key, typing, written, label) ACT_##name,
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
