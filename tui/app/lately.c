/* Keeps the last few records and commands (app/lately.h). */
#include "app/lately.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

void lately_opened(struct lately *lately, const char *id)
{
	assert(lately && id);
	char kept[sizeof(lately->records[0])];
	int at = 0;
	snprintf(kept, sizeof(kept), "%s", id);
	while (at < LATELY - 1 && strcmp(lately->records[at], kept) != 0)
		at++;
	memmove(lately->records[1], lately->records[0], (size_t)at * sizeof(lately->records[0]));
	memcpy(lately->records[0], kept, sizeof(kept));
}

void lately_done(struct lately *lately, enum action action)
{
	assert(lately && action != ACT_NONE);
	int at = 0;
	while (at < LATELY - 1 && lately->actions[at] != action)
		at++;
	memmove(&lately->actions[1], &lately->actions[0], (size_t)at * sizeof(lately->actions[0]));
	lately->actions[0] = action;
}
