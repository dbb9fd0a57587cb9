/* Collects the entries of the calendar, from the campaign and from the records, and sorts them. */
#include "kuayue/calendar.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "workbook/db.h"

struct calendar {
	const struct ky_campaign *campaign;
	struct ky_calendar_entry *dates;
	size_t count;
	bool no_memory;
};

/* Its own copies of the texts. */
static void add(struct calendar *calendar, struct ky_calendar_entry date)
{
	if (!memory_grow(&calendar->dates, calendar->count, sizeof(*calendar->dates))) {
		calendar->no_memory = true;
		return;
	}
	date.kind = memory_text(date.kind);
	date.id = memory_text(date.id);
	date.number = memory_text(date.number);
	date.title = memory_text(date.title);
	calendar->no_memory = calendar->no_memory || !date.kind || !date.id || !date.number || !date.title;
	calendar->dates[calendar->count++] = date;
}

static int take_deadline(void *data, const struct db_row *row)
{
	struct calendar *calendar = data;
	const struct ky_task *task = ky_campaign_task(calendar->campaign, db_text(row, 6));
	struct ky_calendar_entry date = { .kind = db_text(row, 0),
					  .id = db_text(row, 1),
					  .number = db_text(row, 2),
					  .title = db_text(row, 3),
					  .what = KY_DATE_DUE,
					  .met = db_int(row, 5) != 0,
					  .inferred = task && task->window_inferred };
	if (ky_day_parse(db_text(row, 4), KY_NO_DAY, &date.day, NULL) == KY_OK)
		add(calendar, date);
	return 0;
}

static void add_campaign(struct calendar *calendar)
{
	const struct ky_campaign *campaign = calendar->campaign;
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(campaign, &count);
	for (size_t i = 0; i < count; i++) {
		struct ky_calendar_entry date = { .kind = "", .id = "", .number = "", .title = phases[i].title };
		if (strcmp(phases[i].id, "0") == 0)
			continue;
		date.day = phases[i].from;
		date.what = KY_DATE_BEGINS;
		add(calendar, date);
		date.day = phases[i].to;
		date.what = KY_DATE_ENDS;
		add(calendar, date);
	}
	add(calendar, (struct ky_calendar_entry){ .day = ky_campaign_deadline(campaign),
						  .kind = "",
						  .id = "",
						  .number = "",
						  .title = ky_campaign_title(campaign),
						  .what = KY_DATE_REPORT,
						  .inferred = ky_campaign_deadline_inferred(campaign) });
}

/* The first day on which a hand-in of a document counts for its index-th day: that of the phase it lies in, or the
 * day behind the one before it. */
static ky_day begins_on(const struct ky_campaign *campaign, const struct ky_template_document *document,
			size_t index, ky_day due)
{
	ky_day from = KY_NO_DAY, before;
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(campaign, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(phases[i].id, "0") != 0 && phases[i].from <= due && phases[i].from > from)
			from = phases[i].from;
	if (index && ky_campaign_document_due(campaign, document, index - 1, &before) && before >= from)
		from = before + 1;
	return from;
}

struct handing_in {
	const char *file; /* of the document */
	bool chosen_only;
	ky_day from;
	bool met;
};

static int take_handin(void *data, const struct db_row *row)
{
	struct handing_in *handing_in = data;
	const char *documents = db_text(row, 1);
	ky_day day = KY_NO_DAY;
	bool all = !documents[0] || strcmp(documents, "all") == 0;
	handing_in->met =
		handing_in->met ||
		(ky_day_parse(db_text(row, 0), KY_NO_DAY, &day, NULL) == KY_OK && day >= handing_in->from &&
		 (all ? !handing_in->chosen_only : ky_list_has(documents, handing_in->file)));
	return handing_in->met;
}

/* The days by which the documents of the template are handed in. */
static enum ky_code add_documents(struct calendar *calendar, struct ky_workbook *wb, struct ky_error *err)
{
	size_t count = 0;
	enum ky_code code = KY_OK;
	const struct ky_template_document *documents = ky_campaign_documents(calendar->campaign, &count);
	for (size_t i = 0; !code && i < count; i++) {
		char file[64];
		snprintf(file, sizeof(file), "%.40s.docx", documents[i].id);
		ky_day day;
		for (size_t k = 0; !code && ky_campaign_document_due(calendar->campaign, &documents[i], k, &day);
		     k++) {
			struct handing_in in = { .file = file,
						 .chosen_only = documents[i].sets && !documents[i].sets[0],
						 .from = begins_on(calendar->campaign, &documents[i], k, day) };
			code = db_run(wb, "SELECT date, documents FROM handin", NULL, 0, take_handin, &in, err);
			add(calendar, (struct ky_calendar_entry){ .day = day,
								  .kind = "",
								  .id = "",
								  .number = "",
								  .title = documents[i].title,
								  .what = KY_DATE_DUE,
								  .met = in.met,
								  .inferred = documents[i].due_inferred });
		}
	}
	return code;
}

/* By day; on one day the campaign's own dates first, then by number. */
static int compare(const void *a, const void *b)
{
	const struct ky_calendar_entry *left = a, *right = b;
	if (left->day != right->day)
		return left->day < right->day ? -1 : 1;
	return strcmp(left->number, right->number);
}

enum ky_code ky_calendar(struct ky_workbook *wb, int (*each)(void *data, const struct ky_calendar_entry *date),
			 void *data, struct ky_error *err)
{
	assert(each);
	struct calendar calendar = { .campaign = ky_workbook_campaign(wb) };
	bool stop = false;
	add_campaign(&calendar);
	enum ky_code code = db_run(wb, "SELECT kind, id, number, title, due, met, ref FROM deadline", NULL, 0,
				   take_deadline, &calendar, err);
	if (!code)
		code = add_documents(&calendar, wb, err);
	if (!code && calendar.no_memory)
		code = memory_out(err);
	if (!code)
		qsort(calendar.dates, calendar.count, sizeof(*calendar.dates), compare);
	for (size_t i = 0; !code && i < calendar.count && !stop; i++)
		stop = each(data, &calendar.dates[i]) != 0;
	for (size_t i = 0; i < calendar.count; i++) {
		struct ky_calendar_entry *date = &calendar.dates[i];
		free((char *)(uintptr_t)date->kind);
		free((char *)(uintptr_t)date->id);
		free((char *)(uintptr_t)date->number);
		free((char *)(uintptr_t)date->title);
	}
	free(calendar.dates);
	return code;
}
