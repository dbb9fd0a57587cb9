/* Which version those libraries are that this one is made with. */
#include "kuayue/version.h"

#include <csv.h>
#include <expat.h>
#include <jansson.h>
#include <sodium.h>
#include <sqlite3.h>
#include <utf8proc.h>
#include <xlsxwriter.h>
#include <zip.h>

#define TEXT(number) #number
#define DOTTED(a, b, c) TEXT(a) "." TEXT(b) "." TEXT(c)

/* Made by the build: libiniparser does not say it itself. */
extern const char iniparser_version[];

static const char *jansson(void)
{
	return jansson_version_str();
}

static const char *csv(void)
{
	return DOTTED(CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}

static const char *expat(void)
{
	return DOTTED(XML_MAJOR_VERSION, XML_MINOR_VERSION, XML_MICRO_VERSION);
}

static const char *iniparser(void)
{
	return iniparser_version;
}

struct ky_library ky_library_at(size_t at)
{
	static const struct {
		const char *name;
		const char *(*version)(void);
	} libraries[] = {
		{ "SQLite", sqlite3_libversion },
		{ "libsodium", sodium_version_string },
		{ "libzip", zip_libzip_version },
		{ "libxlsxwriter", lxw_version },
		{ "jansson", jansson },
		{ "utf8proc", utf8proc_version },
		{ "libcsv", csv },
		{ "expat", expat },
		{ "libiniparser", iniparser },
	};
	if (at >= sizeof(libraries) / sizeof(libraries[0]))
		return (struct ky_library){ 0 };
	return (struct ky_library){ libraries[at].name, libraries[at].version() };
}
