/* Sets the locale for what is typed and painted, and the language for what is said. The two are
 * independent: Chinese needs no Chinese locale. */
#include "terminal/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include "kuayue/language.h"

static int is_utf8(const char *locale)
{
	return setlocale(LC_CTYPE, locale) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* Chooses a locale with UTF-8, whatever the environment says. Systems before glibc 2.35 may lack C.UTF-8. Only
 * LC_CTYPE is set: numbers always have a point, dates and order are our own, and each further category is one more
 * file to open at every start. */
static void choose_locale(void)
{
	static const char *const locales[] = { "", "C.UTF-8", "zh_CN.UTF-8", "en_US.UTF-8" };
	for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++)
		if (is_utf8(locales[i]))
			break;
}

void language_set(const char *lang)
{
	choose_locale();
	ky_language_set(lang);
}

const char *language_now(void)
{
	return ky_language();
}
