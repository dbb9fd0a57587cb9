/* A template for tests, whole and with one text replaced by another. */
#ifndef TESTS_UNIT_CAMPAIGN_SMALL_H
#define TESTS_UNIT_CAMPAIGN_SMALL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "append.h"
#include "campaign/internal.h"
#include "campaign/model.h"
#include "kuayue/campaign.h"

#define FIRST "data/campaign/taolun-2012.ini"
#define SECOND "tests/data/reading-2015.ini"

static inline void path_of(const char *file, char path[512])
{
	const char *dir = getenv("KY_SRCDIR");
	snprintf(path, 512, "%s/%s", dir && *dir ? dir : ".", file);
}

static inline struct ky_campaign *load(const char *file)
{
	struct ky_campaign *campaign = NULL;
	struct ky_error err = { .code = KY_OK };
	char path[512];
	path_of(file, path);
	if (ky_campaign_load(path, &campaign, &err))
		fail_msg("%s", err.text);
	return campaign;
}

/* The small template's text, for breaking. */
static inline char *text_of(const char *file)
{
	char path[512];
	path_of(file, path);
	FILE *in = fopen(path, "rb");
	assert_non_null(in);
	char *text = calloc(1, 65536);
	assert_non_null(text);
	assert_true(fread(text, 1, 65535, in) > 0);
	fclose(in);
	return text;
}

/* A copy with the first old replaced; old must be there. */
static inline char *replaced(const char *text, const char *old, const char *new)
{
	const char *at = strstr(text, old);
	assert_non_null(at);
	size_t size = strlen(text) + strlen(new) + 1;
	char *copy = calloc(1, size);
	assert_non_null(copy);
	append(copy, size, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
	return copy;
}

static inline enum ky_code parse(const char *text, struct ky_campaign **campaign, struct ky_error *err)
{
	*campaign = NULL;
	*err = (struct ky_error){ .code = KY_OK };
	return ky_campaign_parse("small.ini", text, strlen(text), campaign, err);
}

/* Replacing old by new is refused with all the words, ended by NULL. */
static inline void assert_refused(const char *old, const char *new, const char *const *words)
{
	struct ky_campaign *campaign;
	struct ky_error err;
	char *good = text_of(SECOND), *bad = replaced(good, old, new);
	assert_int_equal(parse(bad, &campaign, &err), KY_INPUT);
	assert_null(campaign);
	assert_int_equal(err.code, KY_INPUT);
	assert_non_null(strstr(err.text, "small.ini"));
	for (; *words; words++)
		if (!strstr(err.text, *words))
			fail_msg("no \"%s\" in: %s", *words, err.text);
	free(bad);
	free(good);
}

#define REFUSED(old, new, ...) assert_refused(old, new, (const char *const[]){ __VA_ARGS__, NULL })

#endif
