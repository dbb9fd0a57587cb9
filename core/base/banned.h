/*
 * Functions of the C library that nothing here may use: each has been the cause of a fault in some program, and
 * each has a better one. The build includes this file before every source (-include), so a use does not compile,
 * and the compiler says what to take instead. After git's banned.h, with an attribute in place of a macro, so that
 * it can stand before the system's headers. VLAs and alloca are refused by -Wvla and -Walloca.
 */
#ifndef CORE_BASE_BANNED_H
#define CORE_BASE_BANNED_H

#if defined(__has_attribute)
#if __has_attribute(unavailable)
#define KY_BANNED(instead) __attribute__((unavailable(instead)))
#endif
#endif
#ifndef KY_BANNED
#define KY_BANNED(instead) __attribute__((deprecated(instead)))
#endif

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstrict-prototypes"

/* They do not know how much room there is. */
KY_BANNED("use snprintf, memcpy or a strbuf") extern char *strcpy(char *, const char *);
KY_BANNED("use snprintf, memcpy or a strbuf") extern char *stpcpy(char *, const char *);
KY_BANNED("use snprintf or a strbuf") extern char *strcat(char *, const char *);
KY_BANNED("use snprintf or a strbuf") extern int sprintf(char *, const char *, ...);
KY_BANNED("use vsnprintf or a strbuf") extern int vsprintf(char *, const char *, __builtin_va_list);
KY_BANNED("use getline or fgets") extern char *gets(char *);
/* They may leave a text without its NUL, or take a size that is easily given wrong. */
KY_BANNED("use snprintf") extern char *strncpy(char *, const char *, __SIZE_TYPE__);
KY_BANNED("use snprintf or a strbuf") extern char *strncat(char *, const char *, __SIZE_TYPE__);

/* They give 0 for a text that is no number, and cannot say that a number is too large. */
KY_BANNED("use ky_number_parse or strtol") extern int atoi(const char *);
KY_BANNED("use ky_number_parse or strtol") extern long atol(const char *);
KY_BANNED("use ky_number_parse or strtoll") extern long long atoll(const char *);
KY_BANNED("use strtod") extern double atof(const char *);

/* They keep their result or their state in one place for the whole program. They stand here without parameters,
 * because the types of their headers are not known. */
KY_BANNED("use strtok_r or strcspn") extern char *strtok(char *, const char *);
KY_BANNED("use gmtime_r") extern struct tm *gmtime();
KY_BANNED("use localtime_r") extern struct tm *localtime();
KY_BANNED("use strftime") extern char *ctime();
KY_BANNED("use strftime") extern char *asctime();

/* It hands the text to a shell, which takes some characters for commands. */
#ifndef KY_TEST /* tests run commands that they wrote themselves */
KY_BANNED("use posix_spawn with a list of arguments") extern int system(const char *);
#endif

/* Somebody else may make a file of that name before the caller does. */
KY_BANNED("use mkstemp") extern char *mktemp(char *);
KY_BANNED("use mkstemp") extern char *tmpnam(char *);
KY_BANNED("use mkstemp") extern char *tempnam(const char *, const char *);

/* Their numbers can be guessed. */
KY_BANNED("use randombytes_buf") extern int rand(void);
KY_BANNED("use randombytes_buf") extern long random(void);

#pragma GCC diagnostic pop

#endif
