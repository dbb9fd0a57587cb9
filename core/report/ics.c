/*
 * Writes the remaining dates as an iCalendar (RFC 5545), for the calendar of a PC or a telephone.
 *
 * libical is not used for writing, because it needs ICU, and a program that links it takes nearly twice as long to
 * start. The tests read the calendar with libical.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "kuayue/calendar.h"
#include "report/documents.h"
#include "kuayue/version.h"
#include "workbook/db.h"
#include "texts.h"

#define LINE_OCTETS 75

struct writing {
	struct ky_workbook *wb;
	FILE *out;
	char *code; /* of the school, for the ids of the campaign's own dates */
	int events;
	bool no_memory;
};

/* One content line: folded at 75 octets, never inside a character. */
static void line(FILE *out, const char *text)
{
	size_t used = 0, len = 0;
	for (; *text; text += len) {
		utf8_read(text, &len);
		if (used + len > LINE_OCTETS) {
			fputs("\r\n ", out);
			used = 1;
		}
		fwrite(text, 1, len, out);
		used += len;
	}
	fputs("\r\n", out);
}

static void text_line(struct writing *writing, const char *name, const char *before, const char *text)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	strbuf_addf(&sb, "%s:%s", name, before);
	escape_add(&sb, ESCAPE_CALENDAR, text, strlen(text));
	writing->no_memory = writing->no_memory || sb.no_memory;
	line(writing->out, sb.text);
	strbuf_free(&sb);
}

static void day_line(FILE *out, const char *name, ky_day day, const char *after)
{
	int year = 0, month = 0, of_month = 0;
	ky_day_to_ymd(day, &year, &month, &of_month);
	fprintf(out, "%s:%04d%02d%02d%s\r\n", name, year, month, of_month, after);
}

/* The UID is the same at every export, so that a calendar changes its entry and adds no second one. */
static void id_line(struct writing *writing, const struct ky_calendar_entry *date)
{
	static const char *const words[] = { "begins", "ends", "due", "report" };
	const struct ky_campaign *campaign = ky_workbook_campaign(writing->wb);
	size_t count = 0;
	const struct ky_phase *phases = ky_campaign_phases(campaign, &count);
	const char *phase = "";
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	for (size_t i = 0; i < count; i++)
		if (date->what != KY_DATE_REPORT && strcmp(phases[i].title, date->title) == 0)
			phase = phases[i].id;
	if (date->id[0])
		strbuf_addf(&sb, "UID:%s@kuayue", date->id);
	else
		strbuf_addf(&sb, "UID:%s-%s%s-%s@kuayue", writing->code, words[date->what], phase,
			    ky_campaign_id(campaign));
	line(writing->out, sb.text);
	strbuf_free(&sb);
}

static void about_lines(struct writing *writing, const struct ky_calendar_entry *date)
{
	static const char *const words[] = { ZH_PHASE_BEGINS, ZH_PHASE_ENDS, ZH_IS_DUE, ZH_IS_DEADLINE };
	const struct ky_kind *kind = ky_kind_find(date->kind);
	struct strbuf sb;
	text_line(writing, "SUMMARY", words[date->what], date->title);
	strbuf_init(&sb, STRBUF_TEXT);
	if (kind)
		strbuf_addf(&sb, "%s %s\n", kind->zh, date->number);
	strbuf_add(&sb, ky_campaign_title(ky_workbook_campaign(writing->wb)));
	if (date->inferred)
		strbuf_add(&sb, "\n" ZH_INFERRED_DAY);
	writing->no_memory = writing->no_memory || sb.no_memory;
	text_line(writing, "DESCRIPTION", "", sb.text);
	strbuf_free(&sb);
}

static void alarms(struct writing *writing, const struct ky_calendar_entry *date)
{
	size_t count = 0;
	const int *days = ky_campaign_remind_days(ky_workbook_campaign(writing->wb), &count);
	for (size_t i = 0; i < count; i++) {
		fputs("BEGIN:VALARM\r\nACTION:DISPLAY\r\n", writing->out);
		fprintf(writing->out, "TRIGGER:-P%dD\r\n", days[i]);
		text_line(writing, "DESCRIPTION", "", date->title);
		fputs("END:VALARM\r\n", writing->out);
	}
}

static void event(struct writing *writing, const struct ky_calendar_entry *date)
{
	FILE *out = writing->out;
	fputs("BEGIN:VEVENT\r\n", out);
	id_line(writing, date);
	day_line(out, "DTSTAMP", ky_workbook_today(writing->wb), "T000000Z");
	day_line(out, "DTSTART;VALUE=DATE", date->day, "");
	day_line(out, "DTEND;VALUE=DATE", date->day + 1, "");
	about_lines(writing, date);
	fputs("TRANSP:TRANSPARENT\r\n", out);
	alarms(writing, date);
	fputs("END:VEVENT\r\n", out);
	writing->events++;
}

static int take_remaining(void *data, const struct ky_calendar_entry *date)
{
	struct writing *writing = data;
	if (date->day >= ky_workbook_today(writing->wb) && !(date->what == KY_DATE_DUE && date->met))
		event(writing, date);
	return 0;
}

/* A calendar has at least one entry (RFC 5545, 3.6). */
static int take_report(void *data, const struct ky_calendar_entry *date)
{
	if (date->what == KY_DATE_REPORT)
		event(data, date);
	return 0;
}

enum ky_code write_calendar(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	(void)range;
	struct writing writing = { .wb = wb, .out = out };
	fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kuayue//Kuayue " KY_VERSION
	      "//ZH\r\nCALSCALE:GREGORIAN\r\n",
	      out);
	char *name = NULL;
	enum ky_code code = ky_school_text(wb, "code", &writing.code, err);
	if (!code)
		code = ky_school_text(wb, "name", &name, err);
	if (!code)
		text_line(&writing, "X-WR-CALNAME", "", name);
	if (!code)
		code = ky_calendar(wb, take_remaining, &writing, err);
	if (!code && !writing.events)
		code = ky_calendar(wb, take_report, &writing, err);
	if (!code && writing.no_memory)
		code = memory_out(err);
	fputs("END:VCALENDAR\r\n", out);
	free(name);
	free(writing.code);
	if (!code && (fflush(out) != 0 || ferror(out)))
		code = ky_fail(err, KY_SYSTEM,
			       _("The calendar could not be written (%s); check the disk and export again."),
			       ky_reason(errno));
	return code;
}
