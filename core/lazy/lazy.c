/* Loads each library once and finds functions in it. */
#include "lazy/lazy.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/i18n.h"
#include "base/libraries.h"

/* The names that the loader is asked for. The build fills in those under which a program links the libraries. */
static struct {
	const char *file;
	bool tried;
	void *handle;
} libraries[] = { [LIBZIP] = { .file = LAZY_ZIP }, [LIBXLSXWRITER] = { .file = LAZY_XLSX } };

static void *load(enum lazy_library library)
{
	if (!libraries[library].tried)
		libraries[library].handle = dlopen(libraries[library].file, RTLD_NOW | RTLD_LOCAL);
	libraries[library].tried = true;
	return libraries[library].handle;
}

void *lazy_find(enum lazy_library library, const char *name)
{
	void *handle = load(library);
	return handle ? dlsym(handle, name) : NULL;
}

enum ky_code libraries_ready(struct ky_error *err)
{
	for (size_t i = 0; i < sizeof(libraries) / sizeof(libraries[0]); i++)
		if (!load((enum lazy_library)i))
			return ky_fail(
				err, KY_SYSTEM,
				_("%s is missing on this machine, and documents are made with it: install it, "
				  "or use the portable program, which brings it along."),
				libraries[i].file);
	return KY_OK;
}
