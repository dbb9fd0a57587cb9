/* Lists the drafts of the workbook by their names, "KIND/ID", "KIND/new" and "KIND/new/ID" (form_open.c). */
#include "screen/drafts.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/kept.h"
#include "kuayue/record.h"
#include "terminal/memory.h"

/* The record of a draft, or the one it follows from, may be gone: then nothing opens it. */
static bool is_there(struct app *app, const char *id)
{
	struct ky_record *record = NULL;
	bool there = ky_record_load(app->wb, id, &record, NULL) == KY_OK;
	ky_record_free(record);
	return there;
}

static int take_name(void *data, const char *name)
{
	if (!kept_add(data, xstrdup(name)))
		out_of_memory();
	return 0;
}

/* Cuts the name in place. */
static void add(struct app *app, struct drafts *drafts, char *name)
{
	char *id = strchr(name, '/');
	if (!id)
		return;
	*id++ = '\0';
	struct draft draft = { .kind = ky_kind_find(name) };
	char *from = strchr(id, '/');
	if (from)
		*from++ = '\0';
	if (strcmp(id, "new") != 0)
		snprintf(draft.id, sizeof(draft.id), "%s", id);
	snprintf(draft.from, sizeof(draft.from), "%s", from ? from : "");
	const char *needed = draft.id[0] ? draft.id : draft.from;
	if (!draft.kind || (needed[0] && !is_there(app, needed)))
		return;
	drafts->all = xrealloc(drafts->all, ((size_t)drafts->count + 1) * sizeof(*drafts->all));
	drafts->all[drafts->count++] = draft;
}

void drafts_free(struct drafts *drafts)
{
	free(drafts->all);
	*drafts = (struct drafts){ .all = NULL };
}

void drafts_load(struct app *app, struct drafts *drafts)
{
	struct kept names = { .count = 0 };
	struct ky_error err = { 0 };
	drafts_free(drafts);
	if (ky_draft_each(app->wb, take_name, &names, &err))
		app_fail(app, &err);
	for (size_t i = 0; i < names.count; i++)
		add(app, drafts, names.texts[i]);
	kept_free(&names);
}

bool drafts_of(const struct drafts *drafts, const char *id)
{
	for (int i = 0; i < drafts->count; i++)
		if (drafts->all[i].id[0] && strcmp(drafts->all[i].id, id) == 0)
			return true;
	return false;
}

int drafts_count(const struct drafts *drafts, const struct ky_kind *kind)
{
	int count = 0;
	for (int i = 0; i < drafts->count; i++)
		count += drafts->all[i].kind == kind && !drafts->all[i].from[0];
	return count;
}

static void name_draft(struct app *app, const struct draft *draft, char *out, size_t size)
{
	struct ky_record *record = NULL;
	const char *kind = ky_kind_title(draft->kind), *id = draft->id[0] ? draft->id : draft->from;
	if (id[0] && ky_record_load(app->wb, id, &record, NULL))
		id = "";
	if (!id[0])
		snprintf(out, size, _("%s new"), kind);
	else if (draft->from[0])
		snprintf(out, size, _("%s new, from %s"), kind, ky_record_number(record));
	else
		snprintf(out, size, "%s %s", kind, ky_record_number(record));
	ky_record_free(record);
}

void drafts_say(struct app *app, const struct drafts *drafts, char *out, size_t size)
{
	char first[200];
	assert(size > 0);
	out[0] = '\0';
	if (!drafts->count)
		return;
	name_draft(app, &drafts->all[0], first, sizeof(first));
	snprintf(out, size, _(", %d not saved: %s"), drafts->count, first);
}
