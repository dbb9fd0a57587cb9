/*
 * What Debian's own libiniparser.a asks of glibc and musl does not have: the calls that glibc's headers put in
 * the place of printf and its like when a package is built with _FORTIFY_SOURCE. flag says how strict to be
 * about %n; no format of that library has one.
 */
#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

int __fprintf_chk(FILE *file, int flag, const char *format, ...);
int __vfprintf_chk(FILE *file, int flag, const char *format, va_list args);
int __sprintf_chk(char *text, int flag, size_t size, const char *format, ...);

int __vfprintf_chk(FILE *file, int flag, const char *format, va_list args)
{
	(void)flag;
	return vfprintf(file, format, args);
}

int __fprintf_chk(FILE *file, int flag, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int wrote = __vfprintf_chk(file, flag, format, args);
	va_end(args);
	return wrote;
}

/* size: of what text points into, as far as the compiler knew; all bits set where it did not. */
int __sprintf_chk(char *text, int flag, size_t size, const char *format, ...)
{
	va_list args;
	(void)flag;
	va_start(args, format);
	int wrote = vsnprintf(text, size > INT_MAX ? INT_MAX : size, format, args);
	va_end(args);
	if (wrote >= 0 && (size_t)wrote >= size)
		abort();
	return wrote;
}
