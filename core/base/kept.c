/* Keeps texts until all of them may go. */
#include "base/kept.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

bool kept_add(struct kept *kept, char *text)
{
	assert(kept);
	bool room = text && memory_grow(&kept->texts, kept->count, sizeof(*kept->texts));
	if (room)
		kept->texts[kept->count++] = text;
	else
		free(text);
	return room;
}

void kept_free(struct kept *kept)
{
	for (size_t i = 0; i < kept->count; i++)
		free(kept->texts[i]);
	free(kept->texts);
	*kept = (struct kept){ 0 };
}
