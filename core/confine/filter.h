/* A filter of system calls for this process and every process that it starts. */
#ifndef CORE_CONFINE_FILTER_H
#define CORE_CONFINE_FILTER_H

#include <stdbool.h>

/* Lets through what reads and writes open files, takes memory, tells the time and ends the process; every other
 * call fails with EPERM. An answer and no death: a C library that tries a newer call first goes on with the older
 * one. False where there is none for this machine, or where nobody may set one. */
bool filter_calls(void);

#endif
