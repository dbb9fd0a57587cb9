/*
 * libzip and libxlsxwriter, loaded when the first package or document is made or opened.
 *
 * Debian has them only as shared libraries. Loading them and the libcrypto that they need takes a third of the
 * time from start to the first screen, and most runs of the program use neither. So this folder has a function for
 * each one that core/ calls, with the same name, which passes the call on. Callers only notice it by
 * libraries_ready (base/libraries.h). A build with all libraries shared, or all static, leaves this folder out.
 */
#ifndef CORE_LAZY_LAZY_H
#define CORE_LAZY_LAZY_H

enum lazy_library { LIBZIP, LIBXLSXWRITER };

/* The function of that name; NULL where the library or the function is missing. */
void *lazy_find(enum lazy_library library, const char *name);

/* Defines the function: it calls the library's, or gives what a caller takes for a failure. */
#define LAZY(library, type, name, parameters, arguments, failure)                                                 \
	type name parameters                                                                                      \
	{                                                                                                         \
		static __typeof__(&name) real;                                                                    \
		if (!real)                                                                                        \
			*(void **)&real = lazy_find(library, #name);                                              \
		return real ? real arguments : (failure);                                                         \
	}
#define LAZY_VOID(library, name, parameters, arguments)                                                           \
	void name parameters                                                                                      \
	{                                                                                                         \
		static __typeof__(&name) real;                                                                    \
		if (!real)                                                                                        \
			*(void **)&real = lazy_find(library, #name);                                              \
		if (real)                                                                                         \
			real arguments;                                                                           \
	}

#endif
