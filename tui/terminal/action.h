/*
 * Everything a key can do, declared once: the key maps, the bottom line, the help page, 更多, every sentence that
 * names a key, the manual pages and README derive from this list.
 *
 *   ACTION(name, key in lists, key while typing, English label, Chinese label)
 *
 * A key of 0 is none. Keys while typing are control or function keys only; they also work in lists, where
 * they are no other action's.
 *
 * A sentence names a key by a slot: {CHECK} is the key in lists, {^CHECK} the one while typing. _() fills it
 * (terminal/keyed.h); `make manuals` and `make readme` fill those of man/ and README.in.
 */
#ifndef TUI_TERMINAL_ACTION_H
#define TUI_TERMINAL_ACTION_H

#include <stddef.h>

#define KEY_CTRL(letter) ((letter)&0x1f)
#define KEY_DIGITS (-1) /* not one key: 1 to 9 */

#define ACTION_LIST(ACTION)                                                                                       \
	ACTION(UP, KEY_UP, KEY_UP, "up", "上")                                                                    \
	ACTION(DOWN, KEY_DOWN, KEY_DOWN, "down", "下")                                                            \
	ACTION(PAGE_UP, KEY_PPAGE, KEY_PPAGE, "page up", "上一页")                                                \
	ACTION(PAGE_DOWN, KEY_NPAGE, KEY_NPAGE, "page down", "下一页")                                            \
	ACTION(FIRST, 'g', 0, "first", "开头")                                                                    \
	ACTION(LAST, 'G', 0, "last", "末尾")                                                                      \
	ACTION(LEFT, KEY_LEFT, KEY_LEFT, "left", "左")                                                            \
	ACTION(RIGHT, KEY_RIGHT, KEY_RIGHT, "right", "右")                                                        \
	ACTION(HOME, 0, KEY_HOME, "start", "行首")                                                                \
	ACTION(END, 0, KEY_END, "end", "行尾")                                                                    \
	ACTION(ENTER, '\r', '\r', "open", "打开")                                                                 \
	ACTION(TAB, '\t', '\t', "next", "下一个")                                                                 \
	ACTION(BACK_TAB, KEY_BTAB, KEY_BTAB, "previous", "上一个")                                                \
	ACTION(ESCAPE, 27, 27, "back", "返回")                                                                    \
	ACTION(NEW, 'n', KEY_F(5), "new", "新建")                                                                 \
	ACTION(STATE, 'z', KEY_F(8), "state", "状态")                                                             \
	ACTION(DELETE, 'd', 0, "delete", "删除")                                                                  \
	ACTION(SEARCH, '/', KEY_CTRL('F'), "search", "查找")                                                      \
	ACTION(FILTER, 'f', KEY_F(3), "filter", "筛选")                                                           \
	ACTION(UNDO, 'u', KEY_CTRL('Z'), "undo", "撤销")                                                          \
	ACTION(REDO, KEY_CTRL('Y'), KEY_CTRL('Y'), "redo", "重做")                                                \
	ACTION(HISTORY, 'h', 0, "history", "历史")                                                                \
	ACTION(WALK, 'w', 0, "next step", "下一步")                                                               \
	ACTION(CHAIN, 'c', KEY_CTRL('L'), "chain", "来龙去脉")                                                    \
	ACTION(LIKE, 'y', KEY_CTRL('T'), "same again", "照样再来")                                                \
	ACTION(HAND_ON, 'p', KEY_CTRL('P'), "hand on", "转办")                                                    \
	ACTION(JOIN, 'l', 0, "join", "并入")                                                                      \
	ACTION(ZERO, '0', 0, "none, confirmed", "零报告")                                                         \
	ACTION(TO_FILE, 'e', 0, "to a file", "另存")                                                              \
	ACTION(CHECK, 't', 0, "truth check", "查走过场")                                                          \
	ACTION(CALENDAR, 'm', 0, "calendar", "日历")                                                              \
	ACTION(IMPORT, 'i', 0, "import", "导入")                                                                  \
	ACTION(EXPORT, 'x', 0, "export", "导出")                                                                  \
	ACTION(INBOX, 'I', 0, "undecided", "合并待定")                                                            \
	ACTION(TAKE_LEFT, '<', 0, "take the left", "取左")                                                        \
	ACTION(TAKE_RIGHT, '>', 0, "take the right", "取右")                                                      \
	ACTION(REWRITE, KEY_F(2), KEY_F(2), "rewrite", "改写")                                                    \
	ACTION(KEYS, 'K', KEY_CTRL('G'), "keys and seals", "密钥")                                                \
	ACTION(PREVIEW, 'v', 0, "preview", "预览")                                                                \
	ACTION(TEXTS, 'r', 0, "report texts", "报告文字")                                                         \
	ACTION(GROUP, KEY_F(6), KEY_F(6), "whole group", "整组")                                                  \
	ACTION(MARK, ' ', 0, "tick", "打钩")                                                                      \
	ACTION(PALETTE, ':', KEY_F(9), "commands", "命令")                                                        \
	ACTION(HELP, '?', KEY_F(1), "help", "帮助")                                                               \
	ACTION(QUIT, 'q', KEY_CTRL('C'), "quit", "退出")                                                          \
	ACTION(SAVE, KEY_CTRL('S'), KEY_CTRL('S'), "save", "保存")                                                \
	ACTION(DISCARD, 0, KEY_CTRL('R'), "as saved", "恢复原样")                                                 \
	ACTION(LINE, 0, KEY_CTRL('J'), "new line", "换行")                                                        \
	ACTION(NOT_APPLICABLE, 0, KEY_CTRL('N'), "not applicable", "不适用")                                      \
	ACTION(CLEAR, 0, KEY_CTRL('U'), "clear", "清空")                                                          \
	ACTION(KILL, 0, KEY_CTRL('K'), "delete to end", "删到行尾")                                               \
	ACTION(BACKSPACE, KEY_BACKSPACE, KEY_BACKSPACE, "delete before", "删前一字")                              \
	ACTION(ERASE, KEY_DC, KEY_DC, "delete after", "删后一字")                                                 \
	ACTION(PAGE, KEY_DIGITS, 0, "pages", "换页")

enum action {
	ACT_NONE,
#define ACTION(name, key, typing, label, zh) ACT_##name,
	ACTION_LIST(ACTION)
#undef ACTION
		ACT_COUNT
};

const char *action_name(enum action action);              /* as declared: "CHECK" */
enum action action_of_name(const char *name, size_t len); /* ACT_NONE if nothing is called so */
const char *action_key(enum action action, int typing);   /* how its key is written: "t", "^S", "Esc" */
const char *action_label(enum action action);             /* in the program's language */
/* In both languages, for who looks for it in either. */
void action_labels(enum action action, const char **english, const char **chinese);
/* False for what no key does while text is typed: there its letter is a letter. */
int action_has_key(enum action action, int typing);
/* The key that a text names, "T", "^L", "F7", as curses gives it; 0: none that may be an action's there. */
int action_key_of_text(const char *text, int typing);
/* From now on the action has that key there; for before the first sentence that names one. */
void action_change_key(enum action action, int key, int typing);
void actions_as_declared(void);
/* Another action that has the same key there. */
enum action action_clash(enum action action, int typing);
/* key: as curses gives it. ACT_NONE if it does nothing here. */
enum action action_of_key(int key, int typing);

#endif
