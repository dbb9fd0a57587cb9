/* The public functions on a loaded campaign. */
#include "kuayue/campaign.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "campaign/internal.h"
#include "texts.h"

/* data/campaign/taolun-2012.ini, made a C file by the build */
extern const unsigned char data_campaign[];
extern const unsigned long data_campaign_len;

const char *ky_campaign_builtin(size_t *len)
{
	if (len)
		*len = data_campaign_len;
	return (const char *)data_campaign;
}

void *campaign_own(struct ky_campaign *campaign, void *block)
{
	if (!block || !memory_grow(&campaign->owned, campaign->owned_count, sizeof(*campaign->owned))) {
		campaign->no_memory = true;
		free(block);
		return NULL;
	}
	campaign->owned[campaign->owned_count++] = block;
	return block;
}

static bool is_builtin(const char *ini, size_t len)
{
	return len == data_campaign_len && memcmp(ini, data_campaign, len) == 0;
}

enum ky_code ky_campaign_parse(const char *name, const char *ini, size_t len, struct ky_campaign **out,
			       struct ky_error *err)
{
	struct ky_campaign *campaign = memory_new(sizeof(*campaign));
	struct loading loading = { .file = name, .campaign = campaign, .err = err };
	*out = NULL;
	if (!campaign)
		return memory_out(err);
	enum ky_code code = ini_read(&campaign->ini, name, ini, len, is_builtin(ini, len), err);
	if (!code)
		code = read_sections(&loading);
	if (campaign->no_memory)
		code = memory_out(err);
	if (code)
		ky_campaign_free(campaign);
	else
		*out = campaign;
	return code;
}

enum ky_code ky_campaign_load(const char *path, struct ky_campaign **out, struct ky_error *err)
{
	*out = NULL;
	FILE *file = NULL;
	enum ky_code code = file_open(path, &file, err);
	if (code)
		return code;
	char *text = memory_new(INI_SIZE + 1); /* one byte more shows that the file is too long */
	if (!text) {
		fclose(file);
		return memory_out(err);
	}
	size_t len = fread(text, 1, INI_SIZE + 1, file);
	if (ferror(file))
		code = file_unreadable(path, err);
	fclose(file);
	if (!code)
		code = ky_campaign_parse(path, text, len, out, err);
	free(text);
	return code;
}

void ky_campaign_free(struct ky_campaign *campaign)
{
	if (!campaign)
		return;
	free(campaign->phases);
	free(campaign->tasks);
	free(campaign->items);
	free(campaign->grades);
	free(campaign->outline);
	free(campaign->sections);
	free(campaign->documents);
	free(campaign->document_lines);
	free(campaign->document_sections);
	free(campaign->progress);
	free(campaign->annexes);
	free(campaign->ledgers);
	free(campaign->targets);
	free(campaign->recipients);
	free(campaign->groups);
	free(campaign->lists);
	free(campaign->choices);
	free(campaign->remind);
	ini_free(&campaign->ini);
	for (size_t i = 0; i < campaign->owned_count; i++)
		free(campaign->owned[i]);
	free(campaign->owned);
	free(campaign);
}

const char *ky_campaign_id(const struct ky_campaign *campaign)
{
	return campaign->head.id;
}

const char *ky_campaign_version(const struct ky_campaign *campaign)
{
	return campaign->head.version;
}

const char *ky_campaign_title(const struct ky_campaign *campaign)
{
	return campaign->head.title;
}

int ky_campaign_year(const struct ky_campaign *campaign)
{
	return campaign->head.year;
}

ky_day ky_campaign_from(const struct ky_campaign *campaign)
{
	return campaign->from;
}

ky_day ky_campaign_to(const struct ky_campaign *campaign)
{
	return campaign->to;
}

bool ky_campaign_has_day(const struct ky_campaign *campaign, ky_day day)
{
	return day == KY_NO_DAY || (day >= campaign->from && day <= campaign->to);
}

bool ky_campaign_closing(const struct ky_campaign *campaign, ky_day day, struct ky_phase *out)
{
	*out = (struct ky_phase){ "", ZH_CLOSING, campaign->phases[0].to + 1, campaign->to };
	return day >= out->from && day <= out->to;
}

ky_day ky_campaign_deadline(const struct ky_campaign *campaign)
{
	return campaign->deadline;
}

bool ky_campaign_deadline_inferred(const struct ky_campaign *campaign)
{
	return campaign->head.deadline_inferred;
}

const struct ky_phase *ky_campaign_phases(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->phase_count;
	return campaign->phases;
}

const struct ky_task *ky_campaign_tasks(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->task_count;
	return campaign->tasks;
}

const struct ky_item *ky_campaign_items(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->item_count;
	return campaign->items;
}

const struct ky_grade *ky_campaign_grades(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->grade_count;
	return campaign->grades;
}

const struct ky_outline *ky_campaign_outline(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->outline_count;
	return campaign->outline;
}

const struct ky_column *ky_campaign_progress(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->progress_count;
	return campaign->progress;
}

bool ky_recipient_is_public(const struct ky_recipient *recipient)
{
	return strcmp(recipient->id, "public") == 0;
}

const struct ky_recipient *ky_campaign_recipients(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->recipient_count;
	return campaign->recipients;
}

const int *ky_campaign_remind_days(const struct ky_campaign *campaign, size_t *count)
{
	*count = campaign->remind_count;
	return campaign->remind;
}

int ky_task_target(const struct ky_task *task, const char *school_kind)
{
	size_t size = strlen(school_kind);
	for (const char *at = task->targets; at && *at; at += *at == ',') {
		size_t colon = strcspn(at, ":");
		if (colon == size && strncmp(at, school_kind, size) == 0 && at[colon])
			return (int)strtol(at + colon + 1, NULL, 10);
		at += strcspn(at, ",");
	}
	return task->target;
}

int ky_campaign_late_days(const struct ky_campaign *campaign, const char *kind)
{
	char name[64];
	int days = campaign->head.late;
	bool inferred = false;
	snprintf(name, sizeof(name), "late_days.%s", kind);
	ky_campaign_target(campaign, name, &days, &inferred);
	return days;
}

const struct ky_task *ky_campaign_task(const struct ky_campaign *campaign, const char *id)
{
	for (size_t i = 0; i < campaign->task_count; i++)
		if (!strcmp(campaign->tasks[i].id, id))
			return &campaign->tasks[i];
	return NULL;
}

const struct ky_item *ky_campaign_item(const struct ky_campaign *campaign, const char *id)
{
	for (size_t i = 0; i < campaign->item_count; i++)
		if (!strcmp(campaign->items[i].id, id))
			return &campaign->items[i];
	return NULL;
}

bool ky_campaign_target(const struct ky_campaign *campaign, const char *name, int *value, bool *inferred)
{
	for (size_t i = 0; i < campaign->target_count; i++)
		if (!strcmp(campaign->targets[i].name, name)) {
			*value = campaign->targets[i].value;
			*inferred = campaign->targets[i].inferred;
			return true;
		}
	return false;
}

const char *ky_campaign_target_name(const struct ky_campaign *campaign, size_t index)
{
	return index < campaign->target_count ? campaign->targets[index].name : NULL;
}

bool ky_list_has(const char *list, const char *word)
{
	size_t size = strlen(word);
	while (list && *list) {
		list += strspn(list, " ");
		size_t len = strcspn(list, ",");
		if (size && len == size && !strncmp(list, word, len))
			return true;
		list += len + (list[len] == ',');
	}
	return false;
}
