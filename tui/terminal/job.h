/*
 * Runs another program beside the interface. Its lines are read while nobody types, and it can be stopped.
 *
 * The export is such a program, and no thread or fork, for two reasons. SQLite forbids using a connection after a
 * fork, and even opening the same file again. And an export that fails, hangs on a dying stick or is killed must
 * not take the screen or the workbook with it.
 */
#ifndef TUI_TERMINAL_JOB_H
#define TUI_TERMINAL_JOB_H

#include <stdbool.h>
#include <stddef.h>

struct job;

/* argv[0] is looked for in PATH unless it has a '/'. NULL if it cannot be started. */
struct job *job_start(char *const argv[]);
/* The next whole line that it printed, without its end; false while there is none. Never waits. */
bool job_line(struct job *job, char *line, size_t size);
/* True when it has ended and every line was read; *status as of exit, 128 + signal if it was killed. */
bool job_ended(struct job *job, int *status);
const char *job_said(const struct job *job); /* the last line on its standard error, "" if none */
/* Waits until it has ended, at most for some seconds; false if it still runs. */
bool job_wait(struct job *job);
void job_stop(struct job *job); /* asks it to end; it tidies up first */
void job_free(struct job *job); /* ends it, by force where it takes longer than seconds; NULL is fine */

#endif
