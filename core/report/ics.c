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
#include "report/reader.h"
#include "kuayue/version.h"
#include "workbook/db.h"
#include "texts.h"

#define LINE_OCTETS 75

/* What is on one day is one entry of the calendar: its first date, how many there are, and all of them in lines.
 */
struct writing {
	struct ky_workbook *wb;
	FILE *out;
	char *code; /* of the school, for the ids of days */
	int events;
	ky_day day; /* that is being gathered; KY_NO_DAY: none */
	size_t count;
	bool inferred; /* one of them */
	struct strbuf first, all;
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

/* What a calendar shows of the day: the first date by its name, and how many there are. */
static void about_lines(struct writing *writing)
{
	struct strbuf sb;
	strbuf_init(&sb, STRBUF_TEXT);
	strbuf_add(&sb, writing->first.text);
	if (writing->count > 1)
		strbuf_addf(&sb, ZH_CALENDAR_AND_MORE, writing->count);
	text_line(writing, "SUMMARY", "", sb.text);
	strbuf_free(&sb);
	strbuf_init(&sb, STRBUF_TEXT);
	strbuf_addf(&sb, "%s%s%s", writing->all.text, ky_campaign_title(ky_workbook_campaign(writing->wb)),
		    writing->inferred ? "\n" ZH_INFERRED_DAY : "");
	writing->no_memory = writing->no_memory || sb.no_memory;
	text_line(writing, "DESCRIPTION", "", sb.text);
	strbuf_free(&sb);
}

/* Those that are still to come: a calendar would ring the others at once when it takes them in. */
static void alarms(struct writing *writing)
{
	size_t count = 0;
	const int *days = ky_campaign_remind_days(ky_workbook_campaign(writing->wb), &count);
	for (size_t i = 0; i < count; i++) {
		if (writing->day - days[i] <= ky_workbook_today(writing->wb))
			continue;
		fputs("BEGIN:VALARM\r\nACTION:DISPLAY\r\n", writing->out);
		fprintf(writing->out, "TRIGGER:-P%dD\r\n", days[i]);
		text_line(writing, "DESCRIPTION", "", writing->first.text);
		fputs("END:VALARM\r\n", writing->out);
	}
}

/* The UID of a day is the same at every export, so that a calendar changes its entry and adds no second one. */
static void event(struct writing *writing)
{
	FILE *out = writing->out;
	struct strbuf sb;
	char day[KY_DAY_TEXT];
	fputs("BEGIN:VEVENT\r\n", out);
	strbuf_init(&sb, STRBUF_LINE);
	strbuf_addf(&sb, "UID:%s-%s-%s@kuayue", writing->code, ky_day_format(writing->day, day),
		    ky_campaign_id(ky_workbook_campaign(writing->wb)));
	line(out, sb.text);
	writing->no_memory = writing->no_memory || sb.no_memory;
	strbuf_free(&sb);
	day_line(out, "DTSTAMP", ky_workbook_today(writing->wb), "T000000Z");
	day_line(out, "DTSTART;VALUE=DATE", writing->day, "");
	day_line(out, "DTEND;VALUE=DATE", writing->day + 1, "");
	about_lines(writing);
	fputs("TRANSP:TRANSPARENT\r\n", out);
	alarms(writing);
	fputs("END:VEVENT\r\n", out);
	writing->events++;
}

static void end_day(struct writing *writing)
{
	writing->no_memory = writing->no_memory || writing->first.no_memory || writing->all.no_memory;
	if (writing->count)
		event(writing);
	strbuf_free(&writing->first);
	strbuf_free(&writing->all);
	writing->count = 0;
	writing->inferred = false;
}

/* Dates come by day. */
static void gather(struct writing *writing, const struct ky_calendar_entry *date)
{
	static const char *const words[] = { ZH_PHASE_BEGINS, ZH_PHASE_ENDS, ZH_IS_DUE, ZH_IS_DEADLINE };
	const struct ky_kind *kind = ky_kind_find(date->kind);
	if (writing->count && date->day != writing->day)
		end_day(writing);
	writing->day = date->day;
	/* The campaign's own deadline goes before all else of its day. */
	if (date->what == KY_DATE_REPORT)
		strbuf_free(&writing->first);
	if (!writing->count++ || date->what == KY_DATE_REPORT)
		strbuf_addf(&writing->first, "%s%s", words[date->what], date->title);
	strbuf_addf(&writing->all, "%s%s", words[date->what], date->title);
	if (kind)
		strbuf_addf(&writing->all, ZH_CALENDAR_RECORD, kind->zh, date->number);
	strbuf_addf(&writing->all, "%s\n", date->inferred ? ZH_CALENDAR_INFERRED : "");
	writing->inferred = writing->inferred || date->inferred;
}

static int take_remaining(void *data, const struct ky_calendar_entry *date)
{
	struct writing *writing = data;
	const struct ky_kind *kind = ky_kind_find(date->kind);
	if (kind && !reader_has_records(writing->wb, kind))
		return 0;
	if (date->day >= ky_workbook_today(writing->wb) && !(date->what == KY_DATE_DUE && date->met))
		gather(writing, date);
	return 0;
}

/* A calendar has at least one entry (RFC 5545, 3.6). */
static int take_report(void *data, const struct ky_calendar_entry *date)
{
	if (date->what == KY_DATE_REPORT)
		gather(data, date);
	return 0;
}

enum ky_code write_calendar(struct ky_workbook *wb, const struct ky_range *range, FILE *out, struct ky_error *err)
{
	(void)range;
	struct writing writing = { .wb = wb, .out = out, .day = KY_NO_DAY };
	strbuf_init(&writing.first, STRBUF_TEXT);
	strbuf_init(&writing.all, STRBUF_TEXT);
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
	if (!code && !writing.events && !writing.count)
		code = ky_calendar(wb, take_report, &writing, err);
	if (!code)
		end_day(&writing);
	strbuf_free(&writing.first);
	strbuf_free(&writing.all);
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
