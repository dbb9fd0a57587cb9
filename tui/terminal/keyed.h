/* Sentences that name keys: {CHECK} in a text stands for the key of ACT_CHECK in lists, {^CHECK} for the one while
 * text is typed, so that no sentence and no translation spells a key. */
#ifndef TUI_TERMINAL_KEYED_H
#define TUI_TERMINAL_KEYED_H

/* The text with its keys, itself where it names none. text: one that stays, as a literal or what translate()
 * gives; so does the answer. */
const char *keyed(const char *text) __attribute__((format_arg(1)));

#endif
