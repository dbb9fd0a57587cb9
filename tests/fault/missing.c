/* Acts like a machine on which the library named by $MISSING is not installed. It is loaded before the program's
 * own libraries. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

void *dlopen(const char *file, int flags)
{
	static void *(*real)(const char *, int);
	const char *missing = getenv("MISSING");
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "dlopen");
	return file && missing && strstr(file, missing) ? NULL : real(file, flags);
}
