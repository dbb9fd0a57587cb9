/* What term.c asks of term_keys.c: keys, pastes, clicks and hangups. */
#ifndef TUI_TERMINAL_TERM_KEYS_H
#define TUI_TERMINAL_TERM_KEYS_H

/* After curses is up: from here on pastes come marked, and a hangup is an event. */
void term_keys_start(void);
/* Before curses ends. */
void term_keys_stop(void);

#endif
