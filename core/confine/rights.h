/* Takes a process's rights away before it reads a stranger's file, by whatever means the system has. */
#ifndef CORE_CONFINE_RIGHTS_H
#define CORE_CONFINE_RIGHTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rights {
	int64_t memory;  /* bytes that it may take beside what it has */
	int seconds;     /* of the processor */
	int64_t largest; /* bytes of a file that it may write */
	int64_t had;     /* KiB that it held when they were dropped; rights_drop fills it in */
};

/* Closes every descriptor but these, and gives those of the terminal to nobody. */
void rights_close_others(const int *keep, size_t count);

/*
 * From here on the process may read and write what it has open, take memory and end, and nothing else: it opens
 * nothing, starts nothing, reaches no other process. Limits hold everywhere, and one of no more descriptors at
 * all; Landlock and a filter of system calls where the kernel has them and the machine allows them. What is
 * missing is no error: it is one wall less.
 */
void rights_drop(struct rights *rights);

/* Whether it took about as much memory as it may. */
bool rights_memory_is_used_up(const struct rights *rights);

/* Whether something watches the process that needs more than that (a sanitizer, valgrind, a count of lines run):
 * then only the limit of time is set. */
bool rights_are_watched(void);

/* Ends the process, and nothing of what the forked one would have done at its end is done. */
_Noreturn void rights_end(int status);

#endif
